//! From a response to a value.
//!
//! All but the last step, which builds the variant, is the same code for every table.

use alloc::string::ToString;
use alloc::vec::Vec;
use core::time::Duration;

use crate::Entry;
use crate::decoded::{Arrived, Decoded, Received, Rest};
use crate::error::{DecodeError, DecodeReason};
use crate::find::{Candidates, Clues, Found, find};
use crate::generated::{Fields, Generated};
use crate::headers::Headers;
use crate::json::{Fault, Syntax};
use crate::list::each_detail;
use crate::read::{Reading, read, wanted_headers};
use crate::slot::{Body, Slot};
use crate::table::{self, BodyKind, Field, Table};
use crate::unknown::{Parts, Unknown};
use crate::wire::Wire;

/// A response whose entry has been found.
pub(crate) struct Resolved<'b> {
    found: Found,
    rest: Rest<'b>,
    /// What stands for the error where no variant was built.
    unknown: Option<Unknown>,
}

/// Where a variant is built. It is the only step that differs from table to table: all else is compiled once.
pub(crate) trait Target {
    /// Builds the variant of an entry; `false` if a required value is missing.
    fn build(&mut self, number: u32, fields: &mut Fields<'_>) -> bool;
}

impl<E: Generated> Target for Option<E> {
    fn build(&mut self, number: u32, fields: &mut Fields<'_>) -> bool {
        *self = E::build(number, fields);
        self.is_some()
    }
}

/// Decodes a response that is taken to be an error. Total: whatever arrives gives a value.
pub(crate) fn decode<'b, E: Generated>(status: u16, headers: &dyn Headers, body: &'b [u8]) -> Decoded<'b, E> {
    let mut built = None;
    let resolved = resolve(E::table(), status, headers, body, &mut built);
    finish(built, resolved)
}

/// Decodes a response if it is an error.
pub(crate) fn detect<'b, E: Generated>(status: u16, headers: &dyn Headers, body: &'b [u8]) -> Option<Decoded<'b, E>> {
    let mut built = None;
    let resolved = resolve_error(E::table(), status, headers, body, &mut built)?;
    Some(finish(built, resolved))
}

/// Decodes a response that must be exactly what the table describes.
pub(crate) fn try_decode<'b, E: Generated>(
    status: u16,
    headers: &dyn Headers,
    body: &'b [u8],
) -> Result<Decoded<'b, E>, DecodeError> {
    let mut built = None;
    let resolved = resolve_strictly(E::table(), status, headers, body, &mut built)?;
    Ok(finish(built, resolved))
}

#[inline]
fn finish<E: Generated>(built: Option<E>, resolved: Resolved<'_>) -> Decoded<'_, E> {
    Decoded { error: error(built, resolved.unknown), rest: resolved.rest }
}

/// The variant that was built, else the unknown.
#[inline]
fn error<E: Generated>(built: Option<E>, unknown: Option<Unknown>) -> E {
    built.unwrap_or_else(|| E::from_unknown(unknown.unwrap_or_else(Unknown::nothing)))
}

impl Resolved<'_> {
    /// The error alone.
    pub(crate) fn into_error<E: Generated>(self, built: Option<E>) -> E {
        error(built, self.unknown)
    }
}

#[cold]
fn unknown(
    status: u16,
    code: Option<&Received<'_>>,
    message: Option<&str>,
    found: Found,
    reading: &Reading<'_, '_>,
) -> Unknown {
    let name = match found {
        Found::Entry(..) => None,
        Found::Unknown(_) => reading.text(|envelope| envelope.name),
    };
    Unknown::new(Parts {
        code,
        name: name.map(|name| name.text.into_owned()),
        message,
        status,
        body: reading.wire.body.bytes,
        entry: found.nearest().map(|data| Entry { table: reading.table, data }),
    })
}

fn resolve<'b>(
    table: &'static Table,
    status: u16,
    headers: &dyn Headers,
    body: &'b [u8],
    target: &mut dyn Target,
) -> Resolved<'b> {
    let headers = wanted_headers(table, headers);
    read(table, &headers, Body::new(body), |reading| resolve_read(status, reading, target))
}

