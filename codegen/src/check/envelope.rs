//! Envelopes.

use std::collections::HashMap;

use super::constants::check_constants;
use super::locations::places;
use super::media_type::check_media_type;
use super::reach::{Reach, check_location_within};
use super::source::{SourceRole, ValueSpec, check_source};
use super::text::text;
use super::value::check_listed_codes;
use super::when::check_conditions;
use errspec_engine::location::Embedded;

use crate::ast::{AstEnvelope, AstPlace, AstSource, AstTable, Given, given};
use crate::diagnostics::{Checked, Diagnostic, Diagnostics, Suggestion};
use crate::model::{
    BodyKind, Envelope, Location, PartsKind, Place, RetryConditions, Segment, Status, StatusForm, Type, ValueSource,
};
use crate::rules;
use crate::source::{At, Span};

/// Checks all envelopes.
pub(crate) fn check_envelopes(table: &AstTable, sink: &mut Diagnostics<'_>) -> Checked<Vec<Envelope>> {
    let envelopes = table.envelopes.as_ref().map_err(|rejected| *rejected)?;
    let checked: Vec<_> = envelopes.iter().map(|envelope| check_envelope(envelope, sink)).collect();
    check_ids(envelopes, sink)?;
    checked.into_iter().collect()
}

/// Checks that no two envelopes have the same `id`.
fn check_ids(envelopes: &[AstEnvelope], sink: &mut Diagnostics<'_>) -> Checked<()> {
    let mut seen: HashMap<&str, Span> = HashMap::new();
    let mut result = Ok(());
    for id in envelopes.iter().filter_map(|envelope| envelope.id.as_ref().ok()?.as_ref()) {
        let diagnostic = if id.value.trim().is_empty() {
            Diagnostic::new(&rules::BAD_NAME, id.span, "empty `id`").help("give the envelope a name: `id = \"token\"`")
        } else if let Some(first) = seen.get(id.value.as_str()) {
            Diagnostic::new(&rules::DUPLICATE_ENVELOPE, id.span, format!("duplicate envelope `{}`", id.value))
                .label("duplicate `id`")
                .related(*first, "first used here")
        } else {
            seen.insert(&id.value, id.span);
            continue;
        };
        result = Err(sink.report(diagnostic));
    }
    result
}

fn check_envelope(envelope: &AstEnvelope, sink: &mut Diagnostics<'_>) -> Checked<Envelope> {
    // Without its kind of body, or with an unknown preset, the rest cannot be checked.
    envelope.preset.as_ref().map_err(|rejected| *rejected)?;
    let body = envelope.body?.map_or(BodyKind::Json, |body| body.value);
    let reach = Reach::of(body);
    let mut source = |given: &Given<AstSource>, name, role| {
        let ty = if role == SourceRole::Delay { Type::Number } else { Type::String };
        check_source(given, ValueSpec { name, ty, role, reach, restriction: None }, sink)
    };
    let code = source(&envelope.code, "code", SourceRole::Plain);
    let message = source(&envelope.message, "message", SourceRole::Plain);
    let name = source(&envelope.name, "name", SourceRole::Plain);
    let request_id = source(&envelope.request_id, "request_id", SourceRole::Plain);
    let status = source(&envelope.status, "status", SourceRole::Status);
    let retry_after = source(&envelope.retry_after, "retry_after", SourceRole::Delay);
    let details = source(&envelope.details, "details", SourceRole::Details);
    let when = check_conditions(&envelope.when, sink);
    let constants = check_constants(envelope, reach, sink);
    let retry = check_retry_conditions(envelope, sink);
    let errors = check_errors(&envelope.errors, reach, sink);
    check_not_empty(envelope, body, sink)?;
    let parts = check_parts(envelope, body, sink)?;
    let default_media_type = parts.map_or(body.media_type(), PartsKind::media_type);
    if let Ok(Some(list)) = &errors {
        check_listed(envelope, list, reach, sink)?;
    }
    Ok(Envelope {
        id: text(&envelope.id)?,
        body,
        when: when?,
        code: code?,
        no_code: check_listed_codes(&envelope.no_code, sink)?,
        message: or_at(message?, (body == BodyKind::Text).then(whole_body)),
        name: name?,
        request_id: request_id?,
        status: status?,
        status_form: stated(&envelope.status, status_form),
        retry: retry?,
        retry_after: or_at(retry_after?, Some(Location::Header("retry-after".to_owned()))),
        details: details?,
        details_shape: stated(&envelope.details, |place| place.shape),
        errors: errors?,
        in_2xx: envelope.in_2xx?.is_some_and(|it| it.value),
        default_status: check_default_status(envelope, sink)?,
        constants: constants?,
        media_type: check_media_type(envelope, body, parts, sink)?.unwrap_or_else(|| default_media_type.to_owned()),
        parts,
    })
}

