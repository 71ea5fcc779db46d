//! Classes of codes.

use core::ops::RangeInclusive;

use super::access::Candidates;
use super::image::Table;
use super::list::{Item, List};
use super::rows::{ClassRow, NumberRow, Row};

/// A class of codes, and the entries that a response with such a code can be.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Class<'t> {
    table: &'t Table<'t>,
    row: &'t <ClassRow as Row>::Bytes,
}

/// The test of the codes of a class.
#[derive(Debug, Clone)]
pub(crate) enum ClassTest<'t> {
    /// An integer in this range.
    Range(RangeInclusive<i64>),
    /// A text that fits this compiled template.
    Template(&'t str),
}

impl<'t> Item<'t> for Class<'t> {
    type Row = ClassRow;

    #[inline]
    fn read(table: &'t Table<'t>, row: &'t <ClassRow as Row>::Bytes) -> Self {
        Self { table, row }
    }
}

impl<'t> Class<'t> {
    pub(crate) fn test(&self) -> ClassTest<'t> {
        match self.table.optional_text(ClassRow::template(self.row)) {
            Some(template) => ClassTest::Template(template),
            None => ClassTest::Range(ClassRow::first(self.row).cast_signed()..=ClassRow::last(self.row).cast_signed()),
        }
    }

    pub(crate) fn candidates(&self) -> Candidates {
        let row = ClassRow::candidates(self.row);
        Candidates { entries: row.entries, owner: row.owner }
    }
}

impl<'t> Table<'t> {
    /// Returns the classes of codes, the most specific first.
    #[inline]
    pub(crate) fn classes(&'t self) -> List<'t, Class<'t>> {
        List::new(self, self.classes.raw())
    }

    /// Returns `true` if an entry is among candidates.
    pub(crate) fn has_candidate(&self, candidates: Candidates, entry: u32) -> bool {
        self.numbers.span(candidates.entries).iter().any(|row| NumberRow::number(row) == entry)
    }
}
