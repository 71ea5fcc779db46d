//! Responses whose body is not a well-formed JSON text of the table.

use super::fit::{matches, matching_envelope};
#[cfg(feature = "xml")]
use super::headers::CONTENT_TYPE;
use super::values::{Header, Values};
#[cfg(feature = "xml")]
use crate::body::read_xml;
use crate::body::{Body, Charset, JsonErrors, Slot, after_mark, read_other, scan, scan_within_text, with_slots};
use crate::table::{BodyKind, Envelope, Table, Test};

/// A response to read.
#[derive(Clone, Copy)]
pub(super) struct UnscannedBody<'t, 'b, 'h> {
    table: &'t Table<'t>,
    headers: &'h [Header],
    body: Body<'b>,
}

impl<'t, 'b, 'h> UnscannedBody<'t, 'b, 'h> {
    #[cold]
    pub(super) fn new(table: &'t Table<'t>, headers: &'h [Header], body: Body<'b>) -> Self {
        #[cfg(feature = "xml")]
        if table.envelopes().iter().any(|envelope| envelope.body() == BodyKind::Xml) {
            let content_type = headers.iter().find(|header| header.slot == CONTENT_TYPE);
            let charset = Charset::of_xml(body.bytes, content_type.map(|header| &*header.value));
            return Self { table, headers, body: Body { charset, ..body } };
        }
        Self { table, headers, body }
    }

    /// Reads a body as [`find_envelope`](Self::find_envelope) does. Also returns the charset of its values.
    #[cold]
    pub(super) fn read(
        self,
        json: Option<Envelope<'t>>,
        slots: &mut [Slot],
        errors: &mut JsonErrors,
    ) -> (Option<Envelope<'t>>, Charset) {
        let envelope = self.find_envelope(json, slots, errors);
        let is_xml = envelope.is_some_and(|envelope| envelope.body() == BodyKind::Xml);
        (envelope, if is_xml { self.body.charset } else { Charset::Utf8 })
    }

