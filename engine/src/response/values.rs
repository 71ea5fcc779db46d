//! The values of a response: the slots of the body, and the headers.

use alloc::borrow::Cow;
use alloc::string::String;

use crate::body::{Body, ReceivedCode, Slot, Text, text_passes};
use crate::capture::value_in;
use crate::escape::percent;
use crate::gap::Gap;
use crate::kind::Kind;
use crate::number::{integer_at_end, ungrouped, whole};
use crate::table::{Condition, Encoding, Envelope, List, Place, Source, Table, Test, Type};

/// The values of a response by slot. The slots of headers follow those of the body.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Values<'b, 's> {
    pub(crate) body: Body<'b>,
    pub(crate) slots: &'s [Slot],
    pub(crate) headers: &'s [Header],
    pub(crate) table: &'s Table<'s>,
    /// The envelope of the response, once it is known.
    pub(crate) envelope: Option<Envelope<'s>>,
}

/// A header that the table reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// The slot.
    pub slot: u32,
    /// The value.
    pub value: String,
}

/// The slot of the header `date`, which is also read where the table does not name it. Tables have fewer slots.
pub(super) const DATE: u32 = u32::MAX - 1;

/// A string or a number of a response.
#[derive(Debug, Clone)]
pub(crate) struct Scalar<'b> {
    pub(crate) text: Text<'b>,
    pub(crate) is_number: bool,
}

impl<'b> Scalar<'b> {
    #[inline]
    pub(super) fn string(text: Cow<'b, str>) -> Self {
        Self { text: Text::Decoded(text), is_number: false }
    }
}

