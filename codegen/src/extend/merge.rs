//! The parts of an extended file, added to a table.

use std::collections::HashSet;

use crate::ast::{AstEntry, AstEnvelope, AstHeader, AstReserved, AstSuccess, AstTable, Given};
use crate::diagnostics::{Diagnostic, Diagnostics, Rejected};
use crate::preset::{fill_in, merge_envelope, merge_fields};
use crate::rules;
use crate::source::{At, Span};

/// Adds the parts of `base` that a table lacks.
pub(super) fn merge(mut table: AstTable, base: AstTable, sink: &mut Diagnostics<'_>) -> AstTable {
    if let Err(rejected) = base.complete {
        table = table.incomplete(rejected);
    }
    merge_header(&mut table.header, base.header);
    merge_fields(&mut table.fields, base.fields);
    match (&mut table.detail, base.detail) {
        (Some(own), Some(base)) => merge_fields(own, base),
        (own, base) => *own = own.take().or(base),
    }
    merge_success(&mut table.success, base.success);
    merge_reserved(&mut table.reserved, base.reserved);
    let indices = merge_envelopes(&mut table, base.envelopes, sink);
    merge_entries(&mut table.entries, base.entries, &indices);
    table
}

/// Takes the keys of `[table]` that are not about the file alone.
fn merge_header(own: &mut AstHeader, base: AstHeader) {
    fill_in(&mut own.docs, base.docs);
    fill_in(&mut own.domain, base.domain);
    fill_in(&mut own.codes, base.codes);
    fill_in(&mut own.require, base.require);
    // Each name allows warnings in its own file, or if that is the table itself, in all.
    add(&mut own.allow, base.allow);
    fill_in(&mut own.unknown, base.unknown);
    fill_in(&mut own.ignore_case, base.ignore_case);
}

fn merge_success(own: &mut AstSuccess, base: AstSuccess) {
    fill_in(&mut own.codes, base.codes);
    fill_in(&mut own.when, base.when);
    if matches!(&own.examples, Ok(examples) if examples.is_empty()) {
        own.examples = base.examples;
    }
}

/// Adds the reserved names and codes: they are reserved for all files.
fn merge_reserved(own: &mut AstReserved, base: AstReserved) {
    add(&mut own.names, base.names);
    add(&mut own.codes, base.codes);
}

fn add<T>(own: &mut Given<Vec<T>>, base: Given<Vec<T>>) {
    match (own, base) {
        (Ok(Some(own)), Ok(Some(base))) => own.extend(base),
        (own, base) => fill_in(own, base),
    }
}

/// Adds the entries with other names. `indices` are the new ones of the envelopes of their file.
fn merge_entries(own: &mut Vec<AstEntry>, base: Vec<AstEntry>, indices: &[usize]) {
    let names: HashSet<String> = own.iter().map(|entry| entry.name.value.clone()).collect();
    let mut added: Vec<AstEntry> = base.into_iter().filter(|entry| !names.contains(&entry.name.value)).collect();
    for entry in &mut added {
        let index = indices.get(entry.default_envelope).copied().unwrap_or_default();
        entry.default_envelope = index;
        entry.cases.iter_mut().for_each(|case| case.default_envelope = index);
    }
    own.extend(added);
}

/// Adds the envelopes. Returns the index of each among those of the table.
fn merge_envelopes(
    table: &mut AstTable,
    base: Result<Vec<AstEnvelope>, Rejected>,
    sink: &mut Diagnostics<'_>,
) -> Vec<usize> {
    let (Ok(own), Ok(base)) = (&mut table.envelopes, base) else { return Vec::new() };
    if let Some(diagnostic) = unclear(own, &base) {
        let rejected = sink.report(diagnostic);
        own.iter_mut().for_each(|envelope| envelope.sound = Err(rejected));
        return Vec::new();
    }
    let mut indices = Vec::new();
    for envelope in base {
        match own.iter().position(|known| id(known) == id(&envelope)) {
            Some(index) => {
                indices.push(index);
                let Some(known) = own.get_mut(index) else { continue };
                known.sound = known.sound.and(envelope.sound);
                merge_envelope(known, envelope);
            }
            None => {
                indices.push(own.len());
                own.push(envelope);
            }
        }
    }
    indices
}

/// Returns the `id` of an envelope.
fn id(envelope: &AstEnvelope) -> Option<&str> {
    let id: Option<&At<String>> = envelope.id.as_ref().ok()?.as_ref();
    id.map(|id| id.value.as_str())
}

/// Returns an error if envelopes without `id` on both sides make unclear which of them is changed.
fn unclear(own: &[AstEnvelope], base: &[AstEnvelope]) -> Option<Diagnostic> {
    let unnamed = |list: &[AstEnvelope]| -> Vec<Span> {
        list.iter().filter(|envelope| matches!(envelope.id, Ok(None))).map(|envelope| envelope.span).collect()
    };
    let (own, base) = (unnamed(own), unnamed(base));
    let (first, extended) = (own.first()?, base.first()?);
    if own.len() == 1 && base.len() == 1 {
        return None;
    }
    let title = "it is not clear which envelope changes which of the extended file";
    let mut diagnostic = Diagnostic::new(&rules::BAD_EXTENDS, *first, title)
        .label("has no `id`")
        .help("give each envelope an `id`: it changes the extended one with the same `id`, or is one of its own");
    for span in own.iter().skip(1) {
        diagnostic = diagnostic.related(*span, "has no `id`");
    }
    diagnostic = diagnostic.related(*extended, "has no `id`");
    for span in base.iter().skip(1) {
        diagnostic = diagnostic.related(*span, "has no `id`");
    }
    Some(diagnostic)
}
