//! Keys without effect, since another key does not fit them.

use std::collections::BTreeSet;

use super::locations::places;
use crate::ast::{AstEnvelope, AstField, AstTable, given};
use crate::diagnostics::{Diagnostic, Diagnostics, Suggestion};
use crate::location::parse_location;
use crate::model::{BodyKind, Envelope, Location, Segment, Success, Type};
use crate::rules;
use crate::source::{At, Span};
use crate::toml_text;

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
        let span = first.name.span;
        let header = toml_text::headers(sink.source(), sink.source().file_span(span.start), &["detail"]).next();
        let place = header.filter(|header| header.part.start < span.start).map_or(span, |header| header.part);
        let diagnostic = Diagnostic::new(&rules::MISPLACED_KEY, place, "`[detail]` without `details`")
            .label("no response has sub-errors");
        let help = "add their location to the envelope: `details = \"/error/details\"`";
        sink.report(diagnostic.help(help));
        return;
    }
    let locations = details.into_iter().flatten().flat_map(|source| &source.places);
    let stated: BTreeSet<&str> =
        locations.clone().filter_map(|place| Some(place.at.as_ref()?.value.as_str())).collect();
    for details in stated {
        fields.iter().for_each(|field| check_relative(field, details, sink));
    }
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

/// Checks that the location of a single value of a sub-error does not begin with that of the list of sub-errors.
fn check_relative(field: &AstField, details: &str, sink: &mut Diagnostics<'_>) {
    let has_elements = |ty: &At<Type>| ty.value.is_list() || ty.value == Type::Json;
    if field.ty.is_err() || field.ty.is_ok_and(|ty| ty.is_some_and(|ty| has_elements(&ty))) {
        return;
    }
    for at in places(&field.source).filter_map(|place| place.at.as_ref()) {
        let inside = at.value.strip_prefix(details).and_then(|rest| rest.strip_prefix('/'));
        let Some((index, rest)) = inside.and_then(|inside| inside.split_once('/')) else { continue };
        if !(index == "*" || index.bytes().all(|byte| byte.is_ascii_digit())) {
            continue;
        }
        let diagnostic =
            Diagnostic::new(&rules::BAD_LOCATION, at.span, "a location of `[detail]` is relative to the sub-error")
                .label("would be a list in the sub-error");
        let meant = Suggestion::string("write {}", at.span, &format!("/{rest}")).maybe_incorrect();
        sink.report(diagnostic.suggest(meant));
    }
}

/// Checks that blanks are only kept where they are removed otherwise: at the ends of a plain text and of an element.
pub(crate) fn check_untrimmed(table: &AstTable, sink: &mut Diagnostics<'_>) {
    for envelope in table.envelopes.iter().flatten() {
        let Ok(body) = envelope.body else { continue };
        let is_json = body.is_none_or(|body| body.value == BodyKind::Json);
        let AstEnvelope { code, message, name, request_id, .. } = envelope;
        for place in [code, message, name, request_id].into_iter().flat_map(places) {
            let (Some(trim), Some(at)) = (place.trim, &place.at) else { continue };
            let is_in_element = at.value.contains("/(xml)");
            if is_in_element || !(is_json || at.value.to_ascii_lowercase().starts_with("header:")) {
                continue;
            }
            let diagnostic = Diagnostic::new(&rules::MISPLACED_KEY, trim.span, "`trim` has no meaning here");
            let help = "remove it: only a plain text and the text of an XML element are trimmed";
            sink.report(diagnostic.related(at.span, "keeps its blanks in any case").help(help));
        }
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
