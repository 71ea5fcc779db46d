//! Restrictions of the texts of values.

use super::image::Table;
use super::list::List;
use super::rows::{RestrictionRow, restriction_flag};

/// A restriction: the texts of its type that a field or a parameter can be.
#[derive(Debug, Clone, Copy)]
pub struct Restriction<'t> {
    table: &'t Table<'t>,
    row: RestrictionRow,
}

impl<'t> Restriction<'t> {
    #[inline(always)]
    pub(super) fn new(table: &'t Table<'t>, row: RestrictionRow) -> Self {
        Self { table, row }
    }

    /// Returns the permitted texts; the list is empty if all are permitted.
    #[inline]
    #[must_use]
    pub fn values(&self) -> List<'t, &'t str> {
        List::new(self.table, self.table.texts.span(self.row.values))
    }

    /// Returns the permitted characters: the first and the last of each range in turn; `None` if all are permitted.
    #[must_use]
    pub fn chars(&self) -> Option<&'t str> {
        self.table.optional_text(self.row.chars)
    }

    /// Returns the text between groups of three digits of a number; `None` if its digits are not grouped.
    #[must_use]
    pub fn thousands(&self) -> Option<&'t str> {
        self.table.optional_text(self.row.thousands).filter(|text| !text.is_empty())
    }

    /// Returns `true` if an empty text or list is no value.
    #[must_use]
    pub fn is_not_empty(&self) -> bool {
        self.row.flags & restriction_flag::NOT_EMPTY != 0
    }

    /// Returns `true` if a parameter takes the longest text with which the rest matches.
    #[must_use]
    pub fn is_longest(&self) -> bool {
        self.row.flags & restriction_flag::LONGEST != 0
    }
}
