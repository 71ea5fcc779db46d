//! Total decoding: every response gives a result.

#[cfg(any(feature = "cbor", feature = "msgpack"))]
use super::binary::BinaryBody;
use super::in_parts::{InParts, Whole};
use super::incoming::Incoming;
use super::parts::{Decoded, Rank};
use super::resolve::{body_is_error, resolve};
use super::transcoded::TranscodedBody;
use crate::body::Body;
use crate::find::Found;
use crate::response::{Header, all_headers, read, wanted_headers};
use crate::table::Table;

/// Decodes a response that is known to be an error. Decoding is total: every response gives a result.
pub fn decode<'t, 'b>(table: &'t Table<'t>, incoming: &Incoming<'_, 'b>, out: &mut Decoded<'t, 'b>) -> Found<'t> {
    #[cfg(any(feature = "cbor", feature = "msgpack"))]
    if let Some(binary) = BinaryBody::of(table, incoming)
        && let Some(found) = binary.decode(incoming, out, |incoming, out| decode(table, incoming, out))
    {
        return found;
    }
    let body = Body::new(incoming.body);
    if let Some(transcoded) = TranscodedBody::of(table, incoming, body) {
        return transcoded.decode(incoming, out, |incoming, out| decode(table, incoming, out));
    }
    let headers = wanted_headers(table, incoming.headers, incoming.body);
    read(table, &headers, body, |reading| {
        if reading.may_be_in_parts
            && let InParts::Part(found) = find_part(table, incoming, &headers, Rank::Message, out)
        {
            return found;
        }
        resolve(incoming.status, reading, incoming.clock, out)
    })
}

/// Decodes a response if it is an error; returns `None` if it is not.
pub fn detect<'t, 'b>(
    table: &'t Table<'t>,
    incoming: &Incoming<'_, 'b>,
    out: &mut Decoded<'t, 'b>,
) -> Option<Found<'t>> {
    #[cfg(any(feature = "cbor", feature = "msgpack"))]
    if let Some(binary) = BinaryBody::of(table, incoming)
        && let Some(found) = binary.decode(incoming, out, |incoming, out| detect(table, incoming, out))
    {
        return found;
    }
    let status = incoming.status.unwrap_or_default();
    let is_success = (200..300).contains(&status);
    if is_success && !table.envelopes().iter().any(|envelope| envelope.is_in_2xx()) {
        return None;
    }
    let body = Body::new(incoming.body);
    if let Some(transcoded) = TranscodedBody::of(table, incoming, body) {
        return transcoded.decode(incoming, out, |incoming, out| detect(table, incoming, out));
    }
    let headers = wanted_headers(table, incoming.headers, incoming.body);
    read(table, &headers, body, |reading| {
        if reading.may_be_in_parts {
            let least = if status >= 400 { Rank::Message } else { Rank::Error };
            match find_part(table, incoming, &headers, least, out) {
                InParts::Part(found) => return Some(found),
                InParts::NoError if status < 400 => return None,
                InParts::NoError | InParts::Whole => {}
            }
        }
        // Without a status of the transport, the copy in the body of an envelope counts.
        let status = match reading.envelope() {
            Some(_) if status == 0 => reading.status(None).unwrap_or_default(),
            _ => status,
        };
        let may_be_error =
            || !(200..300).contains(&status) || reading.envelope().is_some_and(|envelope| envelope.is_in_2xx());
        let is_error = status >= 400 || (body_is_error(incoming.status, reading) && may_be_error());
        is_error.then(|| resolve(incoming.status, reading, incoming.clock, out))
    })
}

/// Decodes the part of a body that is the response.
#[cold]
fn find_part<'t, 'b>(
    table: &'t Table<'t>,
    incoming: &Incoming<'_, 'b>,
    headers: &[Header],
    least: Rank,
    out: &mut Decoded<'t, 'b>,
) -> InParts<Found<'t>> {
    let all = all_headers(table, incoming.headers);
    let whole = Whole { table, status: incoming.status, headers: &all, body: incoming.body };
    whole.decode(headers, least, out, &|part, out| resolve(part.status, part.reading, incoming.clock, out))
}
