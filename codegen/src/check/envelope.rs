//! Envelopes.

use super::source::{Reach, Role, Value, check_location_within, check_source};
use super::value::codes;
use super::when::check_conditions;
use crate::fault::{Checked, Fault, Faults};
use crate::model::{Alternative, BodyKind, Envelope, Location, Segment, Source, Type};
use crate::rules;
use crate::source::At;
use crate::table::{self, Table};

/// All envelopes.
pub(crate) fn check_envelopes(table: &Table, faults: &mut Faults<'_>) -> Checked<Vec<Envelope>> {
    let envelopes = table.envelopes.as_ref().map_err(|rejected| *rejected)?;
    let checked: Vec<_> = envelopes.iter().map(|envelope| check_envelope(envelope, faults)).collect();
    checked.into_iter().collect()
}

fn check_envelope(envelope: &table::Envelope, faults: &mut Faults<'_>) -> Checked<Envelope> {
    // Without its kind of body, or with a preset that is not known, nothing can be said of the rest.
    envelope.preset.as_ref().map_err(|rejected| *rejected)?;
    let body = envelope.body?.map_or(BodyKind::Json, |body| body.value);
    let reach = match body {
        BodyKind::Json | BodyKind::Xml => Reach::Response,
        BodyKind::Text => Reach::Text,
        BodyKind::Form | BodyKind::Lines => Reach::Pairs,
    };
    let mut source = |given: &table::Given<table::Source>, name, role| {
        let ty = if role == Role::Delay { Type::Number } else { Type::String };
        check_source(given, Value { name, ty, role, reach }, faults)
    };
    let code = source(&envelope.code, "code", Role::Plain);
    let message = source(&envelope.message, "message", Role::Plain);
    let name = source(&envelope.name, "name", Role::Plain);
    let request_id = source(&envelope.request_id, "request_id", Role::Plain);
    let status = source(&envelope.status, "status", Role::Status);
    let retry_after = source(&envelope.retry_after, "retry_after", Role::Delay);
    let details = source(&envelope.details, "details", Role::Details);
    let when = check_conditions(&envelope.when, faults);
    let errors = check_errors(&envelope.errors, reach, faults);
    check_something(envelope, body, faults)?;
    Ok(Envelope {
        body,
        when: when?,
        code: code?,
        no_code: codes(&envelope.no_code)?,
        message: or_at(message?, (body == BodyKind::Text).then(whole_body)),
        name: name?,
        request_id: request_id?,
        status: status?,
        status_as_string: any(&envelope.status, |alternative| alternative.string),
        retry_after: or_at(retry_after?, Some(Location::Header("retry-after".to_owned()))),
        details: details?,
        details_map: any(&envelope.details, |alternative| alternative.map),
        errors: errors?,
        in_2xx: envelope.in_2xx?.is_some_and(|it| it.value),
        media_type: match envelope.media_type.as_ref().map_err(|rejected| *rejected)? {
            Some(given) => given.value.clone(),
            None => media_type(body).to_owned(),
        },
    })
}

fn whole_body() -> Location {
    Location::Body { path: Vec::new(), name: false }
}

/// The source, or where nothing is said the location.
fn or_at(source: Source, location: Option<Location>) -> Source {
    match location.filter(|_| source.alternatives.is_empty()) {
        None => source,
        Some(location) => Source {
            alternatives: vec![Alternative {
                locations: vec![location],
                with: "/".to_owned(),
                templates: Vec::new(),
                milliseconds: false,
            }],
        },
    }
}

fn any(given: &table::Given<table::Source>, flag: impl Fn(&table::Alternative) -> Option<At<bool>>) -> bool {
    let alternatives = given.as_ref().ok().and_then(Option::as_ref).map(|source| &source.alternatives);
    alternatives.into_iter().flatten().filter_map(flag).any(|flag| flag.value)
}

fn media_type(body: BodyKind) -> &'static str {
    match body {
        BodyKind::Json => "application/json",
        BodyKind::Text | BodyKind::Lines => "text/plain; charset=utf-8",
        BodyKind::Form => "application/x-www-form-urlencoded",
        BodyKind::Xml => "application/xml",
    }
}

/// `errors` is a list in the body.
fn check_errors(given: &table::Given<At<String>>, reach: Reach, faults: &mut Faults<'_>) -> Checked<Option<Location>> {
    let Some(text) = given.as_ref().map_err(|rejected| *rejected)? else { return Ok(None) };
    let location = check_location_within(text, reach, faults)?;
    match &location {
        Location::Body { path, name: false } if !path.contains(&Segment::Any) => Ok(Some(location)),
        _ => Err(faults.report(
            Fault::new(&rules::BAD_LOCATION, text.span, "`errors` is one list in the body")
                .help("give the location of the list itself, without `*`: `/errors`"),
        )),
    }
}

/// An envelope says by what a body is known to be of its layout.
fn check_something(envelope: &table::Envelope, body: BodyKind, faults: &mut Faults<'_>) -> Checked<()> {
    envelope.sound?;
    let silent = |given: &table::Given<table::Source>| matches!(given, Ok(None));
    let nothing = silent(&envelope.code)
        && silent(&envelope.message)
        && silent(&envelope.details)
        && matches!(envelope.errors, Ok(None))
        && matches!(envelope.when, Ok(None))
        && body != BodyKind::Text;
    if !nothing {
        return Ok(());
    }
    let fault = Fault::new(&rules::EMPTY_ENVELOPE, envelope.span, "nothing says which bodies are of this layout")
        .label("has neither `code`, `message`, `details`, `errors` nor `when`");
    Err(faults.report(fault))
}
