//! The reading of a response: the envelope that matches, and the values that every error has.

use super::delay::{Asked, Requested};
use super::fit::matching_envelope;
use super::other::UnscannedBody;
use super::values::{Header, Values};
use crate::body::{Body, JsonErrors, ReceivedCode, Slot, Text, after_mark, read_other, scan, scan_as, with_slots};
use crate::class::{candidates, other_candidates};
use crate::code::Key;
use crate::kind::Kind;
use crate::retry::Retry;
use crate::status::status_in;
use crate::table::{BodyKind, Candidates, Envelope, Place, Source, Table};
use crate::visited::visit;

/// A response that has been read.
pub(crate) struct Reading<'t, 'b, 's> {
    /// The values, with the envelope that matches.
    pub(crate) values: Values<'t, 'b, 's>,
    /// The errors found in the body as JSON.
    pub(crate) errors: &'s JsonErrors,
    /// `true` if the body as a whole is not JSON in an envelope, so that it may be in parts.
    pub(crate) may_be_in_parts: bool,
    /// `true` if the body may be of a kind whose values are read without the white space at their ends.
    pub(crate) is_trimmed: bool,
}

/// Reads a response, and calls `then` with the reading.
#[inline(always)]
pub(crate) fn read<'t, 'b, R>(
    table: &'t Table<'t>,
    headers: &[Header],
    body: Body<'b>,
    then: impl FnOnce(&Reading<'t, 'b, '_>) -> R,
) -> R {
    let layout = table.body();
    with_slots(layout.slots(), |slots| {
        let mut errors = JsonErrors::default();
        scan(&layout, body.bytes, slots, &mut errors);
        let envelope = matching_json(table, headers, body, slots, &errors);
        let values = Values { table, body, slots, headers, envelope };
        let mut reading = Reading { values, errors: &errors, may_be_in_parts: false, is_trimmed: false };
        if !reading.is_well_formed() {
            reading = read_malformed(table, headers, (body, envelope), slots, &mut errors);
        }
        then(&reading)
    })
}

/// Returns the envelope that matches a body that was read as JSON.
#[inline(always)]
fn matching_json<'t>(
    table: &'t Table<'t>,
    headers: &[Header],
    body: Body<'_>,
    slots: &mut [Slot],
    errors: &JsonErrors,
) -> Option<Envelope<'t>> {
    let envelope = matching_envelope(&Values { table, body, slots, headers, envelope: None }, BodyKind::Json);
    match envelope {
        Some(found) if found.errors().is_some() && errors.fatal.is_none() => {
            read_lone_error(table, headers, (body, found), slots)
        }
        envelope => envelope,
    }
}

/// Reads a single error in the place of the list of errors of an envelope that matches. Returns the envelope that matches then.
#[inline(never)]
fn read_lone_error<'t>(
    table: &'t Table<'t>,
    headers: &[Header],
    (body, envelope): (Body<'_>, Envelope<'t>),
    slots: &mut [Slot],
) -> Option<Envelope<'t>> {
    match keep_lone_error(table, envelope, body.bytes, slots) {
        true => matching_envelope(&Values { table, body, slots, headers, envelope: None }, BodyKind::Json),
        false => Some(envelope),
    }
}

/// Reads a body that is not well-formed JSON in an envelope. Before the first error its values match the envelope beside it, if any.
#[cold]
#[inline(never)]
fn read_malformed<'t, 'b, 's>(
    table: &'t Table<'t>,
    headers: &'s [Header],
    (body, envelope): (Body<'b>, Option<Envelope<'t>>),
    slots: &'s mut [Slot],
    errors: &'s mut JsonErrors,
) -> Reading<'t, 'b, 's> {
    let may_be_in_parts = errors.fatal.is_some();
    if !may_be_in_parts && keep_lone_errors(table, body.bytes, slots) {
        let envelope = matching_envelope(&Values { table, body, slots, headers, envelope: None }, BodyKind::Json);
        if envelope.is_some() {
            let values = Values { table, body, slots, headers, envelope };
            return Reading { values, errors, may_be_in_parts, is_trimmed: false };
        }
    }
    let (envelope, charset) = UnscannedBody::new(table, headers, body).read(envelope, slots, errors);
    let values = Values { table, body: Body { charset, ..body }, slots, headers, envelope };
    Reading { values, errors, may_be_in_parts, is_trimmed: true }
}

