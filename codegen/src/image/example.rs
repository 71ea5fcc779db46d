//! The rows of recorded responses.

use errspec_engine::table::ImageWriter;
use errspec_engine::table::rows::{ExampleRow, NONE};

use super::entry::id;
use crate::model::{EntryId, Example, Model, Status};

/// Writes the recorded responses: first the successes, then those of the entries.
pub(super) fn write(model: &Model, writer: &mut ImageWriter) {
    let success = model.success.examples.iter().map(|example| (NONE, example));
    let of_entries = model
        .entries
        .iter()
        .enumerate()
        .flat_map(|(index, entry)| entry.examples.iter().map(move |example| (id(EntryId::new(index)), example)));
    let rows: Vec<ExampleRow> = success.chain(of_entries).map(|(entry, example)| row(entry, example, writer)).collect();
    writer.push_examples(&rows);
}

fn row(entry: u32, example: &Example, writer: &mut ImageWriter) -> ExampleRow {
    let headers = example.headers.iter().flat_map(|(name, value)| [name.as_str(), value.as_str()]);
    ExampleRow {
        entry,
        status: example.status.map_or(0, Status::get).into(),
        headers: writer.texts(headers),
        body: writer.text(&example.body),
    }
}
