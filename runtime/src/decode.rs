//! From a response to a value.
//!
//! All but the last step, which builds the variant, is the same code for every table.

use alloc::borrow::Cow;
use alloc::string::{String, ToString};
use core::time::Duration;

use crate::Entry;
use crate::decoded::{Decoded, Received, Rest};
use crate::error::{DecodeError, DecodeReason};
use crate::find::{Candidates, Clues, Found, entry, find};
use crate::generated::Generated;
use crate::headers::Headers;
use crate::json::{Fault, Syntax};
use crate::list::each_detail;
use crate::read::{Reading, read, wanted_headers};
use crate::slot::Slot;
use crate::table::{self, Field, Table};
use crate::unknown::{Parts, Unknown};
use crate::wire::Wire;

/// A response whose entry has been found.
pub(crate) struct Resolved<'b> {
    found: Found<'b>,
    rest: Rest<'b>,
    /// The name that came with a response that is no entry.
    name: Option<String>,
}

/// Decodes a response that is taken to be an error. Total: whatever arrives gives a value.
pub(crate) fn decode<'b, E: Generated>(status: u16, headers: &dyn Headers, body: &'b [u8]) -> Decoded<'b, E> {
    build(resolve(E::table(), status, headers, body))
}

/// Decodes a response if it is an error.
pub(crate) fn detect<'b, E: Generated>(
    status: u16,
    headers: &dyn Headers,
    body: &'b [u8],
) -> Option<Decoded<'b, E>> {
    resolve_error(E::table(), status, headers, body).map(build)
}

/// Decodes a response that must be exactly what the table describes.
pub(crate) fn try_decode<'b, E: Generated>(
    status: u16,
    headers: &dyn Headers,
    body: &'b [u8],
) -> Result<Decoded<'b, E>, DecodeError> {
    resolve_strictly(E::table(), status, headers, body).map(build)
}

/// The variant of a response.
pub(crate) fn build<E: Generated>(resolved: Resolved<'_>) -> Decoded<'_, E> {
    let Resolved { found, rest, name } = resolved;
    let (built, nearest) = match found {
        Found::Entry(number, mut fields) => (E::build(number, &mut fields), entry(E::table(), number)),
        Found::Unknown(nearest) => (None, nearest),
    };
    let error = built.unwrap_or_else(|| E::from_unknown(unknown(E::table(), &rest, name, nearest)));
    Decoded { error, rest }
}

#[cold]
fn unknown(
    table: &'static Table,
    rest: &Rest<'_>,
    name: Option<String>,
    nearest: Option<&'static table::Entry>,
) -> Unknown {
    Unknown::new(Parts {
        code: rest.code.as_ref(),
        name,
        message: rest.message.as_deref(),
        status: rest.status,
        body: &rest.body,
        entry: nearest.map(|data| Entry { table, data }),
    })
}

fn resolve<'b>(table: &'static Table, status: u16, headers: &dyn Headers, body: &'b [u8]) -> Resolved<'b> {
    let headers = wanted_headers(table, headers);
    read(table, &headers, body, |reading| resolve_read(status, reading))
}

/// Finds the entry of a response that has been read.
#[inline]
pub(crate) fn resolve_read<'b>(status: u16, reading: &Reading<'b, '_>) -> Resolved<'b> {
    let wire = reading.wire;
    let status = reading.status(status);
    let (code, candidates) = reading.code();
    let message = reading.text(|envelope| envelope.message).map(|message| message.text);
    let clues = Clues { wire, status, candidates, message: message.as_deref() };
    let found = match find(reading.table, &clues) {
        // A body that is broken is no entry, though it may say which one it would have been.
        Found::Entry(number, _) if !reading.is_whole() => {
            Found::Unknown(code.as_ref().and_then(|_| entry(reading.table, number)))
        }
        found => found,
    };
    let (nearest, name) = match &found {
        Found::Entry(number, _) => (entry(reading.table, *number), None),
        Found::Unknown(nearest) => (*nearest, reading.text(|envelope| envelope.name)),
    };
    let delay = nearest.and_then(|entry| entry.retry_after).map(Duration::from_millis);
    let rest = Rest {
        status,
        code,
        request_id: reading.text(|envelope| envelope.request_id).map(|id| id.text),
        retry_after: reading.retry_after().or(delay),
        message,
        details: reading.envelope.map_or(Slot::ABSENT, |envelope| wire.raw(envelope.details)),
        envelope: reading.envelope,
        forgiven: reading.scan.forgiven.is_some(),
        headers: wire.headers.to_vec(),
        body: Cow::Borrowed(wire.body),
    };
    Resolved { found, rest, name: name.map(|name| name.text.into_owned()) }
}

fn resolve_error<'b>(
    table: &'static Table,
    status: u16,
    headers: &dyn Headers,
    body: &'b [u8],
) -> Option<Resolved<'b>> {
    let success = (200..300).contains(&status);
    if success && !table.envelopes.iter().any(|envelope| envelope.in_2xx) {
        return None;
    }
    let headers = wanted_headers(table, headers);
    read(table, &headers, body, |reading| {
        let error = status >= 400 || (says_error(status, reading) && (!success || reading.envelope?.in_2xx));
        error.then(|| resolve_read(status, reading))
    })
}