/// Reads a single error in the place of a list of errors as the element of one. Returns `true` if there is one.
fn keep_lone_error(table: &Table<'_>, envelope: Envelope<'_>, body: &[u8], slots: &mut [Slot]) -> bool {
    let Some((list, node)) = envelope.errors() else { return false };
    let value = slots.get(list as usize).copied().unwrap_or(Slot::ABSENT);
    // The whole body is an error by the other locations of an envelope that matches.
    !value.is_list() && value.start > 0 && keep_lone(table, (value, node), body, slots)
}

/// Does the same for all envelopes, if none matches. The error may be the whole body.
#[cold]
fn keep_lone_errors(table: &Table<'_>, body: &[u8], slots: &mut [Slot]) -> bool {
    let lists = table.envelopes().iter().filter(|envelope| envelope.body() == BodyKind::Json);
    let mut has_lone = false;
    for (list, node) in lists.filter_map(|envelope| envelope.errors()) {
        let value = slots.get(list as usize).copied().unwrap_or(Slot::ABSENT);
        has_lone |= keep_lone(table, (value, node), body, slots);
    }
    has_lone
}

#[cold]
fn keep_lone(table: &Table<'_>, (value, node): (Slot, u32), body: &[u8], slots: &mut [Slot]) -> bool {
    let is_string = matches!(value.kind, Kind::Plain | Kind::Escaped);
    if !is_string && value.kind != Kind::Object {
        return false;
    }
    // The slot of a string begins after its quote.
    scan_as(table.body(), node, body, value.start - usize::from(is_string), slots);
    true
}

/// Returns `true` if a body has nothing but white space.
fn is_blank(body: &[u8]) -> bool {
    let text = after_mark(body);
    let start = text.trim_ascii_start();
    visit(text.len() - start.len());
    start.is_empty()
}

