//! Codes: what identifies an error on the wire.

use core::fmt;

/// The code of an error: an integer or a string.
///
/// Equality is that of what is written: `901` and `"901"` differ here, though a table's entry is found by either.
///
/// ```
/// use errspec::Code;
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
    /// The form in which codes are compared.
    #[inline]
    pub(crate) fn key(self) -> Key<'a> {
        match self {
            Self::String(text) => Key::of_text(text.as_bytes()),
            Self::Integer(number) => Key::Integer(number),
        }
    }

    /// The number of an integer code; `None` for a string.
    #[must_use]
    pub fn as_integer(self) -> Option<i64> {
        match self {
            Self::Integer(number) => Some(number),
            Self::String(_) => None,
        }
    }

    /// The text of a string code; `None` for an integer.
    #[must_use]
    pub fn as_str(self) -> Option<&'a str> {
        match self {
            Self::Integer(_) => None,
            Self::String(text) => Some(text),
        }
    }
}

/// The form in which codes are compared: a string that is an `i64` in its shortest form is that integer.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Key<'a> {
    Integer(i64),
    String(&'a [u8]),
}

impl<'a> Key<'a> {
    /// That of a string.
    #[inline]
    pub(crate) fn of_text(text: &'a [u8]) -> Self {
        integer_in(text).map_or(Self::String(text), Self::Integer)
    }
}

/// The `i64` of which this is the shortest text: no plus, no leading zero, no `-0`.
#[inline]
pub(crate) fn integer(text: &str) -> Option<i64> {
    integer_in(text.as_bytes())
}

/// The same, of bytes.
#[inline(always)]
pub(crate) fn integer_in(text: &[u8]) -> Option<i64> {
    let (negative, digits) = match text {
        [b'-', digits @ ..] => (true, digits),
        digits => (false, digits),
    };
    match digits {
        [b'0'] if !negative => return Some(0),
        [b'1'..=b'9', ..] => {}
        _ => return None,
    }
    // Below 19 digits nothing can overflow.
    if digits.len() > 18 {
        return core::str::from_utf8(text).ok()?.parse().ok();
    }
    let mut number = 0_i64;
    for digit in digits {
        let value = digit.wrapping_sub(b'0');
        if value > 9 {
            return None;
        }
        number = number * 10 + i64::from(value);
    }
    Some(if negative { -number } else { number })
}

/// The code as it stands on the wire, a string without quotes.
impl fmt::Display for Code<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Integer(number) => fmt::Display::fmt(number, f),
            Self::String(text) => fmt::Display::fmt(text, f),
        }
    }
}

/// The code as JSON writes it: `40001`, `"VAL-0400"`.
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