/// Whether the body of a response says that it is an error.
fn says_error(status: u16, reading: &Reading<'_, '_>) -> bool {
    let table = reading.table;
    let (Some(envelope), true) = (reading.envelope, reading.is_whole()) else { return false };
    let (code, _) = reading.code();
    let succeeds = |code: &Received<'_>| table.success_codes.iter().any(|success| success.key() == code.code().key());
    if code.as_ref().is_some_and(succeeds) {
        return false;
    }
    if !table.success_when.is_empty() && reading.wire.holds(table.success_when) {
        return false;
    }
    if code.is_some() || (!envelope.when.is_empty() && reading.wire.holds(envelope.when)) {
        return true;
    }
    let message = reading.text(|envelope| envelope.message);
    let clues = Clues {
        wire: reading.wire,
        status: reading.status(status),
        candidates: Candidates::without_code(table),
        message: message.as_ref().map(|message| message.text.as_ref()),
    };
    match find(table, &clues) {
        Found::Entry(number, _) => {
            entry(table, number).is_some_and(|entry| entry.states_status || !entry.when.is_empty())
        }
        Found::Unknown(_) => false,
    }
}

fn resolve_strictly<'b>(
    table: &'static Table,
    status: u16,
    headers: &dyn Headers,
    body: &'b [u8],
) -> Result<Resolved<'b>, DecodeError> {
    if let Err(error) = core::str::from_utf8(body) {
        return Err(DecodeError::syntax(body, Fault { at: error.valid_up_to(), what: Syntax::Utf8 }));
    }
    let headers = wanted_headers(table, headers);
    read(table, &headers, body, |reading| {
        if let Some(fault) = reading.scan.broken.or(reading.scan.forgiven) {
            return Err(DecodeError::syntax(body, fault));
        }
        if reading.envelope.is_none() {
            return Err(DecodeError::new(DecodeReason::NoEnvelope));
        }
        let resolved = resolve_read(status, reading);
        match &resolved.found {
            Found::Entry(number, _) => {
                if let Some(entry) = entry(table, *number) {
                    check_fields(entry.name, entry.fields, reading.wire)?;
                }
            }
            Found::Unknown(nearest) => return Err(no_entry(*nearest, &resolved.rest, reading)),
        }
        check_details(table, &resolved.rest)?;
        Ok(resolved)
    })
}

/// Why no entry was found.
fn no_entry(nearest: Option<&'static table::Entry>, rest: &Rest<'_>, reading: &Reading<'_, '_>) -> DecodeError {
    if let Some(entry) = nearest {
        // The code alone would do, so it is a required value that is missing, or the conditions do not hold.
        if let Err(error) = check_fields(entry.name, entry.fields, reading.wire) {
            return error;
        }
        let missing = |field: &&Field| field.required && reading.wire.field(field, None).is_none();
        if let Some(field) = entry.fields.iter().find(missing) {
            return DecodeError::new(DecodeReason::MissingField { entry: entry.name, field: field.name });
        }
    }
    let code = rest.code.as_ref().map(Received::code);
    let reason = match code {
        Some(code) if Candidates::of_code(reading.table, code.key()).is_none() => {
            DecodeReason::UnknownCode { code: code.to_string() }
        }
        code => DecodeReason::NoEntry { code: code.map(|code| code.to_string()), status: rest.status },
    };
    DecodeError::new(reason)
}

/// Whether every field is of its type where it stands.
fn check_fields(entry: &'static str, fields: &'static [Field], wire: Wire<'_, '_>) -> Result<(), DecodeError> {
    for field in fields.iter().filter(|field| !field.source.is_empty()) {
        let slot = wire.raw(field.source);
        if !slot.is_absent() && wire.field(field, None).is_none() {
            let error = DecodeError::new(DecodeReason::WrongType { entry, field: field.name });
            return Err(error.at(wire.body, slot.start));
        }
    }
    Ok(())
}

/// Whether every sub-error has its required fields.
fn check_details(table: &'static Table, rest: &Rest<'_>) -> Result<(), DecodeError> {
    let Some((_, fields)) = &table.detail else { return Ok(()) };
    let mut outcome = Ok(());
    each_detail(table, rest, &mut |wire, start| {
        if outcome.is_ok() {
            outcome = check_fields("detail", fields, wire).and_then(|()| {
                let missing = fields.iter().find(|field| field.required && wire.field(field, None).is_none());
                missing.map_or(Ok(()), |field| {
                    let reason = DecodeReason::MissingField { entry: "detail", field: field.name };
                    Err(DecodeError::new(reason).at(wire.body, start))
                })
            });
        }
    });
    outcome
}
