//! The values of a response: the slots of the body, and the headers.

use alloc::borrow::Cow;
use alloc::sync::Arc;

use crate::body::{Body, Slot};
use crate::kind::Kind;
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
    /// The value, which all parts of a body and all events of a stream share.
    pub value: Arc<str>,
}

/// The slot of the header `date`, which is also read where the table does not name it. Tables have fewer slots.
pub(super) const DATE: u32 = u32::MAX - 1;

impl Values<'_, '_, '_> {
    /// Returns the value in a slot of the body.
    #[inline]
    pub(crate) fn slot(&self, number: u32) -> Slot {
        self.slots.get(number as usize).copied().unwrap_or(Slot::ABSENT)
    }

    /// Returns the header in a slot, or the value in a text that is a body of its own.
    #[inline]
    pub(crate) fn header(&self, number: u32) -> Option<Cow<'_, str>> {
        if self.has_slots_alone() { None } else { self.header_or_embedded(number) }
    }

    #[inline(never)]
    fn header_or_embedded(&self, number: u32) -> Option<Cow<'_, str>> {
        match self.headers.iter().find(|header| header.slot == number) {
            Some(header) => Some(Cow::Borrowed(&*header.value)),
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
        !self.slot(number).is_absent() || (!self.has_slots_alone() && self.is_outside(number))
    }

    /// Returns `true` if any slot of the body has a value.
    pub(crate) fn has_body_values(&self) -> bool {
        self.slots.iter().any(|slot| !slot.is_absent())
    }

    /// Returns `true` if a header has the slot, or a value in a text that is a body of its own.
    pub(super) fn is_outside(&self, number: u32) -> bool {
        self.headers.iter().any(|header| header.slot == number)
            || (self.table.has_embedded() && self.in_text(number, |_, _| ()).is_some())
    }

    /// Returns `true` if a slot has a list of errors.
    pub(super) fn is_list_of_errors(&self, number: u32) -> bool {
        let is_list = |slot: Slot| slot.is_list() || slot.kind == Kind::Elements;
        is_list(self.slot(number))
            || (self.table.has_embedded() && self.in_text(number, |_, slot| is_list(slot)) == Some(true))
    }
}
