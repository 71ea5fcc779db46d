//! The checks of the tables in the editor.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use errspec_codegen::{Model, Report, Source, read_with_warnings};

use super::documents::{Document, Documents, key_of, key_of_path};
use super::family::{is_fragment, tables_that_extend};
use super::findings::{Finding, findings};
use super::first_look::{LARGE, first_look};
use super::workspace::Workspace;
use crate::house::HouseRules;
use crate::tables::is_table;

/// The check of a table.
#[derive(Debug, Default)]
pub(super) struct TableCheck {
    /// The model of the last text without errors.
    pub(super) model: Option<Rc<Model>>,
    /// The diagnostics of the present text.
    pub(super) findings: Vec<Finding>,
    /// The keys of the documents that were read.
    files: BTreeSet<String>,
    /// The last text that was checked as a whole, if it is large, with what was found.
    checked: Option<(String, Vec<Finding>)>,
}

/// The checks of all tables, by the keys of their documents.
#[derive(Debug, Default)]
pub(super) struct Checks {
    checks: BTreeMap<String, TableCheck>,
    /// The tables to be checked again.
    dirty: BTreeSet<String>,
    /// The documents that were tables when they were last looked at. One stays a table while its head is being written.
    known: BTreeSet<String>,
    /// The tables of which the last change was looked at already.
    looked_at: BTreeSet<String>,
}

impl Checks {
    /// Returns `true` if there is something to check.
    pub(super) fn is_dirty(&self) -> bool {
        !self.dirty.is_empty()
    }

    /// Marks the tables that a document is a part of.
    pub(super) fn mark(&mut self, key: &str) {
        self.looked_at.remove(key);
        self.dirty.insert(key.to_owned());
        let readers = self.checks.iter().filter(|(_, check)| check.files.contains(key)).map(|(root, _)| root.clone());
        self.dirty.extend(readers);
    }

    /// Marks all tables.
    pub(super) fn mark_all(&mut self, documents: &Documents) {
        self.dirty.extend(documents.iter().map(|(key, _)| key.clone()));
        self.dirty.extend(self.checks.keys().cloned());
    }

    /// Forgets a document that was closed, and what is checked for it alone.
    pub(super) fn close(&mut self, key: &str, documents: &Documents) {
        self.known.remove(key);
        let is_open = |key: &str| documents.get(key).is_some();
        self.checks.retain(|root, check| is_open(root) || check.files.iter().any(|file| is_open(file)));
        self.dirty.retain(|root| self.checks.contains_key(root) || is_open(root));
        self.mark(key);
    }

    /// Checks one of the tables that are marked.
    pub(super) fn check_next(&mut self, documents: &Documents, workspace: &mut Workspace) {
        let Some(key) = self.dirty.pop_first() else { return };
        match documents.get(&key) {
            Some(document) => {
                let document = Rc::clone(document);
                self.check_open(key, &document, documents, workspace);
            }
            // A table that is read from the disk, for one that it extends.
            None if self
                .checks
                .get(&key)
                .is_some_and(|check| check.files.iter().any(|it| documents.get(it).is_some())) =>
            {
                match documents.of_path(Path::new(&key)) {
                    Some(document) => self.check_table(key, &document, documents),
                    None => drop(self.checks.remove(&key)),
                }
            }
            None => drop(self.checks.remove(&key)),
        }
    }

    fn check_open(&mut self, key: String, document: &Document, documents: &Documents, workspace: &mut Workspace) {
        let is_known = is_table(&document.text) || (self.known.contains(&key) && !document.text.trim().is_empty());
        if !is_known {
            self.known.remove(&key);
            self.checks.remove(&key);
            return;
        }
        self.known.insert(key.clone());
        if self.look_first(&key, document, documents) {
            self.looked_at.insert(key.clone());
            self.dirty.insert(key);
            return;
        }
        if !is_fragment(document) {
            return self.check_table(key, document, documents);
        }
        let extending = tables_that_extend(document, documents, workspace);
        if extending.is_empty() {
            let check = self.checks.remove(&key).unwrap_or_default();
            self.checks.insert(key, check_fragment(document, check, documents));
            return;
        }
        self.checks.remove(&key);
        for table in extending.into_iter().filter(|table| !is_fragment(table)) {
            if let Some(path) = &table.path {
                self.check_table(key_of_path(path), &table, documents);
            }
        }
    }

