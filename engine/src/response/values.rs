//! The values of a response: the slots of the body, and the headers.

use alloc::borrow::Cow;
use alloc::string::String;

use super::embedded::value_in_text;
use crate::body::{Body, Slot};
use crate::location::{EmbeddedLocation, split_embedded};
use crate::table::{Envelope, Table};

/// The values of a response by slot. The slots of headers follow those of the body.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Values<'t, 'b, 's> {
    pub(crate) table: &'t Table<'t>,
    pub(crate) body: Body<'b>,
    pub(crate) slots: &'s [Slot],
    pub(crate) headers: &'s [Header],
    /// The envelope of the response, once it is known. For a malformed body, the envelope that matches the values before the error.
    pub(crate) envelope: Option<Envelope<'t>>,
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

impl Values<'_, '_, '_> {
    /// Returns the value in a slot of the body.
    #[inline]
    pub(crate) fn slot(&self, number: u32) -> Slot {
        self.slots.get(number as usize).copied().unwrap_or(Slot::ABSENT)
    }

    /// Returns the header in a slot, or the value in a text that is a body of its own.
    #[inline]
    pub(crate) fn header(&self, number: u32) -> Option<Cow<'_, str>> {
        // A table with locations in texts has a header more.
        if self.headers.is_empty() { None } else { self.header_or_embedded(number) }
    }

    #[inline(never)]
    fn header_or_embedded(&self, number: u32) -> Option<Cow<'_, str>> {
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
}

impl Values<'_, '_, '_> {
    /// Returns `true` if a slot stands for a location in a text of the body, and has a value.
    #[inline(always)]
    pub(super) fn is_embedded_in_body(&self, number: u32) -> bool {
        !self.headers.is_empty()
            && self.table.has_embedded()
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
