//! Codes.

use std::fmt;

use super::template::Template;

/// A code, as the table writes it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Code {
    /// An integer.
    Integer(i64),
    /// A string.
    String(String),
}

impl Code {
    /// Returns the form in which codes are compared: a string that is the shortest form of an `i64` becomes that integer.
    #[must_use]
    pub fn key(&self) -> Self {
        match self {
            Self::String(text) => match text.parse::<i64>() {
                Ok(number) if number.to_string() == *text => Self::Integer(number),
                _ => self.clone(),
            },
            Self::Integer(_) => self.clone(),
        }
    }

    /// Returns the code as a table writes it.
    #[must_use]
    pub fn to_toml(&self) -> String {
        match self {
            Self::Integer(number) => number.to_string(),
            Self::String(text) => format!("{text:?}"),
        }
    }
}

/// Writes the code without quotes.
impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Integer(number) => number.fmt(f),
            Self::String(text) => text.fmt(f),
        }
    }
}

/// A code or a class of codes of an entry that keeps the code of the response.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum CodeClass {
    /// One code.
    Code(Code),
    /// The integers from the first to the last, both included.
    Range(i64, i64),
    /// The texts that fit a template whose parameters are all `_`.
    Template(Template),
}

impl CodeClass {
    /// Returns `true` if every code is an integer.
    #[must_use]
    pub const fn is_integer(&self) -> bool {
        matches!(self, Self::Code(Code::Integer(_)) | Self::Range(..))
    }
}

/// Writes the class as a table does, without quotes.
impl fmt::Display for CodeClass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Code(code) => code.fmt(f),
            Self::Range(first, last) => write!(f, "{first}..{last}"),
            Self::Template(template) => template.fmt(f),
        }
    }
}

/// The way in which codes are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum CodeCase {
    /// Letters of different case differ.
    #[default]
    Exact,
    /// The case of ASCII letters is ignored.
    Ignored,
}

impl CodeCase {
    /// Returns the form in which a code is compared: its [key](Code::key), in lower case if the case is ignored.
    #[must_use]
    pub fn key(self, code: &Code) -> Code {
        match (self, code.key()) {
            (Self::Ignored, Code::String(text)) => Code::String(text.to_ascii_lowercase()),
            (_, key) => key,
        }
    }

    /// Returns the form in which a class of codes is compared.
    #[must_use]
    pub fn class(self, class: &CodeClass) -> CodeClass {
        match (self, class) {
            (Self::Ignored, CodeClass::Template(template)) => CodeClass::Template(template.to_ascii_lowercase()),
            (_, class) => class.clone(),
        }
    }
}
