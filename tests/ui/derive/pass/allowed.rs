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

#[allow(unused_qualifications)]
#[derive(Debug, errspec::Error)]
pub enum ServiceError {
    #[errspec(transparent)]
    Shop(#[from] Box<crate::ShopError>),
}

#[allow(deprecated)]
#[derive(Debug, errspec::Error)]
#[errspec("../../tables/shop.toml", partial)]
pub enum OldError {
    Internal(#[from] old::Old),
}

fn main() {
    let error = ShopError::from(fmt::Error);
    assert!(error.source().is_some());
    #[allow(deprecated)]
    let error = ShopError::Conflict { message: old::Old, source: Some(old::Old) };
    assert_eq!(error.source().unwrap().to_string(), error.to_string());
    assert_eq!(ServiceError::from(Box::new(error)).to_string(), "old");
    #[allow(deprecated)]
    let error = OldError::from(old::Old);
    assert!(error.source().is_some());
}
