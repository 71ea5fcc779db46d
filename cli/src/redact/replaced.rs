//! A text that was replaced.

/// A text that was replaced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Replaced {
    /// What it was.
    pub(crate) what: &'static str,
    pub(crate) before: String,
    pub(crate) after: String,
}
