//! The texts of a response that are bodies of their own, and the lists of errors, which may be in one.

use errspec_engine::location::Embedded;
use errspec_engine::table::ImageWriter;
use errspec_engine::table::rows::{EmbeddedRow, NONE, Span, TextRef};

use super::filter::Filter;
use super::layout::Layout;
use super::slots::{Slots, TextSlots};
use crate::model::{BodyKind, Envelope, Location};

/// A layout, and the number of its root node in the image.
pub(super) struct Rooted<'l> {
    pub(super) layout: &'l Layout,
    pub(super) root: u32,
}

/// Writes the rows of the texts, whose layouts are in the same order. Also returns the numbers of their root nodes.
pub(super) fn write(layouts: &[Layout], slots: &Slots<'_>, writer: &mut ImageWriter) -> (Span, Vec<u32>) {
    let texts = slots.embedded().zip(layouts);
    let rows: Vec<EmbeddedRow> = texts.map(|((first, text), layout)| row(first, text, layout, slots, writer)).collect();
    let roots = rows.iter().map(|row| row.layout.root).collect();
    (writer.add_embedded(&rows), roots)
}

fn row(
    first: usize,
    text: &TextSlots<'_>,
    layout: &Layout,
    slots: &Slots<'_>,
    writer: &mut ImageWriter,
) -> EmbeddedRow {
    let location: TextRef = writer.text(&[&text.outer.to_string(), "/", text.kind.segment()].concat());
    EmbeddedRow {
        outer: slots.number(&text.outer, Filter::All),
        kind: text.kind.number(),
        first: u32::try_from(first).unwrap_or(NONE),
        location,
        layout: layout.write(&text.slots, writer),
    }
}

/// Returns the slot of an envelope's list of errors, and the number of the node of an element.
pub(super) fn list_of_errors(
    envelope: &Envelope,
    slots: &Slots<'_>,
    body: &Rooted<'_>,
    texts: &[Rooted<'_>],
) -> (u32, u32) {
    let Some(list) = &envelope.errors else { return (NONE, NONE) };
    let (in_body, path, is_xml) = match list {
        Location::Body { path, .. } => (Some(body), path, envelope.body == BodyKind::Xml),
        Location::Embedded { outer, kind, path, .. } => {
            let number = slots.embedded_number(outer, *kind);
            (number.and_then(|number| texts.get(number)), path, *kind == Embedded::Xml)
        }
        Location::Header(_) => return (NONE, NONE),
    };
    let node = in_body.and_then(|Rooted { layout, root }| {
        // In XML, the errors are the elements that repeat at the location.
        let element = if is_xml { layout.node_of(path) } else { layout.element_of(path) };
        Some(root + element?)
    });
    (slots.number(list, Filter::All), node.unwrap_or(NONE))
}
