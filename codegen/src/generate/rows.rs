//! The rows by which an entry is found from its code, packed.

use super::pack::{NONE, Texts, Words, word};
use crate::model::{Code, EntryId, Lookup, Row};

/// Rows of both kinds of codes, and the candidates of all of them.
#[derive(Default)]
pub(super) struct Rows {
    pub(super) integers: Words,
    pub(super) strings: Words,
    pub(super) candidates: Words,
}

impl Rows {
    /// Sorted as the runtime looks them up: integers by value, strings by length, then bytes.
    pub(super) fn new(lookup: &Lookup, texts: &mut Texts) -> Self {
        let (mut integers, mut strings) = (Vec::new(), Vec::new());
        for row in &lookup.rows {
            match &row.code {
                Code::Integer(number) => integers.push((*number, row)),
                Code::String(text) => strings.push((text.len(), text.as_str(), row)),
            }
        }
        integers.sort_unstable_by_key(|(number, _)| *number);
        strings.sort_unstable_by_key(|(length, text, _)| (*length, *text));
        let mut rows = Self::default();
        for (number, row) in integers {
            rows.integers.push_long(number.cast_unsigned());
            push_way(row, &mut rows.integers, &mut rows.candidates);
        }
        for (_, text, row) in strings {
            rows.strings.push(texts.next());
            texts.push(text);
            push_way(row, &mut rows.strings, &mut rows.candidates);
        }
        rows
    }
}

/// The first of the candidates, how many there are, and the owner.
fn push_way(row: &Row, rows: &mut Words, candidates: &mut Words) {
    rows.push(candidates.len());
    rows.push(word(row.candidates.len()));
    rows.push(row.owner.map(EntryId::index).map_or(NONE, word));
    candidates.extend(row.candidates.iter().map(|id| id.index()));
}
