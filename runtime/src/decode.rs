//! From a response to a typed error, and the choice between several tables.

use errspec_engine::Found;
use errspec_engine::decode::{DecodeErrorKind, Decoded as EngineDecoded, Incoming, decode as decode_by};
use errspec_engine::decode::{detect as detect_by, try_decode as try_decode_by};
use errspec_engine::response::HeaderLookup;
use errspec_engine::table::Table;

use crate::clock;
use crate::decode_error::DecodeError;
use crate::decoded::Decoded;
use crate::headers::{Headers, Lines};
use crate::instance::Built;
use crate::rank::Rank;
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

/// Decodes a response that must be exactly as a table describes. Of several such tables, the best is chosen as in total decoding.
pub(crate) fn try_decode<'b, E: Built>(incoming: &Incoming<'_, 'b>) -> Result<Decoded<'b, E>, DecodeError> {
    let mut best: Option<(Rank, Decoded<'b, E>)> = None;
    let mut reason: Option<DecodeError> = None;
    for (number, table) in E::tables().iter().enumerate() {
        let mut out = EngineDecoded::new(incoming.body);
        let found = try_decode_by(table, incoming, &mut out);
        match found.and_then(|entry| Ok((entry, try_variant::<E>(number, entry, &mut out)?))) {
            Ok((entry, error)) => {
                let rank = Rank::of_entry(entry, &out.parts);
                let decoded = Decoded { error, table: number, parts: out.parts };
                if rank == Rank::Exactly {
                    return Ok(decoded);
                }
                keep_best(&mut best, rank, decoded);
            }
            // The error of a table whose envelope matches says more than that of another.
            Err(error) if reason.as_ref().is_none_or(|reason| *reason.kind() == DecodeErrorKind::NoEnvelope) => {
                reason = Some(error);
            }
            Err(_) => {}
        }
    }
    let reason = || reason.unwrap_or_else(|| DecodeError::new(DecodeErrorKind::NoEnvelope));
    best.map(|(_, decoded)| decoded).ok_or_else(reason)
}

/// Keeps a value if its rank is higher than that of the best one.
fn keep_best<T>(best: &mut Option<(Rank, T)>, rank: Rank, value: T) {
    if best.as_ref().is_none_or(|(highest, _)| rank > *highest) {
        *best = Some((rank, value));
    }
}

/// A function that decodes a response by one table.
type DecodeBy<'d, 'b> = &'d dyn Fn(&'static Table<'static>, &mut EngineDecoded<'static, 'b>) -> Option<Found<'static>>;

/// Decodes a response by the table that matches it best. A response that only one table calls an error is an error.
#[inline(never)]
fn decode_by_best_table<'b, E: Built>(incoming: &Incoming<'_, 'b>, decode: DecodeBy<'_, 'b>) -> Option<Decoded<'b, E>> {
    let mut best: Option<(Rank, Decoded<'b, E>)> = None;
    for (number, table) in E::tables().iter().enumerate() {
        let mut out = EngineDecoded::new(incoming.body);
        let Some(found) = decode(table, &mut out) else { continue };
        let (rank, error) = match (found, variant_of(number, found, &mut out)) {
            (Found::Entry(entry), Some(error)) => (Rank::of_entry(entry, &out.parts), error),
            _ => (Rank::of_unknown(found, &out.parts), unknown(&out.parts, found.nearest())),
        };
        let decoded = Decoded { error, table: number, parts: out.parts };
        if rank == Rank::Exactly {
            return Some(decoded);
        }
        keep_best(&mut best, rank, decoded);
    }
    best.map(|(_, decoded)| decoded)
}
