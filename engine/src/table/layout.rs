//! Layouts: the locations that are read in a body or a sub-error.
//!
//! The locations form a tree with a node for each prefix. A location with `*` is merged into its named siblings, so that every path in
//! a body leads to exactly one node.

use super::image::{EMPTY, ImageWriter, Table};
use super::list::{Item, List};
use super::literal::{Test, TestSpec};
use super::rows::{FilterRow, LayoutRow, MemberRow, NONE, NodeRow, NodeSlots, Row, Span};
use crate::code::Code;

/// The locations that are read in a body or a sub-error.
#[derive(Debug, Clone, Copy)]
pub struct Layout<'t> {
    table: &'t Table<'t>,
    row: LayoutRow,
}

/// A node of a layout.
pub(crate) type NodeBytes = <NodeRow as Row>::Bytes;

impl Layout<'static> {
    /// The layout without locations.
    pub(crate) const EMPTY: Self = {
        let none = Span { first: 0, count: 0 };
        let parents = NodeSlots { first: 0, count: 0 };
        Self { table: &EMPTY, row: LayoutRow { root: NONE, locations: none, filters: none, parents } }
    };
}

impl<'t> Layout<'t> {
    #[inline(always)]
    pub(super) fn new(table: &'t Table<'t>, row: LayoutRow) -> Self {
        Self { table, row }
    }

    /// Returns the number of slots.
    #[inline(always)]
    #[must_use]
    pub fn slots(&self) -> usize {
        self.row.locations.count as usize
    }

    /// Returns the locations by slot, in the syntax of the table.
    #[must_use]
    pub fn locations(&self) -> List<'t, &'t str> {
        List::new(self.table, self.table.texts.span(self.row.locations))
    }

    /// Returns the location of a slot.
    #[must_use]
    pub fn location(&self, slot: u32) -> Option<&'t str> {
        self.locations().get(slot as usize)
    }

    /// Returns `true` if the layout is that of a response, and not of a sub-error or of a text.
    pub(crate) fn is_of_response(&self) -> bool {
        self.row.root == self.table.body().row.root
    }

    /// Returns the table of the layout.
    #[inline(always)]
    pub(crate) fn table(&self) -> &'t Table<'t> {
        self.table
    }

    /// Returns the number of the root node.
    #[inline(always)]
    pub(crate) fn root_number(&self) -> u32 {
        self.row.root
    }

    /// Returns the root node.
    #[inline(always)]
    pub(crate) fn root(&self) -> Option<&'t NodeBytes> {
        self.table.node(self.row.root)
    }

    /// Returns the slots that keep the name of the member or element that encloses a gathered sub-error.
    pub(crate) fn parents(&self) -> NodeSlots {
        self.row.parents
    }

    #[inline(always)]
    pub(crate) fn has_filters(&self) -> bool {
        self.row.filters.count > 0
    }

    /// Returns the filter of a slot; `None` if the slot keeps every value.
    pub(crate) fn filter(&self, slot: u32) -> Option<Filter<'t>> {
        let filters = self.table.filters.span(self.row.filters);
        let place = filters.binary_search_by(|row| FilterRow::slot(row).cmp(&slot)).ok()?;
        Some(Filter::read(self.table, filters.get(place)?))
    }
}

/// A filter of the values that a slot below a `*` keeps.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Filter<'t> {
    /// Keeps only the values that pass a test, since a condition is met if any value below the `*` passes.
    Only(Test<'t>),
    /// Keeps all values but these, which are codes that count as no code.
    Not(List<'t, Code<'t>>),
}

/// The kind of the filter for codes. All other kinds are those of tests.
const NOT: u32 = u32::MAX;

impl<'t> Item<'t> for Filter<'t> {
    type Row = FilterRow;

    fn read(table: &'t Table<'t>, row: &'t <FilterRow as Row>::Bytes) -> Self {
        let row = FilterRow::read(row);
        match row.kind {
            NOT => Self::Not(List::new(table, table.literals.span(row.literals))),
            kind => Self::Only(Test::read(table, kind, row.literals)),
        }
    }
}

impl ImageWriter {
    /// Creates the row of a member.
    pub fn member(&mut self, name: &str, node: u32) -> MemberRow {
        let row = MemberRow { name: self.text(name), node, head: 1, mask: 0 };
        if name.bytes().any(|byte| matches!(byte, b'"' | b'\\' | 0..=0x1F)) {
            return row;
        }
        let (mut head, mut mask) = ([0; 8], [0; 8]);
        for ((head, mask), byte) in head.iter_mut().zip(&mut mask).zip(name.bytes().chain([b'"'])) {
            (*head, *mask) = (byte, u8::MAX);
        }
        MemberRow { head: u64::from_le_bytes(head), mask: u64::from_le_bytes(mask), ..row }
    }
}

impl FilterRow {
    /// Creates the filter of a slot that keeps only the values that pass a test.
    #[must_use]
    pub fn only(slot: u32, test: &TestSpec) -> Self {
        Self { slot, kind: test.kind.number(), literals: test.literals }
    }

    /// Creates the filter of a slot that keeps all values but these codes.
    #[must_use]
    pub fn not(slot: u32, literals: Span) -> Self {
        Self { slot, kind: NOT, literals }
    }
}
