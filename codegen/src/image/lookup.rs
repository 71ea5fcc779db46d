//! The rows that find entries by their codes.

use errspec_engine::table::ImageWriter;
use errspec_engine::table::rows::{CandidatesRow, IntegerRow, NONE, NumberRow, Span, StringRow};

use super::entry::id;
use crate::model::{Code, EntryId, Lookup, Row};
use crate::sorting::{sort_by, sort_by_key};

/// Writes the rows in the order in which the engine searches them: integers by value, strings by length, then bytes.
pub(super) fn write(lookup: &Lookup, writer: &mut ImageWriter) {
    let (mut integers, mut strings) = (Vec::new(), Vec::new());
    for row in &lookup.rows {
        match &row.code {
            Code::Integer(number) => integers.push((*number, row)),
            Code::String(text) => strings.push((text.len(), text.as_str(), row)),
        }
    }
    sort_by_key(&mut integers, |(number, _)| *number);
    sort_by(&mut strings, |(length, text, _), (other, other_text, _)| (length, text).cmp(&(other, other_text)));
    let integers: Vec<IntegerRow> = integers
        .into_iter()
        .map(|(number, row)| IntegerRow { code: number.cast_unsigned(), candidates: of_row(row, writer) })
        .collect();
    let strings: Vec<StringRow> = strings
        .into_iter()
        .map(|(_, text, row)| StringRow { text: writer.number_text(text), candidates: of_row(row, writer) })
        .collect();
    writer.add_integers(&integers);
    writer.add_strings(&strings);
}

fn of_row(row: &Row, writer: &mut ImageWriter) -> CandidatesRow {
    candidates(&row.candidates, row.owner, writer)
}

/// Writes the candidates of a code or a class of codes.
pub(super) fn candidates(entries: &[EntryId], owner: Option<EntryId>, writer: &mut ImageWriter) -> CandidatesRow {
    CandidatesRow { entries: ids(entries, writer), owner: owner.map_or(NONE, id) }
}

/// Writes a list of entries.
pub(super) fn ids(entries: &[EntryId], writer: &mut ImageWriter) -> Span {
    let rows: Vec<NumberRow> = entries.iter().map(|entry| NumberRow { number: id(*entry) }).collect();
    writer.add_numbers(&rows)
}
