//! All values at a location with `*` in JSON.

use super::elements::{Element, Elements};
use super::gathered::Gathered;
use super::slot::Slot;
use crate::kind::Kind;
use crate::location::Segment;
use crate::table::Literal;

/// Calls `take` with every value at a path below an array or object, in the order of the body. `null` is no value.
///
/// The body has been read before, so the array or object is well-formed. Every level is scanned once more, so the time is linear in the
/// length of the body, and the recursion is no deeper than the path.
pub(super) fn gather(body: &[u8], container: Slot, path: &[Segment<'_>], take: &mut dyn FnMut(Gathered)) {
    walk(body, (container, Slot::ABSENT), path, take);
}

fn walk(body: &[u8], (container, parent): (Slot, Slot), path: &[Segment<'_>], take: &mut dyn FnMut(Gathered)) {
    let Some((first, rest)) = path.split_first() else { return };
    if !container.is_container() {
        return take_alone((container, parent), path, take);
    }
    for Element { name, value, range } in Elements::new(body, container) {
        if value.is_absent() || !is_named(body, first, name, value) {
            continue;
        }
        if rest.is_empty() {
            take(Gathered { value, name, parent, start: range.start });
        } else {
            walk(body, (value, name), rest, take);
        }
        // Of a duplicate member, the first is read.
        if matches!(first, Segment::Name(_)) {
            return;
        }
    }
}

/// Calls `take` with a value that stands alone where the path ends with the elements of a list.
fn take_alone((value, parent): (Slot, Slot), path: &[Segment<'_>], take: &mut dyn FnMut(Gathered)) {
    if !value.is_absent() && path == [Segment::Any] {
        let quote = usize::from(matches!(value.kind, Kind::Plain | Kind::Escaped));
        take(Gathered { value, name: Slot::ABSENT, parent, start: value.start.saturating_sub(quote) });
    }
}

/// Returns `true` if a segment leads to an element.
fn is_named(body: &[u8], segment: &Segment<'_>, name: Slot, value: Slot) -> bool {
    match segment {
        Segment::Any => true,
        Segment::Name(wanted) => name.text(body).is_some_and(|name| name == *wanted),
        Segment::Select { member, value: wanted } => {
            let literal = Literal::of_selector(wanted);
            let is_tested = |element: &Element| element.name.text(body).is_some_and(|name| name == *member);
            let tested = || Elements::new(body, value).find(is_tested);
            value.kind == Kind::Object && tested().is_some_and(|element| element.value.equals(literal, body.into()))
        }
    }
}
