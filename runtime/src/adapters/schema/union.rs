//! The union of the bodies of a type's entries.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use super::entry::{EntrySchema, entry_schema};
use super::shape::Shape;
use crate::json::Json;
use crate::spec::Spec;

/// Returns the schemas of the entries that a type has variants for, itself or in the errors of its transparent variants.
pub(in crate::adapters) fn entry_schemas<E: Spec>() -> Vec<EntrySchema> {
    E::entries().filter(|entry| E::COVERAGE.has_entry(*entry)).filter_map(entry_schema).collect()
}

/// Returns the schemas of [`entry_schemas`] by status.
pub(in crate::adapters) fn by_status<E: Spec>() -> BTreeMap<u16, Vec<EntrySchema>> {
    let mut statuses: BTreeMap<u16, Vec<EntrySchema>> = BTreeMap::new();
    for schema in entry_schemas::<E>() {
        for status in &schema.statuses {
            statuses.entry(*status).or_default().push(schema.clone());
        }
    }
    statuses
}

/// Returns the union of the bodies of entries.
///
/// Entries that share a code form a group. The groups are exclusive if all have a code in the same envelope.
pub(in crate::adapters) fn union(schemas: &[EntrySchema]) -> Shape {
    let mut groups: Vec<(&EntrySchema, Vec<Shape>)> = Vec::new();
    let mut places: BTreeMap<&(usize, Vec<Json>), usize> = BTreeMap::new();
    for schema in schemas {
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
    let mut identities = groups.iter().map(|(schema, _)| schema.identity.as_ref().map(|(envelope, _)| *envelope));
    let first = identities.next().flatten();
    let exclusive = first.is_some() && identities.all(|envelope| envelope == first);
    let shapes = groups.into_iter().map(|(_, group)| Shape::choice(group, false));
    Shape::choice(shapes.collect(), exclusive)
}

/// Returns the name of a type without its path and generics.
pub(in crate::adapters) fn type_name<E>() -> &'static str {
    let full = core::any::type_name::<E>();
    let plain = full.split('<').next().unwrap_or(full);
    plain.rsplit("::").next().unwrap_or(plain)
}
