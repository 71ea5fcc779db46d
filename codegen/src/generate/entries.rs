//! The entries and the ways to them, packed as the runtime's `packed.rs` reads them.

use proc_macro2::TokenStream;
use quote::quote;

use super::pack::{NONE, Texts, Words, word};
use super::rows::Rows;
use super::shared::Lists;
use super::statics::Writer;
use super::template::compile;
use super::values::codes;
use crate::model::{Applied, Code, Entry, EntryId, Model, Retry};

/// The value of `Table::packed`.
pub(super) fn expand(model: &Model, writer: &Writer<'_>) -> TokenStream {
    let mut packer = Packer { records: Words::default(), texts: Texts::default(), lists: Lists::default(), writer };
    for entry in &model.entries {
        packer.entry(entry);
    }
    let Packer { records, mut texts, lists, .. } = packer;
    let rows = Rows::new(&model.lookup, &mut texts);
    let (text, ends) = texts.expand();
    let [mut codeless, mut any_code] = [Words::default(), Words::default()];
    codeless.extend(model.lookup.codeless.iter().map(|id| id.index()));
    any_code.extend(model.lookup.any_code.iter().map(|id| id.index()));
    let [entries, codeless, any_code] = [records, codeless, any_code].map(|words| words.expand());
    let [integers, strings, candidates] = [rows.integers, rows.strings, rows.candidates].map(|words| words.expand());
    let lists = lists.expand(|fields| writer.fields(fields));
    quote! {
        __errspec::Packed {
            text: #text,
            ends: #ends,
            entries: #entries,
            integers: #integers,
            strings: #strings,
            candidates: #candidates,
            codeless: #codeless,
            any_code: #any_code,
            lists: #lists,
        }
    }
}

struct Packer<'l, 'e, 'w> {
    records: Words,
    texts: Texts,
    lists: Lists<'e>,
    writer: &'l Writer<'w>,
}

impl<'e> Packer<'_, 'e, '_> {
    /// Words and texts stand in the order in which the runtime reads them.
    fn entry(&mut self, entry: &'e Entry) {
        let (list, first, counts) = self.lists.texts.place(&entry.causes, &entry.notes);
        let integer = match entry.code {
            Some(Code::Integer(number)) => number,
            _ => 0,
        };
        self.records.push(flags(entry));
        self.records.push(self.texts.next());
        self.records.push_long(integer.cast_unsigned());
        self.records.push(entry.parent.map(EntryId::index).map_or(NONE, word));
        for list in self.shared(entry) {
            self.records.push(list);
        }
        let written = entry.message.written_index() | entry.envelope << 16;
        self.records.extend([entry.message.templates().len(), written, list, first, counts]);
        let delay = entry.retry.delay().unwrap_or_default();
        self.records.push_long(u64::try_from(delay.as_millis()).unwrap_or(u64::MAX));
        self.texts(entry);
    }

    fn texts(&mut self, entry: &Entry) {
        let Entry { summary, action, docs, since, deprecated, .. } = entry;
        self.texts.push(&entry.name);
        self.texts.push(&entry.variant);
        if let Some(Code::String(text)) = &entry.code {
            self.texts.push(text);
        }
        let field = |name: &str| entry.fields.iter().position(|field| field.name == name);
        for message in entry.message.templates().iter() {
            self.texts.push(&compile(message, field));
        }
        for text in [summary, action, docs, since].into_iter().flatten() {
            self.texts.push(text);
        }
        if let Some(deprecation) = deprecated {
            self.texts.push(deprecation.replacement.as_deref().unwrap_or_default());
        }
    }

    /// The numbers of the lists of aliases, statuses, conditions and fields.
    fn shared(&mut self, entry: &'e Entry) -> [u32; 4] {
        let Entry { aliases, statuses, when, fields, .. } = entry;
        let lists = &mut self.lists;
        let key = (!aliases.is_empty()).then(|| aliases.clone());
        let aliases = lists.aliases.number(key, || codes(aliases));
        let key = (!statuses.is_empty())
            .then(|| statuses.iter().map(|range| (range.first().get(), range.last().get())).collect());
        let statuses = lists.statuses.number(key, || {
            let statuses = statuses.iter().map(|range| {
                let (first, last) = (range.first().get(), range.last().get());
                quote!((#first, #last))
            });
            quote!(&[#(#statuses),*])
        });
        let key = (!when.is_empty()).then(|| format!("{when:?}"));
        let when = lists.when.number(key, || self.writer.conditions(when));
        [aliases, statuses, when, lists.fields.number(fields)].map(word)
    }
}

/// What is said of an entry in a bit or two.
fn flags(entry: &Entry) -> u32 {
    let code = match entry.code {
        None => 0,
        Some(Code::Integer(_)) => 1,
        Some(Code::String(_)) => 2,
    };
    let retry = match entry.retry {
        Retry::Unknown => 0,
        Retry::Never => 1,
        Retry::After(_) => 2,
        Retry::Poll(_) => 3,
    };
    let applied = match entry.applied {
        Applied::Maybe => 0,
        Applied::No => 1,
        Applied::Yes => 2,
    };
    let flags = [
        entry.states_status,
        entry.message.is_any(),
        entry.retry.delay().is_some(),
        entry.summary.is_some(),
        entry.action.is_some(),
        entry.docs.is_some(),
        entry.since.is_some(),
        entry.deprecated.is_some(),
    ];
    // The first is the lowest.
    let flags = flags.iter().rev().fold(0, |bits, flag| bits << 1 | u32::from(*flag));
    code | retry << 2 | applied << 4 | flags << 6
}
