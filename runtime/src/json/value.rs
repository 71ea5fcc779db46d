//! Any JSON, kept as its text.

use alloc::boxed::Box;
use alloc::string::String;
use core::fmt;

use super::scan::{Scan, scan};
use super::syntax::Syntax;
use super::text::{escape, unescape};
use crate::slot::Slot;
use crate::table::{Layout, NOWHERE, Node};

/// Any JSON value: its text, without white space between tokens.
///
/// Two are equal if these texts are: `{"a":1,"b":2}` and `{"b":2,"a":1}` differ, `[1, 2]` and `[1,2]` do not.
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

/// Why a text is not JSON, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct JsonError {
    /// What is wrong.
    pub(crate) syntax: Syntax,
    /// At which byte.
    at: usize,
}

impl JsonError {
    /// What is wrong.
    #[must_use]
    pub fn syntax(&self) -> Syntax {
        self.syntax
    }

    /// At which byte of the text, counted from 0.
    #[must_use]
    pub fn offset(&self) -> usize {
        self.at
    }
}

impl fmt::Display for JsonError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not JSON: {} at byte {}", self.syntax, self.at)
    }
}

impl core::error::Error for JsonError {}

/// Asks for the whole text and nothing in it.
pub(crate) static WHOLE: Layout = Layout {
    nodes: &[Node { members: &[], elements: &[], any: NOWHERE, values: &[0], names: &[] }],
    locations: &[""],
    filters: &[],
};

impl Json {
    /// `null`
    #[must_use]
    pub fn null() -> Self {
        Self("null".into())
    }

    /// The JSON string of a text.
    #[must_use]
    pub fn string(text: &str) -> Self {
        let mut out = String::new();
        escape(text, &mut out);
        Self(out.into())
    }

    /// A text that is known to be JSON without white space between its tokens.
    pub(crate) fn from_valid(text: String) -> Self {
        Self(text.into())
    }

    /// A text that is known to be JSON.
    pub(crate) fn from_scanned(raw: &[u8]) -> Self {
        Self(compact(raw).into())
    }

    /// Its text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The text of a JSON string; `None` for any other value.
    #[must_use]
    pub fn as_string(&self) -> Option<String> {
        let inside = self.0.strip_prefix('"')?.strip_suffix('"')?;
        Some(unescape(inside.as_bytes()))
    }
}

/// A JSON text without the white space between its tokens.
fn compact(raw: &[u8]) -> String {
    let mut out = alloc::vec::Vec::with_capacity(raw.len());
    let mut within = false;
    let mut escaped = false;
    for byte in raw {
        if !within && matches!(byte, b' ' | b'\n' | b'\r' | b'\t') {
            continue;
        }
        if *byte == b'"' && !escaped {
            within = !within;
        }
        escaped = within && *byte == b'\\' && !escaped;
        // A comma before a closing bracket is forgiven when it is read, but never handed on.
        if !within && matches!(byte, b'}' | b']') && out.last() == Some(&b',') {
            out.pop();
        }
        out.push(*byte);
    }
    String::from_utf8(out).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

/// `null`.
impl Default for Json {
    fn default() -> Self {
        Self::null()
    }
}

impl core::str::FromStr for Json {
    type Err = JsonError;

    fn from_str(text: &str) -> Result<Self, JsonError> {
        let mut slots = [Slot::ABSENT];
        let mut outcome = Scan::default();
        scan(&WHOLE, text.as_bytes(), &mut slots, &mut outcome);
        match outcome.broken.or(outcome.forgiven) {
            Some(fault) => Err(JsonError { syntax: fault.what, at: fault.at }),
            None => Ok(Self::from_scanned(text.trim_start_matches('\u{FEFF}').as_bytes())),
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
