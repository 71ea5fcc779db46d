//! The entry and the other parts of a response that has been read.

use super::parts::{Decoded, ResponseParts};
use crate::body::{ReceivedCode, Text};
use crate::find::{Found, MatchInput, Message, find, find_by_code_in_envelope, find_in_envelope};
use crate::response::{Asked, Clock, Header, Reading, Requested, read};
use crate::retry::Retry;
use crate::table::rows::NumberRow;
use crate::table::{Candidates, Entry, Table, Test};
use crate::template::{Piece, pieces};
use crate::value::{Fields, Value};

/// Finds the entry of a response that has been read, and reads its other parts into `out`.
#[inline(always)]
pub(super) fn resolve<'t, 'b>(
    status: Option<u16>,
    reading: &Reading<'t, 'b, '_>,
    clock: Clock,
    out: &mut Decoded<'t, 'b>,
) -> Found<'t> {
    let mut found = resolve_listed(status, reading, clock, out);
    if let Found::Unknown(_) = found
        && let Some(own) = reading.error_status_in_2xx(status)
    {
        found = resolve_by_own_status(own, found, reading, clock, out);
    }
    if !reading.values.headers.is_empty() {
        keep_headers(reading.values.headers, &mut out.parts);
    }
    found
}

/// Finds the entry of an error in a 2xx response by the status in the body. The response itself keeps the status of the transport.
#[cold]
fn resolve_by_own_status<'t, 'b>(
    own: u16,
    unknown: Found<'t>,
    reading: &Reading<'t, 'b, '_>,
    clock: Clock,
    out: &mut Decoded<'t, 'b>,
) -> Found<'t> {
    let mut again = Decoded::new(&[]);
    let found @ Found::Entry(_) = resolve_listed(Some(own), reading, clock, &mut again) else { return unknown };
    again.parts.status = out.parts.status;
    again.parts.body = core::mem::take(&mut out.parts.body);
    *out = again;
    found
}

#[inline(never)]
fn keep_headers(headers: &[Header], parts: &mut ResponseParts<'_, '_>) {
    parts.rare.get_or_insert_default().headers = headers.to_vec();
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
    let message = parts.message.as_ref();
    let mut found = match message.and_then(Message::borrowed) {
        None if message.is_some() => find_by_owned(&parts.message, reading, (status, candidates), fields),
        message => find(reading.table(), &MatchInput { values, status, candidates, message }, fields),
    };
    let is_plain = matches!(found, Found::Entry(entry) if !entry.is_special()) && reading.is_well_formed();
    if !is_plain || reading.is_trimmed {
        found = settle(reading, candidates, found, out);
    }
    read_rest(reading, found, clock, &mut out.parts);
    found
}

/// Returns the entry of a response for which more decides than the search without regard to envelopes, and reads the parts that only such a
/// response has. Most responses are well-formed and an entry without special rules, so that they pay for one test alone.
#[cold]
#[inline(never)]
fn settle<'t, 'b>(
    reading: &Reading<'t, 'b, '_>,
    candidates: Candidates,
    mut found: Found<'t>,
    out: &mut Decoded<'t, 'b>,
) -> Found<'t> {
    if reading.is_trimmed
        && let Some(untrimmed) = find_untrimmed(reading, candidates, found, out)
    {
        found = untrimmed;
    }
    match found {
        Found::Entry(entry) => found = settle_entry(reading, candidates, entry, out),
        Found::Unknown(None) if out.parts.code.is_some() && is_any_in_one_envelope(reading.table(), candidates) => {
            found = find_again(reading, candidates, out);
            keep_code(reading, found, out);
        }
        _ => {}
    }
    let parts = &mut out.parts;
    if !reading.is_well_formed() {
        found = found_in_malformed(reading, found, parts);
    }
    if let Found::Unknown(_) = found {
        if parts.message.is_none() {
            parts.message = reading.unmatched_message();
        }
        let mut name = None;
        reading.text_into(|envelope| envelope.name(), &mut name);
        if name.is_some() {
            parts.rare.get_or_insert_default().name = name;
        }
    }
    found
}

/// Finds the entry of a response by its message with the white space at its ends. Returns it if the message without it is no entry, or that of
/// a less specific one; then the message is the one with the white space. It may be the end of a template whose last parameter is empty.
#[cold]
fn find_untrimmed<'t, 'b>(
    reading: &Reading<'t, 'b, '_>,
    candidates: Candidates,
    trimmed: Found<'t>,
    out: &mut Decoded<'t, 'b>,
) -> Option<Found<'t>> {
    let message = Some(reading.untrimmed_message()?);
    let mut fields = Fields::default();
    let found = find_by_owned(&message, reading, (out.parts.status, candidates), &mut fields);
    let Found::Entry(entry) = found else { return None };
    let place = |entry: Entry<'_>| {
        let mut numbers = reading.table().numbers.span(candidates.entries).iter().map(NumberRow::number);
        numbers.position(|number| number == entry.number())
    };
    let is_better = match trimmed {
        Found::Entry(other) => place(entry) < place(other),
        Found::Unknown(_) => true,
    };
    if !is_better {
        return None;
    }
    (out.parts.message, out.fields) = (message, fields);
    Some(found)
}

