//! Accessors of a table.

use alloc::borrow::Cow;

use super::entry::Entry;
use super::envelope::Envelope;
use super::example::Example;
use super::field::Field;
use super::image::Table;
use super::layout::{Layout, NodeBytes};
use super::list::List;
use super::literal::Condition;
use super::rows::{HeadRow, IntegerRow, NONE, NodeSlots, Row, Span, StringRow, code_flag};
use crate::code::{Code, Key};

/// The entries that a response can be, given its code.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Candidates {
    /// The entries, the most specific first.
    pub(crate) entries: Span,
    /// The number of the only entry with the code, or [`NONE`].
    pub(crate) owner: u32,
}

impl<'t> Table<'t> {
    /// Returns the name of the table (`table.name`).
    #[must_use]
    pub fn name(&self) -> &'t str {
        self.text(self.head(HeadRow::name))
    }

    /// Returns the title of the table (`table.title`), or else its name.
    #[must_use]
    pub fn title(&self) -> &'t str {
        self.text(self.head(HeadRow::title))
    }

    /// Returns the URL pattern of the documentation (`table.docs`), in which `{code}` and `{name}` are placeholders.
    #[must_use]
    pub fn docs(&self) -> Option<&'t str> {
        self.optional_text(self.head(HeadRow::docs))
    }

    /// Returns the domains of the `ErrorInfo` of google.rpc (`table.domain`), of which the first is written.
    #[must_use]
    pub fn domains(&'t self) -> List<'t, &'t str> {
        List::new(self, self.texts.span(self.head(HeadRow::domains)))
    }

    /// Returns the locations that are read in a body.
    #[inline(always)]
    #[must_use]
    pub fn body(&'t self) -> Layout<'t> {
        Layout::new(self, self.head(HeadRow::body))
    }

    /// Returns the headers that are read, in lower case. Their slots follow those of the body.
    #[must_use]
    pub fn headers(&'t self) -> List<'t, &'t str> {
        List::new(self, self.texts.span(self.head(HeadRow::headers)))
    }

    /// Returns the location of a slot of a response, in the syntax of a table.
    #[must_use]
    pub fn location(&'t self, slot: u32) -> Option<Cow<'t, str>> {
        if let Some(location) = self.body().location(slot) {
            return Some(Cow::Borrowed(location));
        }
        let place = (slot as usize).checked_sub(self.body().slots())?;
        match self.headers().get(place) {
            Some(header) => Some(Cow::Owned(["header:", header].concat())),
            None => {
                let text = self.text_with(slot)?;
                Some(Cow::Owned([text.location(), text.layout().location(text.own_slot(slot)?)?].concat()))
            }
        }
    }

    /// Returns the envelopes in the order of the table.
    #[inline(always)]
    #[must_use]
    pub fn envelopes(&'t self) -> List<'t, Envelope<'t>> {
        List::new(self, self.envelopes.raw())
    }

    /// Returns the top-level fields, which any response may carry.
    #[must_use]
    pub fn fields(&'t self) -> List<'t, Field<'t>> {
        List::new(self, self.fields.span(self.head(HeadRow::fields)))
    }

    /// Returns the locations and the fields of a sub-error, if the table has a `[detail]`.
    #[must_use]
    pub fn detail(&'t self) -> Option<(Layout<'t>, List<'t, Field<'t>>)> {
        let fields = || List::new(self, self.fields.span(self.head(HeadRow::detail_fields)));
        let has_detail = self.head(HeadRow::has_detail) != 0;
        has_detail.then(|| (Layout::new(self, self.head(HeadRow::detail)), fields()))
    }

    /// Returns the codes that mean success.
    #[must_use]
    pub fn success_codes(&'t self) -> List<'t, Code<'t>> {
        List::new(self, self.literals.span(self.head(HeadRow::success_codes)))
    }

    /// Returns the conditions that mean success.
    #[must_use]
    pub fn success_when(&'t self) -> List<'t, Condition<'t>> {
        List::new(self, self.conditions.span(self.head(HeadRow::success_when)))
    }

    /// Returns the recorded responses.
    #[must_use]
    pub fn examples(&'t self) -> List<'t, Example<'t>> {
        List::new(self, self.examples.raw())
    }

    /// Returns the number of entries, cases included.
    #[inline]
    #[must_use]
    pub fn entry_count(&self) -> usize {
        self.entries.raw().len()
    }

    /// Returns the entry with this number.
    #[inline]
    #[must_use]
    pub fn entry(&'t self, number: u32) -> Option<Entry<'t>> {
        Entry::get(self, number)
    }

    /// Returns the entries, each followed by its cases.
    pub fn entries(&'t self) -> impl Iterator<Item = Entry<'t>> + Clone + use<'t> {
        (0..).map_while(|number| Entry::get(self, number))
    }

    /// Returns the entry with this name.
    #[must_use]
    pub fn entry_by_name(&'t self, name: &str) -> Option<Entry<'t>> {
        self.entries().find(|entry| entry.name() == name)
    }

    /// Returns the numbers of the entries that are found without a code, the most specific first.
    #[must_use]
    pub fn codeless(&'t self) -> List<'t, u32> {
        List::new(self, self.numbers.span(self.head(HeadRow::codeless)))
    }

    /// Returns the numbers of the entries that are found by a code that no entry has, the most specific first.
    #[must_use]
    pub fn any_code(&'t self) -> List<'t, u32> {
        List::new(self, self.numbers.span(self.head(HeadRow::any_code)))
    }

    #[inline(always)]
    pub(crate) fn node(&self, number: u32) -> Option<&'t NodeBytes> {
        self.nodes.row(number)
    }

    /// Calls `each` with the numbers of the slots of a node.
    #[inline(always)]
    pub(crate) fn each_slot(&self, slots: NodeSlots, mut each: impl FnMut(u32)) {
        match slots.count {
            0 => {}
            1 => each(slots.first),
            count => self.numbers.iter(Span { first: slots.first, count }).for_each(|row| each(row.number)),
        }
    }

    /// Returns the bytes of a numbered text.
    #[inline]
    fn numbered_bytes(&self, number: u32) -> &'t [u8] {
        self.text_bytes(self.numbered(number))
    }

    /// Returns the candidates of a code; `None` if no entry has it.
    #[inline(always)]
    pub(crate) fn candidates(&self, code: Key<'_>) -> Option<Candidates> {
        let row = match code {
            Key::Integer(number) => self.by_integer(number)?.candidates,
            Key::String(text) => self.by_string(text)?.candidates,
        };
        Some(Candidates { entries: row.entries, owner: row.owner })
    }

    #[inline]
    fn by_integer(&self, code: i64) -> Option<IntegerRow> {
        let rows = self.integers.raw();
        let code_of = |row: &<IntegerRow as Row>::Bytes| IntegerRow::code(row).cast_signed();
        let row = rows.get(rows.partition_point(|row| code_of(row) < code))?;
        (code_of(row) == code).then(|| IntegerRow::read(row))
    }

    #[inline]
    fn by_string(&self, code: &[u8]) -> Option<StringRow> {
        let rows = self.strings.raw();
        let code_of = |row: &<StringRow as Row>::Bytes| self.numbered_bytes(StringRow::text(row));
        let is_below = |row: &<StringRow as Row>::Bytes| {
            let row_code = code_of(row);
            (row_code.len(), row_code) < (code.len(), code)
        };
        let row = rows.get(rows.partition_point(is_below))?;
        (code_of(row) == code).then(|| StringRow::read(row))
    }

    /// Returns `true` if the case of ASCII letters in codes is ignored. The codes of the table are then found in lower case.
    #[inline]
    #[must_use]
    pub fn ignores_case(&self) -> bool {
        self.head(HeadRow::code_flags) & code_flag::IGNORE_CASE != 0
    }

    /// Returns `true` if a code may be found that is not found as it is: in another case, or as one of a class.
    #[inline(always)]
    pub(crate) fn has_other_codes(&self) -> bool {
        self.head(HeadRow::code_flags) != 0
    }

    /// Returns `true` if a code is the code of the table.
    #[inline]
    pub(crate) fn is_code(&self, own: Code<'_>, code: Key<'_>) -> bool {
        own.key() == code || (self.has_other_codes() && self.is_in_other_case(own, code))
    }

    #[cold]
    fn is_in_other_case(&self, own: Code<'_>, code: Key<'_>) -> bool {
        match (own.key(), code) {
            (Key::String(own), Key::String(code)) => self.ignores_case() && own.eq_ignore_ascii_case(code),
            _ => false,
        }
    }

    /// Returns the candidates of a response without a code.
    #[inline]
    pub(crate) fn candidates_without_code(&self) -> Candidates {
        Candidates { entries: self.head(HeadRow::codeless), owner: NONE }
    }

    /// Returns the candidates of a response with a code that no entry has.
    #[inline]
    pub(crate) fn candidates_of_unknown_code(&self) -> Candidates {
        Candidates { entries: self.head(HeadRow::any_code), owner: NONE }
    }
}
