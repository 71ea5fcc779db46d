//! The tables that the macros of a crate have read.

use std::cell::RefCell;
use std::rc::Rc;

use super::environment::messages_of;
use crate::diagnostics::Report;
use crate::model::Model;
use crate::read::read_with_warnings;
use crate::source::Source;

/// The most tables that are kept. A crate has few, and an editor runs the macros of many crates in one process.
const KEPT: usize = 16;

thread_local! {
    /// The valid tables that were read last, each with its source. The compiler runs all macros of a crate on one thread.
    static READ: RefCell<Vec<(Source, KeptTable)>> = const { RefCell::new(Vec::new()) };
}

/// A valid table. A clone is cheap.
#[derive(Clone)]
pub(super) struct KeptTable {
    pub(super) model: Rc<Model>,
    /// Its warnings, as messages of the compiler.
    pub(super) warnings: Rc<[String]>,
}

/// Reads a table, unless another macro of the crate has read the same text. A table that extends others is always read, since they may
/// have changed.
pub(super) fn read_once(source: &Source) -> Result<KeptTable, Report> {
    let known =
        READ.with_borrow(|read| read.iter().find(|(known, _)| is_same(known, source)).map(|(_, it)| it.clone()));
    if let Some(known) = known {
        return Ok(known);
    }
    let table = read_with_warnings(source)?;
    let warnings = table.warnings.iter().flat_map(messages_of).collect();
    let table = KeptTable { model: Rc::new(table.model), warnings };
    if table.model.extended.is_empty() {
        READ.with_borrow_mut(|read| {
            if read.len() >= KEPT {
                read.remove(0);
            }
            read.push((source.clone(), table.clone()));
        });
    }
    Ok(table)
}

/// Returns `true` for sources that have the same text and the same path, which messages and the model contain.
fn is_same(a: &Source, b: &Source) -> bool {
    a.name() == b.name() && a.table().path == b.table().path && a.text() == b.text()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn source(name: &str, code: u32) -> Source {
        let text = format!(
            "[table]\nformat = 1\nname = \"pay\"\n[envelope]\ncode = \"/code\"\n[errors.GONE]\ncode = {code}\n"
        );
        Source::new(name, text)
    }

    fn model(source: &Source) -> Rc<Model> {
        read_once(source).map(|table| table.model).unwrap()
    }

    #[test]
    fn a_table_is_read_once_until_its_text_or_its_name_changes() {
        let first = model(&source("once.toml", 1));
        assert!(Rc::ptr_eq(&first, &model(&source("once.toml", 1))));
        assert!(!Rc::ptr_eq(&first, &model(&source("once.toml", 2))));
        assert!(!Rc::ptr_eq(&first, &model(&source("other.toml", 1))));
        assert_ne!(first.entries, model(&source("once.toml", 2)).entries);
    }

    #[test]
    fn as_many_tables_are_kept_as_a_crate_may_have() {
        let first = model(&source("first.toml", 1));
        for number in 0..KEPT {
            model(&source(&format!("{number}.toml"), 1));
        }
        assert!(READ.with_borrow(Vec::len) <= KEPT);
        assert!(!Rc::ptr_eq(&first, &model(&source("first.toml", 1))));
    }

    #[test]
    fn a_table_that_extends_another_is_read_again() {
        let text = "[table]\nformat = 1\nname = \"pay\"\nextends = \"common.toml\"\n[errors.GONE]\ncode = 7\n";
        let of = |code: &str| {
            let common = format!("[table]\nformat = 1\n[envelope]\ncode = \"{code}\"\n");
            model(
                &Source::new("pay.toml", text).with_path("/specs/pay.toml").with_unsaved("/specs/common.toml", common),
            )
        };
        assert_ne!(of("/code").envelopes, of("/error/code").envelopes);
    }
}
