//! The recorded responses of a table as its tests.

use alloc::collections::BTreeSet;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt;

use crate::table::Example;
use crate::{Decode, Entry};

/// The examples of a table that are not what the table says they are.
///
/// `Debug` is the same text as `Display`, so that `unwrap` in a test shows it.
#[derive(Clone, PartialEq, Eq)]
pub struct ExamplesError {
    mistakes: Vec<Mistake>,
}

#[derive(Clone, PartialEq, Eq)]
struct Mistake {
    table: &'static str,
    example: &'static Example,
    /// The entry that was found; `None` for a response that is no error.
    found: Option<String>,
    /// Why no entry was found where one was expected; `None` where another one was.
    because: Option<String>,
}

/// Decodes every example of a table, but for those of entries for which the type has no variant.
pub(crate) fn check<E: Decode>() -> Result<(), ExamplesError> {
    let mut mistakes = Vec::new();
    for (table, example) in own_examples::<E>() {
        let (status, headers, body) = (example.status, example.headers, example.body);
        let found = match example.entry {
            Some(_) => Some(E::decode_response(status, headers, body)),
            None => E::detect_response(status, headers, body),
        };
        let name = found.as_ref().filter(|decoded| !decoded.error().is_unknown()).map(|decoded| decoded.error().name());
        let right = match example.entry {
            Some(entry) => name == Some(entry),
            None => found.is_none(),
        };
        if !right {
            let found = found.as_ref().map(|_| name.unwrap_or("unknown").to_string());
            let because = example.entry.and_then(|_| E::try_decode_response(status, headers, body).err());
            mistakes.push(Mistake { table, example, found, because: because.map(|error| error.to_string()) });
        }
    }
    if mistakes.is_empty() { Ok(()) } else { Err(ExamplesError { mistakes }) }
}

/// The examples of entries for which the type has a variant, and those of no error, with the names of their tables.
fn own_examples<E: Decode>() -> impl Iterator<Item = (&'static str, &'static Example)> {
    E::tables().iter().enumerate().flat_map(|(number, table)| {
        let entries = (0..).map_while(|place| Entry::of(table, place));
        let foreign = entries.filter(|entry| !E::covers(number, entry.number)).map(|entry| entry.name());
        let foreign: BTreeSet<&str> = foreign.collect();
        let own = table.examples.iter().filter(move |example| example.entry.is_none_or(|name| !foreign.contains(name)));
        own.map(|example| (table.name, example))
    })
}

impl fmt::Display for ExamplesError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = self.mistakes.len();
        write!(
            f,
            "{count} recorded {} not decode as recorded",
            if count == 1 { "example does" } else { "examples do" }
        )?;
        for Mistake { table, example, found, because } in &self.mistakes {
            let expected = example.entry.unwrap_or("no error");
            let found = found.as_deref().unwrap_or("no error");
            let Example { status, body, .. } = example;
            write!(f, "\n\ntable `{table}`: expected {expected}, found {found}: status {status}, body\n{body}")?;
            if let Some(because) = because {
                write!(f, "\nbecause: {because}")?;
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
