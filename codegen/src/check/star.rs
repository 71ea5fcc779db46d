//! A `*` where an envelope has an object.

use super::locations::{Scope, only, places, with_parents};
use crate::ast::{AstEnvelope, AstField, AstTable};
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::location::parse_location;
use crate::model::{BodyKind, Location, Segment};
use crate::rules;
use crate::source::At;

/// Warns of a location that goes on after a `*`, if other values of the envelope are members there: a list has no members, and of an object
/// one member is meant. A value that has several locations may come in several shapes, so it is none of these.
pub(crate) fn check_stars(table: &AstTable, sink: &mut Diagnostics<'_>) {
    let Ok(envelopes) = &table.envelopes else { return };
    let members: Vec<(&AstEnvelope, Vec<ValueLocation<'_>>)> =
        envelopes.iter().map(|envelope| (envelope, members(envelope))).collect();
    for (text, scope) in stars(table) {
        let Ok(Location::Body { path, .. }) = parse_location(&text.value) else { continue };
        let read: Vec<&Vec<ValueLocation<'_>>> =
            members.iter().filter(|(envelope, _)| scope.has(envelope)).map(|(_, members)| members).collect();
        let found: Option<Vec<&At<String>>> = read.into_iter().map(|members| member_beside(&path, members)).collect();
        let Some(member) = found.as_ref().and_then(|found| found.first()) else { continue };
        sink.warn(warning(text, member));
    }
}

/// A value of an envelope: its location as it is written, and the segments.
type ValueLocation<'t> = (&'t At<String>, Vec<Segment>);

/// A location with a `*`, and where it is read.
type Star<'t> = (&'t At<String>, Scope<'t>);

/// Returns the values of an envelope with one location each.
fn members(envelope: &AstEnvelope) -> Vec<ValueLocation<'_>> {
    let of_json = envelope.sound.is_ok() && envelope.body.is_ok_and(|body| body.is_none_or(is_json));
    let AstEnvelope { code, message, name, request_id, status, retry_after, details, .. } = envelope;
    let sources = [code, message, name, request_id, status, retry_after, details];
    let parsed = |text: &'_ At<String>| match parse_location(&text.value) {
        Ok(Location::Body { path, .. }) if of_json => Some(path),
        _ => None,
    };
    sources
        .into_iter()
        .filter_map(|source| only_place(places(source)))
        .filter_map(|at| Some((at, parsed(at)?)))
        .collect()
}

fn is_json(body: At<BodyKind>) -> bool {
    body.value == BodyKind::Json
}

fn only_place<'t>(mut places: impl Iterator<Item = &'t crate::ast::AstPlace>) -> Option<&'t At<String>> {
    let place = places.next().filter(|_| places.next().is_none())?;
    place.at.as_ref()
}

/// Returns the locations of values and fields with a `*`.
fn stars(table: &AstTable) -> Vec<Star<'_>> {
    let values = table.envelopes.iter().flatten().flat_map(|envelope| {
        let AstEnvelope { code, message, name, request_id, status, retry_after, .. } = envelope;
        let sources = [code, message, name, request_id, status, retry_after];
        sources.into_iter().filter_map(move |source| Some((only_place(places(source))?, Scope::One(envelope))))
    });
    let common = table.fields.iter().filter_map(|field| of_field(field, Scope::All));
    let entries = with_parents(table).flat_map(|(entry, parent)| {
        let scope = only(entry).or_else(|| only(parent?)).unwrap_or(Scope::All);
        entry.fields.iter().filter_map(move |field| of_field(field, scope))
    });
    let has_star = |star: &Star<'_>| star.0.value.contains("/*/");
    values.chain(common).chain(entries).filter(has_star).collect()
}

fn of_field<'t>(field: &'t AstField, scope: Scope<'t>) -> Option<Star<'t>> {
    let at = only_place(places(&field.source))?;
    let bound = places(&field.source).find_map(|place| place.envelope.as_ref());
    Some((at, bound.map_or(scope, |id| Scope::Named(&id.value))))
}

/// Returns a value that is a member where a path has a `*`.
fn member_beside<'t>(path: &[Segment], members: &[ValueLocation<'t>]) -> Option<&'t At<String>> {
    let star = path.iter().position(|segment| *segment == Segment::Any).filter(|star| star + 1 < path.len())?;
    let is_member = |other: &[Segment]| {
        other.get(..star) == path.get(..star)
            && matches!(other.get(star), Some(Segment::Name(name)) if !name.is_empty() && name.parse::<u32>().is_err())
    };
    members.iter().find(|(_, other)| is_member(other)).map(|(at, _)| *at)
}

fn warning(star: &At<String>, member: &At<String>) -> Diagnostic {
    let title = format!("the `*` of `{}` is where `{}` is a member of an object", star.value, member.value);
    Diagnostic::new(&rules::STAR_IN_OBJECT, star.span, title)
        .label("goes through all members of this object")
        .related(member.span, "is one of its members")
}
