//! The constants that an envelope writes.

use super::header_text::{can_be_written, unwritable};
use super::reach::{Reach, check_location_within};
use crate::ast::{AstCondition, AstEnvelope, AstPlace, AstSource, AstTest, Given, given};
use crate::diagnostics::{Checked, Diagnostic, Diagnostics};
use crate::location::parse_location;
use crate::model::{Literal, Location, Segment};
use crate::rules;
use crate::source::At;

/// Checks the constants of `write`: each is one value at one location, and is written.
pub(crate) fn check_constants(
    envelope: &AstEnvelope,
    reach: Reach,
    sink: &mut Diagnostics<'_>,
) -> Checked<Vec<(Location, Literal)>> {
    let constants = given(&envelope.write)?.map(Vec::as_slice).unwrap_or_default();
    let checked: Vec<Checked<(Location, Literal)>> = constants
        .iter()
        .map(|constant| {
            let location = check_location_within(&constant.location, reach, sink);
            let (location, value) = (location, check_value(constant, sink));
            let (location, value) = (location?, value?);
            match unwritten(constant, (&location, &value), envelope, constants) {
                Some(diagnostic) => Err(sink.report(diagnostic)),
                None => Ok((location, value)),
            }
        })
        .collect();
    checked.into_iter().collect()
}

fn check_value(constant: &AstCondition, sink: &mut Diagnostics<'_>) -> Checked<Literal> {
    let value = match constant.test.as_ref().map_err(|rejected| *rejected)? {
        AstTest::Is(values) if matches!(constant.others, Ok(None)) && !is_list(values, sink) => {
            match values.value.as_slice() {
                [only] => Some(only.clone()),
                _ => None,
            }
        }
        AstTest::Is(_) | AstTest::All(_) => None,
    };
    value.ok_or_else(|| {
        let diagnostic = Diagnostic::new(&rules::BAD_CONDITION, constant.location.span, "a constant is one value");
        sink.report(diagnostic.help("write the string, integer or boolean; tests of a value belong in `when`"))
    })
}

/// Returns `true` for a value in brackets, also for a single one.
fn is_list(values: &At<Vec<Literal>>, sink: &Diagnostics<'_>) -> bool {
    sink.text().get(values.span.start..).is_some_and(|text| text.starts_with('['))
}

/// Describes a constant that is never written, or not as it stands.
fn unwritten(
    constant: &AstCondition,
    (location, value): (&Location, &Literal),
    envelope: &AstEnvelope,
    constants: &[AstCondition],
) -> Option<Diagnostic> {
    let span = constant.location.span;
    let misplaced = |title: &str| Diagnostic::new(&rules::MISPLACED_KEY, span, title);
    match location {
        Location::Header(name) if name == "content-type" => {
            let diagnostic = misplaced("the media type is a key of its own");
            return Some(diagnostic.help("write it as `media_type`"));
        }
        header if matches!(value, Literal::String(text) if !can_be_written(header, text)) => {
            return Some(unwritable(span, "this constant"));
        }
        Location::Body { path, name: true } if path.last() != Some(&Segment::Any) => {
            let title = "a constant is a value, not the name of a member";
            let help = "remove `~#` from the location";
            return Some(Diagnostic::new(&rules::BAD_LOCATION, span, title).help(help));
        }
        _ => {}
    }
    let is_here = |other: &&At<String>| parse_location(&other.value).is_ok_and(|other| other == *location);
    let before = constants.iter().map(|other| &other.location).take_while(|other| other.span != span);
    if let Some(first) = { before }.find(is_here) {
        let diagnostic = misplaced("two constants at one location").related(first.span, "the other one");
        return Some(diagnostic.help("remove one of them"));
    }
    if let Some(other) = required(&envelope.when).find(is_here) {
        let diagnostic = misplaced("the constant is at the location of a condition");
        return Some(diagnostic.related(other.span, "its value is written here").help("remove the constant"));
    }
    if let Some(code) = written(&envelope.code).find(is_here) {
        let diagnostic = misplaced("the constant is at the location of the code");
        return Some(diagnostic.related(code.span, "the code is written here").help("remove the constant"));
    }
    if let Some(status) = written(&envelope.status).find(is_here) {
        let diagnostic = misplaced("the constant is at the location of the status");
        return Some(diagnostic.related(status.span, "the status is written here").help("remove the constant"));
    }
    let inner = values(envelope).find(|other| parse_location(&other.value).is_ok_and(|it| is_within(&it, location)))?;
    let title = format!("the constant is where `{}` needs an object or a list", inner.value);
    let diagnostic = Diagnostic::new(&rules::BAD_LOCATION, span, title);
    Some(diagnostic.related(inner.span, "is written within it").help("give the location of a member of its own"))
}

/// Returns the locations that must have a certain value.
fn required(conditions: &Given<Vec<AstCondition>>) -> impl Iterator<Item = &At<String>> {
    let conditions = conditions.as_ref().ok().and_then(Option::as_ref).into_iter().flatten();
    conditions.filter(|condition| matches!(condition.test, Ok(AstTest::Is(_)))).map(|condition| &condition.location)
}

/// Returns the locations of the values of an envelope to which something is written.
fn values(envelope: &AstEnvelope) -> impl Iterator<Item = &At<String>> {
    let AstEnvelope { code, message, name, request_id, status, details, .. } = envelope;
    let sources = [code, message, name, request_id, status, details];
    sources.into_iter().flat_map(written).chain(required(&envelope.when))
}

fn written(source: &Given<AstSource>) -> impl Iterator<Item = &At<String>> {
    let places = source.as_ref().ok().and_then(Option::as_ref).into_iter().flat_map(|source| &source.places);
    let is_written = |place: &&AstPlace| !place.read_only.is_some_and(|it| it.value);
    { places }
        .find(is_written)
        .into_iter()
        .filter(|place| place.template.is_empty())
        .filter_map(|place| place.at.as_ref())
}

/// Returns `true` if a location is within the value at another.
fn is_within(inner: &Location, outer: &Location) -> bool {
    match (inner, outer) {
        (Location::Body { path: inner, .. }, Location::Body { path: outer, name: false }) => {
            inner.len() > outer.len() && inner.starts_with(outer)
        }
        _ => false,
    }
}
