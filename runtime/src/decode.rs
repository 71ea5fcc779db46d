//! From a response to a typed error, and the choice between several tables.

use errspec_engine::Found;
use errspec_engine::decode::{DecodeErrorKind, Decoded as EngineDecoded, Incoming, ResponseParts, decode as decode_by};
use errspec_engine::decode::{detect as detect_by, try_decode as try_decode_by};
use errspec_engine::response::HeaderLookup;
use errspec_engine::table::Table;

use crate::clock;
use crate::decode_error::DecodeError;
use crate::decoded::Decoded;
use crate::headers::{Headers, Lines};
use crate::instance::Built;
use crate::variant::{try_variant, unknown, variant, variant_of};

/// Calls `then` with a response in the form that the engine takes.
pub(crate) fn incoming<'b, R>(
    status: Option<u16>,
    headers: Option<&dyn Headers>,
    body: &'b [u8],
    then: impl FnOnce(&Incoming<'_, 'b>) -> R,
) -> R {
    let lines = headers.map(Lines);
    incoming_lines(status, lines.as_ref().map(|lines| lines as HeaderLookup<'_>), body, then)
}

/// Calls `then` with a response whose headers are lines of the engine, which several responses may share.
pub(crate) fn incoming_lines<'b, R>(
    status: Option<u16>,
    headers: Option<HeaderLookup<'_>>,
    body: &'b [u8],
    then: impl FnOnce(&Incoming<'_, 'b>) -> R,
) -> R {
    then(&Incoming { status, headers, body, clock: clock::now })
}

/// Decodes a response that is known to be an error. Decoding is total: every response gives a value.
pub(crate) fn decode<'b, E: Built>(incoming: &Incoming<'_, 'b>) -> Decoded<'b, E> {
    let [table] = E::tables() else {
        let by_best = decode_by_best_table(incoming, &|table, out| Some(decode_by(table, incoming, out)));
        return by_best.unwrap_or_else(|| {
            let parts = EngineDecoded::new(incoming.body).parts;
            Decoded { error: unknown(&parts, None), table: 0, parts }
        });
    };
    let mut out = EngineDecoded::new(incoming.body);
    let found = decode_by(table, incoming, &mut out);
    Decoded { error: variant(0, found, &mut out), table: 0, parts: out.parts }
}

/// Decodes a response if it is an error; returns `None` if it is not.
pub(crate) fn detect<'b, E: Built>(incoming: &Incoming<'_, 'b>) -> Option<Decoded<'b, E>> {
    let [table] = E::tables() else {
        return decode_by_best_table(incoming, &|table, out| detect_by(table, incoming, out));
    };
    let mut out = EngineDecoded::new(incoming.body);
    let found = detect_by(table, incoming, &mut out)?;
    Some(Decoded { error: variant(0, found, &mut out), table: 0, parts: out.parts })
}

/// Decodes a response that must be exactly as a table describes.
pub(crate) fn try_decode<'b, E: Built>(incoming: &Incoming<'_, 'b>) -> Result<Decoded<'b, E>, DecodeError> {
    let mut first = None;
    for (number, table) in E::tables().iter().enumerate() {
        let mut out = EngineDecoded::new(incoming.body);
        let found = try_decode_by(table, incoming, &mut out);
        match found.and_then(|entry| try_variant::<E>(number, entry, &mut out)) {
            Ok(error) => return Ok(Decoded { error, table: number, parts: out.parts }),
            // Only the error of the first table is reported.
            Err(error) => _ = first.get_or_insert(error),
        }
    }
    Err(first.unwrap_or_else(|| DecodeError::new(DecodeErrorKind::NoEnvelope)))
}

/// A function that decodes a response by one table.
type DecodeBy<'d, 'b> = &'d dyn Fn(&'static Table<'static>, &mut EngineDecoded<'static, 'b>) -> Option<Found<'static>>;

/// Decodes a response by the table that matches it best.
///
/// The best table is the first with an entry whose variant can be built, else the first with an entry, else the first that has
/// the code, else the first with an envelope that matches.
#[inline(never)]
fn decode_by_best_table<'b, E: Built>(incoming: &Incoming<'_, 'b>, decode: DecodeBy<'_, 'b>) -> Option<Decoded<'b, E>> {
    let mut best: Option<(u8, usize, Found<'static>, ResponseParts<'static, 'b>)> = None;
    for (number, table) in E::tables().iter().enumerate() {
        let mut out = EngineDecoded::new(incoming.body);
        let Some(found) = decode(table, &mut out) else { continue };
        if let Some(error) = variant_of(number, found, &mut out) {
            return Some(Decoded { error, table: number, parts: out.parts });
        }
        let rank = match found {
            Found::Entry(_) => 3,
            Found::Unknown(Some(_)) => 2,
            Found::Unknown(None) => u8::from(out.parts.envelope().is_some()),
        };
        if best.as_ref().is_none_or(|(highest, ..)| rank > *highest) {
            best = Some((rank, number, found, out.parts));
        }
    }
    best.map(|(_, table, found, parts)| Decoded { error: unknown(&parts, found.nearest()), table, parts })
}
