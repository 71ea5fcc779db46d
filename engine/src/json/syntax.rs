//! JSON syntax errors.

use core::fmt;

/// The kind of a [`SyntaxError`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Syntax {
    /// The text ends within a value.
    UnexpectedEnd,
    /// A character that is not allowed at this position.
    UnexpectedCharacter,
    /// A malformed number.
    Number,
    /// A malformed escape.
    Escape,
    /// A control character in a string.
    ControlCharacter,
    /// More than 128 levels of arrays and objects.
    Depth,
    /// Text before the value.
    LeadingText,
    /// Text after the value.
    Trailing,
    /// A trailing comma.
    TrailingComma,
    /// A duplicate of a member that the table reads.
    DuplicateMember,
    /// Bytes that are not UTF-8.
    Utf8,
    /// A malformed data item of CBOR or MessagePack.
    DataItem,
}

impl fmt::Display for Syntax {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::UnexpectedEnd => "unexpected end of input",
            Self::UnexpectedCharacter => "unexpected character",
            Self::Number => "malformed number",
            Self::Escape => "malformed escape in a string",
            Self::ControlCharacter => "control character in a string",
            Self::Depth => "more than 128 levels of nesting",
            Self::LeadingText => "text before the value",
            Self::Trailing => "trailing characters after the value",
            Self::TrailingComma => "trailing comma",
            Self::DuplicateMember => "duplicate member",
            Self::Utf8 => "invalid UTF-8",
            Self::DataItem => "malformed data item",
        })
    }
}

/// A syntax error in a JSON text (RFC 8259).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SyntaxError {
    /// The byte offset of the error, counted from 0.
    pub offset: usize,
    /// The kind of error.
    pub syntax: Syntax,
}

impl fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "invalid JSON: {} at byte {}", self.syntax, self.offset)
    }
}

impl core::error::Error for SyntaxError {}
