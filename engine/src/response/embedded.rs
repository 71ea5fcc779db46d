//! Values in texts that are bodies of their own: JSON in a JSON string, the query of a URL in a header.
//!
//! A text is read when one of its values is asked for, by a layout of its own. So a table without such texts pays nothing for them.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use super::values::Values;
use crate::body::{Body, JsonErrors, Slot, read_other, scan, with_slots};
use crate::escape::parameters;
use crate::location::Embedded;
use crate::table::{BodyKind, EmbeddedText, Layout};

impl Values<'_, '_, '_> {
    /// Calls `then` with the value of a slot that stands for a location in a text; returns `None` if it has no value.
    #[cold]
    pub(crate) fn in_text<R>(&self, number: u32, then: impl FnOnce(Body<'_>, Slot) -> R) -> Option<R> {
        // The slots of a list of errors include those of its text.
        if (number as usize) < self.slots.len() {
            return None;
        }
        let embedded = self.table.text_with(number)?;
        let text = self.embedded_text(embedded)?;
        let own = embedded.own_slot(number)?;
        with_slots(embedded.layout().slots(), |slots| {
            read_text(embedded.kind(), embedded.layout(), &text, slots);
            let slot = slots.get(own as usize).copied().unwrap_or_default();
            (!slot.is_absent()).then(|| then(Body::of_str(&text), slot))
        })
    }

    /// Returns a text that is a body of its own. Of a URL, it is the query, followed by the fragment; of parameters, it is a form of those in
    /// all lines of a header.
    pub(crate) fn embedded_text(&self, embedded: EmbeddedText<'_>) -> Option<Cow<'_, str>> {
        let slot = self.slot(embedded.outer());
        let text = match slot.is_absent() {
            true => self.header(embedded.outer())?,
            false => slot.is_text().then(|| slot.text(self.body)).flatten()?,
        };
        Some(match embedded.kind() {
            Embedded::Query => Cow::Owned(query(&text)),
            Embedded::Parameters => {
                let further = self.lines(embedded.outer()).skip(1);
                let all: Vec<&str> = core::iter::once(&*text).chain(further).collect();
                Cow::Owned(parameters::as_form(&all.join(", ")))
            }
            Embedded::Json | Embedded::Xml | Embedded::Form => text,
        })
    }

    /// Returns `true` if a slot stands for a location in a text of the body, and has a value.
    pub(super) fn is_in_text_of_body(&self, number: u32) -> bool {
        self.table.has_embedded()
            && self.table.text_with(number).is_some_and(|text| !text.location().starts_with("header:"))
            && self.in_text(number, |_, _| ()).is_some()
    }
}

/// Returns the query of a URL, followed by its fragment: a key in both is that of the query.
fn query(url: &str) -> String {
    let (before, fragment) = url.split_once('#').unwrap_or((url, ""));
    let (_, query) = before.split_once('?').unwrap_or_default();
    [query, "&", fragment].concat()
}

/// Reads a text as a body of a kind, and keeps its values in `slots`. A text that is not of the kind has no values.
pub(crate) fn read_text(kind: Embedded, layout: Layout<'_>, text: &str, slots: &mut [Slot]) {
    let is_of_kind = match kind {
        Embedded::Json => {
            let mut errors = JsonErrors::default();
            scan(&layout, text.as_bytes(), slots, &mut errors);
            errors.fatal.is_none()
        }
        Embedded::Xml => read_other(BodyKind::Xml, layout, Body::of_str(text), slots),
        Embedded::Form | Embedded::Query | Embedded::Parameters => {
            read_other(BodyKind::Form, layout, Body::of_str(text), slots)
        }
    };
    if !is_of_kind {
        slots.fill(Slot::ABSENT);
    }
}
