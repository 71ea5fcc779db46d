//! Generated code stands on its own: the crate has another name, there is no prelude, names of the standard library mean
//! something else, and every lint is denied.

#![no_implicit_prelude]
#![forbid(unsafe_code)]
#![deny(warnings, missing_docs, missing_debug_implementations, unreachable_pub, unused_qualifications)]
#![deny(clippy::all, clippy::pedantic, clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

/// Not the one of the standard library.
#[derive(::std::fmt::Debug, ::std::clone::Clone, ::std::marker::Copy)]
pub struct Option;

/// Not the one of the standard library.
#[derive(::std::fmt::Debug, ::std::clone::Clone, ::std::marker::Copy)]
pub struct String;

/// Not the one of the standard library.
#[derive(::std::fmt::Debug, ::std::clone::Clone, ::std::marker::Copy)]
pub struct Vec;

/// Documented by the user.
#[::faults::table("../../../../specs/flanks.toml")]
pub enum FlanksError {}

/// Seen in this crate only.
#[::faults::table("../../../../specs/frankieone.toml")]
pub(crate) enum FrankieOneError {}

/// What the retry of either is.
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
