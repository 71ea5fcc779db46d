// All shapes of a user's type.
#![deny(warnings)]

use std::borrow::Cow;
use std::error::Error as _;
use std::io;

#[derive(Debug, errspec::Error)]
#[errspec("../../tables/shop.toml")]
pub enum ShopError {
    /// Fields by name, by another name, and a source.
    NotFound { thing: &'static str, #[errspec(field = "id")] number: u64, source: io::Error },
    /// A tuple in the order of the table, without an optional value.
    RateLimited(u32),
    /// A field for the message, and a field that the table does not have.
    Conflict { message: Cow<'static, str>, #[errspec(skip)] user: u64 },
    /// Another entry, converted from its source.
    #[errspec(entry = "INTERNAL")]
    Storage(#[from] Box<dyn std::error::Error + Send + Sync>),
}

/// An enum with generics, bounds, lifetimes, and an error in an error.
#[derive(Debug, errspec::Error)]
#[errspec("../../tables/shop.toml", partial)]
pub enum Generic<'a, T, const N: usize = 1>
where
    T: std::fmt::Display,
{
    NotFound { thing: &'a str, id: u8 },
    Conflict { #[errspec(display)] message: T, #[errspec(skip)] more: [u8; N] },
    #[errspec(transparent)]
    Shop(#[from] Box<ShopError>),
}

/// A source and a field whose types are parameters.
#[derive(Debug, errspec::Error)]
#[errspec("../../tables/shop.toml", partial, traits_only)]
pub enum Sourced<E, M> {
    Internal(#[source] E),
    Conflict { message: M },
}

/// A struct for one entry.
#[derive(Debug, errspec::Error)]
#[errspec("../../tables/shop.toml", entry = "CONFLICT")]
pub struct Clash {
    message: String,
}

/// A struct named like its entry, without fields.
#[derive(Debug, errspec::Error)]
#[errspec("../../tables/shop.toml")]
pub struct Internal;

fn main() {
    let error = ShopError::NotFound { thing: "pen", number: 7, source: io::Error::other("gone") };
    assert_eq!(error.to_string(), "There is no pen 7.");
    assert_eq!(error.source().unwrap().to_string(), "gone");
    let boxed: Box<dyn std::error::Error + Send + Sync> = "disk".into();
    let error = ShopError::from(boxed);
    assert_eq!((error.name(), error.source().unwrap().to_string().as_str()), ("INTERNAL", "disk"));
    assert_eq!(ShopError::RateLimited(9).encode(), br#"{"limit":9,"message":"Too many requests.","code":2}"#);
    let error = ShopError::Conflict { message: "taken".into(), user: 1 };
    assert_eq!((error.to_string().as_str(), error.code()), ("taken", Some(errspec::Code::Integer(3))));
    let error: Generic<'_, u8> = Generic::Conflict { message: 3, more: [0] };
    assert_eq!(error.to_string(), "3");
    let error: Generic<'_, u8> = Box::new(ShopError::RateLimited(1)).into();
    assert_eq!((error.to_string().as_str(), error.status()), ("Too many requests.", Some(429)));
    let error: Generic<'_, u8, 2> = Generic::NotFound { thing: "pen", id: 1 };
    assert_eq!(error.name(), "NOT_FOUND");
    let error: Sourced<io::Error, String> = Sourced::Internal(io::Error::other("gone"));
    assert_eq!(errspec::Spec::name(&error), "INTERNAL");
    assert_eq!(error.source().unwrap().to_string(), "gone");
    assert_eq!(Clash { message: "taken".to_owned() }.to_string(), "taken");
    assert_eq!(Internal.status(), Some(500));
}
