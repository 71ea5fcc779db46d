//! Errors of strict decoding.

use alloc::string::String;
use core::fmt;

use crate::excerpt::Excerpt;
use crate::json::{Syntax, SyntaxError};

/// An error of strict decoding: the response is not exactly as the table describes.
///
/// It has a kind and, where it concerns a part of the body, a position. Lines and columns count from 1; columns count bytes.
///
/// ```
/// # use errspec_engine::decode::DecodeError;
/// fn report(error: &DecodeError<'_>) {
///     match error.line_column() {
///         Some((line, column)) => eprintln!("{error} (byte {:?}, {line}:{column})", error.offset()),
///         None => eprintln!("{error}"),
///     }
/// }
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecodeError<'t> {
    kind: DecodeErrorKind<'t>,
    position: Option<Position>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Position {
    offset: usize,
    line: usize,
    column: usize,
}

/// The kind of a [`DecodeError`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum DecodeErrorKind<'t> {
    /// The body is not well-formed.
    Syntax(Syntax),
    /// The body matches none of the table's envelopes.
    NoEnvelope,
    /// The target type has no variant for the entry.
    NoVariant {
        /// The name of the entry.
        entry: &'t str,
    },
    /// No entry has the code.
    UnknownCode {
        /// The code as received.
        code: String,
    },
    /// There are entries with the code, or without a code, but the status, the message or the conditions match none of them.
    NoEntry {
        /// The code as received.
        code: Option<String>,
        /// The status as received.
        status: Option<u16>,
    },
    /// A required value is missing.
    MissingField {
        /// The name of the entry, or `detail`.
        entry: &'t str,
        /// The name of the field.
        field: &'t str,
    },
    /// A value is not of the field's type, or is outside the range of a user-defined type.
    WrongType {
        /// The name of the entry, or `detail`.
        entry: &'t str,
        /// The name of the field.
        field: &'t str,
    },
    /// The value at a location of `retry_after` is not a delay.
    NotADelay {
        /// The location in the syntax of the table.
        location: String,
        /// The value, up to its first 128 characters.
        value: String,
    },
}

impl<'t> DecodeError<'t> {
    /// Creates an error without a position in the body.
    #[must_use]
    pub fn new(kind: DecodeErrorKind<'t>) -> Self {
        Self { kind, position: None }
    }

    /// Returns the error with its position in the body.
    pub(crate) fn at(mut self, body: &[u8], offset: usize) -> Self {
        let before = body.get(..offset).unwrap_or(body);
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        let column = before.iter().rev().take_while(|byte| **byte != b'\n').count() + 1;
        self.position = Some(Position { offset, line, column });
        self
    }

    /// Returns the error without its position.
    pub(super) fn without_position(self) -> Self {
        Self { position: None, ..self }
    }

    pub(crate) fn syntax(body: &[u8], error: SyntaxError) -> Self {
        Self::new(DecodeErrorKind::Syntax(error.syntax)).at(body, error.offset)
    }

    /// Returns the kind of error.
    #[must_use]
    pub fn kind(&self) -> &DecodeErrorKind<'t> {
        &self.kind
    }

    /// Returns the byte offset in the body, counted from 0; `None` for an error without a position.
    #[must_use]
    pub fn offset(&self) -> Option<usize> {
        self.position.map(|position| position.offset)
    }

    /// Returns the line and the column in the body, counted from 1; `None` for an error without a position.
    #[must_use]
    pub fn line_column(&self) -> Option<(usize, usize)> {
        self.position.map(|position| (position.line, position.column))
    }
}

impl fmt::Display for DecodeError<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            DecodeErrorKind::Syntax(syntax) => write!(f, "malformed body: {syntax}")?,
            DecodeErrorKind::NoEnvelope => f.write_str("the body matches no envelope of the table")?,
            DecodeErrorKind::NoVariant { entry } => write!(f, "the type has no variant for the entry `{entry}`")?,
            DecodeErrorKind::UnknownCode { code } => {
                write!(f, "no entry of the table has the code {:?}", Excerpt::new(code))?
            }
            DecodeErrorKind::NoEntry { code, status } => {
                match code {
                    Some(code) => write!(f, "no entry with the code {:?} matches the message", Excerpt::new(code))?,
                    None => f.write_str("no entry without a code matches the message")?,
                }
                if let Some(status) = status {
                    write!(f, " and status {status}")?;
                }
            }
            DecodeErrorKind::MissingField { entry, field } => write!(f, "missing field `{field}` of `{entry}`")?,
            DecodeErrorKind::WrongType { entry, field } => write!(f, "invalid value of field `{field}` of `{entry}`")?,
            DecodeErrorKind::NotADelay { location, value } => write!(f, "{value:?} at `{location}` is not a delay")?,
        }
        match self.position {
            Some(position) => write!(f, ", at line {}, column {}", position.line, position.column),
            None => Ok(()),
        }
    }
}

impl core::error::Error for DecodeError<'_> {}