fn check_retry_conditions(envelope: &AstEnvelope, sink: &mut Diagnostics<'_>) -> Checked<RetryConditions> {
    let Some(written) = given(&envelope.retry)? else { return Ok(RetryConditions::default()) };
    let [never, after, poll] = [&written.never, &written.after, &written.poll].map(|list| check_conditions(list, sink));
    let retry = RetryConditions { never: never?, after: after?, poll: poll? };
    let words = [("never", &retry.never), ("after", &retry.after), ("poll", &retry.poll)];
    let written = [&written.never, &written.after, &written.poll];
    for (number, ((word, conditions), given)) in words.into_iter().zip(written).enumerate() {
        let covers = |(_, first): &(&str, &Vec<_>)| !first.is_empty() && first.iter().all(|it| conditions.contains(it));
        let Some((first, _)) = words.into_iter().take(number).find(covers) else { continue };
        let span = given.as_ref().ok().and_then(|it| it.as_ref()?.first()).map_or(envelope.span, |it| it.location.span);
        let diagnostic = Diagnostic::new(&rules::BAD_CONDITION, span, format!("`{word}` never applies"))
            .label(format!("`{first}` holds whenever this one does, and comes first"))
            .help("give it other conditions, or remove it");
        return Err(sink.report(diagnostic));
    }
    Ok(retry)
}

pub(super) fn whole_body() -> Location {
    Location::Body { path: Vec::new(), name: false }
}

/// Returns the source or, if it is empty, one with this location.
fn or_at(source: ValueSource, location: Option<Location>) -> ValueSource {
    match location.filter(|_| source.places.is_empty()) {
        None => source,
        Some(location) => ValueSource { places: vec![Place::at(location)] },
    }
}

/// Returns the form of a status that the `type` of its place states.
fn status_form(place: &AstPlace) -> Option<At<StatusForm>> {
    let form = |ty| if ty == Type::String { StatusForm::String } else { StatusForm::Number };
    let phrase = place.phrase.map(|span| At { span, value: StatusForm::Phrase });
    let stated = place.own.ty.map(|ty| At { span: ty.span, value: form(ty.value) });
    phrase.or(stated)
}

/// Returns the value of a key of a place, if it is other than the default.
fn stated<T: Copy + Default + PartialEq>(given: &Given<AstSource>, key: impl Fn(&AstPlace) -> Option<At<T>>) -> T {
    let places = given.as_ref().ok().and_then(Option::as_ref).map(|source| &source.places);
    let mut stated = places.into_iter().flatten().filter_map(key).map(|it| it.value);
    stated.find(|value| *value != T::default()).unwrap_or_default()
}

fn check_default_status(envelope: &AstEnvelope, sink: &mut Diagnostics<'_>) -> Checked<Option<Status>> {
    let Some(number) = envelope.default_status? else { return Ok(None) };
    let status = u16::try_from(number.value).ok().and_then(Status::new);
    let (title, help) = match status {
        Some(status) if status.get() >= 200 => return Ok(Some(status)),
        Some(_) => (format!("a response does not end with the status {}", number.value), "write one from 200 to 599"),
        None => (format!("`{}` is not an HTTP status", number.value), "a status is a number from 100 to 599"),
    };
    Err(sink.report(Diagnostic::new(&rules::BAD_STATUS, number.span, title).help(help)))
}

/// Checks that the parts of a body can be of its kind.
fn check_parts(envelope: &AstEnvelope, body: BodyKind, sink: &mut Diagnostics<'_>) -> Checked<Option<PartsKind>> {
    let Some(parts) = envelope.parts? else { return Ok(None) };
    if parts.value != PartsKind::JsonLines || body == BodyKind::Json {
        return Ok(Some(parts.value));
    }
    let title = format!("`json-lines` in an envelope with `body = {:?}`", body.name());
    let diagnostic = Diagnostic::new(&rules::MISPLACED_KEY, parts.span, title)
        .label("each part is a JSON value")
        .help("remove it, or remove `body`");
    Err(sink.report(diagnostic))
}

