//! Groups: slots that get their values from one child of a node.

use super::image::Table;
use super::list::{Item, List};
use super::literal::Literal;
use super::rows::{GroupRow, Row};

/// A group of slots below the children of a node. All of them get their values from one child.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Group<'t> {
    pub(crate) kind: GroupKind,
    /// The slots: first those of codes, then those of messages, then all others.
    pub(crate) slots: List<'t, u32>,
    pub(crate) codes: usize,
    pub(crate) messages: usize,
    /// The slot that is tested; for a chain, the number of the node of its next object.
    pub(crate) target: u32,
    /// The literal that the tested slot must have.
    pub(crate) literal: Option<Literal<'t>>,
}

/// The rule by which a group chooses a child.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GroupKind {
    /// `*`: the first child with a code; else the first with a message; else the first with a value.
    Any,
    /// `[member=value]`: the first child whose member has the value.
    Select,
    /// `member**`: the deepest object of a chain, by the same order as for `*`.
    Chain,
}

impl GroupKind {
    /// Returns the number in a table image.
    #[must_use]
    pub fn number(self) -> u32 {
        match self {
            Self::Any => 0,
            Self::Select => 1,
            Self::Chain => 2,
        }
    }
}

impl<'t> Item<'t> for Group<'t> {
    type Row = GroupRow;

    fn read(table: &'t Table<'t>, row: &'t <GroupRow as Row>::Bytes) -> Self {
        let row = GroupRow::read(row);
        let kind = match row.kind {
            1 => GroupKind::Select,
            2 => GroupKind::Chain,
            _ => GroupKind::Any,
        };
        Self {
            kind,
            slots: List::new(table, table.numbers.span(row.slots)),
            codes: row.codes as usize,
            messages: row.messages as usize,
            target: row.target,
            literal: List::<Literal<'t>>::new(table, table.literals.span(row.literal)).first(),
        }
    }
}
