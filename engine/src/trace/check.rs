//! A demand on a response.

use alloc::string::String;

/// A demand on a response, with what was found.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Check {
    /// The key of the table that makes the demand, such as `status` or `fields.amount`.
    pub key: String,
    /// `true` if the response meets it.
    pub passes: bool,
    /// The demand, and what was found if it is not met.
    pub text: String,
}

impl Check {
    pub(super) fn new(key: impl Into<String>, passes: bool, text: String) -> Self {
        Self { key: key.into(), passes, text }
    }
}
