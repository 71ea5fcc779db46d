//! The checks of the entries of types that only encode: by their tables, without a Rust type.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use errspec_engine::Found;
use errspec_engine::decode::{Decoded, Incoming, decode, detect};
use errspec_engine::table::Table;
use errspec_engine::trial::{Untyped, try_entry};

use super::failure::{Report, describe, name_of};
use crate::coverage::Coverage;
use crate::decode::incoming;
use crate::entries::Example;

/// Checks the entries that types cover. An entry that several of them cover is checked once.
pub(super) fn check(types: &[&'static Coverage], report: Report<'_>) {
    let mut tables = Vec::new();
    types.iter().for_each(|coverage| coverage.add_tables(&mut tables));
    for table in tables {
        let is_covered = |entry| types.iter().any(|coverage| coverage.has_entry(entry));
        for entry in table.entries().filter(|entry| is_covered(*entry)) {
            if let Err(error) = try_entry(entry, &Untyped(table)) {
                report(name_of(entry), describe(&error));
            }
        }
        for example in table.examples().iter().filter(|example| example.entry().is_none_or(is_covered)) {
            check_example(table, example, report);
        }
    }
}

/// Checks that a recorded response decodes to its entry, or is no error.
fn check_example(table: &'static Table<'static>, example: Example, report: Report<'_>) {
    let by = |decode: &dyn Fn(&Incoming<'_, 'static>) -> Option<Found<'static>>| {
        incoming(example.status(), Some(&example.headers()), example.body().as_bytes(), decode)
    };
    let found = match example.entry() {
        Some(_) => by(&|incoming| Some(decode(table, incoming, &mut Decoded::new(incoming.body)))),
        None => by(&|incoming| detect(table, incoming, &mut Decoded::new(incoming.body))),
    };
    let is_expected = match (example.entry(), found) {
        (Some(expected), Some(Found::Entry(entry))) => expected == entry,
        (expected, found) => expected.is_none() && found.is_none(),
    };
    if is_expected {
        return;
    }
    let found = match found {
        Some(Found::Entry(entry)) => format!("`{}`", name_of(entry)),
        Some(Found::Unknown(_)) => "an unknown error".to_string(),
        None => "no error".to_string(),
    };
    let subject = example.entry().map_or_else(|| table.name().to_string(), name_of);
    let status = example.status().map(|status| format!("status {status}\n")).unwrap_or_default();
    let reason: String = format!("a recorded response is read as {found}\n{status}{}", example.body());
    report(subject, reason);
}
