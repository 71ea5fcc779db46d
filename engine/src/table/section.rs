//! Sections of an image: the rows of one type, read in place and written.

use alloc::vec::Vec;
use core::fmt;
use core::marker::PhantomData;

use super::cell::{Row, Span};
use super::dedup::{Dedup, hash};

/// A section of an image: rows of one type.
///
/// It keeps the bytes, which become rows on access: the compiler evaluates the tables of generated code, where a division into rows would
/// take it longer than everything else.
pub(crate) struct Rows<'t, R: Row> {
    bytes: &'t [u8],
    kind: PhantomData<R>,
}

impl<R: Row> Clone for Rows<'_, R> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<R: Row> Copy for Rows<'_, R> {}

impl<'t, R: Row> Rows<'t, R> {
    pub(super) const fn new(bytes: &'t [u8]) -> Self {
        Self { bytes, kind: PhantomData }
    }

    /// Returns the bytes of all rows.
    #[inline(always)]
    pub(crate) fn raw(self) -> &'t [R::Bytes] {
        R::chunks(self.bytes)
    }

    /// Returns the bytes of the rows of a span; no rows if the span is out of bounds.
    #[inline(always)]
    pub(crate) fn span(self, span: Span) -> &'t [R::Bytes] {
        if span.count == 0 {
            return &[];
        }
        self.bytes_of(span).map_or(&[], R::chunks)
    }

    /// Returns the bytes of the row with this number.
    #[inline(always)]
    pub(crate) fn row(self, number: u32) -> Option<&'t R::Bytes> {
        self.bytes_of(Span { first: number, count: 1 }).and_then(|bytes| R::chunks(bytes).first())
    }

    /// Returns the bytes of a span. The numbers can only be too large on a machine with addresses of 32 bits.
    #[inline(always)]
    fn bytes_of(self, span: Span) -> Option<&'t [u8]> {
        let start = (span.first as usize).checked_mul(R::BYTES)?;
        let length = (span.count as usize).checked_mul(R::BYTES)?;
        self.bytes.get(start..start.checked_add(length)?)
    }

    /// Reads the row with this number.
    #[inline(always)]
    pub(crate) fn get(self, number: u32) -> Option<R> {
        self.row(number).map(R::read)
    }

    /// Reads the rows of a span.
    #[inline(always)]
    pub(crate) fn iter(
        self,
        span: Span,
    ) -> impl ExactSizeIterator<Item = R> + DoubleEndedIterator + Clone + use<'t, R> {
        self.span(span).iter().map(R::read)
    }
}

impl<R: Row> fmt::Debug for Rows<'_, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rows").field("count", &self.raw().len()).finish()
    }
}

/// The writer of a section. Equal runs of rows are written once.
#[derive(Debug)]
pub(super) struct Section<R> {
    bytes: Vec<u8>,
    rows: u32,
    /// The spans of the runs, found by their bytes.
    runs: Vec<Span>,
    known: Dedup,
    kind: PhantomData<R>,
}

impl<R> Default for Section<R> {
    fn default() -> Self {
        Self { bytes: Vec::new(), rows: 0, runs: Vec::new(), known: Dedup::default(), kind: PhantomData }
    }
}

impl<R: Row> Section<R> {
    /// Appends a row, even if an equal row exists.
    pub(super) fn push(&mut self, row: &R) {
        row.write(&mut self.bytes);
        self.rows += 1;
    }

    /// Appends a run of rows, or finds an equal run.
    pub(super) fn run(&mut self, rows: &[R]) -> Span {
        if rows.is_empty() {
            return Span::default();
        }
        let start = self.bytes.len();
        rows.iter().for_each(|row| row.write(&mut self.bytes));
        let (before, run) = self.bytes.split_at_checked(start).unwrap_or_default();
        let hash = hash(run);
        let is_equal = |number: u32| self.run_bytes(before, number) == Some(run);
        if let Some(known) = self.known.find(hash, is_equal).and_then(|number| self.runs.get(number as usize)) {
            self.bytes.truncate(start);
            return *known;
        }
        let span = Span { first: self.rows, count: length_of(rows) };
        self.known.insert(hash, length_of(&self.runs));
        self.runs.push(span);
        self.rows += span.count;
        span
    }

    /// Returns the number of rows.
    pub(super) fn count(&self) -> u32 {
        self.rows
    }

    /// Returns the bytes of all rows.
    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    /// Returns the bytes of a run among those of the section.
    fn run_bytes<'b>(&self, bytes: &'b [u8], number: u32) -> Option<&'b [u8]> {
        let span = self.runs.get(number as usize)?;
        let first = span.first as usize * R::BYTES;
        bytes.get(first..first + span.count as usize * R::BYTES)
    }
}

/// Returns the number of items. A table has far fewer than 2³² of anything.
pub(super) fn length_of<T>(items: &[T]) -> u32 {
    u32::try_from(items.len()).unwrap_or(u32::MAX)
}
