//! The changes from one version of a table to another, and whom they break.
//!
//! ```text
//! rules     the kinds of changes
//! pairs     which entry of the one table is which of the other
//! table     the changes of a table as a whole
//! codes     … of the codes of its entries, and of what is reserved
//! entry     … of one entry
//! fields    … of fields
//! envelope  … of envelopes, and of the locations of values
//! text      values of a table as text
//! ```

mod codes;
mod entry;
mod envelope;
mod fields;
mod pairs;
mod rules;
mod table;
mod text;

use errspec_codegen::Model;
use errspec_codegen::model::{Entry, SourceLine};

pub(crate) use self::rules::{CHANGE_RULES, ChangeRule, Effect};

/// A change from one version of a table to another.
#[derive(Debug)]
pub(crate) struct Change {
    pub(crate) rule: &'static ChangeRule,
    /// The name of the table.
    pub(crate) table: String,
    /// The part of the table that changed: an entry, a field of one, or a section.
    pub(crate) subject: String,
    /// What it was, if that is shown.
    pub(crate) old: Option<String>,
    /// What it is.
    pub(crate) new: Option<String>,
    /// The place in the old table, if the entry has one.
    pub(crate) old_line: Option<SourceLine>,
    /// The place in the new table.
    pub(crate) new_line: Option<SourceLine>,
}

/// Returns the changes from one version of a table to another, in the order of the new table.
pub(crate) fn compare(old: &Model, new: &Model) -> Vec<Change> {
    let mut changes = Changes { table: new.name.clone(), list: Vec::new() };
    table::compare(old, new, &mut changes);
    envelope::compare_all(old, new, &mut changes);
    let pairs = pairs::pair(old, new);
    codes::compare(old, new, &pairs, &mut changes);
    for (old_entry, new_entry) in pairs.kept() {
        entry::compare((old, old_entry), (new, new_entry), &mut changes);
    }
    changes.list
}

/// Returns the change that a table is new or gone.
pub(crate) fn of_whole_table(model: &Model, is_added: bool) -> Change {
    let rule = if is_added { &rules::TABLE_ADDED } else { &rules::TABLE_REMOVED };
    Change {
        rule,
        table: model.name.clone(),
        subject: "[table]".to_owned(),
        old: None,
        new: None,
        old_line: None,
        new_line: None,
    }
}

/// The changes of a table that were found.
struct Changes {
    table: String,
    list: Vec<Change>,
}

/// The entries that a change is about.
#[derive(Clone, Copy, Default)]
struct Lines<'m> {
    old: Option<&'m Entry>,
    new: Option<&'m Entry>,
}

impl Changes {
    /// Adds a change of a part that is no entry.
    fn add(&mut self, rule: &'static ChangeRule, subject: &str, values: (Option<String>, Option<String>)) {
        self.add_at(rule, subject, values, Lines::default());
    }

    /// Adds a change of an entry.
    fn add_at(
        &mut self,
        rule: &'static ChangeRule,
        subject: &str,
        (old, new): (Option<String>, Option<String>),
        lines: Lines<'_>,
    ) {
        let line = |entry: Option<&Entry>| entry.and_then(|entry| entry.line.clone());
        self.list.push(Change {
            rule,
            table: self.table.clone(),
            subject: subject.to_owned(),
            old,
            new,
            old_line: line(lines.old),
            new_line: line(lines.new),
        });
    }

    /// Adds a change if two values differ.
    fn add_if_changed<T: PartialEq>(
        &mut self,
        rule: &'static ChangeRule,
        subject: &str,
        (old, new): (&T, &T),
        write: impl Fn(&T) -> Option<String>,
    ) {
        if old != new {
            self.add(rule, subject, (write(old), write(new)));
        }
    }
}
