//! Texts that are written as bodies of one kind.

use std::collections::HashMap;
use std::collections::hash_map::Entry as Slot;

use errspec_engine::location::Embedded;

use super::locations::{of_place, places};
use crate::ast::{AstChoice, AstEntry, AstEnvelope, AstPlace, AstSource, AstTable, Given};
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::location::parse_location;
use crate::model::Location;
use crate::rules;
use crate::source::{At, Span};

/// The kinds of the texts of an envelope by their locations, with the place that says so.
type Kinds = HashMap<Location, (Embedded, Span)>;

/// Checks that the values which are written into one text are those of one kind of body: a text cannot be JSON and a form.
pub(crate) fn check_kinds(table: &AstTable, sink: &mut Diagnostics<'_>) {
    let envelopes = table.envelopes.as_deref().unwrap_or_default();
    // Only few tables have texts that are bodies, and then few entries.
    let has_text = |source: &Given<AstSource>| places(source).flat_map(of_place).any(|at| at.value.contains('('));
    let has_texts = |entry: &&AstEntry| entry.fields.iter().any(|field| has_text(&field.source));
    let entries: Vec<&AstEntry> = table.entries_and_cases().filter(has_texts).collect();
    for (index, envelope) in envelopes.iter().enumerate() {
        let AstEnvelope { code, message, name, request_id, status, retry_after, .. } = envelope;
        let id = id(envelope);
        let mut kinds = Kinds::new();
        let values = [code, message, name, request_id, status, retry_after].into_iter();
        let fields = table.fields.iter().map(|field| &field.source);
        values.chain(fields).flat_map(|source| written(source, id)).for_each(|at| add(at, &mut kinds, sink));
        for entry in entries.iter().filter(|entry| is_in(entry, index, id)) {
            let mut own = kinds.clone();
            let fields = entry.fields.iter().flat_map(|field| written(&field.source, id));
            fields.for_each(|at| add(at, &mut own, sink));
        }
    }
}

fn id(envelope: &AstEnvelope) -> Option<&str> {
    envelope.id.as_ref().ok()?.as_ref().map(|id| id.value.as_str())
}

/// Returns `true` if an entry is written in an envelope.
fn is_in(entry: &AstEntry, index: usize, id: Option<&str>) -> bool {
    match &entry.envelope {
        Ok(Some(AstChoice { id: chosen, .. })) => id == Some(&chosen.value),
        _ => entry.default_envelope == index,
    }
}

/// Returns the locations of a source that are written in the envelope with this `id`.
fn written<'t>(source: &'t Given<AstSource>, id: Option<&str>) -> impl Iterator<Item = &'t At<String>> {
    let is_written = |place: &&AstPlace| {
        let is_here = place.envelope.as_ref().is_none_or(|bound| Some(bound.value.as_str()) == id);
        is_here && !place.read_only.is_some_and(|it| it.value)
    };
    let place = { places(source) }.find(is_written);
    let joined = |place: &'t AstPlace| place.join.iter().flat_map(|join| &join.value);
    place.into_iter().flat_map(move |place| place.at.iter().chain(joined(place)))
}

/// Adds the kinds of the texts that lead to a location.
fn add(at: &At<String>, kinds: &mut Kinds, sink: &mut Diagnostics<'_>) {
    let mut location = parse_location(&at.value).ok();
    while let Some(Location::Embedded { outer, kind, .. }) = location {
        match kinds.entry((*outer).clone()) {
            Slot::Vacant(slot) => _ = slot.insert((kind, at.span)),
            Slot::Occupied(slot) => {
                let (known, first) = *slot.get();
                if known != kind {
                    let title = format!("the text at `{outer}` is written as two kinds of body");
                    let diagnostic = Diagnostic::new(&rules::BAD_LOCATION, at.span, title)
                        .label(format!("as `{}`", kind.segment()))
                        .related(first, format!("as `{}`", known.segment()))
                        .help("write the values of one kind, and set `read_only = true` on the locations of the other");
                    sink.report(diagnostic);
                }
            }
        }
        location = Some(*outer);
    }
}
