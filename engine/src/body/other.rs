//! Bodies that are not JSON.

use super::pairs::{FORM, LINES, read_text};
use super::slot::{Body, Slot};
#[cfg(feature = "xml")]
use super::xml::read_xml;
use crate::table::{BodyKind, Layout};

/// Reads a body that is not JSON, and keeps its values in `slots`. Returns `false` if the body is not of the given kind.
pub(crate) fn read_other(kind: BodyKind, layout: Layout<'_>, body: Body<'_>, slots: &mut [Slot]) -> bool {
    slots.fill(Slot::ABSENT);
    match kind {
        BodyKind::Json => false,
        BodyKind::Text => read_text(layout, body.bytes, slots),
        BodyKind::Form => FORM.read(layout, body.bytes, slots),
        BodyKind::Lines => LINES.read(layout, body.bytes, slots),
        #[cfg(feature = "xml")]
        BodyKind::Xml => read_xml(layout, body, slots).is_ok(),
        #[cfg(not(feature = "xml"))]
        BodyKind::Xml => false,
    }
}
