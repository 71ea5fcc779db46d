//! The check of one table, which may run in another thread.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use errspec_codegen::{Model, Report, Source, read_with_warnings};

use super::documents::{Document, Documents, key_of_path};
use super::findings::{Finding, findings};
use super::first_look::LARGE;
use super::refusal::{Refusal, guarded};
use crate::house::HouseRules;
use crate::tables::is_table;

/// The check of a table that is to be done, with all that it needs.
pub(super) struct Job {
    /// The key of the table.
    pub(super) key: String,
    /// The number of the job. A later one for the same table makes this one needless.
    pub(super) number: u64,
    source: Source,
    document: Arc<Document>,
    /// `true` if only the findings of the document itself count.
    is_fragment: bool,
}

/// The result of a job.
#[derive(Debug)]
pub(super) struct Done {
    pub(super) key: String,
    pub(super) number: u64,
    pub(super) result: Result<Checked, Refusal>,
}

/// A table that was checked.
#[derive(Debug)]
pub(super) struct Checked {
    /// The model, if the table has no errors.
    pub(super) model: Option<Arc<Model>>,
    pub(super) findings: Vec<Finding>,
    /// The keys of the documents that were read.
    pub(super) files: BTreeSet<String>,
    /// The text that was checked.
    pub(super) document: Arc<Document>,
}

impl Job {
    /// Creates the check of a table.
    pub(super) fn table(key: String, document: &Arc<Document>, documents: &Documents) -> Self {
        let source = source(document, document.text.clone(), documents);
        Self { key, number: 0, source, document: Arc::clone(document), is_fragment: false }
    }

    /// Creates the check of a part that no table extends, as if one did that has nothing else. A buffer without a file can't be extended.
    pub(super) fn fragment(key: String, document: &Arc<Document>, documents: &Documents) -> Option<Self> {
        let path = document.path.as_ref()?;
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let extends = toml_edit::Value::from(name);
        let text = format!("[table]\nformat = 1\nname = \"table\"\nextends = {extends}\n");
        let table = path.with_file_name(".table-of-the-editor.toml");
        let source = with_files_at(Source::new(shown(document), text), &table, document, documents);
        let source = source.with_unsaved(path.clone(), document.text.as_str());
        Some(Self { key, number: 0, source, document: Arc::clone(document), is_fragment: true })
    }

    /// Returns `true` if the check may take so long that an editor would feel it.
    pub(super) fn is_large(&self) -> bool {
        self.document.text.len() >= LARGE
    }

    /// Checks the table.
    pub(super) fn run(self) -> Done {
        let result = guarded(|| Ok(self.check()));
        Done { key: self.key, number: self.number, result }
    }

    fn check(&self) -> Checked {
        let (source, document) = (&self.source, &*self.document);
        let (model, report, house) = match read_with_warnings(source) {
            Ok(table) => {
                let house = house_report(source, &table.model, document);
                (Some(Arc::new(table.model)), table.warnings, house)
            }
            Err(report) => (None, Some(report), None),
        };
        let extended: Vec<PathBuf> = match (&report, &model) {
            (Some(report), _) => report.source().extended().map(Path::to_path_buf).collect(),
            (None, Some(model)) => model.extended.clone(),
            (None, None) => Vec::new(),
        };
        let own = document.path.as_deref().map(key_of_path);
        let mut findings: Vec<Finding> =
            [report, house].into_iter().flatten().flat_map(|report| findings(&report, document)).collect();
        findings.retain(|finding| !self.is_fragment || finding.uri == document.uri);
        Checked {
            model,
            findings,
            files: extended.iter().map(|path| key_of_path(path)).chain(own).collect(),
            document: Arc::clone(&self.document),
        }
    }
}

/// Returns the source of a text of a document, with the texts of other tables as they are in the editor.
pub(super) fn source(document: &Document, text: String, documents: &Documents) -> Source {
    let source = Source::new(shown(document), text);
    match &document.path {
        Some(path) => with_files_at(source, path, document, documents),
        None => source,
    }
}

/// Returns the path of a document as diagnostics show it.
fn shown(document: &Document) -> String {
    match &document.path {
        Some(path) => path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        None => document.uri.as_str().to_owned(),
    }
}

/// Adds a path, and the texts of other tables as they are in the editor.
fn with_files_at(source: Source, path: &Path, document: &Document, documents: &Documents) -> Source {
    let others = documents.iter().filter_map(|(_, open)| Some((open.path.clone()?, open.text.as_str())));
    let others = others.filter(|(other, text)| other != path && document.text.contains("extends") && is_table(text));
    others.fold(source.with_path(path), |source, (path, text)| source.with_unsaved(path, text))
}

/// Returns what breaks the rules of the house in the text of a table itself. They are read again each time, since they change, too.
fn house_report(source: &Source, model: &Model, document: &Document) -> Option<Report> {
    HouseRules::default().of_text(model, source.name(), document.path.as_deref()?, &document.text)
}
