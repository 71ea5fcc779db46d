//! The lines of a table in which its entries, their keys and its envelopes stand.

use std::cell::RefCell;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

use errspec_codegen::Model;
use errspec_engine::trace::Origin;
use toml_edit::{Document, Item};

/// The lines of the entries of a table.
pub(crate) struct Origins {
    /// The file and the line of each entry.
    entries: HashMap<String, (String, usize)>,
    /// The files that were read, each as far as it is TOML.
    files: RefCell<HashMap<PathBuf, Option<Document<String>>>>,
    /// The file of the table itself.
    table: PathBuf,
}

impl Origins {
    /// Creates the lines of a table that was read from a file.
    pub(crate) fn new(model: &Model, table: &Path) -> Self {
        let lines = model.entries.iter().filter_map(|entry| {
            let line = entry.line.as_ref()?;
            Some((entry.name.clone(), (line.file.clone(), line.number)))
        });
        Self { entries: lines.collect(), files: RefCell::default(), table: table.to_path_buf() }
    }

    /// Returns the file and the line of a place, as `file:line`.
    pub(crate) fn place(&self, origin: &Origin<'_>) -> Option<String> {
        match origin {
            Origin::Entry(entry, key) => {
                let (file, line) = self.entries.get(entry.name())?;
                let own = (!key.is_empty()).then(|| self.key_line(file, entry.name(), key)).flatten();
                Some(format!("{file}:{}", own.unwrap_or(*line)))
            }
            Origin::Envelope(number) => {
                let line = self.in_file(&self.table, |document| envelope_line(document, *number))?;
                Some(format!("{}:{line}", self.table.display()))
            }
            _ => None,
        }
    }

    /// Returns the line of a key of an entry.
    fn key_line(&self, file: &str, entry: &str, key: &str) -> Option<usize> {
        self.in_file(Path::new(file), |document| {
            let item = entry_of(document.get("errors")?, entry)?;
            let mut value = item;
            for name in key.split('.') {
                value = value.get(name)?;
            }
            line_of(document, value)
        })
    }

    fn in_file<R>(&self, file: &Path, then: impl FnOnce(&Document<String>) -> Option<R>) -> Option<R> {
        let mut files = self.files.borrow_mut();
        let read = || std::fs::read_to_string(file).ok()?.parse::<Document<String>>().ok();
        then(files.entry(file.to_path_buf()).or_insert_with(read).as_ref()?)
    }
}

/// Returns the entry or the case with a name.
fn entry_of<'d>(entries: &'d Item, name: &str) -> Option<&'d Item> {
    let all = entries.as_table_like()?;
    if let Some(entry) = all.get(name) {
        return Some(entry);
    }
    all.iter().find_map(|(_, entry)| entry_of(entry.get("cases")?, name))
}

fn envelope_line(document: &Document<String>, number: usize) -> Option<usize> {
    let envelope = document.get("envelope")?;
    match envelope.as_array_of_tables() {
        Some(several) => line_at(document, several.get(number.checked_sub(1)?)?.span()?.start),
        None => line_of(document, envelope),
    }
}

fn line_of(document: &Document<String>, item: &Item) -> Option<usize> {
    line_at(document, item.span()?.start)
}

fn line_at(document: &Document<String>, offset: usize) -> Option<usize> {
    let before = document.raw().get(..offset)?;
    Some(before.bytes().filter(|byte| *byte == b'\n').count() + 1)
}
