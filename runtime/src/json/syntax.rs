//! What can be wrong with a JSON text.

use core::fmt;

/// What is wrong with a JSON text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Syntax {
    /// The text ends within a value.
    UnexpectedEnd,
    /// A character that cannot stand there.
    UnexpectedCharacter,
    /// A number that is none.
    Number,
    /// An escape that is none.
    Escape,
    /// A control character within a string.
    ControlCharacter,
    /// More than 128 levels of arrays and objects.
    Depth,
    /// Something after the value.
    Trailing,
    /// A comma before a closing bracket.
    TrailingComma,
    /// A member that stands twice, of those that the table reads.
    DuplicateMember,
    /// Bytes that are not UTF-8.
    Utf8,
}

impl fmt::Display for Syntax {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::UnexpectedEnd => "the text ends within a value",
            Self::UnexpectedCharacter => "unexpected character",
            Self::Number => "malformed number",
            Self::Escape => "malformed escape in a string",
            Self::ControlCharacter => "control character in a string",
            Self::Depth => "more than 128 levels of arrays and objects",
            Self::Trailing => "something follows the value",
            Self::TrailingComma => "a comma before a closing bracket",
            Self::DuplicateMember => "a member that stands twice",
            Self::Utf8 => "bytes that are not UTF-8",
        })
    }
}

/// A fault and the byte where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) at: usize,
    pub(crate) what: Syntax,
}
