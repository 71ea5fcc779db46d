//! The entries, packed: what the runtime's `unpack.rs` makes the static array of.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::pack::{self, Numbers, Texts};
use super::shared::Lists;
use super::statics::Writer;
use super::template::compile;
use super::values::codes;
use crate::model::{Applied, Code, Entry, Retry, Status};

/// The statics in which the entries stand, and the slice that they are.
pub(super) fn expand(entries: &[Entry], writer: &Writer<'_>) -> (TokenStream, TokenStream) {
    let mut lists = Lists::default();
    let mut texts = TokenStream::new();
    let mut blocks = Vec::new();
    for (number, block) in entries.chunks(pack::BLOCK).enumerate() {
        let mut packer = Packer { numbers: Numbers::default(), texts: Texts::default(), lists: &mut lists, writer };
        for entry in block {
            packer.entry(entry);
        }
        let name = format_ident!("__TEXTS_{}", number);
        let numbers = packer.numbers.literal();
        texts.extend(packer.texts.expand(&name));
        blocks.push(quote!(__errspec::entries(#numbers, #name, &__LISTS)));
    }
    let (joined, slice) = pack::join(&format_ident!("__ENTRIES"), &quote!(__errspec::Entry), &blocks, entries.len());
    let lists = lists.expand(|fields| writer.fields(fields));
    (quote!(#lists #texts #joined), slice)
}

struct Packer<'l, 'e, 'w> {
    numbers: Numbers,
    texts: Texts,
    lists: &'l mut Lists<'e>,
    writer: &'l Writer<'w>,
}

impl<'e> Packer<'_, 'e, '_> {
    /// Numbers and texts each stand in the order in which the runtime takes them.
    fn entry(&mut self, entry: &'e Entry) {
        let seldom = self.seldom(entry);
        self.numbers.push(flags(entry) | bits(&seldom.map(|number| number.is_some())) << 14);
        self.texts.push(&entry.name);
        self.texts.push(&entry.variant);
        let [parent, rest @ ..] = seldom;
        parent.into_iter().for_each(|parent| self.numbers.push_usize(parent));
        match &entry.code {
            None => {}
            Some(Code::Integer(number)) => self.numbers.push_signed(*number),
            Some(Code::String(text)) => self.texts.push(text),
        }
        rest.into_iter().flatten().for_each(|number| self.numbers.push_usize(number));
        let field = |name: &str| entry.fields.iter().position(|field| field.name == name);
        self.numbers.push_usize(entry.messages.len());
        for message in &entry.messages {
            self.texts.push(&compile(message, field));
        }
        for texts in [&entry.causes, &entry.notes] {
            self.numbers.push_usize(texts.len());
            self.texts.extend(texts);
        }
        if let Some(milliseconds) = entry.retry_after {
            self.numbers.push(milliseconds);
        }
        let Entry { summary, action, docs, since, deprecated, .. } = entry;
        for text in [summary, action, docs, since, deprecated].into_iter().flatten() {
            self.texts.push(text);
        }
    }

    /// The numbers that few entries have: those of the parent and of lists, the wording and the envelope that is written.
    fn seldom(&mut self, entry: &'e Entry) -> [Option<usize>; 7] {
        let Entry { aliases, statuses, when, fields, .. } = entry;
        let lists = &mut self.lists;
        let key = (!aliases.is_empty()).then(|| aliases.clone());
        let aliases = lists.aliases.number(key, || codes(aliases));
        let key = (!statuses.is_empty()).then(|| statuses.iter().map(|status| (status.low, status.high)).collect());
        let statuses = lists.statuses.number(key, || {
            let statuses = statuses.iter().map(|Status { low, high }| quote!((#low, #high)));
            quote!(&[#(#statuses),*])
        });
        let key = (!when.is_empty()).then(|| format!("{when:?}"));
        let when = lists.when.number(key, || self.writer.conditions(when));
        let fields = lists.fields.number(fields);
        let [written, envelope] = [entry.written, entry.envelope].map(|number| (number != 0).then_some(number));
        [entry.parent, aliases, statuses, when, fields, written, envelope]
    }
}

/// What is said of an entry in a bit or two.
fn flags(entry: &Entry) -> u64 {
    let code = match entry.code {
        None => 0,
        Some(Code::Integer(_)) => 1,
        Some(Code::String(_)) => 2,
    };
    let retry = match entry.retry {
        Retry::Unknown => 0,
        Retry::Never => 1,
        Retry::After => 2,
        Retry::Poll => 3,
    };
    let applied = match entry.applied {
        Applied::Maybe => 0,
        Applied::No => 1,
        Applied::Yes => 2,
    };
    let flags = bits(&[
        entry.states_status,
        entry.any_text,
        entry.retry_after.is_some(),
        entry.summary.is_some(),
        entry.action.is_some(),
        entry.docs.is_some(),
        entry.since.is_some(),
        entry.deprecated.is_some(),
    ]);
    code | retry << 2 | applied << 4 | flags << 6
}

/// The first is the lowest.
fn bits(flags: &[bool]) -> u64 {
    flags.iter().rev().fold(0, |bits, flag| bits << 1 | u64::from(*flag))
}
