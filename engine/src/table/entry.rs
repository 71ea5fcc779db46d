//! Entries of a table.

use alloc::vec::Vec;
use core::fmt;
use core::num::NonZeroU8;
use core::time::Duration;

use super::envelope::Envelope;
use super::field::Field;
use super::image::Table;
use super::list::List;
use super::literal::Condition;
use super::rows::{EntryRow, Row, Span, TextRef, entry_flag as flag};
use crate::code::Code;
use crate::retry::{Applied, Retry};
use crate::status::StatusRange;

/// An entry of a table, or a case of one.
#[derive(Clone, Copy)]
pub struct Entry<'t> {
    table: &'t Table<'t>,
    number: u32,
    row: &'t <EntryRow as Row>::Bytes,
}

// The offsets of the first texts of an entry from the number of its first text.
const NAME: u32 = 0;
const VARIANT: u32 = 1;
const AFTER_VARIANT: u32 = 2;

impl<'t> Entry<'t> {
    /// Returns the entry with this number.
    #[inline]
    pub(super) fn get(table: &'t Table<'t>, number: u32) -> Option<Self> {
        let row = table.entries.row(number)?;
        Some(Self { table, number, row })
    }

    #[inline]
    fn has(&self, flag: u32) -> bool {
        EntryRow::flags(self.row) & flag != 0
    }

