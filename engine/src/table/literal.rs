//! Literals and conditions.

use super::image::{ImageWriter, Table};
use super::list::{Item, List};
use super::rows::{ConditionRow, LiteralRow, Row, Span, TextRef};
use crate::code::Code;
use crate::number::integer;

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

impl<'t> Literal<'t> {
    /// Returns the value of a selector in a location: `true`, `false`, an integer, or else a string.
    #[must_use]
    pub fn of_selector(text: &'t str) -> Self {
        match (text, integer(text)) {
            ("true", _) => Self::Boolean(true),
            ("false", _) => Self::Boolean(false),
            (_, Some(number)) => Self::Integer(number),
            (_, None) => Self::String(text),
        }
    }
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
    /// The slots of which the first with a value is tested if this one has none.
    pub others: List<'t, u32>,
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
    /// The slot has a value that is none of these literals.
    Not(List<'t, Literal<'t>>),
    /// The text of the value begins with one of these strings.
    StartsWith(List<'t, Literal<'t>>),
    /// The text of the value ends with one of these strings.
    EndsWith(List<'t, Literal<'t>>),
    /// The value is one of these media types, whatever its parameters.
    MediaType(List<'t, Literal<'t>>),
    /// The value is of one of these JSON types: 0 for a string, 1 for a number, 2 for a boolean, 3 for an array, 4 for an object.
    Type(List<'t, Literal<'t>>),
}

/// The kind of a [`Test`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the kinds are those of `Test`")]
pub enum TestKind {
    Is,
    Present,
    Absent,
    Not,
    StartsWith,
    EndsWith,
    MediaType,
    Type,
}

impl TestKind {
    const ALL: [Self; 8] = [
        Self::Is,
        Self::Present,
        Self::Absent,
        Self::Not,
        Self::StartsWith,
        Self::EndsWith,
        Self::MediaType,
        Self::Type,
    ];

    /// Returns the number in a table image.
    pub(super) fn number(self) -> u32 {
        Self::ALL.iter().zip(0..).find(|(kind, _)| **kind == self).map_or(0, |(_, number)| number)
    }
}

impl<'t> Test<'t> {
    /// Reads a test.
    #[inline]
    pub(super) fn read(table: &'t Table<'t>, kind: u32, literals: Span) -> Self {
        let literals = List::new(table, table.literals.span(literals));
        match TestKind::ALL.get(kind as usize) {
            None | Some(TestKind::Is) => Self::Is(literals),
            Some(TestKind::Present) => Self::Present,
            Some(TestKind::Absent) => Self::Absent,
            Some(TestKind::Not) => Self::Not(literals),
            Some(TestKind::StartsWith) => Self::StartsWith(literals),
            Some(TestKind::EndsWith) => Self::EndsWith(literals),
            Some(TestKind::MediaType) => Self::MediaType(literals),
            Some(TestKind::Type) => Self::Type(literals),
        }
    }

    /// Returns the value that meets the test and is written, if there is one.
    #[must_use]
    pub fn written(self) -> Option<Literal<'t>> {
        match self {
            Self::Is(literals) | Self::MediaType(literals) => literals.first(),
            _ => None,
        }
    }
}

impl<'t> Item<'t> for Condition<'t> {
    type Row = ConditionRow;

    #[inline(always)]
    fn read(table: &'t Table<'t>, row: &'t <ConditionRow as Row>::Bytes) -> Self {
        let row = ConditionRow::read(row);
        let others = List::new(table, table.numbers.span(row.others));
        Self { slot: row.slot, others, test: Test::read(table, row.kind, row.literals) }
    }
}

/// A test to write: its kind, and the literals that it compares with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TestSpec {
    /// The kind.
    pub kind: TestKind,
    /// The literals.
    pub literals: Span,
}

impl ConditionRow {
    /// Creates the row of a condition.
    #[must_use]
    pub fn new(slot: u32, test: &TestSpec) -> Self {
        Self { slot, others: Span::default(), kind: test.kind.number(), literals: test.literals }
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