/// Checks that `errors` is one list in the body.
fn check_errors(written: &Given<At<String>>, reach: Reach, sink: &mut Diagnostics<'_>) -> Checked<Option<Location>> {
    let Some(text) = given(written)? else { return Ok(None) };
    let location = check_location_within(text, reach, sink)?;
    let is_one = |path: &[Segment]| path.iter().all(|it| matches!(it, Segment::Name(_)));
    if matches!((&location, reach), (Location::Body { .. }, Reach::Text | Reach::Pairs | Reach::Lines)) {
        let title = "a body of this kind has no list of errors";
        let help = "remove `errors`; a list in a text is reached by `(json)` or `(xml)`";
        return Err(sink.report(Diagnostic::new(&rules::BAD_LOCATION, text.span, title).help(help)));
    }
    match &location {
        Location::Body { path, name: false } if is_one(path) => Ok(Some(location)),
        // Of several texts, only one would be read.
        Location::Embedded { outer, kind: Embedded::Json | Embedded::Xml, path, name: false }
            if is_one(path) && !outer.has_star() =>
        {
            Ok(Some(location))
        }
        _ => Err(sink.report(
            Diagnostic::new(&rules::BAD_LOCATION, text.span, "`errors` must be the location of one list in the body")
                .help("give the location of the list itself, without `*`: `/errors`; if only a `*` leads to it, `details` reads all its elements"),
        )),
    }
}

/// Checks that the locations in an element of `errors` are those of its first element.
fn check_listed(envelope: &AstEnvelope, list: &Location, reach: Reach, sink: &mut Diagnostics<'_>) -> Checked<()> {
    let AstEnvelope { code, message, name, request_id, status, retry_after, .. } = envelope;
    let written = list.to_string();
    let mut result = Ok(());
    // The elements of XML have no numbers. A list that is the whole body is the rest of what the body may be.
    let has_names = match list {
        Location::Embedded { kind, .. } => *kind == Embedded::Xml,
        _ => reach == Reach::Xml || written.is_empty(),
    };
    let sources = [code, message, name, request_id, status, retry_after];
    for at in sources.into_iter().flat_map(places).filter_map(|place| place.at.as_ref()) {
        let inside = at.value.strip_prefix(&written).and_then(|rest| rest.strip_prefix('/'));
        let Some(inside) = inside else { continue };
        let (index, rest) = inside.split_once('/').unwrap_or((inside, ""));
        let is_other = index == "*" || index.bytes().all(|byte| byte.is_ascii_digit());
        if index == "0" || index.starts_with('[') || (has_names && !is_other) {
            continue;
        }
        let rest = if is_other { rest } else { inside };
        let fix = if rest.is_empty() { format!("{written}/0") } else { format!("{written}/0/{rest}") };
        let title = format!("`{}` is not the location of an element of `errors`", at.value);
        let diagnostic = Diagnostic::new(&rules::BAD_LOCATION, at.span, title)
            .label("each element of the list is read on its own")
            .suggest(Suggestion::string(
                "`/0` stands for the element that is read: write {}, or remove `errors`",
                at.span,
                &fix,
            ));
        result = Err(sink.report(diagnostic));
    }
    result
}

/// Checks that the envelope states something by which a body is recognized.
fn check_not_empty(envelope: &AstEnvelope, body: BodyKind, sink: &mut Diagnostics<'_>) -> Checked<()> {
    envelope.sound?;
    let is_absent = |given: &Given<AstSource>| matches!(given, Ok(None));
    let is_empty = is_absent(&envelope.code)
        && is_absent(&envelope.message)
        && is_absent(&envelope.details)
        && matches!(envelope.errors, Ok(None))
        && matches!(envelope.when, Ok(None))
        && body != BodyKind::Text;
    if !is_empty {
        return Ok(());
    }
    let title = "no body can be recognized as this envelope";
    let diagnostic = Diagnostic::new(&rules::EMPTY_ENVELOPE, envelope.span, title)
        .label("has neither `code`, `message`, `details`, `errors` nor `when`");
    Err(sink.report(diagnostic))
}
