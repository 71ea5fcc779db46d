//! Locations of fields and conditions that exist in no body in which they are read.

use super::locations::of_conditions_and_fields;
use super::reach::{Reach, out_of_reach};
use crate::ast::{AstEnvelope, AstTable};
use crate::diagnostics::{Checked, Diagnostic, Diagnostics};
use crate::location::parse_location;
use crate::model::BodyKind;
use crate::rules;
use crate::source::At;

/// Checks that every location of a field or a condition exists in a body of one of the envelopes in which it is read. The locations of
/// the other values of an envelope are checked with it.
pub(crate) fn check_reaches(table: &AstTable, sink: &mut Diagnostics<'_>) {
    let Ok(envelopes) = &table.envelopes else { return };
    // The kind of a body that was rejected may be the one that has the location.
    let Ok(reaches) = envelopes.iter().map(reach).collect::<Checked<Vec<_>>>() else { return };
    if reaches.iter().all(|reach| *reach == Reach::Response) {
        return;
    }
    let known: Vec<(&AstEnvelope, Reach)> = envelopes.iter().zip(reaches).collect();
    let written: Vec<_> = of_conditions_and_fields(table).collect();
    for (text, scope) in written {
        let read: Vec<_> = known.iter().filter(|(envelope, _)| scope.has(envelope)).collect();
        if let Some(diagnostic) = nowhere(text, &read) {
            sink.report(diagnostic);
        }
    }
}

fn reach(envelope: &AstEnvelope) -> Checked<Reach> {
    envelope.sound?;
    envelope.preset.as_ref().map_err(|rejected| *rejected)?;
    Ok(Reach::of(envelope.body?.map_or(BodyKind::Json, |body| body.value)))
}

/// Describes a location that no body of these envelopes has.
fn nowhere(text: &At<String>, read: &[&(&AstEnvelope, Reach)]) -> Option<Diagnostic> {
    // A location that no response has is reported where it is checked.
    let location = parse_location(&text.value).ok().filter(|it| out_of_reach(it, Reach::Response).is_none())?;
    let reasons: Option<Vec<_>> = read.iter().map(|(_, reach)| out_of_reach(&location, *reach)).collect();
    let (title, help) = *reasons?.first()?;
    let diagnostic = Diagnostic::new(&rules::BAD_LOCATION, text.span, title)
        .label(format!("`{}` is not in such a body", text.value))
        .help(help);
    let bodies = read.iter().filter_map(|(envelope, _)| envelope.body.ok().flatten());
    Some(bodies.take(1).fold(diagnostic, |it, body| it.related(body.span, "the kind of body in which it is read")))
}
