//! The sub-errors at a location with `*`.

#[cfg(feature = "xml")]
use crate::body::read_element;
use crate::body::{Body, Gathered, Slot, gather, gather_elements, scan_value, with_slots};
use crate::kind::Kind;
use crate::location::Segment;
use crate::table::Layout;

/// Calls `take` with every sub-error at a path below an array, an object or an element. `layout` is that of a sub-error.
///
/// An object may stand alone at the end of a path where a list is expected. It is the sub-error itself if it has a text at a location of the
/// layout. Otherwise its members are the sub-errors.
pub(super) fn each_gathered(
    layout: Option<Layout<'_>>,
    body: Body<'_>,
    (container, path): (Slot, &[Segment<'_>]),
    take: &mut dyn FnMut(Gathered),
) {
    let of_lists = match path.split_last() {
        Some((Segment::Any, before)) if before.contains(&Segment::Any) => Some(before),
        _ => None,
    };
    let is_member = |location: &str| location.starts_with('/');
    let layout = layout.filter(|layout| layout.locations().iter().any(is_member));
    let (Some(before), Some(layout)) = (of_lists, layout) else {
        return gather_elements(body, container, path, take);
    };
    with_slots(layout.slots(), |slots| {
        gather(body, container, before, &mut |group| {
            if is_sub_error(layout, body, &group, slots) {
                return take(Gathered { name: Slot::ABSENT, parent: group.name, ..group });
            }
            gather(body, group.value, &[Segment::Any], &mut |gathered| {
                take(Gathered { parent: group.name, ..gathered })
            });
        });
    });
}

/// Returns `true` if a value is an object that has a text at a location of a sub-error.
fn is_sub_error(layout: Layout<'_>, body: Body<'_>, group: &Gathered, slots: &mut [Slot]) -> bool {
    slots.fill(Slot::ABSENT);
    match group.value.kind {
        Kind::Object => scan_value(&layout, body.bytes, group.start, slots),
        #[cfg(feature = "xml")]
        Kind::Elements => read_element(layout, layout.root_number(), body, group.value, slots),
        _ => return false,
    }
    let mut read = slots.iter().zip(layout.locations());
    read.any(|(slot, location)| location.starts_with('/') && !slot.is_absent() && !slot.is_container())
}
