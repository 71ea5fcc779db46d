//! Entries and examples of tables.

use alloc::vec::Vec;
use core::fmt;

use errspec_engine::table::{self, List, Table};

/// An entry of a table, or a case of one.
///
/// ```
/// # fn show(entry: errspec::Entry) {
/// println!("{} {:?}: {}", entry.name(), entry.code(), entry.action().unwrap_or("-"));
/// # }
/// ```
pub type Entry = table::Entry<'static>;

/// An example: a recorded response of a table.
pub type Example = table::Example<'static>;

/// A list of texts in a table, such as the causes of an entry.
///
/// ```
/// # #[errspec::table("specs/flanks.toml")] pub enum FlanksError {}
/// for cause in FlanksError::Processing.causes() {
///     println!("- {cause}");
/// }
/// ```
pub type Texts = List<'static, &'static str>;

/// An iterator over the entries of one or more tables, each followed by its cases.
///
/// Returned by [`Spec::entries`](crate::Spec::entries).
#[derive(Clone)]
pub struct Entries {
    tables: alloc::vec::IntoIter<&'static Table<'static>>,
    /// The number of the next entry in the first table.
    next: u32,
}

impl Entries {
    pub(crate) fn new(tables: Vec<&'static Table<'static>>) -> Self {
        Self { tables: tables.into_iter(), next: 0 }
    }
}

impl Iterator for Entries {
    type Item = Entry;

    fn next(&mut self) -> Option<Entry> {
        while let Some(table) = self.tables.as_slice().first() {
            if let Some(entry) = table.entry(self.next) {
                self.next += 1;
                return Some(entry);
            }
            self.tables.next();
            self.next = 0;
        }
        None
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let all: usize = self.tables.as_slice().iter().map(|table| table.entry_count()).sum();
        let left = all.saturating_sub(self.next as usize);
        (left, Some(left))
    }
}

impl ExactSizeIterator for Entries {}

impl core::iter::FusedIterator for Entries {}

impl fmt::Debug for Entries {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.clone()).finish()
    }
}
