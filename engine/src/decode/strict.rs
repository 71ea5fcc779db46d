//! Strict decoding.

use alloc::string::ToString;
use core::str::Utf8Error;

#[cfg(any(feature = "cbor", feature = "msgpack"))]
use super::binary::BinaryBody;
use super::details::each_detail_read;
use super::error::{DecodeError, DecodeErrorKind};
use super::in_parts::{InParts, Whole};
use super::incoming::Incoming;
use super::parts::{Decoded, Rank, ResponseParts};
use super::resolve::resolve;
use super::transcoded::TranscodedBody;
use crate::body::{Body, Charset, Slot};
use crate::class::candidates;
use crate::find::Found;
use crate::json::{Syntax, SyntaxError};
use crate::response::{
    Clock, Reading, UnreadDelay, Values, all_headers, is_numeral, is_whole_list, read, wanted_headers,
};
use crate::table::{BodyKind, Entry, Field, List, Table};

/// The name of sub-errors in error messages.
const DETAIL: &str = "detail";

/// Decodes a response that must be exactly as the table describes.
///
/// # Errors
///
/// Returns an error if the body is malformed or matches no envelope, if no entry matches, or if a value is missing or of the wrong type.
pub fn try_decode<'t, 'b>(
    table: &'t Table<'t>,
    incoming: &Incoming<'_, 'b>,
    out: &mut Decoded<'t, 'b>,
) -> Result<Entry<'t>, DecodeError<'t>> {
    #[cfg(any(feature = "cbor", feature = "msgpack"))]
    if let Some(binary) = BinaryBody::of(table, incoming)
        && let Some(result) = binary.try_decode(incoming, out, |incoming, out| try_decode(table, incoming, out))
    {
        return result;
    }
    let bytes = incoming.body;
    let invalid = core::str::from_utf8(bytes).err();
    let body = Body { valid: invalid.is_none(), ..Body::from(bytes) };
    if let Some(transcoded) = TranscodedBody::of(table, incoming, body) {
        let result = transcoded.decode(incoming, out, |incoming, out| try_decode(table, incoming, out));
        return result.map_err(DecodeError::without_position);
    }
    let headers = wanted_headers(table, incoming.headers, bytes);
    read(table, &headers, body, |reading| {
        if reading.may_be_in_parts {
            let all = all_headers(table, incoming.headers);
            let whole = Whole { table, status: incoming.status, headers: &all, body: bytes };
            let by_part = whole.decode(&headers, Rank::Message, out, &|part, out| {
                let invalid = core::str::from_utf8(part.reading.values.body.bytes).err();
                try_resolve(part.status, part.reading, (invalid, incoming.clock), out)
            });
            if let InParts::Part(result) = by_part {
                return result;
            }
        }
        try_resolve(incoming.status, reading, (invalid, incoming.clock), out)
    })
}

/// Finds the entry of a response that has been read, and checks that nothing in it differs from the table.
fn try_resolve<'t, 'b>(
    status: Option<u16>,
    reading: &Reading<'t, 'b, '_>,
    (invalid, clock): (Option<Utf8Error>, Clock),
    out: &mut Decoded<'t, 'b>,
) -> Result<Entry<'t>, DecodeError<'t>> {
    let (table, bytes) = (reading.table(), reading.values.body.bytes);
    // XML may be in another charset.
    if let (Some(error), Charset::Utf8) = (invalid, reading.values.body.charset) {
        let error = SyntaxError { offset: error.valid_up_to(), syntax: Syntax::Utf8 };
        return Err(DecodeError::syntax(bytes, error));
    }
    // An error of JSON says little about a body of a table that has no JSON.
    let json = table.envelopes().iter().any(|envelope| envelope.body() == BodyKind::Json);
    if let Some(error) = reading.errors.first().filter(|_| json || reading.envelope().is_some()) {
        return Err(DecodeError::syntax(bytes, error));
    }
    if reading.envelope().is_none() {
        return Err(DecodeError::new(DecodeErrorKind::NoEnvelope));
    }
    let entry = match resolve(status, reading, clock, out) {
        Found::Entry(entry) => entry,
        Found::Unknown(nearest) => return Err(no_entry(nearest, &out.parts, reading)),
    };
    check_fields(entry.name(), entry.carried(), &reading.values)?;
    check_delay(table, &out.parts, &reading.values)?;
    check_details(table, &out.parts)?;
    Ok(entry)
}

