//! The image of a whole table.

use std::fmt;

use errspec_engine::table::rows::{HeadRow, LayoutRow, Span, TextRef, code_flag};
use errspec_engine::table::{Image, ImageWriter};

use super::branches::{Excess, MOST_NODES};
use super::flags::union;
use super::layout::Layout;
use super::slots::Slots;
use super::source::SlotWriter;
use super::text::{self, Rooted, list_of_errors};
use super::{class, entry, envelope, example, literal, long_list, lookup};
use crate::model::{CodeCase, Model};

/// The most envelopes of a table, and the most wordings of a message: both are 16-bit numbers in an image.
const MOST_WORDINGS: usize = u16::MAX as usize;

/// The error for a table that is too large for an image.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LimitError {
    /// The layout has too many nodes, because of the number of locations.
    Locations,
    /// Too many nodes are those that a `*` has in common with other locations.
    Stars,
    /// There are too many envelopes, or wordings of one message.
    Wordings,
}

impl fmt::Display for LimitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Locations => "the table reads from more than 60,000 places",
            Self::Stars => "the locations with `*` overlap at more than 4,000 places",
            Self::Wordings => "the table has more than 65,535 envelopes, or wordings of one message",
        })
    }
}

impl std::error::Error for LimitError {}

/// Writes the image of a table.
///
/// # Errors
///
/// Returns an error if the table is too large for an image.
pub(crate) fn write_image(model: &Model) -> Result<Image, LimitError> {
    let body = BodyLayout::new(Slots::of_model(model))?;
    let detail = model.detail.as_ref().map(|fields| BodyLayout::new(Slots::of_detail(fields))).transpose()?;
    let texts = text_layouts(&body.slots)?;
    check_counts(model)?;
    let mut writer = ImageWriter::new();
    let body_row = body.layout.write(&body.slots, &mut writer);
    let (text_rows, roots) = text::write(&texts, &body.slots, &mut writer);
    let mut rows = SlotWriter { slots: &body.slots, writer: &mut writer };
    let in_body = Rooted { layout: &body.layout, root: body_row.root };
    let in_texts: Vec<Rooted<'_>> = texts.iter().zip(roots).map(|(layout, root)| Rooted { layout, root }).collect();
    let envelopes = model.envelopes.iter();
    let envelopes: Vec<_> = envelopes
        .map(|envelope| {
            let errors = list_of_errors(envelope, &body.slots, &in_body, &in_texts);
            envelope::row(envelope, &model.success, errors, &mut rows)
        })
        .collect();
    let fields = rows.fields(&model.fields);
    let success_when = rows.conditions(&model.success.when);
    writer.push_envelopes(&envelopes);
    let messages = entry::write(model, &body.slots, &mut writer);
    lookup::write(&model.lookup, &mut writer);
    class::write(&model.lookup.classes, &mut writer);
    long_list::write(model, &messages, &mut writer);
    example::write(model, &mut writer);
    let (detail_row, detail_fields) =
        detail.map(|detail| write_detail(model, &detail, &mut writer)).unwrap_or_default();
    let head = HeadRow {
        name: writer.text(&model.name),
        title: writer.text(&model.title),
        docs: model.docs.as_deref().map_or(TextRef::NONE, |docs| writer.text(docs)),
        domains: writer.texts(model.domains.iter().map(String::as_str)),
        body: body_row,
        detail: detail_row,
        headers: writer.texts(body.slots.headers()),
        embedded: text_rows,
        fields,
        detail_fields,
        has_detail: model.detail.is_some().into(),
        success_codes: writer.literals(model.success.codes.iter().map(|own| literal::code(own).into())),
        success_when,
        code_flags: union([
            (model.case == CodeCase::Ignored, code_flag::IGNORE_CASE),
            (!model.lookup.classes.is_empty(), code_flag::CLASSES),
        ]),
        codeless: lookup::ids(&model.lookup.codeless, &mut writer),
        any_code: lookup::ids(&model.lookup.any_code, &mut writer),
    };
    Ok(writer.finish(&head))
}

/// The locations in a body or a sub-error, and their layout.
struct BodyLayout<'m> {
    slots: Slots<'m>,
    layout: Layout,
}

impl<'m> BodyLayout<'m> {
    fn new(slots: Slots<'m>) -> Result<Self, LimitError> {
        let layout = Layout::new(&slots);
        match slots.len() > MOST_NODES {
            true => Err(LimitError::Locations),
            false => check_layout(&layout).map(|()| Self { slots, layout }),
        }
    }
}

fn check_layout(layout: &Layout) -> Result<(), LimitError> {
    match layout.excess {
        None => Ok(()),
        Some(Excess::Nodes) => Err(LimitError::Locations),
        Some(Excess::Common) => Err(LimitError::Stars),
    }
}

/// Returns the layouts of the texts that are bodies of their own.
fn text_layouts(slots: &Slots<'_>) -> Result<Vec<Layout>, LimitError> {
    let layouts: Vec<Layout> = slots.embedded().map(|(_, text)| Layout::new(&text.slots)).collect();
    layouts.iter().try_for_each(check_layout).map(|()| layouts)
}

/// Checks that an image can contain the envelopes and the wordings.
fn check_counts(model: &Model) -> Result<(), LimitError> {
    let mut counts = model.entries.iter().map(|entry| entry.message.templates().len()).chain([model.envelopes.len()]);
    if counts.any(|count| count > MOST_WORDINGS) { Err(LimitError::Wordings) } else { Ok(()) }
}

fn write_detail(model: &Model, detail: &BodyLayout<'_>, writer: &mut ImageWriter) -> (LayoutRow, Span) {
    let row = detail.layout.write(&detail.slots, writer);
    let fields = model.detail.as_deref().unwrap_or_default();
    (row, SlotWriter { slots: &detail.slots, writer }.fields(fields))
}

/// Returns an image without entries, for a table that has none of its own: by it, every response decodes to an unknown error.
pub(crate) fn bare_image() -> Image {
    ImageWriter::new().finish(&HeadRow::default())
}
