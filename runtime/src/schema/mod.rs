//! What bodies look like that a table's errors are written as, for descriptions of an API.
//!
//! A shape is put together as the encoder puts a body together: the same values at the same locations in the same order, each
//! as what is known of it.

mod entry;
mod shape;
mod words;

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

pub(crate) use self::entry::{Described, describe};
pub(crate) use self::shape::{Member, Shape};
use crate::generated::Generated;
use crate::{Entry, Spec};

/// The entries that a type has variants for, as they are written.
pub(crate) fn of_type<E: Spec>() -> Vec<Described> {
    let mut all = Vec::new();
    for (table, number) in (0..).zip(E::tables()) {
        let entries = (0..).map_while(|index| Entry::of(number, index));
        all.extend(entries.filter(|entry| <E as Generated>::covers(table, entry.number)).filter_map(describe));
    }
    all
}

/// The same by status.
pub(crate) fn by_status<E: Spec>() -> BTreeMap<u16, Vec<Described>> {
    let mut statuses: BTreeMap<u16, Vec<Described>> = BTreeMap::new();
    for described in of_type::<E>() {
        for status in &described.statuses {
            statuses.entry(*status).or_default().push(described.clone());
        }
    }
    statuses
}

/// The bodies of these entries: those of one code together, and of these groups exactly one where no body can be of two.
pub(crate) fn union(entries: &[Described]) -> Shape {
    let mut groups: Vec<(&Described, Vec<Shape>)> = Vec::new();
    let mut places: BTreeMap<&(usize, Vec<crate::Json>), usize> = BTreeMap::new();
    for described in entries {
        let known = described.identity.as_ref().and_then(|identity| places.get(identity)).copied();
        match known.and_then(|place| groups.get_mut(place)) {
            Some((_, group)) => group.push(described.shape.clone()),
            None => {
                if let Some(identity) = &described.identity {
                    places.insert(identity, groups.len());
                }
                groups.push((described, alloc::vec![described.shape.clone()]));
            }
        }
    }
    // Codes at the same places rule each other out.
    let mut identities = groups.iter().map(|(described, _)| described.identity.as_ref().map(|(envelope, _)| *envelope));
    let first = identities.next().flatten();
    let exclusive = first.is_some() && identities.all(|envelope| envelope == first);
    let shapes = groups.into_iter().map(|(_, group)| Shape::choice(group, false));
    Shape::choice(shapes.collect(), exclusive)
}

/// The name of a type without path and generics.
pub(crate) fn type_name<E>() -> &'static str {
    let full = core::any::type_name::<E>();
    let plain = full.split('<').next().unwrap_or(full);
    plain.rsplit("::").next().unwrap_or(plain)
}
