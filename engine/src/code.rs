//! Codes, which identify errors on the wire.

use core::fmt;

use crate::number::integer_in;

/// The code of an error: an integer or a string.
///
/// An integer and a string are never equal: `901` and `"901"` differ here, although either of them finds the same entry of a table.
///
/// ```
/// use errspec_engine::Code;
///
/// assert_eq!(Code::from(40001), 40001);
/// assert_eq!(Code::from("VAL-0400"), "VAL-0400");
/// assert_eq!(Code::from("VAL-0400").to_string(), "VAL-0400");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Code<'a> {
    /// An integer.
    Integer(i64),
    /// A string.
    String(&'a str),
}

impl<'a> Code<'a> {
    /// Returns the form in which codes are compared.
    #[inline]
    pub fn key(self) -> Key<'a> {
        match self {
            Self::String(text) => Key::of_text(text.as_bytes()),
            Self::Integer(number) => Key::Integer(number),
        }
    }

    /// Returns the integer; `None` for a string code.
    #[must_use]
    pub fn as_integer(self) -> Option<i64> {
        match self {
            Self::Integer(number) => Some(number),
            Self::String(_) => None,
        }
    }

    /// Returns the string; `None` for an integer code.
    #[must_use]
    pub fn as_str(self) -> Option<&'a str> {
        match self {
            Self::Integer(_) => None,
            Self::String(text) => Some(text),
        }
    }
}

/// The form in which codes are compared. A string that is the shortest form of an `i64` counts as that integer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key<'a> {
    /// An integer, or a string that is one.
    Integer(i64),
    /// The bytes of any other string.
    String(&'a [u8]),
}

impl<'a> Key<'a> {
    /// Returns the key of a string code.
    #[inline]
    pub fn of_text(text: &'a [u8]) -> Self {
        integer_in(text).map_or(Self::String(text), Self::Integer)
    }
}

/// Writes the code as it is sent; a string has no quotes.
impl fmt::Display for Code<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Integer(number) => fmt::Display::fmt(number, f),
            Self::String(text) => fmt::Display::fmt(text, f),
        }
    }
}

/// Writes the code as JSON does: `40001`, `"VAL-0400"`.
impl fmt::Debug for Code<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Integer(number) => fmt::Debug::fmt(number, f),
            Self::String(text) => fmt::Debug::fmt(text, f),
        }
    }
}

impl From<i64> for Code<'_> {
    fn from(number: i64) -> Self {
        Self::Integer(number)
    }
}

impl From<i32> for Code<'_> {
    fn from(number: i32) -> Self {
        Self::Integer(number.into())
    }
}

impl<'a> From<&'a str> for Code<'a> {
    fn from(text: &'a str) -> Self {
        Self::String(text)
    }
}

impl PartialEq<i64> for Code<'_> {
    fn eq(&self, number: &i64) -> bool {
        *self == Self::Integer(*number)
    }
}

impl PartialEq<i32> for Code<'_> {
    fn eq(&self, number: &i32) -> bool {
        *self == Self::from(*number)
    }
}

impl PartialEq<str> for Code<'_> {
    fn eq(&self, text: &str) -> bool {
        self.as_str() == Some(text)
    }
}

impl PartialEq<&str> for Code<'_> {
    fn eq(&self, text: &&str) -> bool {
        self.as_str() == Some(*text)
    }
}
