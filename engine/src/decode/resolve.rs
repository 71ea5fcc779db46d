//! The entry and the other parts of a response that has been read.

use alloc::borrow::Cow;
use alloc::boxed::Box;

use super::parts::{Decoded, RareParts, ResponseParts};
use crate::body::{ReceivedCode, Text};
use crate::find::{Found, MatchInput, Message, find, find_in_envelope};
use crate::response::{Clock, Reading, Requested, read};
use crate::table::{Candidates, Entry, Table, Test};
use crate::value::{Fields, Value};

/// Finds the entry of a response that has been read, and reads its other parts into `out`.
#[inline]
pub(super) fn resolve<'t, 'b>(
    status: Option<u16>,
    reading: &Reading<'t, 'b, '_>,
    clock: Clock,
    out: &mut Decoded<'t, 'b>,
) -> Found<'t> {
    let found = resolve_listed(status, reading, clock, out);
    if !reading.values.headers.is_empty() {
        out.parts.rare.get_or_insert_default().headers = reading.values.headers.to_vec();
    }
    found
}

/// Does the same for an error of a response that lists several. They do not copy the headers.
pub(super) fn resolve_listed<'t, 'b>(
    status: Option<u16>,
    reading: &Reading<'t, 'b, '_>,
    clock: Clock,
    out: &mut Decoded<'t, 'b>,
) -> Found<'t> {
    let Decoded { parts, fields } = out;
    let values = &reading.values;
    let status = reading.status(status);
    parts.status = status;
    let candidates = reading.code(&mut parts.code);
    reading.message_into(&mut parts.message);
    let mut found = match &parts.message {
        // Captured values borrow from an owned message, which does not outlive this function, so they are cloned.
        Some(Text::Decoded(Cow::Owned(text))) => {
            let mut borrowed = Fields::default();
            let message = Some(Message::new(text));
            let input = MatchInput { values, status, candidates, message };
            let found = find(reading.table, &input, &mut borrowed);
            *fields = borrowed.into_owned();
            found
        }
        message => {
            let message = message.as_ref().and_then(Message::borrowed);
            find(reading.table, &MatchInput { values, status, candidates, message }, fields)
        }
    };
    if let Found::Entry(entry) = found
        && entry.is_special()
    {
        found = settle(reading, candidates, entry, out);
    }
    let parts = &mut out.parts;
    // A malformed body is never an entry, unless its status alone tells that it is, or a header with the code. The entry is kept as the
    // nearest one if the body shows its code.
    if let Found::Entry(entry) = found
        && !reading.is_well_formed()
        && !(reading.envelope.is_none() && entry.is_status_alone())
        && !(parts.code.is_some() && reading.is_told_by_headers())
    {
        found = Found::Unknown(parts.code.as_ref().map(|_| entry));
    }
    if parts.message.is_none() && matches!(found, Found::Unknown(_)) {
        parts.message = reading.unmatched_message();
    }
    read_rest(reading, found, clock, parts);
    found
}

/// Returns the entry of a response that was found to be `entry` without regard to its envelope, and puts the code into the field that
/// keeps it.
#[cold]
#[inline(never)]
fn settle<'t, 'b>(
    reading: &Reading<'t, 'b, '_>,
    candidates: Candidates,
    entry: Entry<'t>,
    out: &mut Decoded<'t, 'b>,
) -> Found<'t> {
    let mut found = Found::Entry(entry);
    if entry.is_in_one_envelope() && entry.envelope() != reading.envelope {
        let message = out.parts.message.as_ref().map(|text| Message::new(text.as_str()));
        let input = MatchInput { values: &reading.values, status: out.parts.status, candidates, message };
        let mut fields = Fields::default();
        found = find_in_envelope(reading.table, &input, reading.envelope, &mut fields);
        out.fields = fields.into_owned();
    }
    if let Found::Entry(entry) = found
        && let Some((number, field)) = entry.code_field()
    {
        out.fields.set(number, reading.known_code().and_then(|code| code.into_value(field.ty())));
    }
    found
}

