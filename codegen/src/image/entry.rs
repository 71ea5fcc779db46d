//! The rows of entries.

use std::collections::HashMap;

use errspec_engine::Retry as EngineRetry;
use errspec_engine::table::ImageWriter;
use errspec_engine::table::rows::{EntryRow, ListRow, NONE, Span, StatusRow, entry_flag as flag};

use super::flags::union;
use super::frame::{frame, is_framed};
use super::literal::code;
use super::slots::Slots;
use super::source::SlotWriter;
use super::template::compile;
use crate::model::{Code, CodeClass, Entry, EntryId, Model, Retry};

/// Writes all entries in their order. Returns the number of the text that is the first message of each.
pub(super) fn write(model: &Model, slots: &Slots<'_>, writer: &mut ImageWriter) -> Vec<u32> {
    let mut lists = Lists::default();
    let mut messages = Vec::with_capacity(model.entries.len());
    let framing: Vec<_> = model.envelopes.iter().map(|envelope| frame(envelope).map(|_| envelope)).collect();
    for entry in &model.entries {
        let mut row = row(entry, &mut SlotWriter { slots, writer }, &mut lists);
        let framing = framing.get(entry.envelope).copied().flatten();
        if framing.is_some_and(|envelope| is_framed(entry, envelope)) {
            row.flags |= flag::FRAMED;
        }
        writer.push_entry(&row);
        messages.push(row.texts + texts_before_messages(entry));
    }
    writer.add_lists(&lists.rows);
    messages
}

/// Returns the number of texts of an entry before its messages: the name, the variant, and the code if it is a string.
fn texts_before_messages(entry: &Entry) -> u32 {
    2 + u32::from(matches!(entry.code, Some(Code::String(_))))
}

/// The lists that entries refer to by number. Number 0 is the empty list.
struct Lists {
    rows: Vec<ListRow>,
    numbers: HashMap<(u32, u32), u32>,
}

impl Default for Lists {
    fn default() -> Self {
        Self { rows: vec![ListRow::default()], numbers: HashMap::from([((0, 0), 0)]) }
    }
}

impl Lists {
    fn number(&mut self, rows: Span) -> u32 {
        *self.numbers.entry((rows.first, rows.count)).or_insert_with(|| {
            self.rows.push(ListRow { rows });
            word(self.rows.len() - 1)
        })
    }
}

/// Creates the row of an entry, and writes everything that it refers to.
fn row(entry: &Entry, writer: &mut SlotWriter<'_, '_>, lists: &mut Lists) -> EntryRow {
    let integer = match entry.code {
        Some(Code::Integer(number)) => number,
        _ => 0,
    };
    let statuses: Vec<StatusRow> = entry
        .statuses
        .iter()
        .map(|range| StatusRow { first: range.first().get().into(), last: range.last().get().into() })
        .collect();
    let (when, fields) = (writer.conditions(&entry.when), writer.fields(&entry.fields));
    let image = &mut *writer.writer;
    let codes: Vec<String> = entry.codes.iter().map(CodeClass::write).collect();
    let delay = entry.retry.delay().unwrap_or_default();
    EntryRow {
        flags: flags(entry),
        texts: write_texts(entry, image),
        code: integer.cast_unsigned(),
        parent: entry.parent.map_or(NONE, id),
        codes: lists.number(image.texts(codes.iter().map(String::as_str))),
        aliases: lists.number(image.literals(entry.aliases.iter().map(|own| code(own).into()))),
        statuses: lists.number(image.add_statuses(&statuses)),
        when: lists.number(when),
        fields: lists.number(fields),
        causes: lists.number(image.texts(entry.causes.iter().map(String::as_str))),
        notes: lists.number(image.texts(entry.notes.iter().map(String::as_str))),
        messages: word(entry.message.templates().len()),
        written: word(entry.message.written_index() | entry.envelope << 16),
        retry_after: u64::try_from(delay.as_millis()).unwrap_or(u64::MAX),
    }
}

/// Writes the texts of an entry in the order of its row. Returns the number of the first.
fn write_texts(entry: &Entry, image: &mut ImageWriter) -> u32 {
    let Entry { summary, action, docs, since, deprecated, .. } = entry;
    let first = image.number_text(&entry.name);
    image.number_text(&entry.variant);
    if let Some(Code::String(text)) = &entry.code {
        image.number_text(text);
    }
    let field = |name: &str| entry.fields.iter().position(|field| field.name == name);
    for message in entry.message.templates().iter() {
        image.number_text(&compile(message, field));
    }
    for text in [summary, action, docs, since].into_iter().flatten() {
        image.number_text(text);
    }
    if let Some(deprecation) = deprecated {
        image.number_text(deprecation.replacement.as_deref().unwrap_or_default());
    }
    if let Some(symbol) = &entry.symbol {
        image.number_text(symbol);
    }
    first
}

fn flags(entry: &Entry) -> u32 {
    let code = match entry.code {
        None => 0,
        Some(Code::Integer(_)) => flag::INTEGER,
        Some(Code::String(_)) => flag::STRING,
    };
    let retry = match entry.retry {
        Retry::Unknown => EngineRetry::Unknown,
        Retry::Never => EngineRetry::Never,
        Retry::After(_) => EngineRetry::After,
        Retry::Poll(_) => EngineRetry::Poll,
    };
    let set = [
        (entry.states_status, flag::STATES_STATUS),
        (entry.message.is_any(), flag::ANY_TEXT),
        (entry.retry.delay().is_some(), flag::RETRY_AFTER),
        (entry.summary.is_some(), flag::SUMMARY),
        (entry.action.is_some(), flag::ACTION),
        (entry.docs.is_some(), flag::DOCS),
        (entry.since.is_some(), flag::SINCE),
        (entry.deprecated.is_some(), flag::DEPRECATED),
        (entry.symbol.is_some(), flag::SYMBOL),
        (!entry.codes.is_empty(), flag::CODES),
        (entry.is_in_one_envelope(), flag::ONE_ENVELOPE),
    ];
    let grpc = entry.grpc.map_or(0, |code| u32::from(code.number()));
    let exit = entry.exit.map_or(0, |status| u32::from(status.get()));
    code | grpc << flag::GRPC_SHIFT
        | exit << flag::EXIT_SHIFT
        | retry.number() << flag::RETRY_SHIFT
        | entry.applied.number() << flag::APPLIED_SHIFT
        | union(set)
}

/// Returns the id of an entry as a number of the image.
pub(super) fn id(id: EntryId) -> u32 {
    word(id.index())
}

/// Returns a number of the image. Tables that are too large have been rejected.
fn word(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(NONE)
}
