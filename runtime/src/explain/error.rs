//! The error for a code or a name that no entry has.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use errspec_engine::Excerpt;

/// The error for a code or a name that no entry has. It suggests those that are most alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExplainError {
    text: String,
    suggestions: Vec<String>,
}

impl ExplainError {
    pub(super) fn new(text: &str, suggestions: Vec<String>) -> Self {
        Self { text: text.into(), suggestions }
    }

    /// Returns the codes and names that are most alike, in alphabetical order. There may be none.
    #[must_use]
    pub fn suggestions(&self) -> &[String] {
        &self.suggestions
    }
}

impl fmt::Display for ExplainError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no error has the code or the name `{}`", Excerpt::new(&self.text))?;
        let [first, rest @ ..] = self.suggestions.as_slice() else { return Ok(()) };
        write!(f, "; did you mean `{first}`")?;
        for (number, other) in rest.iter().enumerate() {
            let joint = if number + 1 == rest.len() { " or" } else { "," };
            write!(f, "{joint} `{other}`")?;
        }
        f.write_str("?")
    }
}

impl core::error::Error for ExplainError {}
