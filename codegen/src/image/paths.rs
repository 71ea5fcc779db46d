//! The paths of locations: those in a text, and those of the members that selectors test.

use errspec_engine::location::Embedded;

use crate::model::{Location, Segment};

/// Returns the location of the member that decides if an element is selected, for each selector of a location.
pub(super) fn tested_members(location: &Location) -> Vec<Location> {
    let Location::Body { path, .. } = location else { return Vec::new() };
    let selectors = path.iter().enumerate().filter_map(|(place, segment)| match segment {
        Segment::Select { member, .. } => Some((place, member)),
        _ => None,
    });
    selectors.filter_map(|(place, member)| tested_member(path.get(..=place)?, member)).collect()
}

/// Returns the location of the tested member below a selector.
pub(super) fn tested_member(selector: &[Segment], member: &str) -> Option<Location> {
    let path = selector.iter().cloned().chain([Segment::Name(member.to_owned())]).collect();
    (!selector.is_empty()).then_some(Location::Body { path, name: false })
}

/// Returns the paths of locations in a text.
pub(super) fn paths_in_text<'a>(locations: &[&'a Location], outer: &Location, kind: Embedded) -> Vec<&'a [Segment]> {
    let inside = locations.iter().filter_map(|location| match location {
        Location::Embedded { outer: own, kind: own_kind, path, .. } if **own == *outer && *own_kind == kind => {
            Some(path.as_slice())
        }
        _ => None,
    });
    inside.collect()
}

/// Returns `true` for a location in a text that is a body of its own.
pub(super) fn is_embedded(location: &Location) -> bool {
    matches!(location, Location::Embedded { .. })
}

/// Returns the path of a location in the body itself.
pub(super) fn body_path(location: &Location) -> Option<&[Segment]> {
    match location {
        Location::Body { path, .. } => Some(path),
        Location::Header(_) | Location::Embedded { .. } => None,
    }
}
