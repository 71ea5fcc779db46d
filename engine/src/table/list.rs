//! Lists in a table.

use core::fmt;

use super::image::{EMPTY, Table};
use super::rows::{NumberRow, Row, StatusRow, TextRow};
use crate::status::StatusRange;

/// A type whose values are rows of a table.
pub trait Item<'t>: Sized {
    /// The type of the row.
    type Row: Row;

    /// Reads a value from the bytes of its row.
    fn read(table: &'t Table<'t>, row: &'t <Self::Row as Row>::Bytes) -> Self;
}

/// A list in a table. Each item is read on access.
///
/// ```
/// # fn show(entry: errspec_engine::table::Entry<'_>) {
/// for cause in entry.causes() {
///     println!("- {cause}");
/// }
/// # }
/// ```
pub struct List<'t, T: Item<'t>> {
    table: &'t Table<'t>,
    rows: &'t [<T::Row as Row>::Bytes],
}

impl<'t, T: Item<'t>> Clone for List<'t, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<'t, T: Item<'t>> Copy for List<'t, T> {}

impl<'t, T: Item<'t>> List<'t, T> {
    #[inline(always)]
    pub(crate) fn new(table: &'t Table<'t>, rows: &'t [<T::Row as Row>::Bytes]) -> Self {
        Self { table, rows }
    }

    /// Creates an empty list.
    #[must_use]
    pub fn empty() -> Self {
        Self { table: &EMPTY, rows: &[] }
    }

    /// Returns the number of items.
    #[inline]
    #[must_use]
    pub fn len(self) -> usize {
        self.rows.len()
    }

    /// Returns `true` if the list has no items.
    #[inline]
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.rows.is_empty()
    }

    /// Returns the item with this number, counted from 0.
    #[inline]
    #[must_use]
    pub fn get(self, number: usize) -> Option<T> {
        self.rows.get(number).map(|row| T::read(self.table, row))
    }

    /// Returns the first item.
    #[inline]
    #[must_use]
    pub fn first(self) -> Option<T> {
        self.get(0)
    }

    /// Returns an iterator over the items.
    #[inline(always)]
    pub fn iter(self) -> Items<'t, T> {
        Items { table: self.table, rows: self.rows.iter() }
    }
}

impl<'t, T: Item<'t>> Default for List<'t, T> {
    fn default() -> Self {
        Self::empty()
    }
}

impl<'t, T: Item<'t>> IntoIterator for List<'t, T> {
    type Item = T;
    type IntoIter = Items<'t, T>;

    #[inline(always)]
    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<'t, T: Item<'t> + fmt::Debug> fmt::Debug for List<'t, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

impl<'t, T: Item<'t> + PartialEq<U>, U, const N: usize> PartialEq<[U; N]> for List<'t, T> {
    fn eq(&self, other: &[U; N]) -> bool {
        self.len() == N && self.iter().zip(other).all(|(item, other)| item == *other)
    }
}

/// An iterator over the items of a [`List`].
pub struct Items<'t, T: Item<'t>> {
    table: &'t Table<'t>,
    rows: core::slice::Iter<'t, <T::Row as Row>::Bytes>,
}

impl<'t, T: Item<'t>> Clone for Items<'t, T> {
    fn clone(&self) -> Self {
        Self { table: self.table, rows: self.rows.clone() }
    }
}

impl<'t, T: Item<'t> + fmt::Debug> fmt::Debug for Items<'t, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.clone()).finish()
    }
}

impl<'t, T: Item<'t>> Iterator for Items<'t, T> {
    type Item = T;

    #[inline(always)]
    fn next(&mut self) -> Option<T> {
        self.rows.next().map(|row| T::read(self.table, row))
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        self.rows.size_hint()
    }
}

impl<'t, T: Item<'t>> DoubleEndedIterator for Items<'t, T> {
    fn next_back(&mut self) -> Option<T> {
        self.rows.next_back().map(|row| T::read(self.table, row))
    }
}

impl<'t, T: Item<'t>> ExactSizeIterator for Items<'t, T> {}

impl<'t, T: Item<'t>> core::iter::FusedIterator for Items<'t, T> {}

impl<'t> Item<'t> for &'t str {
    type Row = TextRow;

    #[inline]
    fn read(table: &'t Table<'t>, row: &'t <TextRow as Row>::Bytes) -> Self {
        table.text(TextRow::text(row))
    }
}

/// The number of a slot or an entry.
impl<'t> Item<'t> for u32 {
    type Row = NumberRow;

    #[inline(always)]
    fn read(_: &'t Table<'t>, row: &'t <NumberRow as Row>::Bytes) -> Self {
        NumberRow::number(row)
    }
}

impl<'t> Item<'t> for StatusRange {
    type Row = StatusRow;

    #[inline]
    fn read(_: &'t Table<'t>, row: &'t <StatusRow as Row>::Bytes) -> Self {
        let row = StatusRow::read(row);
        let [first, last] = [row.first, row.last].map(|status| u16::try_from(status).unwrap_or(u16::MAX));
        Self::new(first, last).unwrap_or_else(|| Self::from(first))
    }
}
