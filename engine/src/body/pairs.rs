//! Plain text, forms, and lines of `KEY=VALUE`.

use super::slot::Slot;
use super::tree::{child, keep};
use crate::kind::Kind;
use crate::table::Layout;

/// Keeps the whole text of a body, without surrounding white space. Returns `false` if there is none.
pub(super) fn read_text(layout: Layout<'_>, body: &[u8], slots: &mut [Slot]) -> bool {
    let Ok(whole) = core::str::from_utf8(body) else { return false };
    let trimmed = whole.trim();
    let start = whole.len() - whole.trim_start().len();
    if let Some(root) = layout.root() {
        keep(layout, root, slots, Slot { start, end: start + trimmed.len(), kind: Kind::Plain });
    }
    !trimmed.is_empty()
}

/// A syntax of key-value pairs.
pub(super) struct Pairs {
    /// The byte between two pairs.
    between: u8,
    /// Returns the byte between key and value in a pair.
    separator: fn(&[u8]) -> Option<u8>,
    /// The kind of the values.
    kind: Kind,
}

/// The pairs of a form (`application/x-www-form-urlencoded`).
pub(super) const FORM: Pairs = Pairs { between: b'&', separator: |_| Some(b'='), kind: Kind::Form };

/// Lines of `KEY=VALUE` or `KEY: VALUE`. The first `=` or `:` of a line is its separator.
pub(super) const LINES: Pairs = Pairs {
    between: b'\n',
    separator: |line| line.iter().copied().find(|byte| matches!(byte, b'=' | b':')),
    kind: Kind::Plain,
};

impl Pairs {
    /// Reads pairs, and keeps their values in `slots`. Returns `false` if there is no pair.
    pub(super) fn read(&self, layout: Layout<'_>, body: &[u8], slots: &mut [Slot]) -> bool {
        if core::str::from_utf8(body).is_err() {
            return false;
        }
        let mut found = false;
        let mut start = 0;
        for pair in body.split(|byte| *byte == self.between) {
            let separated = (self.separator)(pair).and_then(|byte| pair.iter().position(|own| *own == byte));
            if let Some(place) = separated {
                let (key, value) = pair.split_at(place);
                let name = Slot { start: 0, end: key.len(), kind: self.kind };
                let name = name.text(key).unwrap_or_default();
                let (start, end) = trimmed(start + place + 1, value.get(1..).unwrap_or_default());
                found |= !name.trim().is_empty();
                if let Some(node) = layout.root().and_then(|root| child(layout, root, name.trim())) {
                    keep(layout, node, slots, Slot { start, end, kind: self.kind });
                }
            }
            start += pair.len() + 1;
        }
        found
    }
}

/// Returns the byte range of a value without surrounding white space.
fn trimmed(start: usize, value: &[u8]) -> (usize, usize) {
    let front = value.len() - value.trim_ascii_start().len();
    let start = start + front;
    (start, start + value.trim_ascii().len())
}
