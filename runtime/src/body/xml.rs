//! XML: elements and attributes, by the names of the elements around them.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::{child, note};
use crate::slot::{Kind, Slot};
use crate::table::{Layout, Node};

/// The most levels of elements that are read.
const DEPTH: usize = 128;

pub(crate) fn read(layout: &Layout, body: &[u8], slots: &mut [Slot]) -> bool {
    let Ok(text) = core::str::from_utf8(body) else { return false };
    if !text.trim_start().starts_with('<') {
        return false;
    }
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = true;
    // The node of each open element, and where its inside begins.
    let mut open: Vec<(Option<&Node>, usize)> = Vec::new();
    let mut any = false;
    loop {
        let before = place(reader.buffer_position());
        let event = reader.read_event();
        let after = place(reader.buffer_position());
        match event {
            Ok(Event::Start(start)) if open.len() < DEPTH => {
                any = true;
                let node = element(layout, open.last(), &start);
                attributes(layout, node, &start, body, slots);
                open.push((node, after));
            }
            Ok(Event::Empty(start)) if open.len() < DEPTH => {
                any = true;
                let node = element(layout, open.last(), &start);
                attributes(layout, node, &start, body, slots);
            }
            Ok(Event::End(_)) => {
                if let Some((Some(node), start)) = open.pop() {
                    note(node.values, slots, Slot { start, end: before, kind: Kind::Xml });
                }
            }
            Ok(Event::Eof) => return any && open.is_empty(),
            Ok(Event::Start(_) | Event::Empty(_)) | Err(_) => return false,
            Ok(_) => {}
        }
    }
}

fn place(position: u64) -> usize {
    usize::try_from(position).unwrap_or(usize::MAX)
}

/// The node of an element within the innermost open one.
fn element<'l>(
    layout: &'l Layout,
    within: Option<&(Option<&'l Node>, usize)>,
    start: &BytesStart<'_>,
) -> Option<&'l Node> {
    let around = match within {
        Some((node, _)) => (*node)?,
        None => layout.nodes.first()?,
    };
    let name = start.local_name();
    child(layout, around, name.as_ref())
}

fn attributes(layout: &Layout, node: Option<&Node>, start: &BytesStart<'_>, body: &[u8], slots: &mut [Slot]) {
    let Some(node) = node else { return };
    for attribute in start.attributes().flatten() {
        let name = alloc::format!("@{}", attribute.key.local_name().into_inner());
        if let (Some(node), Cow::Borrowed(value)) = (child(layout, node, &name), &attribute.value) {
            // The value is a part of the body, so its place is the distance of the two.
            let begin = (value.as_ptr() as usize).saturating_sub(body.as_ptr() as usize);
            if body.get(begin..begin + value.len()) == Some(value.as_bytes()) {
                note(node.values, slots, Slot { start: begin, end: begin + value.len(), kind: Kind::Xml });
            }
        }
    }
}

/// The text within an element or attribute, without the elements in it, and without white space at its ends.
pub(crate) fn unescape(raw: &[u8]) -> Cow<'_, str> {
    let text = String::from_utf8_lossy(raw);
    if !text.contains(['<', '&']) {
        return match text {
            Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
            Cow::Owned(text) => Cow::Owned(text.trim().into()),
        };
    }
    let mut reader = Reader::from_str(&text);
    let mut out = String::new();
    let mut depth = 0_usize;
    loop {
        match reader.read_event() {
            Ok(Event::Text(piece)) if depth == 0 => out.push_str(&piece),
            Ok(Event::CData(piece)) if depth == 0 => out.push_str(&piece),
            Ok(Event::GeneralRef(name)) if depth == 0 => push_reference(&mut out, &name),
            Ok(Event::Start(_)) => depth += 1,
            Ok(Event::End(_)) => depth = depth.saturating_sub(1),
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
    Cow::Owned(out.trim().into())
}

/// The character that a reference stands for; an unknown one stands for itself.
fn push_reference(out: &mut String, reference: &quick_xml::events::BytesRef<'_>) {
    let name: &str = reference;
    match (reference.resolve_char_ref(), quick_xml::escape::resolve_xml_entity(name)) {
        (Ok(Some(character)), _) => out.push(character),
        (_, Some(text)) => out.push_str(text),
        _ => {
            out.push('&');
            out.push_str(name);
            out.push(';');
        }
    }
}
