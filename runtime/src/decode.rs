//! From a response to a value.
//!
//! All but the last step, which builds the variant, is the same code for every table.

use alloc::borrow::Cow;
use alloc::string::ToString;

use crate::Entry;
use crate::decoded::{Decoded, Rest};
use crate::error::{DecodeError, DecodeReason};
use crate::find::{Candidates, Clues, Found, Message, find};
use crate::generated::{Built, Fields};
use crate::headers::Headers;
use crate::json::{Fault, Syntax};
use crate::list::each_detail;
use crate::read::{Reading, read, wanted_headers};
use crate::said::{Received, Said};
use crate::slot::Body;
use crate::table::{BodyKind, Field, Table};
use crate::unknown::{Parts, Unknown};
use crate::wire::Wire;

/// What a response was found to be.
pub(crate) struct Resolved {
    found: Found,
    /// What stands for the error where no entry was found.
    unknown: Option<Unknown>,
}

/// What is found of a response beside its entry. It is written where it stays, for to move what has just been written costs
/// more than to write it.
pub(crate) struct Findings<'b> {
    pub(crate) rest: Rest<'b>,
    /// The values of the entry's fields.
    pub(crate) fields: Fields<'b>,
}

impl<'b> Findings<'b> {
    /// Of a response of which nothing has been found yet.
    #[inline]
    pub(crate) fn new(body: &'b [u8]) -> Self {
        Self { rest: Rest::new(body), fields: Fields::default() }
    }
}

/// Decodes a response that is taken to be an error. Total: whatever arrives gives a value.
pub(crate) fn decode<'b, E: Built>(status: u16, headers: Option<&dyn Headers>, body: &'b [u8]) -> Decoded<'b, E> {
    let [table] = E::tables() else {
        let nothing = Resolved { found: Found::Unknown(None), unknown: None };
        return among(body, &mut |table, own| Some(resolve(table, status, headers, body, own)))
            .unwrap_or_else(|| nothing.decoded(Findings::new(body)));
    };
    let mut findings = Findings::new(body);
    let resolved = resolve(table, status, headers, body, &mut findings);
    Decoded { error: resolved.error(&mut findings), rest: findings.rest }
}

/// Decodes a response if it is an error.
pub(crate) fn detect<'b, E: Built>(
    status: u16,
    headers: Option<&dyn Headers>,
    body: &'b [u8],
) -> Option<Decoded<'b, E>> {
    let [table] = E::tables() else {
        return among(body, &mut |table, own| resolve_error(table, status, headers, body, own));
    };
    let mut findings = Findings::new(body);
    let resolved = resolve_error(table, status, headers, body, &mut findings)?;
    Some(resolved.decoded(findings))
}

/// Decodes a response that must be exactly what a table describes.
pub(crate) fn try_decode<'b, E: Built>(
    status: u16,
    headers: Option<&dyn Headers>,
    body: &'b [u8],
) -> Result<Decoded<'b, E>, DecodeError> {
    let mut fault = None;
    let decoded = among::<E>(body, &mut |table, own| {
        let number = own.rest.table;
        let resolved = resolve_strictly(table, status, headers, body, own).and_then(|resolved| match resolved.found {
            Found::Entry(entry) if !E::covers(number, entry.number) => {
                Err(DecodeError::new(DecodeReason::NoVariant { entry: entry.name() }))
            }
            _ => Ok(resolved),
        });
        resolved.map_err(|error| _ = fault.get_or_insert(error)).ok()
    });
    // The first table's fault stands for those of the others.
    decoded.ok_or_else(|| fault.unwrap_or_else(|| DecodeError::new(DecodeReason::NoEnvelope)))
}

/// What a response is by the table that says most of it: the first that has an entry with a variant, else the first that knows
/// the code, else the first in whose envelope it comes.
#[inline(never)]
fn among<'b, E: Built>(
    body: &'b [u8],
    resolve: &mut dyn FnMut(&'static Table, &mut Findings<'b>) -> Option<Resolved>,
) -> Option<Decoded<'b, E>> {
    let mut best: Option<(u8, Resolved, Findings<'b>)> = None;
    for (number, table) in E::tables().iter().enumerate() {
        let mut findings = Findings::new(body);
        findings.rest.table = number;
        let Some(resolved) = resolve(table, &mut findings) else { continue };
        let rank = match resolved.found {
            Found::Entry(entry) if E::covers(number, entry.number) => 4,
            Found::Entry(_) => 3,
            Found::Unknown(Some(_)) => 2,
            Found::Unknown(None) => u8::from(findings.rest.envelope.is_some()),
        };
        if best.as_ref().is_none_or(|(highest, ..)| rank > *highest) {
            best = Some((rank, resolved, findings));
        }
    }
    best.map(|(_, resolved, findings)| resolved.decoded(findings))
}

