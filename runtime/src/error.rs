//! Why the strict forms of decoding reject a response.

use alloc::string::String;
use core::fmt;

use crate::json::{Fault, Syntax};

/// Why a response is not exactly what the table describes, and where.
///
/// Lines and columns are counted from 1, columns in bytes.
///
/// ```
/// # use errspec::DecodeError;
/// fn report(error: &DecodeError) {
///     match error.line_column() {
///         Some((line, column)) => eprintln!("{error} (byte {:?}, {line}:{column})", error.offset()),
///         None => eprintln!("{error}"),
///     }
/// }
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecodeError {
    reason: DecodeReason,
    place: Option<Place>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Place {
    offset: usize,
    line: usize,
    column: usize,
}

/// What is wrong with a response.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum DecodeReason {
    /// The body is not well-formed.
    Syntax(Syntax),
    /// The body is of none of the table's envelopes.
    NoEnvelope,
    /// The type that is decoded to has no variant for the entry.
    NoVariant {
        /// The entry.
        entry: &'static str,
    },
    /// No entry has the code.
    UnknownCode {
        /// The code that arrived.
        code: String,
    },
    /// Entries could be meant, but status, message or conditions fit none of them.
    NoEntry {
        /// The code that arrived.
        code: Option<String>,
        /// The status that arrived.
        status: u16,
    },
    /// A required value is not there.
    MissingField {
        /// The entry, or `detail`.
        entry: &'static str,
        /// The field.
        field: &'static str,
    },
    /// A value is there and is not of the field's type.
    WrongType {
        /// The entry, or `detail`.
        entry: &'static str,
        /// The field.
        field: &'static str,
    },
}

impl DecodeError {
    pub(crate) fn new(reason: DecodeReason) -> Self {
        Self { reason, place: None }
    }

    pub(crate) fn at(mut self, body: &[u8], offset: usize) -> Self {
        let before = body.get(..offset).unwrap_or(body);
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        let column = before.iter().rev().take_while(|byte| **byte != b'\n').count() + 1;
        self.place = Some(Place { offset, line, column });
        self
    }

    pub(crate) fn syntax(body: &[u8], fault: Fault) -> Self {
        Self::new(DecodeReason::Syntax(fault.what)).at(body, fault.at)
    }

    /// What is wrong.
    #[must_use]
    pub fn reason(&self) -> &DecodeReason {
        &self.reason
    }

    /// At which byte of the body, counted from 0; `None` where the fault has no place in the body.
    #[must_use]
    pub fn offset(&self) -> Option<usize> {
        self.place.map(|place| place.offset)
    }

    /// At which line and column of the body.
    #[must_use]
    pub fn line_column(&self) -> Option<(usize, usize)> {
        self.place.map(|place| (place.line, place.column))
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.reason {
            DecodeReason::Syntax(syntax) => write!(f, "malformed body: {syntax}")?,
            DecodeReason::NoEnvelope => f.write_str("the body is of none of the layouts that the table describes")?,
            DecodeReason::NoVariant { entry } => write!(f, "it is {entry}, which has no variant")?,
            DecodeReason::UnknownCode { code } => write!(f, "no entry of the table has the code {code:?}")?,
            DecodeReason::NoEntry { code: Some(code), status } => {
                write!(
                    f,
                    "the code {code:?} is in the table, but no entry of it fits the message and status {status}"
                )?;
            }
            DecodeReason::NoEntry { code: None, status } => {
                write!(f, "the response has no code, and no entry fits its message and status {status}")?;
            }
            DecodeReason::MissingField { entry, field } => write!(f, "{entry}: the value of `{field}` is missing")?,
            DecodeReason::WrongType { entry, field } => {
                write!(f, "{entry}: the value of `{field}` is of another type")?
            }
        }
        match self.place {
            Some(place) => write!(f, ", at line {}, column {}", place.line, place.column),
            None => Ok(()),
        }
    }
}

impl core::error::Error for DecodeError {}