    /// Looks at what changed in a large text. Returns `true` if its findings are known: the whole text is then to be checked.
    fn look_first(&mut self, key: &str, document: &Document, documents: &Documents) -> bool {
        if document.text.len() < LARGE || self.looked_at.contains(key) {
            return false;
        }
        let Some(check) = self.checks.get_mut(key) else { return false };
        let Some((earlier, known)) = &check.checked else { return false };
        let source = |text: String| with_files(Source::new(shown(document), text), document, documents);
        let Some(found) = first_look(document, earlier, known, source) else { return false };
        check.findings = found;
        true
    }

    fn check_table(&mut self, key: String, document: &Document, documents: &Documents) {
        self.dirty.remove(&key);
        let before = self.checks.remove(&key).unwrap_or_default();
        let source = with_files(Source::new(shown(document), document.text.as_str()), document, documents);
        self.checks.insert(key, run(&source, document, before));
    }

    /// Iterates over the checks.
    pub(super) fn iter(&self) -> impl Iterator<Item = &TableCheck> {
        self.checks.values()
    }

    /// Iterates over the checks that have read a document, with its own first.
    pub(super) fn of(&self, key: &str) -> impl Iterator<Item = &TableCheck> {
        let own = self.checks.get(key);
        let others = self.checks.iter().filter(move |(root, check)| *root != key && check.files.contains(key));
        own.into_iter().chain(others.map(|(_, check)| check))
    }
}

/// Returns the path of a document as diagnostics show it.
fn shown(document: &Document) -> String {
    match &document.path {
        Some(path) => path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        None => document.uri.as_str().to_owned(),
    }
}

/// Adds the path of a table, and the texts of other tables as they are in the editor.
fn with_files(source: Source, document: &Document, documents: &Documents) -> Source {
    match &document.path {
        Some(path) => with_files_at(source, path, document, documents),
        None => source,
    }
}

/// Adds a path, and the texts of other tables as they are in the editor.
fn with_files_at(source: Source, path: &Path, document: &Document, documents: &Documents) -> Source {
    let others = documents.iter().filter_map(|(_, open)| Some((open.path.clone()?, open.text.as_str())));
    let others = others.filter(|(other, text)| other != path && document.text.contains("extends") && is_table(text));
    others.fold(source.with_path(path), |source, (path, text)| source.with_unsaved(path, text))
}

/// Checks a part that no table extends, as if one did that has nothing else.
fn check_fragment(document: &Document, before: TableCheck, documents: &Documents) -> TableCheck {
    let Some(path) = &document.path else { return before };
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let extends = toml_edit::Value::from(name);
    let text = format!("[table]\nformat = 1\nname = \"table\"\nextends = {extends}\n");
    let table = PathBuf::from(path).with_file_name(".table-of-the-editor.toml");
    let source = with_files_at(Source::new(shown(document), text), &table, document, documents);
    let source = source.with_unsaved(path.clone(), document.text.as_str());
    let mut check = run(&source, document, before);
    check.findings.retain(|finding| finding.uri == document.uri);
    check
}

/// Reads a table. `before` is its last check.
fn run(source: &Source, document: &Document, before: TableCheck) -> TableCheck {
    let (model, report, house) = match read_with_warnings(source) {
        Ok(table) => {
            let house = house_report(source, &table.model, document);
            (Some(Rc::new(table.model)), table.warnings, house)
        }
        Err(report) => (before.model, Some(report), None),
    };
    let extended: Vec<PathBuf> = match (&report, &model) {
        (Some(report), _) => report.source().extended().map(Path::to_path_buf).collect(),
        (None, Some(model)) => model.extended.clone(),
        (None, None) => Vec::new(),
    };
    let own = document.path.as_deref().map(key_of_path);
    let findings: Vec<Finding> =
        [report, house].into_iter().flatten().flat_map(|report| findings(&report, document)).collect();
    let is_large = document.text.len() >= LARGE;
    TableCheck {
        model,
        checked: is_large.then(|| (document.text.clone(), findings.clone())),
        findings,
        files: extended.iter().map(|path| key_of_path(path)).chain(own).collect(),
    }
}

/// Returns what breaks the rules of the house in the text of a table itself. They are read again each time, since they change, too.
fn house_report(source: &Source, model: &Model, document: &Document) -> Option<Report> {
    HouseRules::default().of_text(model, source.name(), document.path.as_deref()?, &document.text)
}

/// Returns the findings of a document in all tables.
pub(super) fn findings_in<'c>(checks: &'c Checks, key: &str) -> Vec<&'c Finding> {
    let mut found: Vec<&Finding> = Vec::new();
    for finding in checks.iter().flat_map(|check| &check.findings).filter(|finding| key_of(&finding.uri) == key) {
        if !found.iter().any(|other| other.diagnostic == finding.diagnostic) {
            found.push(finding);
        }
    }
    found
}
