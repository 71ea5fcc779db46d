//! What a table says of an entry, for whoever shows it to people.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::ops::Range;
use core::time::Duration;

use crate::code::Code;
use crate::packed::{Record, flag};
use crate::retry::{Applied, Retry};
use crate::table::{Condition, Envelope, Field, Table, Template};
use crate::template::{Piece, pieces};

/// One entry of a table, or a case of one.
///
/// ```
/// # fn show(entry: errspec::Entry) {
/// println!("{} {:?}: {}", entry.name(), entry.code(), entry.action().unwrap_or("-"));
/// # }
/// ```
#[derive(Clone, Copy)]
pub struct Entry {
    pub(crate) table: &'static Table,
    /// Its place in the table.
    pub(crate) number: u32,
    record: Record,
}

/// The name and the variant come before all other texts.
const NAME: u32 = 0;
const VARIANT: u32 = 1;
const AFTER_VARIANT: u32 = 2;

impl Entry {
    /// The entry at this place of a table.
    #[inline]
    pub(crate) fn of(table: &'static Table, number: u32) -> Option<Self> {
        table.packed.record(number).map(|record| Self { table, number, record })
    }

    #[inline]
    fn text(&self, place: u32) -> &'static str {
        self.table.packed.text(self.record.texts() + place)
    }

    /// The place of its first message.
    #[inline]
    fn messages_at(&self) -> u32 {
        AFTER_VARIANT + u32::from(self.record.has(flag::STRING))
    }

    /// The text that this flag says there is; of those after the messages, as many stand before it as flags are set below.
    fn text_if(&self, flag: u32) -> Option<&'static str> {
        let before = self.record.flags() & (flag - 1) & !(flag::SUMMARY - 1);
        self.record.has(flag).then(|| self.text(self.messages_at() + self.record.messages() + before.count_ones()))
    }

    /// The name of its table.
    #[must_use]
    pub fn table(&self) -> &'static str {
        self.table.name
    }

    /// The name, in `SCREAMING_SNAKE_CASE`.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.text(NAME)
    }

    /// The variant, in `UpperCamelCase`.
    #[must_use]
    pub fn variant(&self) -> &'static str {
        self.text(VARIANT)
    }

    /// The entry of which this is a case.
    #[must_use]
    pub fn parent(&self) -> Option<Self> {
        Self::of(self.table, self.record.parent()?)
    }

    /// The code that is written; `None` where only status and message tell.
    #[must_use]
    pub fn code(&self) -> Option<Code<'static>> {
        if self.record.has(flag::INTEGER) {
            return Some(Code::Integer(self.record.integer()));
        }
        self.record.has(flag::STRING).then(|| Code::String(self.text(AFTER_VARIANT)))
    }

    /// Other spellings of the code, which are read and never written.
    #[must_use]
    pub fn aliases(&self) -> &'static [Code<'static>] {
        self.record.aliases(&self.table.packed.lists)
    }

    /// The statuses, as first and last of a range; the first is written.
    #[must_use]
    pub fn statuses(&self) -> &'static [(u16, u16)] {
        self.record.statuses(&self.table.packed.lists)
    }

    /// The wordings of the message with `{parameters}`; the first is written. Empty where any text fits.
    #[must_use]
    pub fn messages(&self) -> Vec<String> {
        if self.any_text() {
            return Vec::new();
        }
        let written = self.record.written() as usize;
        let mut wordings: Vec<String> = self.wordings().map(|wording| self.source_of(wording)).collect();
        if written < wordings.len() {
            wordings.swap(0, written);
        }
        wordings
    }

    fn source_of(&self, wording: &str) -> String {
        let mut out = String::new();
        for piece in pieces(wording) {
            match piece {
                Piece::Text(text) => out.push_str(&text.replace('{', "{{").replace('}', "}}")),
                Piece::Parameter(number) => {
                    let field = usize::try_from(number).ok().and_then(|number| self.carried().get(number));
                    out.push_str(&format!("{{{}}}", field.map_or("_", |field| field.name)));
                }
            }
        }
        out
    }

    /// The names of the fields that the variant carries.
    pub fn fields(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.carried().iter().map(|field| field.name)
    }

    /// One sentence: what happened.
    #[must_use]
    pub fn summary(&self) -> Option<&'static str> {
        self.text_if(flag::SUMMARY)
    }

    /// Why it happens.
    #[must_use]
    pub fn causes(&self) -> &'static [&'static str] {
        self.record.causes_and_notes(&self.table.packed.lists).0
    }

    /// What to do.
    #[must_use]
    pub fn action(&self) -> Option<&'static str> {
        self.text_if(flag::ACTION)
    }

    /// What else there is to know.
    #[must_use]
    pub fn notes(&self) -> &'static [&'static str] {
        self.record.causes_and_notes(&self.table.packed.lists).1
    }

    /// Whether a caller may try again.
    #[must_use]
    pub fn retry(&self) -> Retry {
        match self.record.flags() >> 2 & 3 {
            0 => Retry::Unknown,
            1 => Retry::Never,
            2 => Retry::After,
            _ => Retry::Poll,
        }
    }

    /// How long to wait where the response does not say.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.record.retry_after().map(Duration::from_millis)
    }

    /// Whether the failed call may have taken effect.
    #[must_use]
    pub fn applied(&self) -> Applied {
        match self.record.flags() >> 4 & 3 {
            0 => Applied::Maybe,
            1 => Applied::No,
            _ => Applied::Yes,
        }
    }

    /// The address of its documentation.
    #[must_use]
    pub fn docs_url(&self) -> Option<String> {
        let pattern = self.text_if(flag::DOCS).or(self.table.docs)?;
        let code = self.code().map(|code| code.to_string()).unwrap_or_default();
        Some(pattern.replace("{code}", &code).replace("{name}", self.name()))
    }

    /// The version or date in which the API introduced it.
    #[must_use]
    pub fn since(&self) -> Option<&'static str> {
        self.text_if(flag::SINCE)
    }

    /// What takes its place, if the API no longer sends it; empty where nothing does.
    #[must_use]
    pub fn deprecated(&self) -> Option<&'static str> {
        self.text_if(flag::DEPRECATED)
    }
}

