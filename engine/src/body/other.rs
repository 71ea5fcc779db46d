//! Bodies that are not JSON.

use super::pairs::{FORM, LINES, read_text};
use super::slot::Slot;
#[cfg(feature = "xml")]
use super::xml;
use crate::table::{BodyKind, Layout};

/// Reads a body that is not JSON, and keeps its values in `slots`. Returns `false` if the body is not of the given kind.
pub(crate) fn read_other(kind: BodyKind, layout: Layout<'_>, body: &[u8], slots: &mut [Slot]) -> bool {
    slots.fill(Slot::ABSENT);
    match kind {
        BodyKind::Json => false,
        BodyKind::Text => read_text(layout, body, slots),
        BodyKind::Form => FORM.read(layout, body, slots),
        BodyKind::Lines => LINES.read(layout, body, slots),
        #[cfg(feature = "xml")]
        BodyKind::Xml => xml::read(layout, body, slots),
        #[cfg(not(feature = "xml"))]
        BodyKind::Xml => false,
    }
}