/// Returns `true` if one of the candidates is in one envelope alone, so that the envelope of a response matters.
fn is_any_in_one_envelope(table: &Table<'_>, candidates: Candidates) -> bool {
    if let Some(list) = table.long_list(candidates.entries) {
        return list.is_any_in_one_envelope();
    }
    let mut numbers = table.numbers.span(candidates.entries).iter().map(NumberRow::number);
    numbers.any(|number| table.entry(number).is_some_and(|entry| entry.is_in_one_envelope()))
}

/// Returns what is found in a malformed body. That is never an entry, unless its status alone tells that it is, or a header with the code.
/// The entry is kept as the nearest one if the body shows its code.
#[cold]
fn found_in_malformed<'t>(reading: &Reading<'t, '_, '_>, found: Found<'t>, parts: &ResponseParts<'t, '_>) -> Found<'t> {
    let is_told_by_header = parts.code.is_some() && reading.is_told_by_headers();
    match found {
        Found::Entry(_) if is_told_by_header => found,
        Found::Entry(entry) if reading.envelope().is_some() || !entry.is_status_alone() => {
            Found::Unknown(parts.code.as_ref().map(|_| entry).filter(|_| !lacks_part_of_code(reading)))
        }
        found => found,
    }
}

/// Finds the entry by a message that is owned. Captured values borrow from it, and it does not outlive the search, so they are cloned.
#[inline(never)]
fn find_by_owned<'t>(
    message: &Option<Text<'_>>,
    reading: &Reading<'t, '_, '_>,
    (status, candidates): (Option<u16>, Candidates),
    fields: &mut Fields<'_>,
) -> Found<'t> {
    let mut borrowed = Fields::default();
    let message = message.as_ref().map(|text| Message::new(text.as_str()));
    let input = MatchInput { values: &reading.values, status, candidates, message };
    let found = find(reading.table(), &input, &mut borrowed);
    *fields = borrowed.into_owned();
    found
}

/// Returns the entry of a response that was found to be `entry` without regard to its envelope, and puts the code into the field that
/// keeps it.
fn settle_entry<'t, 'b>(
    reading: &Reading<'t, 'b, '_>,
    candidates: Candidates,
    entry: Entry<'t>,
    out: &mut Decoded<'t, 'b>,
) -> Found<'t> {
    let mut found = Found::Entry(entry);
    if entry.is_in_one_envelope() && entry.envelope() != reading.envelope() {
        found = find_again(reading, candidates, out);
    }
    keep_code(reading, found, out);
    found
}

/// Finds the entry of a response among those of its envelope.
fn find_again<'t>(reading: &Reading<'t, '_, '_>, candidates: Candidates, out: &mut Decoded<'t, '_>) -> Found<'t> {
    let message = out.parts.message.as_ref().map(|text| Message::new(text.as_str()));
    let input = MatchInput { values: &reading.values, status: out.parts.status, candidates, message };
    let mut fields = Fields::default();
    let found = match out.parts.code {
        Some(_) => find_by_code_in_envelope(reading.table(), input, reading.envelope(), &mut fields),
        None => find_in_envelope(reading.table(), &input, reading.envelope(), &mut fields),
    };
    out.fields = fields.into_owned();
    found
}

/// Puts the code of a response into the field that keeps it.
fn keep_code<'t, 'b>(reading: &Reading<'t, 'b, '_>, found: Found<'t>, out: &mut Decoded<'t, 'b>) {
    if let Found::Entry(entry) = found
        && let Some((number, field)) = entry.code_field()
    {
        out.fields.set(number, reading.known_code().and_then(|code| code.into_value(field.ty())));
    }
}

/// Returns `true` if a joined code lacks a part. In a body that is cut off, the part that arrived is the code of another entry.
#[cold]
fn lacks_part_of_code(reading: &Reading<'_, '_, '_>) -> bool {
    let is_present = |slot: u32| reading.values.is_present(slot);
    let mut places = reading.envelope().into_iter().flat_map(|envelope| envelope.code().places());
    places.any(|place| place.slots().iter().any(is_present) && !place.slots().iter().all(is_present))
}

/// Reads the parts of a response that do not identify its entry.
#[inline(always)]
fn read_rest<'t, 'b>(reading: &Reading<'t, 'b, '_>, found: Found<'t>, clock: Clock, parts: &mut ResponseParts<'t, 'b>) {
    parts.envelope = reading.envelope();
    parts.tolerated = reading.errors.tolerated.is_some();
    parts.valid = reading.values.body.valid;
    parts.charset = reading.values.body.charset;
    if reading.may_have_optional_parts() {
        read_optional_parts(reading, found, clock, parts);
    }
    if parts.retry_after.is_none() {
        parts.retry_after = found.nearest().and_then(|entry| entry.retry_after());
    }
}

