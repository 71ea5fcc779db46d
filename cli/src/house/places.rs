//! The places of the keys of entries.

use std::collections::HashMap;
use std::path::Path;

use errspec_codegen::{Source, Span};
use toml_edit::{Document, Item, TableLike, Value};

/// The files of a table, each read once.
pub(super) struct Files {
    table: String,
    read: HashMap<String, Option<(Source, Document<String>)>>,
}

/// An entry in a file.
pub(super) struct EntryPlace<'f> {
    text: &'f str,
    keys: &'f dyn TableLike,
    /// The place of its header, or of its value.
    pub(super) header: Span,
}

/// A text in a file.
pub(super) struct PlacedText<'f> {
    pub(super) text: &'f str,
    /// The place of the value, with its quotes.
    pub(super) span: Span,
    /// The value as it is written.
    written: &'f str,
}

impl Files {
    /// Creates the files of a table, of which the text of the table itself is known.
    pub(super) fn new(name: &str, path: &Path, text: &str) -> Self {
        let own = parsed(name, path, text.to_owned());
        Self { table: name.to_owned(), read: HashMap::from([(name.to_owned(), own)]) }
    }

    /// Returns the path of the table itself.
    pub(super) fn table(&self) -> &str {
        &self.table
    }

    /// Returns a file that was read.
    pub(super) fn source(&self, file: &str) -> Option<Source> {
        self.read.get(file)?.as_ref().map(|(source, _)| source.clone())
    }

    /// Returns an entry, or a case of one.
    pub(super) fn entry(&mut self, file: &str, name: &str, parent: Option<&str>) -> Option<EntryPlace<'_>> {
        if !self.read.contains_key(file) {
            let read = std::fs::read_to_string(file).ok().and_then(|text| parsed(file, Path::new(file), text));
            self.read.insert(file.to_owned(), read);
        }
        let (_, document) = self.read.get(file)?.as_ref()?;
        let errors = document.get("errors")?;
        let item = match parent {
            Some(parent) => errors.get(parent)?.get("cases")?.get(name)?,
            None => errors.get(name)?,
        };
        let keys = item.as_table_like()?;
        let header = item.span().or_else(|| keys.iter().find_map(|(_, value)| value.span()))?;
        Some(EntryPlace { text: document.raw(), keys, header: header.into() })
    }
}

fn parsed(name: &str, path: &Path, text: String) -> Option<(Source, Document<String>)> {
    let source = Source::new(name, text.clone()).with_path(path);
    Document::parse(text).ok().map(|document| (source, document))
}

impl<'f> EntryPlace<'f> {
    /// Returns the place of a key's value, or else that of the entry.
    pub(super) fn of(&self, key: &str) -> Span {
        self.keys.get(key).and_then(Item::span).map_or(self.header, Span::from)
    }

    /// Returns the texts of a key: one, or those of a list.
    pub(super) fn texts(&self, key: &str) -> Vec<PlacedText<'f>> {
        let placed = |value: &'f Value| {
            let span = value.span()?;
            Some(PlacedText { text: value.as_str()?, written: self.text.get(span.clone())?, span: span.into() })
        };
        match self.keys.get(key) {
            Some(Item::Value(Value::Array(list))) => list.iter().filter_map(placed).collect(),
            Some(Item::Value(value)) => placed(value).into_iter().collect(),
            _ => Vec::new(),
        }
    }
}

impl PlacedText<'_> {
    /// Returns the place of the first characters, if they are written as they are.
    pub(super) fn start(&self, characters: &str) -> Option<Span> {
        let inner = self.written.trim_start_matches(['"', '\'']);
        let skipped = if inner.starts_with('\n') { 1 } else { 0 };
        let start = self.span.start + self.written.len() - inner.len() + skipped;
        let is_same = inner.get(skipped..)?.starts_with(characters);
        (is_same && start > self.span.start).then_some(Span { start, end: start + characters.len() })
    }

    /// Returns the place of the last characters, if they are written as they are.
    pub(super) fn end(&self, characters: &str) -> Option<Span> {
        let inner = self.written.trim_end_matches(['"', '\'']);
        let end = self.span.start + inner.len();
        let is_same = inner.ends_with(characters) && end < self.span.end;
        is_same.then_some(Span { start: end - characters.len(), end })
    }
}