/// Returns the error that explains why no entry was found.
fn no_entry<'t>(
    nearest: Option<Entry<'t>>,
    parts: &ResponseParts<'t, '_>,
    reading: &Reading<'t, '_, '_>,
) -> DecodeError<'t> {
    if let Some(entry) = nearest {
        // The code alone identifies the entry, so a required value is missing, or the conditions are not met.
        if let Err(error) = check_fields(entry.name(), entry.carried(), &reading.values) {
            return error;
        }
        // The field of the code has the code by which the entry is found.
        let is_own = |field: &Field<'t>| field.is_required() && !field.is_code();
        let is_missing = |field: &Field<'t>| is_own(field) && reading.values.field(field, None).is_none();
        if let Some(field) = entry.carried().iter().find(is_missing) {
            return DecodeError::new(DecodeErrorKind::MissingField { entry: entry.name(), field: field.name() });
        }
    }
    DecodeError::new(match &parts.code {
        Some(code) if candidates(reading.table(), code.key()).is_none() => {
            DecodeErrorKind::UnknownCode { code: code.code().to_string() }
        }
        code => {
            let code = code.as_ref().map(|code| code.code().to_string());
            DecodeErrorKind::NoEntry { code, status: parts.status }
        }
    })
}

/// Checks that the value of every field is of its type.
fn check_fields<'t>(
    entry: &'t str,
    fields: List<'t, Field<'t>>,
    values: &Values<'_, '_, '_>,
) -> Result<(), DecodeError<'t>> {
    fields.iter().try_for_each(|field| check_field(entry, &field, values))
}

fn check_field<'t>(entry: &'t str, field: &Field<'t>, values: &Values<'_, '_, '_>) -> Result<(), DecodeError<'t>> {
    if field.source().is_empty() {
        return Ok(());
    }
    // A location with `*` may lead to no value.
    if field.source().places().iter().any(|place| place.rest().is_some()) {
        return Ok(());
    }
    // A text of which the value is no part has no value.
    if field.source().places().iter().any(|place| !place.templates().is_empty()) {
        return Ok(());
    }
    let slot = values.raw(field.source());
    let is_there = !slot.is_absent() || (values.table.has_embedded() && values.has(field.source()));
    let is_list = |slot: Slot| !field.ty().is_list() || is_whole_list(field, slot, values.body);
    let is_of_type = || values.field(field, None).is_some() && is_list(slot) && is_numeral(field, slot, values.body);
    if is_there && !is_of_type() {
        let error = DecodeError::new(DecodeErrorKind::WrongType { entry, field: field.name() });
        return Err(if slot.is_absent() { error } else { error.at(values.body.bytes, slot.start) });
    }
    Ok(())
}

/// Checks that the response has no value that should be a delay and is not.
fn check_delay<'t>(
    table: &'t Table<'t>,
    parts: &ResponseParts<'t, '_>,
    values: &Values<'_, '_, '_>,
) -> Result<(), DecodeError<'t>> {
    let Some(UnreadDelay { slot, text }) = parts.unread_delay() else { return Ok(()) };
    let location = table.location(*slot).unwrap_or_default().into_owned();
    let error = DecodeError::new(DecodeErrorKind::NotADelay { location, value: text.clone() });
    let at = values.slot(*slot);
    Err(if at.is_absent() { error } else { error.at(values.body.bytes, at.start) })
}

/// Checks the fields of every sub-error.
fn check_details<'t>(table: &'t Table<'t>, parts: &ResponseParts<'t, '_>) -> Result<(), DecodeError<'t>> {
    let mut result = Ok(());
    each_detail_read(table, parts, &mut |values, fields, start| {
        if result.is_ok() {
            result = check_detail(table, fields, &values, start);
        }
    });
    // A position in a text is none in the body.
    if parts.has_details_in_text() { result.map_err(DecodeError::without_position) } else { result }
}

/// Checks that the fields of a sub-error are of their types and that no required field is missing.
fn check_detail<'t>(
    table: &'t Table<'t>,
    fields: List<'t, Field<'t>>,
    values: &Values<'_, '_, '_>,
    start: usize,
) -> Result<(), DecodeError<'t>> {
    // An optional field may be the whole sub-error, where sub-errors of several types are listed. It is absent from those of another
    // type.
    let is_whole = |field: &Field<'_>| {
        let mut slots = field.source().places().iter().filter_map(|place| place.slots().first());
        let first = slots.find(|slot| values.is_present(*slot));
        let location = first.and_then(|slot| table.detail()?.0.location(slot));
        location.is_some_and(str::is_empty)
    };
    let checked = fields.iter().filter(|field| field.is_required() || !is_whole(field));
    checked.into_iter().try_for_each(|field| check_field(DETAIL, &field, values))?;
    let missing = fields.iter().find(|field| field.is_required() && values.field(field, None).is_none());
    missing.map_or(Ok(()), |field| {
        let kind = DecodeErrorKind::MissingField { entry: DETAIL, field: field.name() };
        Err(DecodeError::new(kind).at(values.body.bytes, start))
    })
}
