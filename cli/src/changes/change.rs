//! One change, and the list of those that were found.

use errspec_codegen::model::{Entry, SourceLine};

use super::rules::ChangeRule;

/// A change from one version of a table to another.
#[derive(Debug)]
pub(crate) struct TableChange {
    pub(crate) rule: &'static ChangeRule,
    /// The name of the table.
    pub(crate) table: String,
    /// The part of the table that changed: an entry, a field of one, or a section.
    pub(crate) subject: String,
    /// The old value, if it is shown.
    pub(crate) old: Option<String>,
    /// The new value, if it is shown.
    pub(crate) new: Option<String>,
    /// The place in the old table, if the entry has one.
    pub(crate) old_line: Option<SourceLine>,
    /// The place in the new table.
    pub(crate) new_line: Option<SourceLine>,
}

/// The changes of a table that were found.
pub(super) struct Changes {
    pub(super) table: String,
    pub(super) list: Vec<TableChange>,
}

/// The entries that a change is about.
#[derive(Clone, Copy, Default)]
pub(super) struct Lines<'m> {
    pub(super) old: Option<&'m Entry>,
    pub(super) new: Option<&'m Entry>,
}

impl Changes {
    /// Adds a change of a part that is no entry.
    pub(super) fn add(&mut self, rule: &'static ChangeRule, subject: &str, values: (Option<String>, Option<String>)) {
        self.add_at(rule, subject, values, Lines::default());
    }

    /// Adds a change of an entry.
    pub(super) fn add_at(
        &mut self,
        rule: &'static ChangeRule,
        subject: &str,
        (old, new): (Option<String>, Option<String>),
        lines: Lines<'_>,
    ) {
        let line = |entry: Option<&Entry>| entry.and_then(|entry| entry.line.clone());
        self.list.push(TableChange {
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
    pub(super) fn add_if_changed<T: PartialEq>(
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
