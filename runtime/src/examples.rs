//! The check of recorded responses.

use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt;

use errspec_engine::decode::Incoming;

use crate::decode;
use crate::entries::Example;
use crate::instance::{Built, entry_of};

/// The examples of a table that do not decode to their entries.
///
/// `Debug` writes the same text as `Display`, so that `unwrap` in a test shows it.
#[derive(Clone)]
pub struct ExamplesError {
    mismatches: Vec<Mismatch>,
}

#[derive(Clone)]
struct Mismatch {
    table: &'static str,
    example: Example,
    /// The entry that was found; `None` if the response is not an error.
    found: Option<String>,
    /// The reason why no entry matches; `None` if another entry matches, or if no error was expected.
    reason: Option<String>,
}

/// Decodes the examples of a type's tables, except those of entries for which the type has no variant.
///
/// # Errors
///
/// Returns an error that lists the examples that do not decode to their entries.
pub(crate) fn check<E: Built>() -> Result<(), ExamplesError> {
    let mut mismatches = Vec::new();
    for (table, example) in own_examples::<E>() {
        let found = match example.entry() {
            Some(_) => Some(decode_example(example, decode::decode::<E>)),
            None => decode_example(example, decode::detect::<E>),
        };
        let name = found.as_ref().and_then(|decoded| entry_of(decoded.error())).map(|entry| entry.name());
        let is_expected = match example.entry() {
            Some(entry) => name == Some(entry.name()),
            None => found.is_none(),
        };
        if !is_expected {
            let found = found.as_ref().map(|_| name.unwrap_or("unknown").to_string());
            let reason = example.entry().and_then(|_| decode_example(example, decode::try_decode::<E>).err());
            mismatches.push(Mismatch { table, example, found, reason: reason.map(|error| error.to_string()) });
        }
    }
    if mismatches.is_empty() { Ok(()) } else { Err(ExamplesError { mismatches }) }
}

fn decode_example<R>(example: Example, decode: impl FnOnce(&Incoming<'_, 'static>) -> R) -> R {
    decode::incoming(example.status(), Some(&example.headers()), example.body().as_bytes(), decode)
}

/// Returns the examples of entries for which the type has a variant, and the responses that are not errors, each with the name of its
/// table.
fn own_examples<E: Built>() -> impl Iterator<Item = (&'static str, Example)> {
    E::tables().iter().enumerate().flat_map(|(number, table)| {
        let is_own = move |example: &Example| example.entry().is_none_or(|entry| E::covers(number, entry.number()));
        table.examples().iter().filter(is_own).map(|example| (table.name(), example))
    })
}

impl fmt::Display for ExamplesError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = self.mismatches.len();
        write!(
            f,
            "{count} recorded {} not decode as expected",
            if count == 1 { "example does" } else { "examples do" }
        )?;
        for Mismatch { table, example, found, reason } in &self.mismatches {
            let expected = example.entry().map_or("no error", |entry| entry.name());
            let found = found.as_deref().unwrap_or("no error");
            write!(f, "\n\ntable `{table}`: expected {expected}, found {found}: ")?;
            match example.status() {
                Some(status) => write!(f, "status {status}, body\n{}", example.body())?,
                None => write!(f, "body\n{}", example.body())?,
            }
            if let Some(reason) = reason {
                write!(f, "\nreason: {reason}")?;
            }
        }
        Ok(())
    }
}

impl fmt::Debug for ExamplesError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl core::error::Error for ExamplesError {}
