//! All elements and attributes at a location with `*` in XML.

use super::gathered::Gathered;
use super::slot::{Body, Slot};
use super::xml::{attribute, child_elements, repeated_elements};
use crate::location::Segment;

/// Calls `take` with every value at a path below an element, in the order of the body. The elements that repeat at the end of the path are
/// all taken; before it, a name leads to the first of them.
pub(super) fn gather(body: Body<'_>, container: Slot, path: &[Segment<'_>], take: &mut dyn FnMut(Gathered)) {
    if let Some(first) = repeated_elements(body, container).first() {
        walk(body, (*first, Slot::ABSENT), path, take);
    }
}

fn walk(body: Body<'_>, (element, parent): (Slot, Slot), path: &[Segment<'_>], take: &mut dyn FnMut(Gathered)) {
    let Some((first, rest)) = path.split_first() else { return };
    if let Segment::Name(name) = first
        && let Some(wanted) = name.strip_prefix('@')
    {
        if let Some((name, value)) = attribute(body, element, wanted).filter(|_| rest.is_empty()) {
            take(Gathered { value, name, parent, start: value.start });
        }
        return;
    }
    for (name, value) in child_elements(body, element) {
        if !is_named(body, first, name) {
            continue;
        }
        if rest.is_empty() {
            take(Gathered { value, name, parent, start: value.start });
            continue;
        }
        walk(body, (value, name), rest, take);
        if *first != Segment::Any {
            return;
        }
    }
}

fn is_named(body: Body<'_>, segment: &Segment<'_>, name: Slot) -> bool {
    match segment {
        Segment::Any => true,
        Segment::Name(wanted) => name.text(body).is_some_and(|name| name == *wanted),
        // Only JSON has selectors.
        Segment::Select { .. } => false,
    }
}
