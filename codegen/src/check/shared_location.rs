//! Fields at one location.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::locations::places;
use crate::ast::{AstField, AstPlace, AstTable};
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::location::parse_location;
use crate::model::{Location, Type};
use crate::rules;
use crate::source::At;

/// Warns of fields of `[fields]`, or of `[detail]`, that are the whole value at one location. Those of an entry could not both be written,
/// which is an error.
pub(crate) fn check_shared_locations(table: &AstTable, sink: &mut Diagnostics<'_>) {
    check_fields(&table.fields, sink);
    check_fields(table.detail.as_deref().unwrap_or_default(), sink);
}

fn check_fields(fields: &[AstField], sink: &mut Diagnostics<'_>) {
    let mut known: HashMap<Location, (&AstField, &At<String>)> = HashMap::new();
    for field in fields {
        let Some((at, location)) = place_of(field) else { continue };
        match known.entry(location) {
            Entry::Occupied(first) => sink.warn(warning(*first.get(), (field, at))),
            Entry::Vacant(place) => _ = place.insert((field, at)),
        }
    }
}

/// Returns the only location of a field that is the whole value there.
fn place_of(field: &AstField) -> Option<(&At<String>, Location)> {
    let mut places = places(&field.source);
    let place = places.next().filter(|_| places.next().is_none()).filter(|place| is_whole(place))?;
    // The whole of a list may be kept beside its elements.
    let ty = field.ty.ok()?.map_or(Type::String, |ty| ty.value);
    let is_single =
        matches!(ty, Type::String | Type::Integer | Type::Number | Type::Boolean | Type::Duration | Type::Time);
    let at = place.at.as_ref().filter(|_| is_single && field.sound.is_ok())?;
    Some((at, parse_location(&at.value).ok()?))
}

/// Returns `true` if a value is the whole one.
fn is_whole(place: &AstPlace) -> bool {
    let is_part = place.encoding.is_some() || !place.template.is_empty();
    !is_part && place.envelope.is_none() && place.own.says_nothing()
}

fn warning((first, place): (&AstField, &At<String>), (second, at): (&AstField, &At<String>)) -> Diagnostic {
    let (one, other) = (&first.name.value, &second.name.value);
    Diagnostic::new(&rules::SHARED_LOCATION, at.span, format!("`{one}` and `{other}` are the value at one location"))
        .label("the location of another field")
        .related(place.span, format!("the location of `{one}`"))
}
