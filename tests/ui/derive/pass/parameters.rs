// Parameters with the names of methods, inferred bounds, and constants with the names of arguments.
#![deny(warnings)]
#![deny(clippy::pedantic)]

use std::borrow::Cow;
use std::sync::Arc;

#[allow(non_upper_case_globals, dead_code)]
mod constants {
    pub const f: u8 = 0;
    pub const number: u8 = 0;
    pub const table: u8 = 0;
    pub const index: u8 = 0;
    pub const unknown: u8 = 0;
    pub const source: u8 = 0;
}
#[allow(unused_imports)]
use constants::*;

#[derive(Debug, errspec::Error)]
#[errspec("../../tables/shop.toml", partial)]
pub enum Generic<'b, B, H, const N: usize = 0> {
    NotFound { thing: Cow<'b, str>, id: H },
    Conflict(B),
    #[errspec(unknown)]
    Other(Box<errspec::Unknown>),
}

#[derive(Debug, errspec::Error)]
#[errspec("../../tables/shop.toml", partial)]
pub enum Sourced<E> {
    Internal(#[source] Option<E>),
    #[errspec(transparent)]
    Shared(Arc<Generic<'static, String, u8>>),
}

#[derive(Debug, errspec::Error)]
#[errspec("../../tables/shop.toml", partial, own_display)]
pub enum Own {
    RateLimited { limit: std::num::NonZero<u16>, hint: String },
    Conflict { #[errspec(display)] message: std::net::IpAddr },
}

impl std::fmt::Display for Own {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("mine")
    }
}

impl std::error::Error for Own {}

/// Two fields of one type: an attribute names the field of the table.
#[derive(Debug, errspec::Error)]
#[errspec("../../tables/transfer.toml")]
pub enum Transfer {
    Refused(#[errspec(field = "from")] String, String),
}

fn main() {
    let error = Transfer::Refused("a".to_owned(), "b".to_owned());
    assert_eq!(error.to_string(), "b takes nothing from a.");
    let body = br#"{"code": 3, "message": "taken"}"#;
    let decoded = Generic::<'_, String, u8>::decode(409, body);
    assert!(matches!(decoded.error(), Generic::Conflict(message) if message == "taken"));
    let error: Sourced<std::fmt::Error> = Sourced::Internal(None);
    assert!(std::error::Error::source(&error).is_none());
    let error: Sourced<std::fmt::Error> = Sourced::Shared(Arc::new(Generic::Conflict("taken".to_owned())));
    assert_eq!(error.to_string(), "taken");
    let error = Own::RateLimited { limit: std::num::NonZero::<u16>::MIN, hint: "wait".to_owned() };
    assert_eq!(error.to_string(), "mine");
    assert_eq!(error.encode(), br#"{"limit":1,"hint":"wait","message":"Too many requests.","code":2}"#);
}