    /// Reads a body for which `json` is the envelope that matches the values before the syntax error, if any. Returns the envelope that
    /// matches.
    fn find_envelope(
        self,
        json: Option<Envelope<'t>>,
        slots: &mut [Slot],
        errors: &mut JsonErrors,
    ) -> Option<Envelope<'t>> {
        if after_mark(self.body.bytes).trim_ascii().is_empty() {
            slots.fill(Slot::ABSENT);
            *errors = JsonErrors::default();
            return self.of_empty_body(slots);
        }
        // Every body is a text, also one that is damaged. Its values tell better what it is.
        let is_damaged = json.is_some() && errors.fatal.is_some() && has_values(slots);
        let mut whole = JsonErrors::default();
        if let Some(envelope) = self.before_text(slots, &mut whole) {
            *errors = whole;
            return Some(envelope);
        }
        if !is_damaged {
            if let Some(envelope) = self.cut_off_before_text(slots, errors) {
                return Some(envelope);
            }
            if let Some(envelope) = from_text(self.table).find(|envelope| self.fits(envelope, slots, &mut whole)) {
                *errors = whole;
                return Some(envelope);
            }
        }
        // No envelope matches as a whole. The values before the error are kept for the unknown error.
        if json.is_none()
            && let Some(envelope) = self.within_text(slots, errors).or_else(|| self.cut_off_xml(slots, errors))
        {
            return Some(envelope);
        }
        slots.fill(Slot::ABSENT);
        scan(&self.table.body(), self.body.bytes, slots, errors);
        json
    }

    /// Returns the envelope of a response without a body: the first one that its headers match, or else the first of all.
    fn of_empty_body(self, slots: &[Slot]) -> Option<Envelope<'t>> {
        let values = self.values(slots);
        // Without a body, only headers have values. That a value is absent says nothing of an envelope.
        let is_told = |envelope: &Envelope<'_>| {
            let mut tests = envelope.when().iter().map(|condition| condition.test);
            envelope.when().is_empty() || tests.any(|test| !matches!(test, Test::Absent))
        };
        let by_headers =
            || self.table.envelopes().iter().find(|envelope| is_told(envelope) && matches(envelope, &values));
        let of_all = self.table.envelopes().first();
        if self.headers.is_empty() { of_all } else { by_headers().or(of_all) }
    }

    /// Returns the envelope that a well-formed body matches, of those that stand before the first one for plain text. JSON within other text
    /// is tried there, too.
    fn before_text(self, slots: &mut [Slot], errors: &mut JsonErrors) -> Option<Envelope<'t>> {
        let found = before_text(self.table).find(|envelope| self.fits(envelope, slots, errors));
        found.or_else(|| self.within_text(slots, errors).filter(|_| errors.fatal.is_none()))
    }

    /// Returns the envelope of damaged XML, if there is one before the first envelope for plain text.
    fn cut_off_before_text(self, slots: &mut [Slot], errors: &mut JsonErrors) -> Option<Envelope<'t>> {
        before_text(self.table).find(|envelope| envelope.body() == BodyKind::Xml)?;
        from_text(self.table).next()?;
        let mut found = JsonErrors::default();
        let envelope = self.cut_off_xml(slots, &mut found).filter(|_| has_values(slots))?;
        *errors = found;
        Some(envelope)
    }

    fn values<'s>(self, slots: &'s [Slot]) -> Values<'t, 'b, 's>
    where
        'h: 's,
    {
        Values { table: self.table, body: self.body, slots, headers: self.headers, envelope: None }
    }

    /// Returns `true` if the body is of the kind of an envelope, and its values match the envelope.
    fn fits(self, envelope: &Envelope<'_>, slots: &mut [Slot], errors: &mut JsonErrors) -> bool {
        let is_of_kind = match envelope.body() {
            #[cfg(feature = "xml")]
            BodyKind::Xml => {
                slots.fill(Slot::ABSENT);
                let read = read_xml(self.table.body(), self.body, slots);
                *errors = JsonErrors { fatal: None, tolerated: read.ok().flatten() };
                read.is_ok()
            }
            kind => {
                *errors = JsonErrors::default();
                read_other(kind, self.table.body(), self.body, slots)
            }
        };
        is_of_kind && matches(envelope, &self.values(slots))
    }

    /// Returns the envelope that JSON within other text matches.
    fn within_text(self, slots: &mut [Slot], errors: &mut JsonErrors) -> Option<Envelope<'t>> {
        let mut found = JsonErrors::default();
        if !scan_within_text(&self.table.body(), self.body.bytes, slots, &mut found) {
            return None;
        }
        let envelope = matching_envelope(&self.values(slots), BodyKind::Json)?;
        *errors = found;
        Some(envelope)
    }

    /// Returns the envelope that the values before the error in an XML body match.
    #[cfg(feature = "xml")]
    fn cut_off_xml(self, slots: &mut [Slot], errors: &mut JsonErrors) -> Option<Envelope<'t>> {
        slots.fill(Slot::ABSENT);
        let fatal = read_xml(self.table.body(), self.body, slots).err()?;
        let envelope = matching_envelope(&self.values(slots), BodyKind::Xml)?;
        *errors = JsonErrors { fatal: Some(fatal), tolerated: None };
        Some(envelope)
    }

    #[cfg(not(feature = "xml"))]
    fn cut_off_xml(self, _: &mut [Slot], _: &mut JsonErrors) -> Option<Envelope<'t>> {
        None
    }
}

/// Reads the body of a response as one of a kind, and calls `then` with its values, and with `true` if the body is of this kind.
#[cold]
pub(crate) fn read_as<'t>(
    values: &Values<'t, '_, '_>,
    kind: BodyKind,
    then: &mut dyn FnMut(bool, &Values<'t, '_, '_>),
) {
    let UnscannedBody { table, headers, body } = UnscannedBody::new(values.table, values.headers, values.body);
    let layout = table.body();
    with_slots(layout.slots(), |slots| {
        let is_of_kind = match kind {
            BodyKind::Json => {
                let mut errors = JsonErrors::default();
                scan(&layout, body.bytes, slots, &mut errors);
                errors.fatal.is_none()
            }
            kind => read_other(kind, layout, body, slots),
        };
        let body = if kind == BodyKind::Xml { body } else { values.body };
        then(is_of_kind, &Values { table, body, slots, headers, envelope: None });
    });
}

/// Returns the envelopes of bodies that are not JSON before the first one for plain text.
fn before_text<'t>(table: &'t Table<'t>) -> impl Iterator<Item = Envelope<'t>> {
    others(table).take_while(|envelope| envelope.body() != BodyKind::Text)
}

/// Returns the envelopes of bodies that are not JSON from the first one for plain text on.
fn from_text<'t>(table: &'t Table<'t>) -> impl Iterator<Item = Envelope<'t>> {
    others(table).skip_while(|envelope| envelope.body() != BodyKind::Text)
}

/// Returns the envelopes of bodies that are not JSON.
fn others<'t>(table: &'t Table<'t>) -> impl Iterator<Item = Envelope<'t>> {
    table.envelopes().iter().filter(|envelope| envelope.body() != BodyKind::Json)
}

/// Returns `true` if a body has any of the values of its layout.
fn has_values(slots: &[Slot]) -> bool {
    slots.iter().any(|slot| !slot.is_absent())
}