impl<'b> Values<'b, '_> {
    /// Returns the value in a slot of the body.
    #[inline]
    pub(crate) fn slot(&self, number: u32) -> Slot {
        self.slots.get(number as usize).copied().unwrap_or(Slot::ABSENT)
    }

    /// Returns the header in a slot, or the value in a text that is a body of its own.
    #[inline]
    pub(crate) fn header(&self, number: u32) -> Option<Cow<'_, str>> {
        match self.headers.iter().find(|header| header.slot == number) {
            Some(header) => Some(Cow::Borrowed(header.value.as_str())),
            None if self.table.has_embedded() => {
                self.in_text(number, |body, slot| slot.text(body).map(Cow::into_owned)).flatten().map(Cow::Owned)
            }
            None => None,
        }
    }

    /// Returns `true` if there are no values outside of the slots: neither headers, nor texts that are bodies of their own.
    #[inline(always)]
    pub(crate) fn has_slots_alone(&self) -> bool {
        self.headers.is_empty() && !self.table.has_embedded()
    }

    /// Returns `true` if a slot of the body or of a header has a value.
    #[inline]
    pub(crate) fn is_present(&self, number: u32) -> bool {
        !self.slot(number).is_absent() || self.is_outside(number)
    }

    /// Returns `true` if a header has the slot, or a value in a text that is a body of its own.
    fn is_outside(&self, number: u32) -> bool {
        self.headers.iter().any(|header| header.slot == number)
            || (self.table.has_embedded() && self.in_text(number, |_, _| ()).is_some())
    }

    /// Returns the text of a string, a number or a boolean.
    fn any_text(&self, number: u32) -> Option<Cow<'b, str>> {
        match self.slot(number).text(self.body) {
            None => self.header(number).map(|value| Cow::Owned(value.into_owned())),
            found => found,
        }
    }

    /// Returns the string or number at a place.
    #[inline(always)]
    pub(crate) fn scalar(&self, place: &Place<'_>) -> Option<Scalar<'b>> {
        if let Some(number) = place.plain() {
            let slot = self.slot(number);
            if let Kind::Plain | Kind::Number | Kind::Text = slot.kind {
                return Some(Scalar { text: self.body.text(slot), is_number: slot.kind == Kind::Number });
            }
            if slot.is_absent() && self.has_slots_alone() {
                return None;
            }
        }
        self.other_scalar(place)
    }

    fn other_scalar(&self, place: &Place<'_>) -> Option<Scalar<'b>> {
        let found = self.whole_scalar(place)?;
        if place.is_whole() { Some(found) } else { restricted(place, found).or_else(|| self.in_further_lines(place)) }
    }

    /// Returns the string or number at a place, whatever its template.
    pub(super) fn whole_scalar(&self, place: &Place<'_>) -> Option<Scalar<'b>> {
        let slots = place.slots();
        Some(match (slots.first(), slots.len()) {
            (Some(number), 1) => match self.slot(number) {
                slot if slot.is_text() => {
                    let text = match slot.kind {
                        _ if place.is_untrimmed() => Text::Decoded(slot.untrimmed_text(self.body)?),
                        Kind::Plain | Kind::Number | Kind::Text => self.body.text(slot),
                        _ => Text::Decoded(slot.text(self.body)?),
                    };
                    Scalar { text, is_number: slot.kind == Kind::Number }
                }
                slot if slot.is_absent() => {
                    let untrimmed =
                        || self.in_text(number, |body, slot| slot.untrimmed_text(body).map(Cow::into_owned));
                    match place.is_untrimmed().then(untrimmed).flatten().flatten() {
                        Some(text) => Scalar::string(Cow::Owned(text)),
                        None => Scalar::string(Cow::Owned(self.header(number)?.into_owned())),
                    }
                }
                _ => return None,
            },
            _ => Scalar::string(Cow::Owned(self.joined(slots, place.separator())?)),
        })
    }

    /// Returns the first text of a source that is not empty and no page of HTML, whatever its template.
    pub(super) fn whole_text(&self, source: Source<'_>) -> Option<Text<'b>> {
        let mut texts = source.places().iter().filter_map(|place| Some(self.whole_scalar(&place)?.text));
        texts.find(|text| !text.is_empty() && !text.is_page())
    }

    /// Returns the integer at the first place of a source, if the place needs no text for it.
    #[inline(always)]
    pub(crate) fn integer(&self, source: Source<'_>) -> Option<i64> {
        self.integer_in(source.first_plain())
    }

    /// Returns the integer in a slot.
    #[inline(always)]
    fn integer_in(&self, number: Option<u32>) -> Option<i64> {
        let slot = self.slot(number?);
        if slot.kind != Kind::Number {
            return None;
        }
        integer_at_end(self.body.bytes.get(..slot.end)?, slot.end.checked_sub(slot.start)?)
    }

    /// Returns the code at a place. An empty text does not count as a code.
    #[inline(always)]
    pub(crate) fn code(&self, place: &Place<'_>) -> Option<ReceivedCode<'b>> {
        if let Some(number) = self.integer_in(place.plain()) {
            return Some(ReceivedCode::Integer(number));
        }
        let found = self.scalar(place).filter(|code| !code.text.is_empty())?;
        Some(match found.is_number {
            true => match place.parameters().first().and_then(|own| own.thousands()) {
                Some(thousands) => ReceivedCode::from_number(without_groups(found.text, thousands)),
                None => ReceivedCode::from_number(found.text),
            },
            false => ReceivedCode::from_text(found.text),
        })
    }

    /// Returns the texts of several slots, joined by a separator; `None` if no slot has a value.
    fn joined(&self, slots: List<'_, u32>, separator: &str) -> Option<String> {
        let mut out: Option<String> = None;
        for number in slots.iter().filter(|number| {
            let slot = self.slot(*number);
            slot.is_absent() || slot.is_text()
        }) {
            let Some(text) = self.any_text(number) else { continue };
            let out = match &mut out {
                Some(out) => {
                    out.push_str(separator);
                    out
                }
                none => none.insert(String::new()),
            };
            out.push_str(&text);
        }
        out
    }

    /// Returns the first string or number of a source; an empty string only if there is no other.
    #[inline(always)]
    pub(crate) fn text(&self, source: Source<'_>) -> Option<Text<'b>> {
        match self.plain_text(source) {
            Some(bytes) => Some(Text::Verbatim(bytes)),
            None => self.other_text(source),
        }
    }

    /// Returns the bytes of the text of a source, if the text is in the body without escapes.
    #[inline(always)]
    pub(crate) fn plain_text(&self, source: Source<'_>) -> Option<&'b [u8]> {
        let slot = self.slots.get(source.first_plain()? as usize)?;
        if let Kind::Plain | Kind::Number | Kind::Text = slot.kind
            && self.body.valid
            && slot.start < slot.end
        {
            return self.body.bytes.get(slot.start..slot.end);
        }
        None
    }

    /// Returns `true` if a source that has one place has no value there, so that the place needs no look.
    #[inline(always)]
    pub(crate) fn is_absent(&self, source: Source<'_>) -> bool {
        let is_absent = |number| self.slot(number).is_absent() && self.has_slots_alone();
        source.is_empty() || (source.is_single() && source.first_plain().is_some_and(is_absent))
    }

    /// Returns the text of a source for which [`plain_text`](Self::plain_text) is `None`.
    pub(crate) fn other_text(&self, source: Source<'_>) -> Option<Text<'b>> {
        let mut empty = None;
        for place in source.places() {
            match self.scalar(&place).map(|found| found.text) {
                Some(found) if found.is_empty() => empty = empty.or(Some(found)),
                Some(found) => return Some(found),
                None => {}
            }
        }
        empty
    }

    /// Returns the value at the first place of a source that has one.
    #[inline]
    pub(crate) fn raw(&self, source: Source<'_>) -> Slot {
        self.details(source).0
    }

    /// Returns the value at the first place of the details that has one, and the path from it to those that are gathered.
    #[inline]
    pub(crate) fn details<'t>(&self, source: Source<'t>) -> (Slot, Option<&'t str>) {
        if source.is_single()
            && let Some(number) = source.first_plain()
        {
            return (self.slot(number), None);
        }
        let mut places = source.places().iter();
        let found = places.find_map(|place| {
            let slot = self.slot(place.slots().first()?);
            (!slot.is_absent()).then(|| (slot, place.rest()))
        });
        found.unwrap_or((Slot::ABSENT, None))
    }

    /// Returns `true` if any place of a source has a value.
    #[inline(always)]
    pub(crate) fn has(&self, source: Source<'_>) -> bool {
        self.any_place(source, |number| self.is_present(number))
    }

    /// Returns `true` if any place of a source in the body has a value.
    #[inline(always)]
    pub(crate) fn body_has(&self, source: Source<'_>) -> bool {
        self.any_place(source, |number| !self.slot(number).is_absent() || self.is_in_text_of_body(number))
    }

    /// Returns `true` if a place of a source has a slot that is present, and a value by its templates.
    #[inline(always)]
    fn any_place(&self, source: Source<'_>, is_present: impl Fn(u32) -> bool) -> bool {
        match source.first_plain() {
            Some(first) if is_present(first) => true,
            Some(_) if source.is_single() => false,
            _ => source.places().iter().any(|place| {
                place.slots().iter().any(&is_present) && (place.is_whole() || self.scalar(&place).is_some())
            }),
        }
    }

    /// Returns `true` if all conditions hold.
    #[inline]
    pub(crate) fn meets<'t>(&self, conditions: List<'t, Condition<'t>>) -> bool {
        conditions.iter().all(|condition| self.passes(condition))
    }

    fn passes(&self, condition: Condition<'_>) -> bool {
        match self.slot(condition.slot) {
            slot if slot.is_absent() => match self.passes_outside(condition) {
                Some(passes) => passes,
                None => match condition.others.iter().find(|slot| self.is_present(*slot)) {
                    Some(slot) => self.passes(Condition { slot, others: List::empty(), ..condition }),
                    None => matches!(condition.test, Test::Absent),
                },
            },
            slot => slot.passes(condition.test, self.body),
        }
    }
}

impl Values<'_, '_> {
    /// Returns whether the value of a header, or in a text that is a body of its own, passes the test of a condition; `None` without a value.
    fn passes_outside(&self, condition: Condition<'_>) -> Option<bool> {
        let mut lines = self.lines(condition.slot);
        match lines.next() {
            Some(first) => {
                let is_first = text_passes(first, condition.test);
                Some(
                    is_first
                        || (!matches!(condition.test, Test::Not(_))
                            && lines.any(|line| text_passes(line, condition.test))),
                )
            }
            None if self.table.has_embedded() => {
                self.in_text(condition.slot, |body, slot| slot.passes(condition.test, body))
            }
            None => None,
        }
    }

    /// Returns `true` if any place of a source has an array, an object or an element with nested elements.
    #[inline(always)]
    pub(super) fn has_container(&self, source: Source<'_>) -> bool {
        self.raw(source).is_container() || (self.table.has_embedded() && self.has_container_in_text(source))
    }

    #[cold]
    fn has_container_in_text(&self, source: Source<'_>) -> bool {
        let slots = || source.places().iter().filter_map(|place| place.slots().first());
        slots().any(|number| self.in_text(number, |_, slot| slot.is_container()) == Some(true))
    }

    /// Returns the details at the first place that has a value, if that is in a text: the text, the slot in it, and the path to those that are
    /// gathered.
    pub(crate) fn details_in_text<'t>(&self, source: Source<'t>) -> Option<(String, Slot, Option<&'t str>)> {
        for place in source.places() {
            let Some(number) = place.slots().first() else { continue };
            if !self.slot(number).is_absent() {
                return None;
            }
            let text = |body: Body<'_>, slot| (String::from_utf8_lossy(body.bytes).into_owned(), slot, place.rest());
            if let Some(found) = self.in_text(number, text) {
                return Some(found);
            }
        }
        None
    }

    /// Returns `true` if a slot has a list of errors.
    pub(super) fn is_list_of_errors(&self, number: u32) -> bool {
        let is_list = |slot: Slot| slot.is_list() || slot.kind == Kind::Elements;
        is_list(self.slot(number))
            || (self.table.has_embedded() && self.in_text(number, |_, slot| is_list(slot)) == Some(true))
    }
}

/// Returns a number without the text between groups of digits.
#[cold]
fn without_groups<'b>(number: Text<'b>, thousands: &str) -> Text<'b> {
    let plain = ungrouped(number.as_str(), thousands).map(Cow::into_owned);
    plain.map_or(number, |plain| Text::Decoded(Cow::Owned(plain)))
}

/// Returns the value that a place has in a text: with templates, an encoding, or if the value is restricted.
pub(super) fn restricted<'b>(place: &Place<'_>, found: Scalar<'b>) -> Option<Scalar<'b>> {
    let own = place.parameters().first();
    let gap = own.map_or(Gap::Any, |own| Gap::for_parameter(&own));
    let is_integer = own.is_some_and(|own| own.ty() == Type::Integer);
    let is_part = !place.templates().is_empty();
    let was_number = found.is_number && !is_part;
    let text = found.text.into_text();
    let text = if is_part { value_in(place, text)? } else { text };
    let text = match place.encoding() {
        Encoding::Plain => text,
        Encoding::Percent => percent::decode(text),
        Encoding::Rfc8187 => Cow::Owned(percent::decode_extended(&text)?),
    };
    // A JSON number may have an integer in another form: `4e2`.
    let is_value = is_part || gap.is(&text) || (was_number && is_integer && whole(&text).is_some());
    is_value.then_some(Scalar { text: Text::Decoded(text), is_number: is_integer || was_number })
}
