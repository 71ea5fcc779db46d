//! All values at a location with `*`.

use super::elements::{Element, Elements};
use super::gather_json;
#[cfg(feature = "xml")]
use super::gather_xml;
use super::gathered::Gathered;
use super::slot::{Body, Slot};
#[cfg(feature = "xml")]
use crate::kind::Kind;
use crate::location::Segment;

/// Calls `take` with every value at a path below an array, an object or an element, as [`gather`] does. If the path does not end with a `*`, the
/// elements of an array are taken, and not the array itself.
pub(crate) fn gather_elements(body: Body<'_>, container: Slot, path: &[Segment<'_>], take: &mut dyn FnMut(Gathered)) {
    gather(body, container, path, &mut |gathered| {
        if !gathered.value.is_list() || path.last() == Some(&Segment::Any) {
            return take(gathered);
        }
        for Element { name, value, range } in
            Elements::new(body.bytes, gathered.value).filter(|it| !it.value.is_absent())
        {
            take(Gathered { value, name, parent: gathered.name, start: range.start });
        }
    });
}

/// Calls `take` with every value at a path below an array, an object or an element, in the order of the body.
pub(crate) fn gather(body: Body<'_>, container: Slot, path: &[Segment<'_>], take: &mut dyn FnMut(Gathered)) {
    match container.kind {
        #[cfg(feature = "xml")]
        Kind::Xml | Kind::Elements => gather_xml::gather(body, container, path, take),
        _ => gather_json::gather(body.bytes, container, path, take),
    }
}
