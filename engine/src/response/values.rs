//! The values of a response: the slots of the body, and the headers.

use alloc::borrow::Cow;
use alloc::string::String;

use super::embedded::value_in_text;
use crate::body::{Body, ReceivedCode, Slot, Text, text_passes};
use crate::capture::value_in;
use crate::escape::percent;
use crate::gap::Gap;
use crate::kind::Kind;
use crate::location::{EmbeddedLocation, split_embedded};
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

/// The slot that says that a table has locations in texts that are bodies of their own. Tables have fewer slots.
pub(super) const EMBEDDED: u32 = u32::MAX - 3;

/// A string or a number of a response.
#[derive(Debug, Clone)]
pub(crate) struct Scalar<'b> {
    pub(crate) text: Text<'b>,
    pub(crate) is_number: bool,
}

impl<'b> Scalar<'b> {
    #[inline]
    fn string(text: Cow<'b, str>) -> Self {
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
            None if self.table.has_embedded() => self.embedded(number).map(Cow::Owned),
            None => None,
        }
    }

    /// Returns `true` if a slot of the body or of a header has a value.
    #[inline]
    pub(crate) fn is_present(&self, number: u32) -> bool {
        !self.slot(number).is_absent() || self.header(number).is_some()
    }

    /// Returns `true` if any slot of the body has a value.
    pub(crate) fn has_body_values(&self) -> bool {
        self.slots.iter().any(|slot| !slot.is_absent())
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
            if slot.is_absent() && self.headers.is_empty() {
                return None;
            }
        }
        self.other_scalar(place)
    }

    fn other_scalar(&self, place: &Place<'_>) -> Option<Scalar<'b>> {
        let found = self.whole_scalar(place)?;
        if place.is_whole() { Some(found) } else { restricted(place, found) }
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
                slot if slot.is_absent() => Scalar::string(Cow::Owned(self.header(number)?.into_owned())),
                _ => return None,
            },
            _ => Scalar::string(Cow::Owned(self.joined(slots, place.separator())?)),
        })
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
        let is_absent = |number| self.slot(number).is_absent() && self.headers.is_empty();
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
        self.any_place(source, |number| !self.slot(number).is_absent() || self.is_embedded_in_body(number))
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
            slot if slot.is_absent() => match self.header(condition.slot) {
                Some(text) => text_passes(&text, condition.test),
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
    /// Returns `true` if a slot stands for a location in a text of the body, and has a value.
    #[inline(always)]
    fn is_embedded_in_body(&self, number: u32) -> bool {
        self.table.has_embedded()
            && self.location_in_text(number).is_some_and(|it| !it.outer.starts_with("header:"))
            && self.embedded(number).is_some()
    }

    /// Returns the location that a slot stands for, if it is in a text.
    fn location_in_text(&self, number: u32) -> Option<EmbeddedLocation<'_>> {
        let first = self.table.body().slots() + self.table.headers().len();
        self.table.embedded().get((number as usize).checked_sub(first)?).and_then(split_embedded)
    }

    /// Returns the value of a slot that stands for a location in a text.
    #[cold]
    fn embedded(&self, number: u32) -> Option<String> {
        let (body, headers) = (self.table.body(), self.table.headers());
        let location = self.location_in_text(number)?;
        let outer = match location.outer.strip_prefix("header:") {
            Some(name) => {
                let slot = body.slots() + headers.iter().position(|header| header == name)?;
                let slot = u32::try_from(slot).ok()?;
                Cow::Borrowed(self.headers.iter().find(|header| header.slot == slot)?.value.as_str())
            }
            None => {
                let mut slots = self.slots.iter().zip(body.locations());
                let (slot, _) = slots.find(|(slot, own)| *own == location.outer && slot.is_text())?;
                slot.text(self.body)?
            }
        };
        value_in_text(&outer, location)
    }
}

/// Returns a number without the text between groups of digits.
#[cold]
fn without_groups<'b>(number: Text<'b>, thousands: &str) -> Text<'b> {
    let plain = ungrouped(number.as_str(), thousands).map(Cow::into_owned);
    plain.map_or(number, |plain| Text::Decoded(Cow::Owned(plain)))
}

/// Returns a text without white space at its ends.
fn trimmed(text: Cow<'_, str>) -> Cow<'_, str> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
        Cow::Owned(text) => Cow::Owned(text.trim().into()),
    }
}

/// Returns the value that a place has in a text: with templates, an encoding, or if the value is restricted.
fn restricted<'b>(place: &Place<'_>, found: Scalar<'b>) -> Option<Scalar<'b>> {
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
    // An integer may be in another form: `4e2`, `401.0`.
    let in_other_form = || is_integer && !is_part && whole(text.trim()).is_some();
    if !is_part && !gap.is(&text) && !in_other_form() {
        return None;
    }
    let text = if is_integer { trimmed(text) } else { text };
    Some(Scalar { text: Text::Decoded(text), is_number: is_integer || was_number })
}
