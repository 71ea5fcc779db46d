//! The order in which entries are tried.

#[cfg(doc)]
use super::code::CodeCase;
use super::code::{Code, CodeClass};

/// The id of an entry: its position in [`Model::entries`](super::Model::entries).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EntryId(usize);

impl EntryId {
    /// Creates the id of the entry at this position.
    #[must_use]
    pub const fn new(index: usize) -> Self {
        Self(index)
    }

    /// Returns the position of the entry.
    #[must_use]
    pub const fn index(self) -> usize {
        self.0
    }
}

/// The order in which entries are tried.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct Lookup {
    /// One row per code, sorted by [`CodeCase::key`]: first the integers, then the strings, each in ascending order.
    pub rows: Vec<Row>,
    /// The classes of codes, the most specific first.
    pub classes: Vec<ClassRow>,
    /// The entries that are found without a code, the most specific first: those that have none, and those with
    /// `without_code`.
    pub codeless: Vec<EntryId>,
    /// The entries that are found by a code that no entry has, the most specific first: those of `codeless` with
    /// `any_code`.
    pub any_code: Vec<EntryId>,
}

/// The entries of one code.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Row {
    /// The [key](CodeCase::key) of the code.
    pub code: Code,
    /// The entries and cases with this code, the most specific first.
    pub candidates: Vec<EntryId>,
    /// The entry that alone has this code, and is found by it whatever else the response holds.
    pub owner: Option<EntryId>,
}

/// The entries of a class of codes.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct ClassRow {
    /// The class.
    pub class: CodeClass,
    /// The entries and cases with this class, the most specific first.
    pub candidates: Vec<EntryId>,
    /// The entry that alone has codes of this class, and is found by them whatever else the response holds.
    pub owner: Option<EntryId>,
}
