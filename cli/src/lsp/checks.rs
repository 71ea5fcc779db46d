//! The checks of the tables in the editor.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use errspec_codegen::Model;

use super::documents::{Document, Documents, key_of, key_of_path};
use super::family::{is_fragment, tables_that_extend};
use super::findings::Finding;
use super::first_look::{LARGE, first_look};
use super::job::{Checked, Job, source};
use super::workspace::Workspace;
use crate::tables::is_table;

/// The check of a table.
#[derive(Debug, Default)]
pub(super) struct TableCheck {
    /// The model of the last text without errors.
    pub(super) model: Option<Arc<Model>>,
    /// The diagnostics of the present text.
    pub(super) findings: Vec<Finding>,
    /// The keys of the documents that were read.
    files: BTreeSet<String>,
    /// The last text that was checked as a whole, if it is large, with what was found.
    checked: Option<(Arc<Document>, Vec<Finding>)>,
}

/// The checks of all tables, by the keys of their documents.
#[derive(Debug, Default)]
pub(super) struct Checks {
    checks: BTreeMap<String, TableCheck>,
    /// The tables to be checked again.
    dirty: BTreeSet<String>,
    /// The tables that are being checked, each with the number of the job whose result counts.
    running: BTreeMap<String, u64>,
    /// The number of the last job.
    last_job: u64,
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

    /// Returns `true` if the findings of all texts as they are now are known.
    pub(super) fn are_complete(&self) -> bool {
        self.dirty.is_empty() && self.running.is_empty()
    }

    /// Marks the tables that a document is a part of.
    pub(super) fn mark(&mut self, key: &str) {
        self.looked_at.remove(key);
        let readers = self.checks.iter().filter(|(_, check)| check.files.contains(key)).map(|(root, _)| root.clone());
        let marked: Vec<String> = readers.chain([key.to_owned()]).collect();
        self.mark_tables(marked);
    }

    /// Marks all tables.
    pub(super) fn mark_all(&mut self, documents: &Documents) {
        let open = documents.iter().map(|(key, _)| key.clone());
        let marked: Vec<String> = open.chain(self.checks.keys().cloned()).collect();
        self.mark_tables(marked);
    }

    fn mark_tables(&mut self, keys: Vec<String>) {
        for key in keys {
            self.running.remove(&key);
            self.dirty.insert(key);
        }
    }

    /// Forgets a document that was closed, and what is checked for it alone.
    pub(super) fn close(&mut self, key: &str, documents: &Documents) {
        self.known.remove(key);
        let is_open = |key: &str| documents.get(key).is_some();
        self.checks.retain(|root, check| is_open(root) || check.files.iter().any(|file| is_open(file)));
        self.dirty.retain(|root| self.checks.contains_key(root) || is_open(root));
        self.running.retain(|root, _| self.checks.contains_key(root) || is_open(root));
        self.mark(key);
    }

    /// Takes one of the tables that are marked. Returns the jobs by which it is checked.
    pub(super) fn next_jobs(&mut self, documents: &Documents, workspace: &mut Workspace) -> Vec<Job> {
        let Some(key) = self.dirty.pop_first() else { return Vec::new() };
        let mut jobs = match documents.get(&key) {
            Some(document) => self.jobs_of_open(key, document, documents, workspace),
            None => self.job_of_closed(key, documents).into_iter().collect(),
        };
        for job in &mut jobs {
            self.last_job += 1;
            job.number = self.last_job;
            self.dirty.remove(&job.key);
            self.running.insert(job.key.clone(), job.number);
        }
        jobs
    }

    /// Returns the check of a table that is read from the disk, for one that it extends.
    fn job_of_closed(&mut self, key: String, documents: &Documents) -> Option<Job> {
        let is_needed = |check: &TableCheck| check.files.iter().any(|file| documents.get(file).is_some());
        let needed = self.checks.get(&key).filter(|check| is_needed(check));
        match needed.and_then(|_| documents.of_path(Path::new(&key))) {
            Some(document) => Some(Job::table(key, &document, documents)),
            None => {
                self.checks.remove(&key);
                None
            }
        }
    }

    fn jobs_of_open(
        &mut self,
        key: String,
        document: &Arc<Document>,
        documents: &Documents,
        workspace: &mut Workspace,
    ) -> Vec<Job> {
        let is_known = is_table(&document.text) || (self.known.contains(&key) && !document.text.trim().is_empty());
        if !is_known {
            self.known.remove(&key);
            self.checks.remove(&key);
            return Vec::new();
        }
        self.known.insert(key.clone());
        if self.look_first(&key, document, documents) {
            self.looked_at.insert(key.clone());
            self.dirty.insert(key);
            return Vec::new();
        }
        if !is_fragment(document) {
            return vec![Job::table(key, document, documents)];
        }
        let extending = tables_that_extend(document, documents, workspace);
        if extending.is_empty() {
            return Job::fragment(key, document, documents).into_iter().collect();
        }
        self.checks.remove(&key);
        let tables = extending.into_iter().filter(|table| !is_fragment(table));
        tables.filter_map(|table| Some(Job::table(key_of_path(table.path.as_ref()?), &table, documents))).collect()
    }

    /// Looks at what changed in a large text. Returns `true` if its findings are known: the whole text is then to be checked.
    fn look_first(&mut self, key: &str, document: &Document, documents: &Documents) -> bool {
        if document.text.len() < LARGE || self.looked_at.contains(key) {
            return false;
        }
        let Some(check) = self.checks.get_mut(key) else { return false };
        let Some((earlier, known)) = &check.checked else { return false };
        let source = |text: String| source(document, text, documents);
        let Some(found) = first_look(document, &earlier.text, known, source) else { return false };
        check.findings = found;
        true
    }

    /// Ends a job. Returns `false` if the table has changed since it began: its result does not count.
    pub(super) fn end(&mut self, key: &str, number: u64) -> bool {
        let counts = self.running.get(key) == Some(&number);
        if counts {
            self.running.remove(key);
        }
        counts
    }

    /// Takes the result of a check. A table with errors keeps the model that it had without.
    pub(super) fn insert(&mut self, key: String, checked: Checked) {
        let Checked { model, findings, files, document } = checked;
        let before = self.checks.remove(&key).and_then(|check| check.model);
        let is_large = document.text.len() >= LARGE;
        let checked = is_large.then(|| (document, findings.clone()));
        self.checks.insert(key, TableCheck { model: model.or(before), findings, files, checked });
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
