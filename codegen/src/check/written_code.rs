//! Codes that are not written, or that something else replaces.

use crate::ast::{AstEnvelope, AstSource, AstTable, Given, given};
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::model::{Code, Condition, Entry, Envelope, Location, Place, Test};
use crate::rules;
use crate::source::Span;

/// Checks that the code of each entry is written by its envelope, and that the status does not replace it.
pub(super) fn check_written_codes(
    table: &AstTable,
    envelopes: &[Envelope],
    entries: &[(Entry, Span)],
    sink: &mut Diagnostics<'_>,
) {
    let written = table.envelopes.iter().flatten();
    for (number, (envelope, written)) in envelopes.iter().zip(written).enumerate() {
        // Where a recorded response is the proof that the entry is found, nothing need be written.
        let is_in = |entry: &&(Entry, Span)| entry.0.envelope == number && entry.0.examples.is_empty();
        let own = || entries.iter().filter(is_in);
        let read_only = own().find(|(entry, _)| is_never_written(entry, envelope));
        let problem = match read_only {
            Some(entry) => never_written(entry, written),
            None => own().find_map(|entry| replaced(entry, envelope, written)),
        };
        problem.into_iter().for_each(|diagnostic| _ = sink.report(diagnostic));
    }
}

/// Returns `true` if nothing is written to any location of the code, although the entry has one and is found by nothing else.
fn is_never_written(entry: &Entry, envelope: &Envelope) -> bool {
    let places = &envelope.code.places;
    let is_at = |location: &Location| places.iter().any(|place| place.locations.contains(location));
    let is_literal = |condition: &Condition| matches!(condition.test, Test::Is(_)) && is_at(&condition.location);
    let fields = || entry.fields.iter().flat_map(|field| &field.source.places).flat_map(|place| &place.locations);
    (entry.code.is_some() && !entry.without_code && !places.is_empty() && places.iter().all(|place| place.read_only))
        && !entry.when.iter().chain(&envelope.when).any(is_literal)
        && !fields().any(is_at)
}

fn never_written((entry, span): &(Entry, Span), envelope: &AstEnvelope) -> Option<Diagnostic> {
    let code = given(&envelope.code).ok()??;
    let place = code.places.first()?;
    let stated = place.read_only.map_or(place.span, |read_only| read_only.span);
    let at = place.at.as_ref().map_or("/…", |at| at.value.as_str());
    let diagnostic = Diagnostic::new(&rules::MISPLACED_KEY, stated, "`read_only` on every location of the code")
        .label("no response is written with a code")
        .related(*span, format!("`{}` would not be found by its code", entry.name));
    Some(diagnostic.help(format!(
        "remove `read_only`, or add the location to which the code is written: `code = [{{ at = {at:?}, read_only = true }}, \"/…\"]`"
    )))
}

/// Describes an entry whose code is replaced by its status, which is written to the same location.
fn replaced((entry, span): &(Entry, Span), envelope: &Envelope, written: &AstEnvelope) -> Option<Diagnostic> {
    let (code, status) = (whole(&envelope.code.places)?, whole(&envelope.status.places)?);
    if code != status {
        return None;
    }
    let number = match entry.statuses.first() {
        Some(range) => range.first().get(),
        None => envelope.default_status.map_or(500, |status| status.get()),
    };
    let code = match entry.code.as_ref()? {
        Code::Integer(code) => code.to_string(),
        Code::String(code) => code.clone(),
    };
    if code == number.to_string() {
        return None;
    }
    let place = place_span(&written.status)?;
    let diagnostic = Diagnostic::new(&rules::CONTRADICTION, place, "the status is written to the location of the code")
        .label(format!("{number} replaces the code {code}"))
        .related(*span, format!("has the code {code} and the status {number}"));
    Some(diagnostic.help(
        "remove `status` from the envelope, or set `read_only = true` on it; or give the entry its code as `status`",
    ))
}

/// Returns the location to which a whole value is written.
fn whole(places: &[Place]) -> Option<&Location> {
    let place = places.iter().find(|place| !place.read_only)?;
    match place.locations.as_slice() {
        [only] if place.templates.is_empty() => Some(only),
        _ => None,
    }
}

fn place_span(source: &Given<AstSource>) -> Option<Span> {
    let place = super::locations::written_place(source)?;
    Some(place.at.as_ref().map_or(place.span, |at| at.span))
}
