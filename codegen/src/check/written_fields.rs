//! Fields that are written to places which exclude each other.

use super::locations::{envelope_of, with_parents, written_place};
use crate::ast::{AstEntry, AstField, AstTable};
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::location::parse_location;
use crate::model::{BodyKind, Location, Segment, Type};
use crate::rules;
use crate::source::At;

/// Checks that no field of an entry is a text or a number where another field needs an object, or an element of XML with elements.
///
/// A recorded response of the entry shows that the API sends the one or the other.
pub(super) fn check_written_fields(table: &AstTable, sink: &mut Diagnostics<'_>) {
    for (entry, parent) in with_parents(table) {
        if entry.fields.len() < 2 && parent.is_none_or(|parent| parent.fields.is_empty() || entry.fields.is_empty()) {
            continue;
        }
        let is_recorded = entry.examples.as_ref().is_ok_and(|examples| !examples.is_empty());
        let Some(envelope) = envelope_of(table, entry, parent).filter(|_| !is_recorded) else { continue };
        let body = envelope.body.ok().flatten().map_or(BodyKind::Json, |body| body.value);
        if !matches!(body, BodyKind::Json | BodyKind::Xml) {
            continue;
        }
        let values = fields(entry, parent);
        let mut pairs = values.iter().flat_map(|outer| values.iter().map(move |inner| (outer, inner)));
        let excludes = |((outer, at, location), (inner, _, within)): &(&Written<'_>, &Written<'_>)| {
            // Two fields of the entry are reported with it, not again with each of its cases.
            (entry.fields.iter().any(|own| std::ptr::eq(own, *outer) || std::ptr::eq(own, *inner)))
                && (is_scalar(outer) && !at.value.ends_with("~#") && is_member(within, location, body))
        };
        let Some(((outer, at, _), (inner, within, _))) = pairs.find(excludes) else { continue };
        let title = format!("`{}` is where `{}` needs {}", outer.name.value, inner.name.value, object(body));
        let diagnostic = Diagnostic::new(&rules::BAD_LOCATION, at.span, title)
            .label(format!("is of type {:?}", kind(outer)))
            .related(within.span, "is written within it");
        sink.report(diagnostic.help(
            "give one of the two another location, or `type = \"json\"` to the outer one; if the API sends sometimes the one and sometimes \
             the other, record a response under `examples`",
        ));
    }
}

/// A field, the location to which it is written, and that location as it is read.
type Written<'t> = (&'t AstField, &'t At<String>, Location);

/// Returns the fields of an entry or a case that are written as whole values of a body.
fn fields<'t>(entry: &'t AstEntry, parent: Option<&'t AstEntry>) -> Vec<Written<'t>> {
    let is_own = |field: &AstField| entry.fields.iter().any(|own| own.name.value == field.name.value);
    let inherited = parent.into_iter().flat_map(|parent| &parent.fields).filter(|field| !is_own(field));
    let written = |field: &'t AstField| {
        let place = written_place(&field.source)?;
        let at = place.at.as_ref().filter(|_| place.template.is_empty() && place.envelope.is_none())?;
        Some((field, at, parse_location(&at.value).ok()?))
    };
    entry.fields.iter().chain(inherited).filter_map(written).collect()
}

fn is_scalar(field: &AstField) -> bool {
    let is_split = matches!(field.separator, Ok(Some(_)));
    matches!(field.ty, Ok(ty) if is_split || ty.is_none_or(|ty| !(ty.value.is_list() || ty.value == Type::Json)))
}

fn kind(field: &AstField) -> &'static str {
    field.ty.ok().flatten().filter(|ty| !ty.value.is_list()).map_or("string", |ty| ty.value.name())
}

fn object(body: BodyKind) -> &'static str {
    if body == BodyKind::Xml { "an element with elements" } else { "an object or a list" }
}

/// Returns `true` if a location is within the value at another. An attribute of XML is beside the text of its element.
pub(super) fn is_member(inner: &Location, outer: &Location, body: BodyKind) -> bool {
    let (Location::Body { path: inner, .. }, Location::Body { path: outer, name: false }) = (inner, outer) else {
        return false;
    };
    let is_attribute = |segment: &Segment| matches!(segment, Segment::Name(name) if name.starts_with('@'));
    inner.starts_with(outer) && inner.get(outer.len()).is_some_and(|next| body != BodyKind::Xml || !is_attribute(next))
}
