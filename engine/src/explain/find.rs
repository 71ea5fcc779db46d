//! The entries that a text names.

use alloc::format;
use alloc::vec::Vec;

use crate::code::Key;
use crate::table::{Entry, Table};

/// Returns the entries that a text names, in the order of the tables.
pub fn entries<'t>(tables: &[&'t Table<'t>], text: &str) -> Vec<Entry<'t>> {
    let all = || tables.iter().flat_map(|table| table.entries());
    let exact: Vec<Entry<'t>> = tables.iter().flat_map(|table| exact(table, text)).collect();
    if !exact.is_empty() || text.is_empty() {
        return exact;
    }
    all().filter(|entry| is_spelled(*entry, |own| own.eq_ignore_ascii_case(text))).collect()
}

/// Returns the entries of a table that have the code, alone or in a class, or are spelled as the text.
fn exact<'t>(table: &'t Table<'t>, text: &str) -> impl Iterator<Item = Entry<'t>> {
    let of_code: Vec<u32> = match table.entries_of_code(Some(Key::of_text(text.as_bytes()))) {
        Some(entries) if !text.is_empty() => entries.map(|entry| entry.number()).collect(),
        _ => Vec::new(),
    };
    table.entries().filter(move |entry| of_code.contains(&entry.number()) || is_spelled(*entry, |own| own == text))
}

/// Returns `true` if a spelling of the entry passes a test: its names, its codes, or its classes of codes.
fn is_spelled(entry: Entry<'_>, passes: impl Fn(&str) -> bool) -> bool {
    let mut codes = entry.code().into_iter().chain(entry.aliases());
    passes(entry.name())
        || passes(entry.variant())
        || entry.codes().iter().any(&passes)
        || codes.any(|code| passes(&format!("{code}")))
        || passes(&format!("{}::{}", entry.table(), entry.name()))
}
