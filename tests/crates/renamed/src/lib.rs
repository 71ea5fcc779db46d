//! A crate that renames errspec, has no prelude, gives names of the standard library another meaning, and denies every lint.
//! Generated code must not depend on any of these.

#![no_implicit_prelude]
#![forbid(unsafe_code)]
#![deny(warnings, missing_docs, missing_debug_implementations, unreachable_pub, unused_qualifications)]
#![deny(clippy::all, clippy::pedantic, clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

/// A type with the name of one in the standard library.
#[derive(::std::fmt::Debug, ::std::clone::Clone, ::std::marker::Copy)]
pub struct Option;

/// A type with the name of one in the standard library.
#[derive(::std::fmt::Debug, ::std::clone::Clone, ::std::marker::Copy)]
pub struct String;

/// A type with the name of one in the standard library.
#[derive(::std::fmt::Debug, ::std::clone::Clone, ::std::marker::Copy)]
pub struct Vec;

/// Documentation by the user.
#[::errors::table("../../../../specs/flanks.toml")]
pub enum FlanksError {}

/// An enum with a visibility.
#[::errors::table("../../../../specs/frankieone.toml")]
pub(crate) enum FrankieOneError {}

/// Returns `true` if an error of either API can be retried.
#[must_use]
pub fn retries(status: u16, body: &[u8]) -> bool {
    FlanksError::decode(status, body).error().retry().is_retryable()
        || FrankieOneError::decode(status, body).error().retry().is_retryable()
}

#[cfg(test)]
mod tests {
    #[test]
    fn generated_code_works_under_another_name_and_without_a_prelude() {
        let body = br#"{"error": "Retrieving user data. Please try again in a moment.", "error_code": 20002}"#;
        ::std::assert!(super::retries(400, body));
        ::std::assert!(!super::retries(400, b"{}"));
    }
}