impl Resolved {
    fn decoded<'b, E: Built>(self, mut findings: Findings<'b>) -> Decoded<'b, E> {
        Decoded { error: self.error(&mut findings), rest: findings.rest }
    }

    /// The variant of the entry, else the unknown. It is the only step that differs from table to table: all else is
    /// compiled once.
    #[inline]
    pub(crate) fn error<E: Built>(self, findings: &mut Findings<'_>) -> E {
        if let Found::Entry(entry) = self.found
            && let Some(error) = E::build(findings.rest.table, entry.number, &mut findings.fields)
            && findings.fields.are_complete()
        {
            return error;
        }
        E::from_unknown(self.into_unknown(&findings.rest))
    }

    #[cold]
    #[inline(never)]
    fn into_unknown(self, rest: &Rest<'_>) -> Unknown {
        self.unknown.unwrap_or_else(|| unknown(rest, self.found, None))
    }
}

#[cold]
fn unknown(rest: &Rest<'_>, found: Found, name: Option<Said<'_>>) -> Unknown {
    Unknown::new(Parts {
        code: rest.code.as_ref(),
        name: name.map(|name| name.into_text().into_owned()),
        message: rest.message.as_ref().map(Said::as_str),
        status: rest.status,
        body: &rest.body,
        entry: found.nearest(),
    })
}

fn resolve<'b>(
    table: &'static Table,
    status: u16,
    headers: Option<&dyn Headers>,
    body: &'b [u8],
    findings: &mut Findings<'b>,
) -> Resolved {
    let headers = wanted_headers(table, headers);
    read(table, &headers, Body::new(body), |reading| resolve_read(status, reading, findings))
}

/// Finds the entry of a response that has been read, and all else that the response says.
pub(crate) fn resolve_read<'b>(status: u16, reading: &Reading<'b, '_>, findings: &mut Findings<'b>) -> Resolved {
    let Findings { rest, fields } = findings;
    let wire = &reading.wire;
    rest.status = reading.status(status);
    let candidates = reading.code(&mut rest.code);
    reading.say(|envelope| envelope.message, &mut rest.message);
    let mut found = match &rest.message {
        // The values that such a message gives live no longer than it does.
        Some(Said::Made(Cow::Owned(text))) => {
            let mut short = Fields::default();
            let message = Some(Message::new(text));
            let found = find(reading.table, &Clues { wire, status: rest.status, candidates, message }, &mut short);
            *fields = short.into_owned();
            found
        }
        message => {
            let message = message.as_ref().and_then(Message::of);
            find(reading.table, &Clues { wire, status: rest.status, candidates, message }, fields)
        }
    };
    // A body that is broken is no entry, though it may say which one it would have been.
    if let Found::Entry(entry) = found
        && !reading.is_whole()
    {
        found = Found::Unknown(rest.code.as_ref().map(|_| entry));
    }
    if let Some(envelope) = reading.envelope {
        rest.envelope = Some(envelope);
        reading.say(|envelope| envelope.request_id, &mut rest.request_id);
        if !envelope.details.is_empty() {
            rest.details = *wire.raw(envelope.details);
        }
    }
    let retry_after = reading.retry_after();
    rest.retry_after = retry_after.or_else(|| found.nearest()?.retry_after());
    rest.forgiven = reading.scan.forgiven.is_some();
    rest.valid = wire.body.valid;
    if !wire.headers.is_empty() {
        rest.headers = wire.headers.to_vec();
    }
    let unknown = match found {
        Found::Entry(..) => None,
        Found::Unknown(_) => Some(unknown(rest, found, reading.said(|envelope| envelope.name))),
    };
    Resolved { found, unknown }
}

