//! XML bodies. The path of a value is the names of the elements around it.

use alloc::borrow::Cow;
use alloc::vec::Vec;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::slot::Slot;
use super::tree::{child, keep};
use crate::kind::Kind;
use crate::table::{Layout, NodeBytes};

/// The maximum nesting of elements.
const DEPTH: usize = 128;

/// Reads an XML body, and keeps its values in `slots`. Returns `false` if the body is not well-formed XML.
pub(super) fn read(layout: Layout<'_>, body: &[u8], slots: &mut [Slot]) -> bool {
    let Ok(text) = core::str::from_utf8(body) else { return false };
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    // The length of a byte order mark.
    let mark = body.len() - text.len();
    if !text.trim_start().starts_with('<') {
        return false;
    }
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = true;
    // The node of each open element, and the position of its content.
    let mut open: Vec<(Option<&NodeBytes>, usize)> = Vec::new();
    let mut has_root = false;
    loop {
        let before = offset(reader.buffer_position()).saturating_add(mark);
        let event = reader.read_event();
        let after = offset(reader.buffer_position()).saturating_add(mark);
        match event {
            Ok(Event::Start(_) | Event::Empty(_)) if has_root && open.is_empty() => return false,
            Ok(Event::Start(start)) if open.len() < DEPTH => {
                has_root = true;
                let node = element(layout, open.last(), &start);
                attributes(layout, node, &start, body, slots);
                open.push((node, after));
            }
            Ok(Event::Empty(start)) if open.len() < DEPTH => {
                has_root = true;
                let node = element(layout, open.last(), &start);
                attributes(layout, node, &start, body, slots);
            }
            Ok(Event::End(_)) => {
                if let Some((Some(node), start)) = open.pop() {
                    keep(layout, node, slots, Slot { start, end: before, kind: Kind::Xml });
                }
            }
            Ok(Event::Text(text)) if open.is_empty() && !text.trim_start().is_empty() => return false,
            Ok(Event::Eof) => return has_root && open.is_empty(),
            Ok(Event::Start(_) | Event::Empty(_)) | Err(_) => return false,
            Ok(_) => {}
        }
    }
}

fn offset(position: u64) -> usize {
    usize::try_from(position).unwrap_or(usize::MAX)
}

/// Returns the node of an element within the innermost open element.
fn element<'l>(
    layout: Layout<'l>,
    parent: Option<&(Option<&'l NodeBytes>, usize)>,
    start: &BytesStart<'_>,
) -> Option<&'l NodeBytes> {
    let parent = match parent {
        Some((node, _)) => (*node)?,
        None => layout.root()?,
    };
    let name = start.local_name();
    child(layout, parent, name.as_ref())
}

fn attributes(layout: Layout<'_>, node: Option<&NodeBytes>, start: &BytesStart<'_>, body: &[u8], slots: &mut [Slot]) {
    let Some(node) = node else { return };
    for attribute in start.attributes().flatten() {
        let name = alloc::format!("@{}", attribute.key.local_name().into_inner());
        if let (Some(node), Cow::Borrowed(value)) = (child(layout, node, &name), &attribute.value) {
            // The value is a slice of the body, so its offset is the distance of the two pointers.
            let begin = (value.as_ptr() as usize).saturating_sub(body.as_ptr() as usize);
            if body.get(begin..begin + value.len()) == Some(value.as_bytes()) {
                keep(layout, node, slots, Slot { start: begin, end: begin + value.len(), kind: Kind::Xml });
            }
        }
    }
}
