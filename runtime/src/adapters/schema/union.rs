//! The union of the bodies of a type's entries.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use super::described::Described;
use super::entry::{EntrySchema, Identity};
#[cfg(feature = "utoipa")]
use super::headers::{HeaderSchema, either};
use super::shape::Shape;

/// Returns the schemas of a type's entries by status.
pub(in crate::adapters) fn by_status<D: Described>() -> BTreeMap<u16, Vec<EntrySchema>> {
    let mut statuses: BTreeMap<u16, Vec<EntrySchema>> = BTreeMap::new();
    for schema in D::describe() {
        for status in &schema.statuses {
            statuses.entry(*status).or_default().push(schema.clone());
        }
    }
    statuses
}

/// Returns the union of the bodies of entries.
///
/// Entries that share a code form a group. The groups are exclusive if all have a code at the same places.
pub(in crate::adapters) fn union(schemas: &[EntrySchema]) -> Shape {
    let mut groups: Vec<(&EntrySchema, Vec<Shape>)> = Vec::new();
    let mut places: BTreeMap<&Identity, usize> = BTreeMap::new();
    let mut listed: BTreeMap<&str, Vec<&Shape>> = BTreeMap::new();
    for schema in schemas {
        let shapes = listed.entry(schema.shape.component()).or_default();
        // Two types may have the same entry.
        if shapes.contains(&&schema.shape) {
            continue;
        }
        shapes.push(&schema.shape);
        let known = schema.identity.as_ref().and_then(|identity| places.get(identity)).copied();
        match known.and_then(|place| groups.get_mut(place)) {
            Some((_, group)) => group.push(schema.shape.clone()),
            None => {
                if let Some(identity) = &schema.identity {
                    places.insert(identity, groups.len());
                }
                groups.push((schema, alloc::vec![schema.shape.clone()]));
            }
        }
    }
    // Two codes at the same places exclude each other.
    let mut places = groups.iter().map(|(schema, _)| schema.identity.as_ref().map(|identity| &identity.places));
    let first = places.next().flatten();
    let exclusive = first.is_some() && places.all(|places| places == first);
    let shapes = groups.into_iter().map(|(_, group)| Shape::choice(group, false));
    Shape::choice(shapes.collect(), exclusive)
}

/// Returns the headers of a response that is one of several. A header is required if all have it.
#[cfg(feature = "utoipa")]
pub(in crate::adapters) fn common_headers(schemas: &[EntrySchema]) -> Vec<HeaderSchema> {
    let mut common: Vec<HeaderSchema> = Vec::new();
    for header in schemas.iter().flat_map(|schema| &schema.headers) {
        match common.iter_mut().find(|known| known.name == header.name) {
            Some(known) => {
                known.shape = either(known.shape.clone(), header.shape.clone());
                if known.about != header.about {
                    known.about = None;
                }
            }
            None => common.push(header.clone()),
        }
    }
    for header in &mut common {
        let is_written =
            |schema: &EntrySchema| schema.headers.iter().any(|other| other.name == header.name && other.required);
        header.required = schemas.iter().all(is_written);
    }
    common
}
