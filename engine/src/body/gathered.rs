//! A value that is gathered through `*`.

use super::slot::Slot;

/// A value at a location with `*`.
pub(crate) struct Gathered {
    pub(crate) value: Slot,
    /// The name of the member, or the index of the element.
    pub(crate) name: Slot,
    /// The name one level up.
    pub(crate) parent: Slot,
    /// The offset of the first byte of the value.
    pub(crate) start: usize,
}
