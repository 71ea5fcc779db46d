//! Coverage: the entries that a type has variants for, itself or in the errors of its transparent variants.

use alloc::boxed::Box;
use alloc::rc::Rc;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::marker::PhantomData;

use errspec_engine::table::Table;

use crate::entries::Entry;

/// The entries that a type covers. Constants can read it, so that a missing variant is an error of the compiler.
#[derive(Debug)]
pub struct Coverage {
    /// The type's own tables, in their order.
    pub own: &'static [TableCoverage],
    /// The coverage of the errors in its transparent variants.
    pub inner: &'static [&'static Coverage],
}

/// The entries of a table for which a type has variants of its own.
#[derive(Debug)]
pub struct TableCoverage {
    /// The name of the table, which a constant cannot read from the table.
    pub name: &'static str,
    /// The table.
    pub table: &'static Table<'static>,
    /// The entries.
    pub entries: CoveredEntries,
    /// The entries whose variants are those of an earlier table, which writes them. The numbers are in ascending order.
    pub shared: &'static [u32],
}

/// A set of entries, by their numbers.
#[derive(Debug)]
pub enum CoveredEntries {
    /// All entries of the table.
    All,
    /// These entries, in ascending order.
    Only(&'static [u32]),
}

/// A type with a coverage.
pub trait Covers {
    /// The coverage.
    const COVERAGE: &'static Coverage;
}

macro_rules! covering_pointers {
    ($($pointer:ty),*) => {$(
        impl<T: Covers + ?Sized> Covers for $pointer {
            const COVERAGE: &'static Coverage = T::COVERAGE;
        }
    )*};
}

covering_pointers!(&T, Box<T>, Rc<T>, Arc<T>);

/// The coverage of the error in a transparent variant: `<InnerError<T>>::COVERAGE`.
///
/// An inherent constant precedes the constant of a trait. So a type without a coverage has an empty one, and that the type is no error is
/// reported once, by `Instance`.
#[derive(Debug)]
pub struct InnerError<T: ?Sized>(PhantomData<T>);

impl<T: Covers + ?Sized> InnerError<T> {
    /// The coverage of the error.
    pub const COVERAGE: &'static Coverage = T::COVERAGE;
}

/// The coverage of any other type.
pub trait CoversNothing {
    /// An empty coverage.
    const COVERAGE: &'static Coverage = &Coverage { own: &[], inner: &[] };
}

impl<T: ?Sized> CoversNothing for InnerError<T> {}

/// Checks at compile time that an error in a transparent variant has an entry. An entry has the same number in every copy of a table.
///
/// # Panics
/// Panics with the message if no error has the entry.
#[allow(clippy::panic, reason = "a panic in a constant is an error of the compiler")]
#[track_caller]
pub const fn require_variant(inner: &[&Coverage], table: &str, entry: u32, message: &'static str) {
    if !any_has(inner, table, entry) {
        panic!("{}", message);
    }
}

const fn any_has(mut all: &[&Coverage], table: &str, entry: u32) -> bool {
    while let [first, rest @ ..] = all {
        if first.has(table, entry) {
            return true;
        }
        all = rest;
    }
    false
}

impl Coverage {
    const fn has(&self, table: &str, entry: u32) -> bool {
        let mut own = self.own;
        while let [first, rest @ ..] = own {
            if is_equal(first.name.as_bytes(), table.as_bytes()) && first.entries.contains(entry) {
                return true;
            }
            own = rest;
        }
        any_has(self.inner, table, entry)
    }

    /// Returns `true` if a variant has the entry.
    #[must_use]
    pub fn has_entry(&self, entry: Entry) -> bool {
        self.has(entry.table(), entry.number())
    }

    /// Returns `true` if a variant has the entry and is written by its table.
    #[cfg(any(feature = "schemars", feature = "utoipa"))]
    pub(crate) fn writes_entry(&self, entry: Entry) -> bool {
        let mut own = self.own.iter().filter(|own| own.name == entry.table());
        self.has_entry(entry) && own.all(|own| !own.shared.contains(&entry.number()))
    }

    /// Returns `true` if a variant of the type itself has an entry of its table with this number.
    pub(crate) fn has_own(&self, table: usize, entry: u32) -> bool {
        self.own.get(table).is_some_and(|own| own.entries.contains(entry))
    }

    /// Returns the tables without duplicates, the type's own first. Tables are compared by name, since every type has its own copy.
    pub(crate) fn tables(&self) -> Vec<&'static Table<'static>> {
        let mut tables = Vec::new();
        self.add_tables(&mut tables);
        tables
    }

    /// Adds the tables that a list does not contain yet.
    pub(crate) fn add_tables(&self, tables: &mut Vec<&'static Table<'static>>) {
        for own in self.own {
            if tables.iter().all(|known| known.name() != own.name) {
                tables.push(own.table);
            }
        }
        self.inner.iter().for_each(|inner| inner.add_tables(tables));
    }
}

impl CoveredEntries {
    const fn contains(&self, entry: u32) -> bool {
        let Self::Only(entries) = self else { return true };
        let mut entries = *entries;
        while let Some((middle, before, after)) = middle_of(entries) {
            if middle == entry {
                return true;
            }
            entries = if middle < entry { after } else { before };
        }
        false
    }
}

/// Returns the middle element of a list, and the elements before and after it; `None` for an empty list.
const fn middle_of(entries: &[u32]) -> Option<(u32, &[u32], &[u32])> {
    let (before, rest) = entries.split_at(entries.len() / 2);
    match rest {
        [middle, after @ ..] => Some((*middle, before, after)),
        [] => None,
    }
}

const fn is_equal(mut one: &[u8], mut other: &[u8]) -> bool {
    loop {
        match (one, other) {
            ([], []) => return true,
            ([first, rest @ ..], [second, others @ ..]) if *first == *second => (one, other) = (rest, others),
            _ => return false,
        }
    }
}
