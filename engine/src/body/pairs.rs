//! Plain text, forms, and lines of `KEY=VALUE`.

use super::mark::after_mark;
use super::slot::Slot;
use super::tree::{child, keep, keep_name};
use crate::kind::Kind;
use crate::table::Layout;

/// Keeps the whole text of a body, without surrounding white space. Returns `false` if there is none.
pub(super) fn read_text(layout: Layout<'_>, body: &[u8], slots: &mut [Slot]) -> bool {
    let (start, end) = trimmed_text(body);
    if let Some(root) = layout.root() {
        keep(layout, root, slots, Slot { start, end, kind: Kind::Text }, body.into());
    }
    start < end
}

/// Returns the byte range of a text without its byte order mark and surrounding white space. The text need not be UTF-8.
fn trimmed_text(body: &[u8]) -> (usize, usize) {
    let text = after_mark(body);
    let mut start = body.len() - text.len();
    let (mut end, mut at) = (start, start);
    for chunk in text.utf8_chunks() {
        let valid = chunk.valid();
        let trimmed = valid.trim_end().len();
        // The range begins at the first character that is not white space.
        if end == start {
            start = at + valid.len() - valid.trim_start().len();
            end = start;
        }
        at += valid.len();
        if trimmed > 0 {
            end = at - valid.len() + trimmed;
        }
        if !chunk.invalid().is_empty() {
            at += chunk.invalid().len();
            end = at;
        }
    }
    (start, end)
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
    kind: Kind::Text,
};

impl Pairs {
    /// Reads pairs, and keeps their values in `slots`. Returns `false` if there is no pair.
    pub(super) fn read(&self, layout: Layout<'_>, body: &[u8], slots: &mut [Slot]) -> bool {
        let mut found = false;
        let text = after_mark(body);
        let mut start = body.len() - text.len();
        for pair in text.split(|byte| *byte == self.between) {
            let separated = (self.separator)(pair).and_then(|byte| pair.iter().position(|own| *own == byte));
            if let Some(place) = separated {
                let (key, value) = pair.split_at(place);
                let (key_start, key_end) = trimmed(start, key);
                let (value_start, value_end) = trimmed(start + place + 1, value.get(1..).unwrap_or_default());
                let key = Slot { start: key_start, end: key_end, kind: self.kind };
                let name = key.text(body).unwrap_or_default();
                found |= !name.trim().is_empty();
                if let Some(node) = layout.root().and_then(|root| child(layout, root, name.trim())) {
                    let value = Slot { start: value_start, end: value_end, kind: self.kind };
                    keep(layout, node, slots, value, body.into());
                    keep_name(layout, node, slots, key, body.into());
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

#[cfg(test)]
mod tests {
    use super::trimmed_text;

    #[test]
    fn a_text_is_trimmed_around_bytes_that_are_not_utf_8() {
        for (body, text) in [
            (&b" a b \n"[..], &b"a b"[..]),
            (b"\xEF\xBB\xBF \xC2\xA0a\xC2\xA0", b"a"),
            (b" \xff a \xff ", b"\xff a \xff"),
            (b" a\xff\xfe  ", b"a\xff\xfe"),
            (b"\xff  \xff  b  ", b"\xff  \xff  b"),
            (b" \n ", b""),
            (b"", b""),
            (b"\xEF\xBB\xBF", b""),
        ] {
            let (start, end) = trimmed_text(body);
            assert_eq!(body.get(start..end), Some(text), "{body:?}");
        }
    }
}