impl<'t, 'b> Reading<'t, 'b, '_> {
    /// Returns the table.
    #[inline(always)]
    pub(crate) fn table(&self) -> &'t Table<'t> {
        self.values.table
    }

    /// Returns the envelope that matches.
    #[inline(always)]
    pub(crate) fn envelope(&self) -> Option<Envelope<'t>> {
        self.values.envelope
    }

    /// Returns `true` if an envelope matches and the body is well-formed.
    #[inline]
    pub(crate) fn is_well_formed(&self) -> bool {
        self.values.envelope.is_some() && self.errors.fatal.is_none()
    }

    /// Returns `true` if nothing of the body is read, so that the values are those of headers: the body may be of any kind.
    pub(crate) fn is_told_by_headers(&self) -> bool {
        self.values.envelope.is_some() && !self.values.headers.is_empty() && !self.values.has_body_values()
    }

    /// Returns the status of the transport, or else the one in the body.
    #[inline(always)]
    pub(crate) fn status(&self, transport: Option<u16>) -> Option<u16> {
        if transport.is_some() { transport } else { self.status_in_body() }
    }

    /// Returns the status in the body of a 2xx response, if it is that of an error: of one that is always sent with 200, or of one in a list.
    #[inline]
    pub(crate) fn error_status_in_2xx(&self, transport: Option<u16>) -> Option<u16> {
        if !transport.is_some_and(|status| (200..300).contains(&status)) || self.values.envelope.is_none() {
            return None;
        }
        self.status_in_body().filter(|status| *status >= 400)
    }

    #[inline(never)]
    fn status_in_body(&self) -> Option<u16> {
        let text = match &self.values.envelope {
            Some(envelope) => self.values.text(envelope.status()),
            None => self.text_beside(|envelope| envelope.status()),
        };
        status_in(text?.as_str())
    }

    /// Returns the text of a source of the envelope.
    #[inline(always)]
    pub(crate) fn text(&self, source: impl Fn(&Envelope<'t>) -> Source<'t>) -> Option<Text<'b>> {
        self.values.text(source(self.values.envelope.as_ref()?))
    }

    /// Writes the text of a source of the envelope to `out`.
    #[inline(always)]
    pub(crate) fn text_into(&self, source: impl Fn(&Envelope<'t>) -> Source<'t>, out: &mut Option<Text<'b>>) {
        let Some(envelope) = &self.values.envelope else { return };
        let source = source(envelope);
        match self.values.plain_text(source) {
            Some(bytes) => *out = Some(Text::Verbatim(bytes)),
            None if self.values.is_absent(source) => {}
            None => *out = self.values.other_text(source),
        }
    }

    /// Returns the message. A page of HTML is no message.
    pub(crate) fn message(&self) -> Option<Text<'b>> {
        let mut message = None;
        self.message_into(&mut message);
        message
    }

    /// Writes the message to `out`. A page of HTML is no message.
    #[inline(always)]
    pub(crate) fn message_into(&self, out: &mut Option<Text<'b>>) {
        self.text_into(|envelope| envelope.message(), out);
        if out.as_ref().is_some_and(Text::is_page) {
            *out = self.message_beside_page();
        }
        if self.values.envelope.is_none() && !self.values.headers.is_empty() {
            *out = self.message_in_header();
        }
    }

    /// Returns the message in a header of a response that no envelope fits, such as one with the page of a proxy.
    #[cold]
    fn message_in_header(&self) -> Option<Text<'b>> {
        let first_header = self.table().body().slots();
        let is_header = |place: &Place<'t>| place.slots().iter().all(|slot| slot as usize >= first_header);
        let mut places = self.table().envelopes().iter().flat_map(|envelope| envelope.message().places());
        places.find_map(|place| {
            let text = is_header(&place).then(|| self.values.scalar(&place))??.text;
            (!text.is_empty() && !text.is_page()).then_some(text)
        })
    }

    /// Returns the message of a response that has a page at the first location of the message.
    #[cold]
    fn message_beside_page(&self) -> Option<Text<'b>> {
        let source = self.values.envelope.as_ref()?.message();
        let mut texts = source.places().iter().filter_map(|place| Some(self.values.scalar(&place)?.text));
        texts.find(|text| !text.is_empty() && !text.is_page())
    }

    /// Returns the message with the white space at its ends, if it has any there and is the whole text at its location.
    #[cold]
    pub(crate) fn untrimmed_message(&self) -> Option<Text<'b>> {
        let source = self.values.envelope.as_ref()?.message();
        let place = source.places().iter().find(|place| self.values.scalar(place).is_some())?;
        let untrimmed = self.values.untrimmed_scalar(&place).filter(|_| place.is_whole())?;
        Some(untrimmed.text).filter(|text| !text.is_page())
    }

    /// Returns the text at the first location of the message that has one, also if it matches no template there: the message of an unknown
    /// error. If no envelope fits, it is that of an envelope for plain text, which every body is.
    #[cold]
    pub(crate) fn unmatched_message(&self) -> Option<Text<'b>> {
        if let Some(envelope) = self.envelope() {
            return self.values.whole_text(envelope.message());
        }
        let texts = || self.table().envelopes().iter().filter(|envelope| envelope.body() == BodyKind::Text);
        texts().next()?;
        let layout = self.table().body();
        with_slots(layout.slots(), |slots| {
            let is_text = read_other(BodyKind::Text, layout, self.values.body, slots);
            let values = Values { slots, ..self.values };
            texts().filter(|_| is_text).find_map(|envelope| values.whole_text(envelope.message()))
        })
    }

    /// Returns the entries that the response can be: those of the first code that is in the table. Writes the code as received to
    /// `received`.
    #[inline(always)]
    pub(crate) fn code(&self, received: &mut Option<ReceivedCode<'b>>) -> Candidates {
        let Some(envelope) = &self.values.envelope else { return self.table().candidates_without_code() };
        // The most common case: the first place has an integer that is in the table.
        if let Some(number) = self.values.integer(envelope.code())
            && envelope.no_code().is_empty()
            && let Some(candidates) = self.values.table.candidates(Key::Integer(number))
        {
            *received = Some(ReceivedCode::Integer(number));
            return candidates;
        }
        if !self.values.is_absent(envelope.code()) {
            return self.any_code(envelope, received);
        }
        self.table().candidates_without_code()
    }

    /// Returns the same for a code that may be at any place, and of any form.
    #[inline(never)]
    fn any_code(&self, envelope: &Envelope<'t>, received: &mut Option<ReceivedCode<'b>>) -> Candidates {
        let table = self.table();
        for place in envelope.code().places() {
            let Some(code) = self.values.code(&place) else { continue };
            let key = code.key();
            if envelope.no_code().iter().any(|none| table.is_code(none, key)) {
                continue;
            }
            if let Some(candidates) = table.candidates(key) {
                received.get_or_insert(code);
                return candidates;
            }
            if table.has_other_codes()
                && let Some(candidates) = other_candidates(table, key)
            {
                received.get_or_insert(code);
                return candidates;
            }
            received.get_or_insert(code);
        }
        match received {
            None => table.candidates_without_code(),
            Some(_) => table.candidates_of_unknown_code(),
        }
    }

    /// Returns the first code that is in the table: the one by which an entry is found.
    #[cold]
    pub(crate) fn known_code(&self) -> Option<ReceivedCode<'b>> {
        let envelope = self.values.envelope.as_ref()?;
        let mut codes = envelope.code().places().iter().filter_map(|place| self.values.code(&place));
        codes.find(|code| {
            let key = code.key();
            !envelope.no_code().iter().any(|none| self.values.table.is_code(none, key))
                && candidates(self.values.table, key).is_some()
        })
    }

    /// Returns the retry advice that the response gives.
    #[inline(always)]
    pub(crate) fn retry(&self) -> Option<Retry> {
        let envelope = self.values.envelope.or_else(|| self.values.table.envelopes().first())?;
        if envelope.gives_retry() { self.retry_in(envelope) } else { None }
    }

    #[inline(never)]
    fn retry_in(&self, envelope: Envelope<'t>) -> Option<Retry> {
        envelope.retry().find(|(_, conditions)| self.values.meets(*conditions)).map(|(retry, _)| retry)
    }

    /// Returns `true` if it is not known which envelope the response is in: none matches, or the body is empty. The page of a gateway and
    /// the response to a `HEAD` request may still have the headers of the API.
    #[inline]
    pub(crate) fn is_bare(&self) -> bool {
        self.values.envelope.is_none() || (!self.values.headers.is_empty() && self.is_blank())
    }

    /// Returns `true` if the body is empty. A value tells that it is not: the body may begin with much white space, and is asked about for
    /// each error of a list.
    fn is_blank(&self) -> bool {
        self.values.slots.iter().all(|slot| slot.is_absent()) && is_blank(self.values.body.bytes)
    }

    /// Returns `true` if the response may have more than code, message and name.
    #[inline(always)]
    pub(crate) fn may_have_optional_parts(&self) -> bool {
        !self.values.headers.is_empty() || self.values.envelope.is_none_or(|envelope| envelope.has_optional_parts())
    }

    /// Returns `true` if the response may request a delay before a retry.
    #[inline]
    pub(crate) fn may_request_delay(&self) -> bool {
        let is_absent = |envelope: Envelope<'t>| self.values.is_absent(envelope.retry_after());
        !self.values.envelope.is_some_and(is_absent) || self.is_bare()
    }

    /// Returns the delay before a retry that the response requests.
    pub(crate) fn retry_after(&self, asked: Asked<'_>) -> Requested {
        let delay = |envelope: Envelope<'t>| self.values.delay(envelope.retry_after(), asked);
        let own = self.values.envelope.map(delay).unwrap_or_default();
        if own.delay.is_some() || !self.is_bare() {
            return own;
        }
        let mut others = self.values.table.envelopes().iter().map(delay);
        others.find(|requested| requested.delay.is_some() || requested.unread.is_some()).unwrap_or(own)
    }

    /// Returns the text of a source of the first envelope that has one there, for a [bare](Self::is_bare) response.
    #[cold]
    pub(crate) fn text_beside(&self, source: impl Fn(&Envelope<'t>) -> Source<'t>) -> Option<Text<'b>> {
        let mut envelopes = self.values.table.envelopes().iter();
        envelopes.find_map(|envelope| self.values.text(source(&envelope)).filter(|text| !text.is_empty()))
    }
}
