//! The result of decoding a response, and further facts that decided it.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::candidates::{CandidateTrace, CodeKnowledge};
use crate::body::check_json;
use crate::code::Key;
use crate::decode::{Decoded, Incoming, detect};
use crate::explain::similar;
use crate::find::Found;
use crate::response::Reading;
use crate::table::{Entry, Table};

/// The result of decoding a response.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub enum TraceOutcome<'t> {
    /// The entry.
    Entry(Entry<'t>),
    /// An unknown error, with the entry that alone has its code.
    Unknown(Option<Entry<'t>>),
    /// No error.
    Success,
}

/// The body of a response.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct BodyTrace {
    /// The length in bytes.
    pub length: usize,
    /// The form in which it is read; `None` if it is not read.
    pub kind: Option<&'static str>,
    /// The first error of a body that should be JSON.
    pub error: Option<String>,
    /// `true` if it is a part of the body that arrived, or another form of it.
    pub is_converted: bool,
}

pub(super) fn outcome_of<'t>(table: &'t Table<'t>, incoming: &Incoming<'_, '_>, found: Found<'t>) -> TraceOutcome<'t> {
    let is_error = || incoming.status.is_none() || detect(table, incoming, &mut Decoded::new(incoming.body)).is_some();
    match found {
        _ if !is_error() => TraceOutcome::Success,
        Found::Entry(entry) => TraceOutcome::Entry(entry),
        Found::Unknown(nearest) => TraceOutcome::Unknown(nearest),
    }
}

pub(super) fn body_of(reading: &Reading<'_, '_, '_>, received: &[u8]) -> BodyTrace {
    let body = reading.values.body.bytes;
    let error = check_json(body).map(|error| format!("{} at byte {}", error.syntax, error.offset));
    let kind = reading.envelope().map(|envelope| envelope.body().name());
    let kind = kind.or_else(|| error.is_none().then_some("json"));
    let error = error.filter(|_| kind.is_none_or(|kind| kind == "json") && !body.trim_ascii().is_empty());
    BodyTrace { length: body.len(), kind, error, is_converted: body != received }
}

/// Returns what else decided an outcome.
pub(super) fn notes_of(
    outcome: TraceOutcome<'_>,
    (knowledge, candidates): (CodeKnowledge, &[CandidateTrace<'_>]),
    reading: &Reading<'_, '_, '_>,
    status: Option<u16>,
) -> Vec<String> {
    let mut notes = Vec::new();
    if reading.values.body.bytes.trim_ascii().is_empty() {
        notes.push("the body is empty, so that the first envelope counts, unless the headers tell another".to_string());
    }
    match outcome {
        TraceOutcome::Success => notes.push(success_reason(reading, status)),
        TraceOutcome::Unknown(_) => {
            notes.extend(unknown_reason(candidates, reading));
            notes.extend(similar_codes(knowledge, reading));
        }
        TraceOutcome::Entry(_) => {}
    }
    notes
}

/// Returns why a response is no error.
fn success_reason(reading: &Reading<'_, '_, '_>, status: Option<u16>) -> String {
    let table = reading.table();
    let is_2xx = status.is_some_and(|status| (200..300).contains(&status));
    if is_2xx && !table.envelopes().iter().any(|envelope| envelope.is_in_2xx()) {
        return "the status is 2xx, and no envelope has `in_2xx = true`".into();
    }
    let mut code = None;
    reading.code(&mut code);
    let is_success = |key| table.success_codes().iter().any(|success| table.is_code(success, key));
    if let Some(code) = code.as_ref().filter(|code| is_success(code.key())) {
        return format!("the code {} is one of `success.codes`", code.code());
    }
    if !table.success_when().is_empty() && reading.values.meets(table.success_when()) {
        return "`success.when` is met".into();
    }
    if is_2xx && reading.envelope().is_some_and(|envelope| !envelope.is_in_2xx()) {
        return "the status is 2xx, and the envelope that fits has no `in_2xx = true`".into();
    }
    match reading.envelope().is_some() {
        true => {
            "the body has no code, and nothing else by which an entry tells an error without an error status".into()
        }
        false => "the body fits no envelope, and the status is none of an error".into(),
    }
}

/// Returns why no candidate was found though one meets all that it demands.
fn unknown_reason(candidates: &[CandidateTrace<'_>], reading: &Reading<'_, '_, '_>) -> Option<String> {
    let fits = |candidate: &CandidateTrace<'_>| candidate.failures() == 0;
    let candidate = candidates.iter().find(|candidate| fits(candidate))?;
    let name = candidate.entry.name();
    if reading.envelope().is_none() {
        return Some(format!("the body fits no envelope, so that only the status could tell `{name}`"));
    }
    (!reading.is_well_formed()).then(|| format!("the body is malformed, so that it is not taken for `{name}`"))
}

/// Returns the codes of the table that are like an unknown one.
fn similar_codes(knowledge: CodeKnowledge, reading: &Reading<'_, '_, '_>) -> Option<String> {
    let mut code = None;
    reading.code(&mut code);
    let code = code.filter(|_| knowledge == CodeKnowledge::Unknown)?.code().to_string();
    let table = reading.table();
    let similar = similar(&[table], &code);
    // Names are similar, too.
    let codes = similar.iter().filter(|own| table.candidates(Key::of_text(own.as_bytes())).is_some());
    let quoted: Vec<String> = codes.map(|own| format!("`{own}`")).collect();
    (!quoted.is_empty()).then(|| format!("similar codes of the table: {}", quoted.join(", ")))
}
