//! A text that was replaced.

/// A text that was replaced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Replaced {
    /// The kind of the text, such as a token.
    pub(crate) what: &'static str,
    pub(crate) before: String,
    pub(crate) after: String,
}