    #[inline]
    pub(super) fn row(&self) -> &'t <EntryRow as Row>::Bytes {
        self.row
    }

    #[inline]
    fn text(&self, offset: u32) -> &'t str {
        self.table.text(self.table.numbered(EntryRow::texts(self.row) + offset))
    }

    /// Returns the offset of the first message among the texts.
    #[inline]
    fn first_message(&self) -> u32 {
        AFTER_VARIANT + u32::from(self.has(flag::STRING))
    }

    /// Returns the optional text of a flag. The optional texts follow the messages, one for each flag that is set, the lowest first.
    pub(super) fn text_if(&self, flag: u32) -> Option<&'t str> {
        let row = EntryRow::read(self.row);
        let before = row.flags & (flag - 1) & !(flag::SUMMARY - 1);
        (row.flags & flag != 0).then(|| self.text(self.first_message() + row.messages + before.count_ones()))
    }

    /// Returns the rows of a list.
    #[inline(always)]
    pub(super) fn list(&self, number: u32) -> Span {
        // Most lists are empty, so the lookup is skipped for them.
        if number == 0 { Span::default() } else { self.table.lists.get(number).unwrap_or_default().rows }
    }

    /// Returns the name of the table of the entry.
    #[must_use]
    pub fn table(&self) -> &'t str {
        self.table.name()
    }

    /// Returns the number of the entry in its table, counted from 0, cases included.
    #[inline]
    #[must_use]
    pub fn number(&self) -> u32 {
        self.number
    }

    /// Returns the name, in `SCREAMING_SNAKE_CASE`.
    #[must_use]
    pub fn name(&self) -> &'t str {
        self.text(NAME)
    }

    /// Returns the name of the variant, in `UpperCamelCase`.
    #[must_use]
    pub fn variant(&self) -> &'t str {
        self.text(VARIANT)
    }

    /// Returns the entry of which this is a case; `None` if it is not a case.
    #[must_use]
    pub fn parent(&self) -> Option<Self> {
        Self::get(self.table, EntryRow::parent(self.row))
    }

    /// Returns the code that is written; `None` for an entry that is identified by other means, such as its status and message.
    #[must_use]
    pub fn code(&self) -> Option<Code<'t>> {
        if self.has(flag::INTEGER) {
            return Some(Code::Integer(EntryRow::code(self.row).cast_signed()));
        }
        self.has(flag::STRING).then(|| Code::String(self.text(AFTER_VARIANT)))
    }

    /// Returns the aliases: other spellings of the code, which are read but not written.
    #[must_use]
    pub fn aliases(&self) -> List<'t, Code<'t>> {
        List::new(self.table, self.table.literals.span(self.list(EntryRow::aliases(self.row))))
    }

    /// Returns the codes and classes of codes of an entry that keeps the code of the response, as the table writes them.
    #[must_use]
    pub fn codes(&self) -> List<'t, &'t str> {
        List::new(self.table, self.table.texts.span(self.list(EntryRow::codes(self.row))))
    }

    /// Returns `true` if the entry keeps the code of the response, which is one of several.
    #[inline]
    #[must_use]
    pub fn keeps_code(&self) -> bool {
        self.has(flag::CODES)
    }

    /// Returns `true` if a response has a code of the entry.
    #[must_use]
    pub fn has_code(&self) -> bool {
        self.has(flag::INTEGER | flag::STRING | flag::CODES)
    }

    /// Returns the statuses; the first is written.
    #[inline]
    #[must_use]
    pub fn statuses(&self) -> List<'t, StatusRange> {
        List::new(self.table, self.table.statuses.span(self.list(EntryRow::statuses(self.row))))
    }

    /// Returns `true` if the entry has the status. It compares rows, since a search looks at many entries.
    #[inline]
    pub(crate) fn has_status(&self, status: u16) -> bool {
        let status = u32::from(status);
        let mut rows = self.table.statuses.iter(self.list(EntryRow::statuses(self.row)));
        rows.any(|row| row.first <= status && status <= row.last)
    }

    /// Returns `true` if a response is told by its status alone.
    pub(crate) fn is_status_alone(&self) -> bool {
        self.states_status() && self.accepts_any_text() && !self.has_code() && self.when().is_empty()
    }

    /// Returns the names of the fields that the variant carries.
    pub fn fields(&self) -> impl ExactSizeIterator<Item = &'t str> + use<'t> {
        self.carried().iter().map(|field| field.name())
    }

    /// Returns the retry advice.
    #[must_use]
    pub fn retry(&self) -> Retry {
        Retry::from_number(EntryRow::flags(self.row) >> flag::RETRY_SHIFT & 3)
    }

    /// Returns the delay before a retry, for a response that does not request one.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.has(flag::RETRY_AFTER).then(|| Duration::from_millis(EntryRow::retry_after(self.row)))
    }

    /// Returns the effect that the failed call may have had.
    #[must_use]
    pub fn applied(&self) -> Applied {
        Applied::from_number(EntryRow::flags(self.row) >> flag::APPLIED_SHIFT & 3)
    }

    /// Returns `true` if a response must have one of the statuses of the entry.
    #[inline]
    #[must_use]
    pub fn states_status(&self) -> bool {
        self.has(flag::STATES_STATUS)
    }

    /// Returns `true` if the entry has a rule that few entries have: it is in one envelope alone, or keeps the code.
    #[inline(always)]
    pub(crate) fn is_special(&self) -> bool {
        self.has(flag::ONE_ENVELOPE | flag::CODES)
    }

    /// Returns `true` if the responses of the entry are those of the frame of its envelope.
    #[must_use]
    pub fn is_framed(&self) -> bool {
        self.has(flag::FRAMED)
    }

    /// Returns `true` if only a response in the envelope of the entry can be the entry.
    #[must_use]
    pub fn is_in_one_envelope(&self) -> bool {
        self.has(flag::ONE_ENVELOPE)
    }

    /// Returns `true` if the entry accepts any message.
    #[inline]
    #[must_use]
    pub fn accepts_any_text(&self) -> bool {
        self.has(flag::ANY_TEXT)
    }

    /// Returns the conditions that a response must meet.
    #[inline]
    #[must_use]
    pub fn when(&self) -> List<'t, Condition<'t>> {
        List::new(self.table, self.table.conditions.span(self.list(EntryRow::when(self.row))))
    }

    /// Returns the fields that the variant carries. Parameter `n` of a wording is field `n`.
    #[inline]
    #[must_use]
    pub fn carried(&self) -> List<'t, Field<'t>> {
        List::new(self.table, self.table.fields.span(self.list(EntryRow::fields(self.row))))
    }

    /// Returns the compiled wordings of the message, the most specific first.
    pub fn wordings(&self) -> impl Iterator<Item = &'t str> + Clone + use<'t> {
        let table = self.table;
        self.wording_places().map(move |place| table.text(place))
    }

    /// Returns the places of the wordings in the text of the image.
    #[inline]
    pub(crate) fn wording_places(&self) -> impl Iterator<Item = TextRef> + Clone + use<'t> {
        let table = self.table;
        let row = EntryRow::read(self.row);
        let first = row.texts + self.first_message();
        (first..first + row.messages).map(move |number| table.numbered(number))
    }

    /// Returns `true` if the entry has a message.
    #[inline]
    #[must_use]
    pub fn has_wordings(&self) -> bool {
        EntryRow::messages(self.row) > 0
    }

    pub(super) fn written_number(&self) -> u32 {
        EntryRow::written(self.row) & 0xffff
    }

    /// Returns the compiled wording that is written if the values of all its parameters are present.
    #[must_use]
    pub fn written_wording(&self) -> Option<&'t str> {
        let number = self.written_number();
        (number < EntryRow::messages(self.row)).then(|| self.text(self.first_message() + number))
    }

    /// Returns the envelope in which the entry is written.
    #[must_use]
    pub fn envelope(&self) -> Option<Envelope<'t>> {
        self.table.envelopes().get(self.envelope_number())
    }

    /// Returns the number of the envelope in which the entry is written.
    #[must_use]
    pub fn envelope_number(&self) -> usize {
        (EntryRow::written(self.row) >> 16) as usize
    }

    /// Returns `true` if a response without a code can be the entry.
    #[must_use]
    pub fn is_found_without_code(&self) -> bool {
        self.table.codeless().iter().any(|number| number == self.number)
    }

    /// Returns `true` if a response with a code that no entry has can be the entry.
    #[must_use]
    pub fn is_found_by_any_code(&self) -> bool {
        self.table.any_code().iter().any(|number| number == self.number)
    }

    /// Returns the symbolic name in responses, which is written beside the code.
    #[must_use]
    pub fn symbol(&self) -> Option<&'t str> {
        self.text_if(flag::SYMBOL)
    }

    /// Returns the number of the gRPC code that the table states.
    #[must_use]
    pub fn grpc(&self) -> Option<u32> {
        let number = (EntryRow::flags(self.row) & flag::GRPC) >> flag::GRPC_SHIFT;
        (number != 0).then_some(number)
    }

    /// Returns the exit status of a program that ends because of the error; `None` if the table states none.
    #[must_use]
    pub fn exit(&self) -> Option<NonZeroU8> {
        let number = (EntryRow::flags(self.row) & flag::EXIT) >> flag::EXIT_SHIFT;
        u8::try_from(number).ok().and_then(NonZeroU8::new)
    }

    /// Returns the status that is written.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        self.statuses().first().map(StatusRange::first)
    }

    /// Returns the row of the entry, as bytes, without the cells that do not affect how it is encoded and decoded.
    ///
    /// Entries with equal shapes and codes of their own are encoded and decoded in the same way.
    #[must_use]
    pub fn shape(&self) -> Vec<u8> {
        let row = EntryRow::read(self.row);
        let has = |number: u32| u32::from(number != 0);
        let has_empty_code = self.code().is_some_and(|code| code.as_str() == Some(""));
        let shape = EntryRow {
            flags: row.flags & !(flag::GRPC | flag::EXIT),
            texts: u32::from(has_empty_code),
            code: 0,
            parent: u32::from(self.parent().is_some()),
            aliases: has(row.aliases),
            codes: has(row.codes),
            statuses: has(row.statuses),
            causes: 0,
            notes: 0,
            retry_after: 0,
            ..row
        };
        let mut bytes = Vec::with_capacity(EntryRow::BYTES);
        shape.write(&mut bytes);
        bytes
    }

    /// Returns the table of the entry.
    #[inline]
    #[must_use]
    pub fn of_table(&self) -> &'t Table<'t> {
        self.table
    }
}

impl PartialEq for Entry<'_> {
    fn eq(&self, other: &Self) -> bool {
        // Every generated type has its own copy of the table, so addresses cannot be compared.
        (self.table(), self.name()) == (other.table(), other.name())
    }
}

impl Eq for Entry<'_> {}

impl fmt::Debug for Entry<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Entry").field("name", &self.name()).field("code", &self.code()).finish_non_exhaustive()
    }
}