fn resolve_error<'b>(
    table: &'static Table,
    status: u16,
    headers: Option<&dyn Headers>,
    body: &'b [u8],
    findings: &mut Findings<'b>,
) -> Option<Resolved> {
    let success = (200..300).contains(&status);
    if success && !table.envelopes.iter().any(|envelope| envelope.in_2xx) {
        return None;
    }
    let headers = wanted_headers(table, headers);
    read(table, &headers, Body::new(body), |reading| {
        let error = status >= 400 || (says_error(status, reading) && (!success || reading.envelope?.in_2xx));
        error.then(|| resolve_read(status, reading, findings))
    })
}

/// Whether the body of a response says that it is an error.
fn says_error(status: u16, reading: &Reading<'_, '_>) -> bool {
    let table = reading.table;
    let (Some(envelope), true) = (reading.envelope, reading.is_whole()) else { return false };
    let mut code = None;
    reading.code(&mut code);
    let succeeds = |code: &Received<'_>| table.success_codes.iter().any(|success| success.key() == code.key());
    if code.as_ref().is_some_and(succeeds) {
        return false;
    }
    if !table.success_when.is_empty() && reading.wire.holds(table.success_when) {
        return false;
    }
    if code.is_some() || (!envelope.when.is_empty() && reading.wire.holds(envelope.when)) {
        return true;
    }
    let message = reading.said(|envelope| envelope.message);
    let text = message.as_ref().map(Said::as_str);
    let clues = Clues {
        wire: &reading.wire,
        status: reading.status(status),
        candidates: Candidates::without_code(table),
        message: text.map(Message::new),
    };
    match find(table, &clues, &mut Fields::default()) {
        Found::Entry(entry) => entry.states_status() || !entry.when().is_empty(),
        Found::Unknown(_) => false,
    }
}

fn resolve_strictly<'b>(
    table: &'static Table,
    status: u16,
    headers: Option<&dyn Headers>,
    body: &'b [u8],
    findings: &mut Findings<'b>,
) -> Result<Resolved, DecodeError> {
    if let Err(error) = core::str::from_utf8(body) {
        return Err(DecodeError::syntax(body, Fault { at: error.valid_up_to(), what: Syntax::Utf8 }));
    }
    let headers = wanted_headers(table, headers);
    read(table, &headers, Body { bytes: body, valid: true }, |reading| {
        let json = table.envelopes.iter().any(|envelope| envelope.body == BodyKind::Json);
        if let Some(fault) = reading.scan.broken.or(reading.scan.forgiven).filter(|_| json) {
            return Err(DecodeError::syntax(body, fault));
        }
        if reading.envelope.is_none() {
            return Err(DecodeError::new(DecodeReason::NoEnvelope));
        }
        let resolved = resolve_read(status, reading, findings);
        match resolved.found {
            Found::Entry(entry) => check_fields(entry.name(), entry.carried(), &reading.wire)?,
            Found::Unknown(nearest) => return Err(no_entry(nearest, &findings.rest, reading)),
        }
        check_details(table, &findings.rest)?;
        Ok(resolved)
    })
}

/// Why no entry was found.
fn no_entry(nearest: Option<Entry>, rest: &Rest<'_>, reading: &Reading<'_, '_>) -> DecodeError {
    if let Some(entry) = nearest {
        // The code alone would do, so it is a required value that is missing, or the conditions do not hold.
        if let Err(error) = check_fields(entry.name(), entry.carried(), &reading.wire) {
            return error;
        }
        let missing = |field: &&Field| field.required && reading.wire.field(field, None).is_none();
        if let Some(field) = entry.carried().iter().find(missing) {
            return DecodeError::new(DecodeReason::MissingField { entry: entry.name(), field: field.name });
        }
    }
    let reason = match &rest.code {
        Some(code) if Candidates::of_code(reading.table, code.key()).is_none() => {
            DecodeReason::UnknownCode { code: code.code().to_string() }
        }
        code => {
            let code = code.as_ref().map(|code| code.code().to_string());
            DecodeReason::NoEntry { code, status: rest.status }
        }
    };
    DecodeError::new(reason)
}

/// Whether every field is of its type where it stands.
fn check_fields(entry: &'static str, fields: &'static [Field], wire: &Wire<'_, '_>) -> Result<(), DecodeError> {
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
fn check_detail_fields(
    table: &'static Table,
    fields: &'static [Field],
    wire: &Wire<'_, '_>,
) -> Result<(), DecodeError> {
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
            outcome = check_detail_fields(table, fields, &wire).and_then(|()| {
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
