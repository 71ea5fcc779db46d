//! Locations that only the responses of one envelope have.

use super::locations::places;
use crate::ast::{AstChoice, AstEntry, AstEnvelope, AstField, AstPlace, AstTable, given};
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::rules;

/// Checks that every location which names an envelope is one of a field in a response, that there is this envelope, and that the entry
/// can be in it.
pub(crate) fn check_place_envelopes(table: &AstTable, sink: &mut Diagnostics<'_>) {
    let Ok(envelopes) = &table.envelopes else { return };
    for envelope in envelopes {
        let AstEnvelope { code, message, name, request_id, status, retry_after, details, .. } = envelope;
        let sources = [code, message, name, request_id, status, retry_after, details];
        sources.into_iter().flat_map(places).for_each(|place| report_misplaced(place, sink));
    }
    let of_detail = table.detail.iter().flatten().flat_map(|field| places(&field.source));
    of_detail.for_each(|place| report_misplaced(place, sink));

    let mut known: Vec<&str> = Vec::new();
    for envelope in envelopes {
        match given(&envelope.id) {
            Ok(Some(id)) => known.push(&id.value),
            Ok(None) => {}
            // A rejected `id` may be the one that is meant.
            Err(_) => return,
        }
    }
    let of_entries = table.entries_and_cases().flat_map(|entry| &entry.fields);
    for place in table.fields.iter().chain(of_entries).flat_map(|field: &AstField| places(&field.source)) {
        let Some(id) = place.envelope.as_ref().filter(|id| !known.contains(&id.value.as_str())) else { continue };
        let title = format!("unknown envelope `{}`", id.value);
        let diagnostic = Diagnostic::new(&rules::UNKNOWN_VALUE, id.span, title).label("no envelope has this `id`");
        sink.report(match known.is_empty() {
            true => diagnostic.help(format!("give the envelope that is meant this name: `id = {:?}`", id.value)),
            false => diagnostic.suggest_word(id, &known),
        });
    }
    table.entries_and_cases().for_each(|entry| check_only(entry, &known, sink));
}

/// Checks that no location of an entry that is in one envelope alone names another one.
fn check_only(entry: &AstEntry, known: &[&str], sink: &mut Diagnostics<'_>) {
    let Ok(Some(AstChoice { id: own, only: true })) = &entry.envelope else { return };
    for id in entry.fields.iter().flat_map(|field| places(&field.source)).filter_map(|place| place.envelope.as_ref()) {
        if id.value == own.value || !known.contains(&id.value.as_str()) {
            continue;
        }
        let title = format!("`{}` is never in the envelope `{}`", entry.name.value, id.value);
        let diagnostic = Diagnostic::new(&rules::MISPLACED_KEY, id.span, title)
            .label("this location is never read or written")
            .related(own.span, "the only envelope of the entry");
        sink.report(diagnostic.help("remove the location, or `only`"));
    }
}

fn report_misplaced(place: &AstPlace, sink: &mut Diagnostics<'_>) {
    let Some(id) = &place.envelope else { return };
    let diagnostic = Diagnostic::new(&rules::MISPLACED_KEY, id.span, "`envelope` has no meaning here")
        .help("remove it: only the location of a field of a response differs between envelopes");
    sink.report(diagnostic);
}
