//! Texts of a response that are bodies of their own.

use super::image::Table;
use super::layout::Layout;
use super::list::{Item, List};
use super::rows::{EmbeddedRow, HeadRow, Row};
use crate::location::Embedded;

/// A text of a response that is a body of its own: JSON in a JSON string, the query of a URL in a header.
#[derive(Debug, Clone, Copy)]
pub struct EmbeddedText<'t> {
    table: &'t Table<'t>,
    row: EmbeddedRow,
}

impl<'t> Item<'t> for EmbeddedText<'t> {
    type Row = EmbeddedRow;

    fn read(table: &'t Table<'t>, row: &'t <EmbeddedRow as Row>::Bytes) -> Self {
        Self { table, row: EmbeddedRow::read(row) }
    }
}

impl<'t> EmbeddedText<'t> {
    /// Returns the slot of the text.
    #[must_use]
    pub fn outer(&self) -> u32 {
        self.row.outer
    }

    /// Returns its kind.
    #[must_use]
    pub fn kind(&self) -> Embedded {
        Embedded::ALL.into_iter().find(|kind| kind.number() == self.row.kind).unwrap_or(Embedded::Json)
    }

    /// Returns the slot of the first location in the text. Those of the others follow.
    #[must_use]
    pub fn first(&self) -> u32 {
        self.row.first
    }

    /// Returns the location of the text, with the segment that reads it.
    #[must_use]
    pub fn location(&self) -> &'t str {
        self.table.text(self.row.location)
    }

    /// Returns the locations in the text.
    #[must_use]
    pub fn layout(&self) -> Layout<'t> {
        Layout::new(self.table, self.row.layout)
    }

    /// Returns the number that a slot has in the layout of the text; `None` for a slot of another body.
    #[must_use]
    pub fn own_slot(&self, slot: u32) -> Option<u32> {
        slot.checked_sub(self.row.first).filter(|own| *own < self.row.layout.locations.count)
    }
}

impl<'t> Table<'t> {
    /// Returns the texts that are bodies of their own. Their slots follow those of the headers. A text is in the body, in a header or in one of
    /// the texts before it.
    #[must_use]
    pub fn embedded(&'t self) -> List<'t, EmbeddedText<'t>> {
        List::new(self, self.embedded.span(self.head(HeadRow::embedded)))
    }

    /// Returns `true` if the table has locations in texts that are bodies of their own.
    #[inline(always)]
    #[must_use]
    pub fn has_embedded(&self) -> bool {
        self.head(HeadRow::embedded).count > 0
    }

    /// Returns the text that has the location of a slot.
    #[must_use]
    pub fn text_with(&'t self, slot: u32) -> Option<EmbeddedText<'t>> {
        self.embedded().iter().find(|text| text.own_slot(slot).is_some())
    }
}
