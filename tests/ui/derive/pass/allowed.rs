// The user's types are linted in the user's code, and not in generated code that repeats them.
#![deny(warnings, unused_qualifications)]
#![forbid(dead_code, unreachable_pub)]

use std::error::Error as _;
use std::fmt;

mod old {
    #[deprecated]
    #[derive(Debug)]
    pub struct Old;
}

#[allow(deprecated)]
mod implementations {
    use std::{error, fmt};

    impl fmt::Display for crate::old::Old {
        fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
            out.write_str("old")
        }
    }

    impl error::Error for crate::old::Old {}
}

#[allow(deprecated, unused_qualifications)]
#[derive(Debug, errspec::Error)]
#[errspec("../../tables/shop.toml", partial)]
pub enum ShopError {
    Internal(#[from] std::fmt::Error),
    Conflict { #[errspec(display)] message: old::Old, #[source] #[errspec(skip)] source: Option<old::Old> },
}

fn main() {
    let error = ShopError::from(fmt::Error);
    assert!(error.source().is_some());
    #[allow(deprecated)]
    let error = ShopError::Conflict { message: old::Old, source: Some(old::Old) };
    assert_eq!(error.source().unwrap().to_string(), error.to_string());
}
