//! The conditions of entries beside those of their envelopes.

use crate::ast::{AstCondition, AstEntry, AstEnvelope, AstTable, AstTest};
use crate::conditions::can_hold_together;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::location::parse_location;
use crate::model::{Condition, Model};
use crate::rules;
use crate::source::Span;

/// Describes the condition of an entry for which no response of the envelope in which it is written can be the entry.
pub(crate) fn excluded_condition(
    model: &Model,
    table: &AstTable,
    span: Span,
    sink: &Diagnostics<'_>,
) -> Option<Diagnostic> {
    let stated = table.entries_and_cases().find(|it| it.name.span == span)?;
    let entry = model.entries.iter().find(|entry| entry.name == stated.name.value)?;
    let envelope = table.envelopes.as_ref().ok()?.get(entry.envelope)?;
    let outer = model.envelopes.get(entry.envelope)?;
    let excludes = |own: &&Condition| {
        outer.when.iter().any(|it| !can_hold_together(std::slice::from_ref(it), std::slice::from_ref(*own)))
    };
    let own = entry.when.iter().find(excludes)?;
    let place = of_entry(stated).find(|it| is_at(it, own))?;
    Some(contradiction(place, own, envelope, sink))
}

fn contradiction(place: &AstCondition, own: &Condition, envelope: &AstEnvelope, sink: &Diagnostics<'_>) -> Diagnostic {
    let title = "no response of the envelope meets this condition";
    let diagnostic = Diagnostic::new(&rules::CONTRADICTION, place.location.span, title);
    let conditions = envelope.when.as_ref().ok().and_then(Option::as_ref).into_iter().flatten();
    let same = { conditions }.find(|condition| is_at(condition, own));
    let asked = same.and_then(|condition| match &condition.test {
        Ok(AstTest::Is(values)) => sink.text().get(values.span.start..values.span.end),
        _ => None,
    });
    let related = same.map_or(envelope.span, |condition| condition.location.span);
    let diagnostic = match asked {
        Some(value) => diagnostic.label(format!("the envelope asks for {value}")),
        None => diagnostic.label("the envelope asks for another value"),
    };
    diagnostic
        .related(related, "must hold in every response of the envelope")
        .help("make the conditions agree, or give the entry another `envelope`")
}

fn of_entry(entry: &AstEntry) -> impl Iterator<Item = &AstCondition> {
    entry.when.as_ref().ok().and_then(Option::as_ref).into_iter().flatten()
}

fn is_at(written: &AstCondition, condition: &Condition) -> bool {
    parse_location(&written.location.value).is_ok_and(|location| location == condition.location)
}
