//! The string or the number at a place of a response.

use alloc::borrow::Cow;
use alloc::string::String;

use super::values::Values;
use crate::body::{ReceivedCode, Text};
use crate::capture::value_in;
use crate::escape::percent;
use crate::gap::Gap;
use crate::kind::Kind;
use crate::number::{integer_at_end, ungrouped, whole};
use crate::table::{Encoding, List, Place, Source, Type};

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

impl<'b> Values<'_, 'b, '_> {
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
        if place.is_whole() {
            return Some(found);
        }
        let untrimmed = || restricted(place, self.untrimmed_scalar(place)?);
        restricted(place, found).or_else(|| self.in_further_lines(place)).or_else(untrimmed)
    }

    /// Returns the text at a place with the white space at its ends, if it has any that is otherwise left out: a template may end with it,
    /// where the text of its last parameter is empty.
    #[cold]
    pub(crate) fn untrimmed_scalar(&self, place: &Place<'_>) -> Option<Scalar<'b>> {
        let number = place.slots().first().filter(|_| place.slots().len() == 1 && !place.is_untrimmed())?;
        let slot = self.slot(number);
        let untrimmed = slot.untrimmed_text(self.body).filter(|_| matches!(slot.kind, Kind::Text | Kind::Xml))?;
        (untrimmed.trim().len() < untrimmed.len()).then(|| Scalar::string(untrimmed))
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

    /// Returns the text of a string, a number or a boolean.
    fn any_text(&self, number: u32) -> Option<Cow<'b, str>> {
        match self.slot(number).text(self.body) {
            None => self.header(number).map(|value| Cow::Owned(value.into_owned())),
            found => found,
        }
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
pub(super) fn restricted<'b>(place: &Place<'_>, found: Scalar<'b>) -> Option<Scalar<'b>> {
    let own = place.parameters().first();
    let gap = own.map_or(Gap::Any, |own| Gap::for_parameter(&own));
    let is_integer = own.is_some_and(|own| own.ty() == Type::Integer);
    let is_part = !place.templates().is_empty();
    let was_number = found.is_number && !is_part;
    let text = found.text.into_text();
    let text = if is_part { value_in(place, text)? } else { text };
    let text = match place.encoding() {
        Encoding::Plain | Encoding::Latin1 => text,
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
