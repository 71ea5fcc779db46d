//! An example of a build script: `build.rs` generates the errors of several APIs.
//!
//! [`FlanksError`], and [`ApiError`] over two tables, are in `$OUT_DIR`, and [`errors`] is checked in.

#![deny(warnings, missing_docs, unreachable_pub, unused_qualifications)]
#![deny(clippy::all, clippy::pedantic, clippy::nursery, clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

include!(concat!(env!("OUT_DIR"), "/flanks.rs"));
include!(concat!(env!("OUT_DIR"), "/billing.rs"));

/// The code for the tables in `specs`.
pub mod errors;

/// An enum with names that generated code could use itself, and with deprecated entries. No lint may report anything. Lints are
/// denied and not forbidden, because generated files allow some of them.
mod lints {
    include!(concat!(env!("OUT_DIR"), "/lints.rs"));

    #[test]
    fn a_deprecated_entry_is_decoded_without_a_warning() {
        let decoded = LintsError::decode(400, br#"{"code": 5, "message": "Old x."}"#);
        assert_eq!(decoded.error().name(), "OLD");
    }
}

/// Returns the advice on an error of any of the APIs.
///
/// ```
/// use errspec_tests_build_script::advice;
/// use errspec_tests_build_script::errors::LedgerError;
///
/// assert_eq!(advice(&LedgerError::account_not_found("A-7")), "Ask `/accounts` for those that there are.");
/// ```
#[must_use]
pub fn advice<E: errspec::Spec>(error: &E) -> &'static str {
    match error.action() {
        Some(action) => action,
        None if error.retry().is_retryable() => "Try again.",
        None => "Ask the provider.",
    }
}
