//! JSON values.

#[cfg(feature = "json")]
mod interop;

use alloc::boxed::Box;
use alloc::string::String;
use core::fmt;

use errspec_engine::body::check_json;
use errspec_engine::json::{SyntaxError, compact, escape};
use errspec_engine::json_string;

/// Any JSON value (RFC 8259). It is kept as text without white space between tokens.
///
/// Two values are equal if their texts are equal: `{"a":1,"b":2}` and `{"b":2,"a":1}` differ, `[1, 2]` and `[1,2]` do not.
///
/// ```
/// use errspec::Json;
///
/// let json: Json = r#"{ "zone": "us-east1-a" }"#.parse()?;
/// assert_eq!(json.as_str(), r#"{"zone":"us-east1-a"}"#);
/// # Ok::<(), errspec::JsonError>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Json(Box<str>);

/// A syntax error in a JSON text, with its byte offset.
pub type JsonError = SyntaxError;

impl Json {
    /// Creates the value `null`.
    #[must_use]
    pub fn null() -> Self {
        Self("null".into())
    }

    /// Creates a JSON string.
    #[must_use]
    pub fn string(text: &str) -> Self {
        let mut out = String::new();
        escape(text, &mut out);
        Self(out.into())
    }

    /// Creates a value from a text that is known to be JSON without white space between tokens.
    pub(crate) fn from_valid(text: String) -> Self {
        Self(text.into())
    }

    /// Creates a value from a text that is known to be JSON.
    #[cfg(feature = "serde")]
    pub(crate) fn from_scanned(raw: &[u8]) -> Self {
        Self(compact(raw).into())
    }

    /// Returns the text of the value.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the owned text of the value.
    pub(crate) fn into_text(self) -> String {
        self.0.into()
    }

    /// Returns the text of a JSON string; `None` for any other value.
    #[must_use]
    pub fn as_string(&self) -> Option<String> {
        json_string(&self.0)
    }
}

/// Returns `null`.
impl Default for Json {
    fn default() -> Self {
        Self::null()
    }
}

impl core::str::FromStr for Json {
    type Err = JsonError;

    fn from_str(text: &str) -> Result<Self, JsonError> {
        match check_json(text.as_bytes()) {
            Some(error) => Err(error),
            None => Ok(Self(compact(text.trim_start_matches('\u{FEFF}').as_bytes()).into())),
        }
    }
}

impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