/// Reads the parts that not every envelope has: request id, details, retry advice and delay.
#[inline(always)]
fn read_optional_parts<'t, 'b>(
    reading: &Reading<'t, 'b, '_>,
    found: Found<'t>,
    clock: Clock,
    parts: &mut ResponseParts<'t, 'b>,
) {
    if let Some(envelope) = reading.envelope() {
        reading.text_into(|envelope| envelope.request_id(), &mut parts.request_id);
        let details = envelope.details();
        if !details.is_empty() {
            (parts.details, parts.gathered) = reading.values.details(details);
        }
    }
    if parts.request_id.is_none() && reading.is_bare() {
        parts.request_id = reading.text_beside(|envelope| envelope.request_id());
    }
    parts.retry = reading.retry();
    if reading.may_request_delay() {
        read_delay(reading, found, clock, parts);
    }
    if reading.table().has_embedded() {
        read_details_in_text(reading, parts);
    }
}

/// Reads the delay before a retry that the response requests.
#[inline(never)]
fn read_delay<'t>(reading: &Reading<'t, '_, '_>, found: Found<'t>, clock: Clock, parts: &mut ResponseParts<'t, '_>) {
    let advice = (parts.retry, parts.status);
    let Requested { delay, unread } = reading.retry_after(Asked { clock, is_limited: &|| is_limited(found, advice) });
    parts.retry_after = delay;
    if unread.is_some() {
        parts.rare.get_or_insert_default().unread_delay = unread;
    }
}

/// Reads the details if they are in a text that is a body of its own, and before those in the body.
#[cold]
fn read_details_in_text<'t>(reading: &Reading<'t, '_, '_>, parts: &mut ResponseParts<'t, '_>) {
    let Some(envelope) = reading.envelope() else { return };
    if let Some((text, slot, gathered)) = reading.values.details_in_text(envelope.details()) {
        (parts.details, parts.gathered) = (slot, gathered);
        parts.rare.get_or_insert_default().details_text = Some(text);
    }
}

/// Returns `true` if a call is to be retried by the advice of the response or of the table, or, if there is none, by a status that says that
/// a limit was reached.
#[cold]
fn is_limited(found: Found<'_>, (advice, status): (Option<Retry>, Option<u16>)) -> bool {
    match advice.or_else(|| Some(found.nearest()?.retry())) {
        Some(Retry::After | Retry::Poll) => true,
        Some(Retry::Never) => false,
        Some(Retry::Unknown) | None => matches!(status, Some(429 | 503)),
    }
}

/// Returns `true` if the body of a response identifies it as an error.
pub(super) fn body_is_error(status: Option<u16>, reading: &Reading<'_, '_, '_>) -> bool {
    let table = reading.table();
    let Some(envelope) = reading.envelope() else { return false };
    let mut code = None;
    reading.code(&mut code);
    // A malformed body is told by the values before the error, and a response of any body by the code in a header.
    let is_malformed = !reading.is_well_formed();
    let is_told_by_header = || code.is_some() && reading.is_told_by_headers();
    if is_malformed && !reading.values.has_body_values() && !is_told_by_header() {
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
    // That a value is present tells the layout of a body, which a success may share; that it is a certain one tells the error. The list of
    // errors is one of successes, too, so that its type is layout.
    let list = envelope.errors().map(|(slot, _)| slot);
    let is_told = envelope.when().iter().any(|condition| match condition.test {
        Test::Present | Test::Absent => false,
        Test::Type(_) => list != Some(condition.slot),
        _ => true,
    });
    if code.is_some() || (is_told && reading.values.meets(envelope.when())) {
        return true;
    }
    let message = reading.message();
    if envelope.errors().is_some() && message.is_some() {
        return true;
    }
    // The rest of the body may have what the entry requires to be absent.
    if is_malformed {
        return false;
    }
    let text = message.as_ref().map(Text::as_str);
    let tells_error = |status: Option<u16>| {
        let input = MatchInput {
            values: &reading.values,
            status,
            candidates: table.candidates_without_code(),
            message: text.map(Message::new),
        };
        match find_in_envelope(table, &input, reading.envelope(), &mut Fields::default()) {
            Found::Entry(entry) => {
                entry.states_status() || !entry.when().is_empty() || (text.is_some() && states_text(entry))
            }
            Found::Unknown(_) => false,
        }
    };
    tells_error(reading.status(status)) || reading.error_status_in_2xx(status).is_some_and(|own| tells_error(Some(own)))
}

/// Returns `true` if a message that matches a wording of an entry has a text of the table, and not just any text.
fn states_text(entry: Entry<'_>) -> bool {
    let has_text = |wording: &str| {
        pieces(wording).any(|piece| matches!(piece, Piece::Text(text) if text.chars().any(char::is_alphanumeric)))
    };
    entry.wordings().next().is_some() && entry.wordings().all(|wording| wording.is_empty() || has_text(wording))
}

/// Returns the value of a top-level field of the table.
pub fn top_level_field<'t>(table: &'t Table<'t>, parts: &ResponseParts<'t, '_>, name: &str) -> Option<Value<'static>> {
    let field = table.fields().iter().find(|field| field.name() == name)?;
    read(table, parts.headers_by_slot(), parts.body(), |reading| {
        reading.values.field(&field, None).map(Value::into_owned)
    })
}
