//! The changes from one version of a table to another, and whom they break.
//!
//! ```text
//! rules     the kinds of changes
//! change    one change, and the list of those that were found
//! pairs     which entry of the one table is which of the other
//! table     the changes of a table as a whole
//! codes     … of the codes of its entries, and of what is reserved
//! entry     … of one entry
//! fields    … of fields
//! envelope  … of envelopes, and of the locations of values
//! text      values of a table as text
//! ```

mod change;
mod codes;
mod entry;
mod envelope;
mod fields;
mod pairs;
mod rules;
mod table;
mod text;

use errspec_codegen::Model;

use self::change::Changes;
pub(crate) use self::change::TableChange;
pub(crate) use self::rules::{CHANGE_RULES, Effect};

/// Returns the changes from one version of a table to another, in the order of the new table.
pub(crate) fn compare(old: &Model, new: &Model) -> Vec<TableChange> {
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
pub(crate) fn of_whole_table(model: &Model, is_added: bool) -> TableChange {
    let rule = if is_added { &rules::TABLE_ADDED } else { &rules::TABLE_REMOVED };
    TableChange {
        rule,
        table: model.name.clone(),
        subject: "[table]".to_owned(),
        old: None,
        new: None,
        old_line: None,
        new_line: None,
    }
}
