//! The pairs of an entry of the old table and the same entry of the new one.

use std::collections::{HashMap, HashSet};

use errspec_codegen::Model;
use errspec_codegen::model::{Code, CodeCase, Entry, EntryId};

/// The entries of two versions of a table, side by side.
pub(super) struct Pairs<'m> {
    /// The entries that are in both, by the same name or by another.
    kept: Vec<(&'m Entry, &'m Entry)>,
    pub(super) removed: Vec<&'m Entry>,
    pub(super) added: Vec<&'m Entry>,
}

impl<'m> Pairs<'m> {
    /// Iterates over the entries that are in both tables, in the order of the new one.
    pub(super) fn kept(&self) -> impl Iterator<Item = (&'m Entry, &'m Entry)> {
        self.kept.iter().copied()
    }
}

/// Pairs the entries of two versions. An entry that has another name is known by its code, if it says the same, and without a code by
/// its message.
pub(super) fn pair<'m>(old: &'m Model, new: &'m Model) -> Pairs<'m> {
    let by_name: HashMap<&str, &Entry> = old.entries.iter().map(|entry| (entry.name.as_str(), entry)).collect();
    let new_names: HashSet<&str> = new.entries.iter().map(|entry| entry.name.as_str()).collect();
    let mut gone: Vec<&Entry> = old.entries.iter().filter(|entry| !new_names.contains(entry.name.as_str())).collect();
    let (mut kept, mut added) = (Vec::new(), Vec::new());
    for entry in &new.entries {
        let by_name = by_name.get(entry.name.as_str()).copied();
        let renamed = || {
            let position = gone.iter().position(|gone| is_renamed((old, gone), (new, entry)))?;
            Some(gone.remove(position))
        };
        match by_name.or_else(renamed) {
            Some(old) => kept.push((old, entry)),
            None => added.push(entry),
        }
    }
    Pairs { kept, removed: gone, added }
}

/// Returns `true` if an entry that is gone is one that is new.
fn is_renamed((old, gone): (&Model, &Entry), (new, added): (&Model, &Entry)) -> bool {
    let parent = |model: &Model, id: Option<EntryId>| id.and_then(|id| model.entry(id)).map(|entry| entry.code.clone());
    if gone.parent.is_some() != added.parent.is_some() || parent(old, gone.parent) != parent(new, added.parent) {
        return false;
    }
    let says_the_same = gone.message == added.message && !gone.message.is_any();
    let has_no_words = gone.message.is_any() && added.message.is_any();
    if gone.parent.is_some() {
        return gone.when == added.when && (says_the_same || !gone.when.is_empty());
    }
    match shares_code(gone, added, new.case) {
        true => says_the_same || has_no_words || gone.summary.is_some() && gone.summary == added.summary,
        false => says_the_same && gone.has_code() == added.has_code(),
    }
}

/// Returns `true` if both entries are read by one code, or have none.
fn shares_code(one: &Entry, other: &Entry, case: CodeCase) -> bool {
    let codes = |entry: &Entry| -> Vec<Code> { entry.single_codes().map(|code| case.key(code)).collect() };
    let (ones, others) = (codes(one), codes(other));
    ones.iter().any(|code| others.contains(code)) || one.codes == other.codes && !one.codes.is_empty()
}