/// Finds the entry of a response that has been read, and builds its variant.
pub(crate) fn resolve_read<'b>(status: u16, reading: &Reading<'b, '_>, target: &mut dyn Target) -> Resolved<'b> {
    let wire = reading.wire;
    let status = reading.status(status);
    let (code, candidates) = reading.code();
    let message = reading.text(|envelope| envelope.message).map(|message| message.text);
    let (found, built) = {
        let mut fields = Fields::default();
        let clues = Clues { wire, status, candidates, message: message.as_deref() };
        match find(reading.table, &clues, &mut fields) {
            // A body that is broken is no entry, though it may say which one it would have been.
            Found::Entry(_, entry) if !reading.is_whole() => (Found::Unknown(code.as_ref().map(|_| entry)), false),
            Found::Entry(number, entry) => (Found::Entry(number, entry), target.build(number, &mut fields)),
            found => (found, false),
        }
    };
    let unknown = if built { None } else { Some(unknown(status, code.as_ref(), message.as_deref(), found, reading)) };
    let retry_after = reading.retry_after();
    Resolved {
        found,
        unknown,
        rest: Rest {
            status,
            code,
            message,
            request_id: reading.text(|envelope| envelope.request_id).map(|id| id.text),
            retry_after: retry_after.or_else(|| found.nearest()?.retry_after.map(Duration::from_millis)),
            details: reading.envelope.map_or(Slot::ABSENT, |envelope| wire.raw(envelope.details)),
            envelope: reading.envelope,
            forgiven: reading.scan.forgiven.is_some(),
            headers: if wire.headers.is_empty() { Vec::new() } else { wire.headers.to_vec() },
            body: Arrived::new(wire.body),
        },
    }
}

fn resolve_error<'b>(
    table: &'static Table,
    status: u16,
    headers: &dyn Headers,
    body: &'b [u8],
    target: &mut dyn Target,
) -> Option<Resolved<'b>> {
    let success = (200..300).contains(&status);
    if success && !table.envelopes.iter().any(|envelope| envelope.in_2xx) {
        return None;
    }
    let headers = wanted_headers(table, headers);
    read(table, &headers, Body::new(body), |reading| {
        let error = status >= 400 || (says_error(status, reading) && (!success || reading.envelope?.in_2xx));
        error.then(|| resolve_read(status, reading, target))
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
    match find(table, &clues, &mut Fields::default()) {
        Found::Entry(_, entry) => entry.states_status || !entry.when.is_empty(),
        Found::Unknown(_) => false,
    }
}

fn resolve_strictly<'b>(
    table: &'static Table,
    status: u16,
    headers: &dyn Headers,
    body: &'b [u8],
    target: &mut dyn Target,
) -> Result<Resolved<'b>, DecodeError> {
    let checked = Body::new(body);
    if checked.text.len() < body.len() {
        return Err(DecodeError::syntax(body, Fault { at: checked.text.len(), what: Syntax::Utf8 }));
    }
    let headers = wanted_headers(table, headers);
    read(table, &headers, checked, |reading| {
        let json = table.envelopes.iter().any(|envelope| envelope.body == BodyKind::Json);
        if let Some(fault) = reading.scan.broken.or(reading.scan.forgiven).filter(|_| json) {
            return Err(DecodeError::syntax(body, fault));
        }
        if reading.envelope.is_none() {
            return Err(DecodeError::new(DecodeReason::NoEnvelope));
        }
        let resolved = resolve_read(status, reading, target);
        match resolved.found {
            Found::Entry(_, entry) => check_fields(entry.name, entry.fields, reading.wire)?,
            Found::Unknown(nearest) => return Err(no_entry(nearest, &resolved.rest, reading)),
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
            return Err(error.at(wire.body.bytes, slot.start));
        }
    }
    Ok(())
}

/// Whether every field of a sub-error is of its type. What is to be the whole of a sub-error, and need not be, is just not there
/// where sub-errors are of several kinds.
fn check_detail_fields(table: &'static Table, fields: &'static [Field], wire: Wire<'_, '_>) -> Result<(), DecodeError> {
    let whole = |field: &Field| {
        let slot = field.source.first().and_then(|place| place.slots.first());
        let location = slot.and_then(|slot| table.detail.as_ref()?.0.locations.get(usize::from(*slot)));
        location.is_some_and(|location| location.is_empty())
    };
    for field in fields.iter().filter(|field| field.required || !whole(field)) {
        check_fields("detail", core::slice::from_ref(field), wire)?;
    }
    Ok(())
}

/// Whether every sub-error has its required fields.
fn check_details(table: &'static Table, rest: &Rest<'_>) -> Result<(), DecodeError> {
    let Some((_, fields)) = &table.detail else { return Ok(()) };
    let mut outcome = Ok(());
    each_detail(table, rest, &mut |wire, start| {
        if outcome.is_ok() {
            outcome = check_detail_fields(table, fields, wire).and_then(|()| {
                let missing = fields.iter().find(|field| field.required && wire.field(field, None).is_none());
                missing.map_or(Ok(()), |field| {
                    let reason = DecodeReason::MissingField { entry: "detail", field: field.name };
                    Err(DecodeError::new(reason).at(wire.body.bytes, start))
                })
            });
        }
    });
    outcome
}
