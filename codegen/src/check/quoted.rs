//! Fields that are written as JSON strings.

use super::locations::{Scope, only, places, with_parents};
use crate::ast::{AstEnvelope, AstField, AstTable};
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::model::BodyKind;
use crate::rules;
use crate::source::At;

/// Checks that a field which is written as a JSON string is in a body of JSON, since every value of another body is a text.
pub(super) fn check_quoted_bodies(table: &AstTable, sink: &mut Diagnostics<'_>) {
    let is_json = |body: Option<At<BodyKind>>| body.is_none_or(|body| body.value == BodyKind::Json);
    let envelopes = table.envelopes.as_deref().unwrap_or_default();
    // A kind of body or a preset that was rejected may be JSON.
    let may_be_json = |it: &&AstEnvelope| it.sound.is_err() || it.preset.is_err() || it.body.map_or(true, is_json);
    if envelopes.iter().all(|it| may_be_json(&it)) {
        return;
    }
    let of_entries = with_parents(table).flat_map(|(entry, parent)| {
        let scope = only(entry).or_else(|| only(parent?)).unwrap_or(Scope::All);
        entry.fields.iter().map(move |field| (field, scope))
    });
    let others = table.fields.iter().chain(table.detail.iter().flatten()).map(|field| (field, Scope::All));
    for (field, scope) in others.chain(of_entries) {
        let Ok(Some(At { value: true, span })) = field.quoted else { continue };
        let is_json_in = |scope: Scope<'_>| envelopes.iter().filter(may_be_json).any(|it| scope.has(it));
        if places(&field.source).next().is_none() || in_json(field, scope, &is_json_in) {
            continue;
        }
        let title = format!("`quoted` on `{}` has no effect", field.name.value);
        let diagnostic = Diagnostic::new(&rules::MISPLACED_KEY, span, title)
            .label("only JSON tells a number from a string with one");
        sink.report(diagnostic.help("remove `quoted`"));
    }
}

/// Returns `true` if one of the places of a field is in JSON.
fn in_json(field: &AstField, scope: Scope<'_>, is_json_in: &dyn Fn(Scope<'_>) -> bool) -> bool {
    { places(&field.source) }.any(|place| {
        let locations = place.at.iter().chain(place.join.iter().flat_map(|join| &join.value));
        let scope = place.envelope.as_ref().map_or(scope, |id| Scope::Named(&id.value));
        { locations }.any(|at| match at.value.rsplit_once("/(") {
            Some((_, text)) => text.starts_with("json)"),
            None => !at.value.to_ascii_lowercase().starts_with("header:") && is_json_in(scope),
        })
    })
}