/// Reads the parts of a response that do not identify its entry.
#[inline(always)]
fn read_rest<'t, 'b>(reading: &Reading<'t, 'b, '_>, found: Found<'t>, clock: Clock, parts: &mut ResponseParts<'t, 'b>) {
    let values = &reading.values;
    if let Some(envelope) = reading.envelope {
        parts.envelope = Some(envelope);
        reading.text_into(|envelope| envelope.request_id(), &mut parts.request_id);
        let details = envelope.details();
        if !details.is_empty() {
            (parts.details, parts.gathered) = values.details(details);
        }
    }
    if parts.request_id.is_none() && reading.is_bare() {
        parts.request_id = reading.text_beside(|envelope| envelope.request_id());
    }
    parts.retry = reading.retry();
    let Requested { delay, unread } = reading.retry_after(clock);
    parts.retry_after = delay.or_else(|| found.nearest()?.retry_after());
    parts.tolerated = reading.errors.tolerated.is_some();
    parts.valid = values.body.valid;
    parts.charset = values.body.charset;
    let name = match found {
        Found::Entry(_) => None,
        Found::Unknown(_) => reading.text(|envelope| envelope.name()),
    };
    if name.is_some() || unread.is_some() {
        parts.rare = Some(Box::new(RareParts { name, unread_delay: unread, ..RareParts::default() }));
    }
    if reading.table.has_embedded() {
        read_details_in_text(reading, parts);
    }
}

/// Reads the details if they are in a text that is a body of its own, and before those in the body.
#[cold]
fn read_details_in_text<'t>(reading: &Reading<'t, '_, '_>, parts: &mut ResponseParts<'t, '_>) {
    let Some(envelope) = reading.envelope else { return };
    if let Some((text, slot, gathered)) = reading.values.details_in_text(envelope.details()) {
        (parts.details, parts.gathered) = (slot, gathered);
        parts.rare.get_or_insert_default().details_text = Some(text);
    }
}

/// Returns `true` if the body of a response identifies it as an error.
pub(super) fn body_is_error(status: Option<u16>, reading: &Reading<'_, '_, '_>) -> bool {
    let table = reading.table;
    let Some(envelope) = reading.envelope else { return false };
    let mut code = None;
    reading.code(&mut code);
    let is_read = reading.is_well_formed() || (code.is_some() && reading.is_told_by_headers());
    if !is_read {
        return false;
    }
    let is_success =
        |code: &ReceivedCode<'_>| table.success_codes().iter().any(|success| table.is_code(success, code.key()));
    if code.as_ref().is_some_and(is_success) {
        return false;
    }
    if !table.success_when().is_empty() && reading.values.meets(table.success_when()) {
        return false;
    }
    // That a value is present tells the layout of a body, which a success may share; that it is a certain one tells the error.
    let mut tests = envelope.when().iter().map(|condition| condition.test);
    let is_told = tests.any(|test| !matches!(test, Test::Present | Test::Absent));
    if code.is_some() || (is_told && reading.values.meets(envelope.when())) {
        return true;
    }
    let message = reading.message();
    if envelope.errors().is_some() && message.is_some() {
        return true;
    }
    let text = message.as_ref().map(Text::as_str);
    let input = MatchInput {
        values: &reading.values,
        status: reading.status(status),
        candidates: table.candidates_without_code(),
        message: text.map(Message::new),
    };
    match find_in_envelope(table, &input, reading.envelope, &mut Fields::default()) {
        Found::Entry(entry) => entry.states_status() || !entry.when().is_empty(),
        Found::Unknown(_) => false,
    }
}

/// Returns the value of a top-level field of the table.
pub fn top_level_field<'t>(table: &'t Table<'t>, parts: &ResponseParts<'t, '_>, name: &str) -> Option<Value<'static>> {
    let field = table.fields().iter().find(|field| field.name() == name)?;
    read(table, parts.headers_by_slot(), parts.body(), |reading| {
        reading.values.field(&field, None).map(Value::into_owned)
    })
}
