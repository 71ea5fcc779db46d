//! Bodies that are not JSON: their values are noted in the slots of the same layout.

#[cfg(feature = "xml")]
mod xml;

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use crate::slot::{Kind, Slot};
use crate::table::{BodyKind, Layout, Node};
#[cfg(feature = "xml")]
pub(crate) use xml::unescape as unescape_xml;

/// Notes in `slots` where the values of a body that is not JSON stand. `false` if it is no body of this kind.
pub(crate) fn read(kind: BodyKind, layout: &Layout, body: &[u8], slots: &mut [Slot]) -> bool {
    slots.fill(Slot::ABSENT);
    match kind {
        BodyKind::Json => false,
        BodyKind::Text => text(layout, body, slots),
        BodyKind::Form => pairs(layout, body, slots, b'&', |_| Some(b'='), Kind::Form),
        BodyKind::Lines => pairs(layout, body, slots, b'\n', line_separator, Kind::Plain),
        #[cfg(feature = "xml")]
        BodyKind::Xml => xml::read(layout, body, slots),
        #[cfg(not(feature = "xml"))]
        BodyKind::Xml => false,
    }
}

fn note(numbers: &[u16], slots: &mut [Slot], value: Slot) {
    for number in numbers {
        if let Some(slot) = slots.get_mut(usize::from(*number)).filter(|slot| slot.is_absent()) {
            *slot = value;
        }
    }
}

fn text(layout: &Layout, body: &[u8], slots: &mut [Slot]) -> bool {
    let Ok(whole) = core::str::from_utf8(body) else { return false };
    let trimmed = whole.trim();
    let start = whole.len() - whole.trim_start().len();
    if let Some(root) = layout.nodes.first() {
        note(root.values, slots, Slot { start, end: start + trimmed.len(), kind: Kind::Plain });
    }
    !trimmed.is_empty()
}

/// What stands between key and value on a line: the first `=` or `:`.
fn line_separator(line: &[u8]) -> Option<u8> {
    line.iter().copied().find(|byte| matches!(byte, b'=' | b':'))
}

/// Pairs of a key and a value: those of a form, or lines. `false` if there is none.
fn pairs(
    layout: &Layout,
    body: &[u8],
    slots: &mut [Slot],
    between: u8,
    separator: fn(&[u8]) -> Option<u8>,
    kind: Kind,
) -> bool {
    if core::str::from_utf8(body).is_err() {
        return false;
    }
    let mut found = false;
    let mut start = 0;
    for pair in body.split(|byte| *byte == between) {
        let separated = separator(pair).and_then(|byte| pair.iter().position(|own| *own == byte));
        if let Some(place) = separated {
            let (key, value) = pair.split_at(place);
            let name = Slot { start: 0, end: key.len(), kind };
            let name = name.text(key).unwrap_or_default();
            let span = trimmed(start + place + 1, value.get(1..).unwrap_or_default());
            found |= !name.trim().is_empty();
            if let Some(node) = layout.nodes.first().and_then(|root| child(layout, root, name.trim())) {
                note(node.values, slots, Slot { start: span.0, end: span.1, kind });
            }
        }
        start += pair.len() + 1;
    }
    found
}

fn trimmed(start: usize, value: &[u8]) -> (usize, usize) {
    let front = value.len() - value.trim_ascii_start().len();
    let start = start + front;
    (start, start + value.trim_ascii().len())
}

/// The node that a member of this name leads to.
fn child<'l>(layout: &'l Layout, node: &Node, name: &str) -> Option<&'l Node> {
    let named = node.members.iter().find(|(member, _)| *member == name);
    layout.nodes.get(usize::from(named.map_or(node.any, |(_, child)| *child)))
}

/// The text of a value in a form: `+` is a space, `%41` a byte. An escape that is none stands for itself.
pub(crate) fn unescape_form(raw: &[u8]) -> Cow<'_, str> {
    if !raw.iter().any(|byte| matches!(byte, b'+' | b'%')) {
        return String::from_utf8_lossy(raw);
    }
    let mut bytes = Vec::with_capacity(raw.len());
    let mut rest = raw;
    while let Some((first, after)) = rest.split_first() {
        let hex = |place: usize| after.get(place).and_then(|digit| char::from(*digit).to_digit(16));
        rest = after;
        match (first, hex(0), hex(1)) {
            (b'+', ..) => bytes.push(b' '),
            (b'%', Some(high), Some(low)) => {
                bytes.push(u8::try_from(high << 4 | low).unwrap_or_default());
                rest = after.get(2..).unwrap_or_default();
            }
            _ => bytes.push(*first),
        }
    }
    match String::from_utf8(bytes) {
        Ok(text) => Cow::Owned(text),
        Err(error) => Cow::Owned(String::from_utf8_lossy(error.as_bytes()).into_owned()),
    }
}

/// Writes a text as a value in a form.
pub(crate) fn escape_form(text: &str, out: &mut String) {
    const HEX: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'];
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'*' => out.push(char::from(byte)),
            b' ' => out.push('+'),
            _ => {
                out.push('%');
                out.extend(HEX.get(usize::from(byte >> 4)));
                out.extend(HEX.get(usize::from(byte & 15)));
            }
        }
    }
}
