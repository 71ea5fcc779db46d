//! Keys without effect, since another key does not fit them.

use super::locations::places;
use crate::ast::{AstTable, given};
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::location::parse_location;
use crate::model::{Envelope, Location, Segment, Success};
use crate::rules;
use crate::source::Span;

/// Checks that the codes which are ignored have a location.
pub(crate) fn check_ignored_codes(table: &AstTable, sink: &mut Diagnostics<'_>) {
    let Ok(envelopes) = &table.envelopes else { return };
    if is_incomplete(table) {
        return;
    }
    for envelope in envelopes.iter().filter(|envelope| matches!(envelope.code, Ok(None))) {
        let first = given(&envelope.no_code).ok().flatten().and_then(|codes| codes.first());
        first.into_iter().for_each(|code| without_code("no_code", code.span, sink));
    }
    if envelopes.iter().all(|envelope| matches!(envelope.code, Ok(None))) {
        let first = given(&table.success.codes).ok().flatten().and_then(|codes| codes.first());
        first.into_iter().for_each(|code| without_code("success.codes", code.span, sink));
    }
}

/// Returns `true` if a part of the table or a key of an envelope could not be read, so that nothing counts as missing.
fn is_incomplete(table: &AstTable) -> bool {
    table.complete.is_err() || table.envelopes.iter().flatten().any(|envelope| envelope.sound.is_err())
}

fn without_code(key: &str, span: Span, sink: &mut Diagnostics<'_>) {
    let title = format!("`{key}` without a location for codes");
    let diagnostic = Diagnostic::new(&rules::MISPLACED_KEY, span, title).label("no response has this code");
    sink.report(diagnostic.help("add the location of the code, such as `code = \"/error/code\"`, or remove the key"));
}

/// Checks that an envelope has the sub-errors that `[detail]` describes, and the parents that it names.
pub(crate) fn check_detail(table: &AstTable, sink: &mut Diagnostics<'_>) {
    let Some(fields) = table.detail.as_ref().filter(|_| !is_incomplete(table)) else { return };
    let envelopes = table.envelopes.iter().flatten();
    let details: Vec<_> = envelopes.filter_map(|envelope| given(&envelope.details).transpose()).collect();
    if details.is_empty() {
        let Some(first) = fields.first() else { return };
        let diagnostic = Diagnostic::new(&rules::MISPLACED_KEY, first.name.span, "`[detail]` without `details`")
            .label("no response has sub-errors");
        let help = "add their location to the envelope: `details = \"/error/details\"`";
        sink.report(diagnostic.help(help));
        return;
    }
    let locations = details.into_iter().flatten().flat_map(|source| &source.places);
    let has_star = { locations }.any(|place| place.at.as_ref().is_none_or(|at| at.value.contains('*')));
    let is_parent =
        |location: &Location| matches!(location, Location::Body { path, .. } if path.contains(&Segment::Parent));
    let all = fields.iter().flat_map(|field| places(&field.source)).filter_map(|place| place.at.as_ref());
    for at in all.filter(|_| !has_star).filter(|at| parse_location(&at.value).is_ok_and(|it| is_parent(&it))) {
        let diagnostic = Diagnostic::new(&rules::BAD_LOCATION, at.span, "no sub-error has a parent here")
            .label("the name of the member that encloses a sub-error");
        sink.report(diagnostic.help(
            "gather the sub-errors through a `*`: `details = \"/errors/*/*\"`; the name of a sub-error itself is `~#`",
        ));
    }
}

/// Checks that a response of an envelope that may come with a 2xx can be an error.
pub(crate) fn check_never_error(
    table: &AstTable,
    (envelopes, success): (&[Envelope], &Success),
    sink: &mut Diagnostics<'_>,
) {
    let Some(first) = given(&table.success.when).ok().flatten().and_then(|conditions| conditions.first()) else {
        return;
    };
    let is_success = |envelope: &&Envelope| {
        envelope.in_2xx && !success.when.is_empty() && success.when.iter().all(|it| envelope.when.contains(it))
    };
    let written = table.envelopes.iter().flatten();
    let Some((_, written)) = envelopes.iter().zip(written).find(|(envelope, _)| is_success(envelope)) else { return };
    let when = given(&written.when).ok().flatten().and_then(|conditions| conditions.first());
    let span = when.map_or(written.span, |condition| condition.location.span);
    let diagnostic =
        Diagnostic::new(&rules::CONTRADICTION, first.location.span, "every response of an envelope is a success")
            .label("holds whenever the envelope fits")
            .related(span, "the same conditions");
    sink.report(diagnostic.help("give `success.when` the values of a success, or remove it"));
}