/// The entries of one or more tables, each followed by its cases.
///
/// Made by [`Spec::entries`](crate::Spec::entries).
#[derive(Clone)]
pub struct Entries {
    tables: &'static [&'static Table],
    /// The place in the first of them.
    next: u32,
}

impl Entries {
    pub(crate) fn of(tables: &'static [&'static Table]) -> Self {
        Self { tables, next: 0 }
    }
}

impl Iterator for Entries {
    type Item = Entry;

    fn next(&mut self) -> Option<Entry> {
        while let Some((table, rest)) = self.tables.split_first() {
            if let Some(entry) = Entry::of(table, self.next) {
                self.next += 1;
                return Some(entry);
            }
            (self.tables, self.next) = (rest, 0);
        }
        None
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let all: usize = self.tables.iter().map(|table| table.packed.len()).sum();
        let left = all.saturating_sub(self.next as usize);
        (left, Some(left))
    }
}

impl ExactSizeIterator for Entries {}

impl core::iter::FusedIterator for Entries {}

impl core::fmt::Debug for Entries {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_list().entries(self.clone()).finish()
    }
}

/// What the decoder, the renderer and the encoder ask.
impl Entry {
    /// Whether the statuses are asked.
    #[inline]
    pub(crate) fn states_status(&self) -> bool {
        self.record.has(flag::STATES_STATUS)
    }

    #[inline]
    pub(crate) fn any_text(&self) -> bool {
        self.record.has(flag::ANY_TEXT)
    }

    #[inline]
    pub(crate) fn when(&self) -> &'static [Condition] {
        self.record.when(&self.table.packed.lists)
    }

    /// The fields that the variant carries. Parameter `n` of a wording is field `n`.
    #[inline]
    pub(crate) fn carried(&self) -> &'static [Field] {
        self.record.fields(&self.table.packed.lists)
    }

    /// The wordings of the message, the most specific first.
    #[inline]
    pub(crate) fn wordings(self) -> impl Iterator<Item = Template> + Clone {
        self.wordings_at().map(move |number| self.table.packed.text(number))
    }

    /// The numbers of their texts.
    #[inline]
    pub(crate) fn wordings_at(&self) -> Range<u32> {
        let first = self.record.texts() + self.messages_at();
        first..first + self.record.messages()
    }

    #[inline]
    pub(crate) fn has_wordings(&self) -> bool {
        self.record.messages() > 0
    }

    /// The wording that is written if all values for it are there.
    pub(crate) fn written(&self) -> Option<Template> {
        let number = self.record.written();
        (number < self.record.messages()).then(|| self.text(self.messages_at() + number))
    }

    /// The envelope in which it is written.
    pub(crate) fn envelope(&self) -> Option<&'static Envelope> {
        self.table.envelopes.get(self.envelope_number())
    }

    /// The place of that envelope.
    pub(crate) fn envelope_number(&self) -> usize {
        self.record.envelope()
    }

    /// Whether a response without a code can be it.
    #[cfg(feature = "testing")]
    pub(crate) fn found_without_code(&self) -> bool {
        self.table.packed.codeless.iter().any(|number| number == self.number)
    }

    /// Whether a response with a code that no entry has can be it.
    #[cfg(feature = "testing")]
    pub(crate) fn found_by_any_code(&self) -> bool {
        self.table.packed.any_code.iter().any(|number| number == self.number)
    }

    /// The status that is written.
    pub(crate) fn status(&self) -> Option<u16> {
        self.statuses().first().map(|(low, _)| *low)
    }
}

impl PartialEq for Entry {
    fn eq(&self, other: &Self) -> bool {
        // Every type has its own copy of its table.
        (self.table(), self.name()) == (other.table(), other.name())
    }
}

impl Eq for Entry {}

impl core::fmt::Debug for Entry {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Entry").field("name", &self.name()).field("code", &self.code()).finish_non_exhaustive()
    }
}
