//! The value of a source of a response: the one at the first of its places that has a value.

use alloc::string::String;

use super::values::Values;
use crate::body::{Body, Slot, Text};
use crate::kind::Kind;
use crate::table::Source;

impl<'b> Values<'_, 'b, '_> {
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
    #[inline(never)]
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

    /// Returns the first text of a source that is not empty and no page of HTML, whatever its template.
    pub(super) fn whole_text(&self, source: Source<'_>) -> Option<Text<'b>> {
        let mut texts = source.places().iter().filter_map(|place| Some(self.whole_scalar(&place)?.text));
        texts.find(|text| !text.is_empty() && !text.is_page())
    }

    /// Returns the value at the first place of a source that has one.
    #[inline(always)]
    pub(crate) fn raw(&self, source: Source<'_>) -> Slot {
        self.details(source).0
    }

    /// Returns the value at the first place of the details that has one, and the path from it to those that are gathered.
    #[inline(always)]
    pub(crate) fn details<'t>(&self, source: Source<'t>) -> (Slot, Option<&'t str>) {
        match source.first_plain() {
            Some(number) if source.is_single() => (self.slot(number), None),
            _ => self.details_among(source),
        }
    }

    #[inline(never)]
    fn details_among<'t>(&self, source: Source<'t>) -> (Slot, Option<&'t str>) {
        let mut places = source.places().iter();
        let found = places.find_map(|place| {
            let slot = self.slot(place.slots().first()?);
            (!slot.is_absent()).then(|| (slot, place.rest()))
        });
        found.unwrap_or((Slot::ABSENT, None))
    }

    /// Returns the details at the first place that has a value, if that is in a text: the text, the slot in it, and the path to those that are
    /// gathered.
    pub(crate) fn details_in_text<'p>(&self, source: Source<'p>) -> Option<(String, Slot, Option<&'p str>)> {
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

    /// Returns `true` if any place of a source has a text.
    #[inline(always)]
    pub(crate) fn has(&self, source: Source<'_>) -> bool {
        self.is_first_in_body(source) || (!self.is_absent(source) && self.has_other(source))
    }

    /// Returns `true` if any place of a source in the body has a text.
    #[inline(always)]
    pub(crate) fn body_has(&self, source: Source<'_>) -> bool {
        self.is_first_in_body(source) || (!self.is_absent(source) && self.body_has_other(source))
    }

    /// Returns `true` if a place of a source has a value in the body that is no text, such as an object.
    #[cold]
    pub(super) fn body_has_other_than_text(&self, source: Source<'_>) -> bool {
        let mut places = source.places().iter().filter(|place| place.is_whole());
        places.any(|place| place.slots().iter().any(|number| !self.slot(number).is_absent()))
    }

    /// Returns `true` if the first place of a source needs no look at its templates, and the body has a text there.
    #[inline(always)]
    fn is_first_in_body(&self, source: Source<'_>) -> bool {
        source.first_plain().is_some_and(|first| self.slot(first).is_text())
    }

    #[inline(never)]
    fn has_other(&self, source: Source<'_>) -> bool {
        self.any_place(source, |number| self.slot(number).is_text() || self.is_outside(number))
    }

    #[inline(never)]
    fn body_has_other(&self, source: Source<'_>) -> bool {
        self.any_place(source, |number| self.slot(number).is_text() || self.is_in_text_of_body(number))
    }

    /// Returns `true` if a place of a source has a slot that is present, and a value by its templates.
    fn any_place(&self, source: Source<'_>, is_present: impl Fn(u32) -> bool) -> bool {
        match source.first_plain() {
            Some(first) if is_present(first) => true,
            Some(_) if source.is_single() => false,
            _ => source.places().iter().any(|place| {
                place.slots().iter().any(&is_present) && (place.is_whole() || self.scalar(&place).is_some())
            }),
        }
    }
}
