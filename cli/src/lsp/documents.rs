//! The texts that are open in the editor, and others from the disk.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::OnceLock;

use errspec_codegen::{load, without_detours};
use lsp_types::{Position, Range, TextDocumentContentChangeEvent, Uri};

use super::addresses::{address_of, path_of};
use super::outline::Outline;
use super::positions::{ColumnUnit, LineStarts};

/// A text with its address.
#[derive(Debug)]
pub(super) struct Document {
    pub(super) uri: Uri,
    /// The path; `None` for a buffer without a file.
    pub(super) path: Option<PathBuf>,
    pub(super) text: String,
    /// The version that the editor gives it.
    pub(super) version: Option<i32>,
    lines: LineStarts,
    unit: ColumnUnit,
    outline: OnceLock<Outline>,
}

impl Document {
    pub(super) fn new(uri: Uri, text: String, unit: ColumnUnit) -> Self {
        let (path, lines) = (path_of(&uri), LineStarts::of(&text));
        Self { uri, path, text, version: None, lines, unit, outline: OnceLock::new() }
    }

    /// Creates another document, whose positions count as those of this one.
    pub(super) fn sibling(&self, uri: Uri, text: String) -> Self {
        Self::new(uri, text, self.unit)
    }

    /// Returns the outline, which is built when it is first asked for.
    pub(super) fn outline(&self) -> &Outline {
        self.outline.get_or_init(|| Outline::of(&self.text))
    }

    pub(super) fn offset(&self, position: Position) -> usize {
        self.lines.offset(&self.text, position, self.unit)
    }

    /// Returns the range of a place in the text.
    pub(super) fn range(&self, span: &std::ops::Range<usize>) -> Range {
        let position = |offset| self.lines.position(&self.text, offset, self.unit);
        Range { start: position(span.start), end: position(span.end) }
    }

    /// Returns the place of a range.
    pub(super) fn span(&self, range: Range) -> std::ops::Range<usize> {
        let start = self.offset(range.start);
        start..self.offset(range.end).max(start)
    }

    /// Carries out a change of the editor.
    fn change(&mut self, change: TextDocumentContentChangeEvent) {
        self.outline = OnceLock::new();
        match change.range {
            Some(range) => {
                let span = self.span(range);
                self.text.replace_range(span.clone(), &change.text);
                self.lines.change(&self.text, &span, &change.text);
            }
            None => {
                self.lines = LineStarts::of(&change.text);
                self.text = change.text;
            }
        }
    }
}

/// The documents that are open, by their [keys](key_of).
#[derive(Debug, Default)]
pub(super) struct Documents {
    open: BTreeMap<String, Arc<Document>>,
    pub(super) unit: ColumnUnit,
}

/// Returns the key of a document: several addresses may be that of one file.
pub(super) fn key_of(uri: &Uri) -> String {
    path_of(uri).map_or_else(|| uri.as_str().to_owned(), |path| key_of_path(&path))
}

/// Returns the key of a file.
pub(super) fn key_of_path(path: &Path) -> String {
    without_detours(path).display().to_string()
}

impl Documents {
    pub(super) fn open(&mut self, uri: Uri, text: String, version: i32) {
        let mut document = Document::new(uri, text, self.unit);
        document.version = Some(version);
        self.open.insert(key_of(&document.uri), Arc::new(document));
    }

    /// Changes a document. What is not open is left alone.
    pub(super) fn change(&mut self, uri: &Uri, version: i32, changes: Vec<TextDocumentContentChangeEvent>) {
        let Some(shared) = self.open.get_mut(&key_of(uri)) else { return };
        if Arc::get_mut(shared).is_none() {
            *shared = Arc::new(Document::new(shared.uri.clone(), shared.text.clone(), shared.unit));
        }
        let Some(document) = Arc::get_mut(shared) else { return };
        document.version = Some(version);
        changes.into_iter().for_each(|change| document.change(change));
    }

    pub(super) fn close(&mut self, uri: &Uri) {
        self.open.remove(&key_of(uri));
    }

    pub(super) fn get(&self, key: &str) -> Option<&Arc<Document>> {
        self.open.get(key)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&String, &Arc<Document>)> {
        self.open.iter()
    }

    /// Returns the document of a file: the one that is open, or else that on the disk.
    pub(super) fn of_path(&self, path: &Path) -> Option<Arc<Document>> {
        if let Some(open) = self.open.get(&key_of_path(path)) {
            return Some(Arc::clone(open));
        }
        let text = load(path).ok()?;
        Some(Arc::new(Document::new(address_of(path)?, text, self.unit)))
    }
}
