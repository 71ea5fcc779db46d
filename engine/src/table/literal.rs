//! Literals and conditions.

use super::image::{ImageWriter, Table};
use super::list::{Item, List};
use super::rows::{ConditionRow, LiteralRow, Row, Span, TextRef};
use crate::code::Code;

/// A value that a condition compares with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Literal<'t> {
    /// A string.
    String(&'t str),
    /// An integer.
    Integer(i64),
    /// A boolean.
    Boolean(bool),
}

const INTEGER: u32 = 0;
const STRING: u32 = 1;
const BOOLEAN: u32 = 2;

impl<'t> Item<'t> for Literal<'t> {
    type Row = LiteralRow;

    #[inline]
    fn read(table: &'t Table<'t>, row: &'t <LiteralRow as Row>::Bytes) -> Self {
        let row = LiteralRow::read(row);
        match row.kind {
            STRING => Self::String(table.text(text_of(row.value))),
            BOOLEAN => Self::Boolean(row.value != 0),
            _ => Self::Integer(row.value.cast_signed()),
        }
    }
}

/// Returns the place of a string. The upper half of the value is the length.
#[inline]
fn text_of(value: u64) -> TextRef {
    let [a, b, c, d, e, f, g, h] = value.to_le_bytes();
    TextRef { start: u32::from_le_bytes([a, b, c, d]), length: u32::from_le_bytes([e, f, g, h]) }
}

impl<'t> Item<'t> for Code<'t> {
    type Row = LiteralRow;

    #[inline]
    fn read(table: &'t Table<'t>, row: &'t <LiteralRow as Row>::Bytes) -> Self {
        match Literal::read(table, row) {
            Literal::String(text) => Self::String(text),
            Literal::Integer(number) => Self::Integer(number),
            Literal::Boolean(_) => Self::Integer(0),
        }
    }
}

/// A condition on the value in a slot.
#[derive(Debug, Clone, Copy)]
pub struct Condition<'t> {
    /// The slot.
    pub slot: u32,
    /// The test.
    pub test: Test<'t>,
}

/// The test of a [`Condition`].
#[derive(Debug, Clone, Copy)]
pub enum Test<'t> {
    /// The value is one of these literals.
    Is(List<'t, Literal<'t>>),
    /// The slot has a value.
    Present,
    /// The slot has no value.
    Absent,
}

const IS: u32 = 0;
const PRESENT: u32 = 1;
const ABSENT: u32 = 2;

impl<'t> Item<'t> for Condition<'t> {
    type Row = ConditionRow;

    #[inline(always)]
    fn read(table: &'t Table<'t>, row: &'t <ConditionRow as Row>::Bytes) -> Self {
        let row = ConditionRow::read(row);
        let test = match row.kind {
            PRESENT => Test::Present,
            ABSENT => Test::Absent,
            _ => Test::Is(List::new(table, table.literals.span(row.literals))),
        };
        Self { slot: row.slot, test }
    }
}

/// The test of a [`ConditionRow`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TestSpec {
    /// The value is one of these literals.
    Is(Span),
    /// The slot has a value.
    Present,
    /// The slot has no value.
    Absent,
}

impl ConditionRow {
    /// Creates the row of a condition.
    #[must_use]
    pub fn new(slot: u32, test: &TestSpec) -> Self {
        let (kind, literals) = match test {
            TestSpec::Is(literals) => (IS, *literals),
            TestSpec::Present => (PRESENT, Span::default()),
            TestSpec::Absent => (ABSENT, Span::default()),
        };
        Self { slot, kind, literals }
    }
}

impl ImageWriter {
    /// Creates the row of a literal.
    pub fn literal(&mut self, literal: Literal<'_>) -> LiteralRow {
        match literal {
            Literal::Integer(number) => LiteralRow { kind: INTEGER, value: number.cast_unsigned() },
            Literal::Boolean(flag) => LiteralRow { kind: BOOLEAN, value: flag.into() },
            Literal::String(text) => {
                let TextRef { start, length } = self.text(text);
                LiteralRow { kind: STRING, value: u64::from(length) << 32 | u64::from(start) }
            }
        }
    }

    /// Adds a list of literals, and returns its span.
    pub fn literals<'l>(&mut self, literals: impl IntoIterator<Item = Literal<'l>>) -> Span {
        let rows: alloc::vec::Vec<LiteralRow> = literals.into_iter().map(|literal| self.literal(literal)).collect();
        self.add_literals(&rows)
    }
}

impl<'c> From<Code<'c>> for Literal<'c> {
    fn from(code: Code<'c>) -> Self {
        match code {
            Code::Integer(number) => Self::Integer(number),
            Code::String(text) => Self::String(text),
        }
    }
}
