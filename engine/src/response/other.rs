//! Responses whose body is not a well-formed JSON text of the table.

use super::fit::{matches, matching_envelope};
use super::values::{Header, Values};
use crate::body::{Body, JsonErrors, Slot, after_mark, read_other, scan, scan_after_text};
use crate::table::{BodyKind, Envelope, Table};

/// A response to read.
#[derive(Clone, Copy)]
pub(super) struct Response<'t, 'b, 'h> {
    pub(super) table: &'t Table<'t>,
    pub(super) headers: &'h [Header],
    pub(super) body: Body<'b>,
}

impl<'t> Response<'t, '_, '_> {
    /// Reads a body for which `json` is the envelope that matches the values before the syntax error, if any. Returns the envelope that
    /// matches.
    #[cold]
    pub(super) fn read(
        self,
        json: Option<Envelope<'t>>,
        slots: &mut [Slot],
        errors: &mut JsonErrors,
    ) -> Option<Envelope<'t>> {
        if after_mark(self.body.bytes).trim_ascii().is_empty() {
            slots.fill(Slot::ABSENT);
            *errors = JsonErrors::default();
            return self.table.envelopes().first();
        }
        let mut whole = JsonErrors::default();
        if let Some(envelope) = self.whole(slots, &mut whole) {
            *errors = whole;
            return Some(envelope);
        }
        // No envelope matches as a whole. The values before the error are kept for the unknown error.
        if json.is_none()
            && let Some(envelope) = self.after_text(slots, errors)
        {
            return Some(envelope);
        }
        slots.fill(Slot::ABSENT);
        scan(&self.table.body(), self.body.bytes, slots, errors);
        json
    }

    /// Returns the envelope that a well-formed body matches. JSON after other text is tried before plain text, which every body is.
    fn whole(self, slots: &mut [Slot], errors: &mut JsonErrors) -> Option<Envelope<'t>> {
        let others = || self.table.envelopes().iter().filter(|envelope| envelope.body() != BodyKind::Json);
        let is_text = |envelope: &Envelope<'t>| envelope.body() == BodyKind::Text;
        let before_text =
            others().take_while(|envelope| !is_text(envelope)).find(|envelope| self.fits(envelope, slots));
        if before_text.is_some() {
            return before_text;
        }
        let after_text = self.after_text(slots, errors).filter(|_| errors.fatal.is_none());
        if after_text.is_some() {
            return after_text;
        }
        *errors = JsonErrors::default();
        others().skip_while(|envelope| !is_text(envelope)).find(|envelope| self.fits(envelope, slots))
    }

    /// Returns `true` if the body is of the kind of an envelope, and its values match the envelope.
    fn fits(self, envelope: &Envelope<'_>, slots: &mut [Slot]) -> bool {
        read_other(envelope.body(), self.table.body(), self.body.bytes, slots)
            && matches(envelope, &Values { body: self.body, slots, headers: self.headers })
    }

    /// Returns the envelope that a JSON object after other text matches.
    fn after_text(self, slots: &mut [Slot], errors: &mut JsonErrors) -> Option<Envelope<'t>> {
        let mut found = JsonErrors::default();
        if !scan_after_text(&self.table.body(), self.body.bytes, slots, &mut found) {
            return None;
        }
        let values = Values { body: self.body, slots, headers: self.headers };
        let envelope = matching_envelope(self.table, &values, BodyKind::Json)?;
        *errors = found;
        Some(envelope)
    }
}
