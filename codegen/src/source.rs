//! The text of a table, and places in it.

use std::borrow::Cow;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

/// The character with which some editors begin a file. It has no column.
pub(crate) const BYTE_ORDER_MARK: char = '\u{feff}';

/// The text of a table, with the name of its file. A clone is cheap and shares the text.
///
/// The source in a [`Report`](crate::Report) also has the files that the table extends. Their texts follow that of the table, each
/// after a line break, so that a [`Span`] is a place in any of them.
#[derive(Debug, Clone)]
pub struct Source(Arc<Inner>);

#[derive(Debug, Clone)]
struct Inner {
    table: SourceFile,
    /// The files that the table extends.
    extended: Vec<SourceFile>,
    /// The texts of files that are not read from the disk.
    unsaved: Vec<(PathBuf, Arc<str>)>,
    text: String,
    /// The offsets at which lines begin, found when they are first needed.
    lines: OnceLock<Vec<usize>>,
    /// The lines with headers, such as `[table]`, found when they are first needed.
    headers: OnceLock<HeaderLines>,
}

/// The lines with headers, by the first two names of the header, by the first one, and all of them by no name.
type HeaderLines = HashMap<Vec<String>, Vec<Span>>;

/// The most names of a header by which its line is found.
const MOST_NAMES: usize = 2;

/// A file of a source.
#[derive(Debug, Clone)]
pub(crate) struct SourceFile {
    /// The path, as reports show it.
    pub(crate) name: String,
    /// The path, if it is known.
    pub(crate) path: Option<PathBuf>,
    /// The offset at which its text begins.
    pub(crate) start: usize,
}

impl Source {
    /// Creates a source from the path, as reports show it, and the text.
    #[must_use]
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        let table = SourceFile { name: name.into(), path: None, start: 0 };
        let (extended, unsaved) = (Vec::new(), Vec::new());
        Self(Arc::new(Inner {
            table,
            extended,
            unsaved,
            text: text.into(),
            lines: OnceLock::new(),
            headers: OnceLock::new(),
        }))
    }

    /// Sets the path of the file. The paths in `extends` are relative to its folder.
    #[must_use]
    pub fn with_path(mut self, path: impl Into<PathBuf>) -> Self {
        Arc::make_mut(&mut self.0).table.path = Some(path.into());
        self
    }

    /// Sets the text of a file that the table may extend. It is taken instead of the one on the disk, as an editor does it with a file that
    /// is not saved.
    ///
    /// ```
    /// use errspec_codegen::{Source, read};
    ///
    /// let common = "[table]\nformat = 1\n[envelope]\ncode = \"/code\"\n";
    /// let table = "[table]\nformat = 1\nname = \"pay\"\nextends = \"common.toml\"\n[errors.GONE]\ncode = 7\n";
    /// let source = Source::new("pay.toml", table).with_path("/specs/pay.toml").with_unsaved("/specs/common.toml", common);
    /// assert_eq!(read(&source)?.envelopes.len(), 1);
    /// # Ok::<(), errspec_codegen::Report>(())
    /// ```
    #[must_use]
    pub fn with_unsaved(mut self, path: impl Into<PathBuf>, text: impl Into<Arc<str>>) -> Self {
        let path = path.into();
        let path = path.canonicalize().unwrap_or(path);
        Arc::make_mut(&mut self.0).unsaved.push((path, text.into()));
        self
    }

    /// Returns the path of the table, as reports show it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.0.table.name
    }

    /// Returns the path of the file with this byte, as reports show it.
    #[must_use]
    pub fn name_at(&self, offset: usize) -> &str {
        &self.file_at(offset).name
    }

    /// Returns the path of the file with this byte, if it is known.
    #[must_use]
    pub fn path_at(&self, offset: usize) -> Option<&Path> {
        self.file_at(offset).path.as_deref()
    }

    /// Returns the text: that of the table, followed by those of the files that it extends.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.0.text
    }

    /// Returns the paths of the files that the table extends, in the order in which they were read.
    pub fn extended(&self) -> impl Iterator<Item = &Path> {
        self.0.extended.iter().filter_map(|file| file.path.as_deref())
    }

    /// Returns the line and the column of a byte in its file. Both count from 1, and the column counts characters, without a byte order
    /// mark at the start of the file.
    #[must_use]
    pub fn line_column(&self, offset: usize) -> (usize, usize) {
        let before = self.text().get(..offset).unwrap_or(self.text());
        let lines = self.0.lines.get_or_init(|| {
            let ends = self.text().bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
            std::iter::once(0).chain(ends.map(|(at, _)| at + 1)).collect()
        });
        let line = lines.partition_point(|start| *start <= before.len()).max(1);
        let start = lines.get(line - 1).copied().unwrap_or_default();
        let file = self.file_at(offset).start;
        let own = before.get(start..).unwrap_or_default();
        let own = if start == file { own.strip_prefix(BYTE_ORDER_MARK).unwrap_or(own) } else { own };
        let column = own.chars().count() + 1;
        (line - lines.partition_point(|start| *start < file), column)
    }

    /// Returns the table without the files that it extends.
    pub(crate) fn table(&self) -> &SourceFile {
        &self.0.table
    }

    /// Returns the source without the files that the table extends.
    pub(crate) fn table_alone(&self) -> Cow<'_, Self> {
        if self.0.extended.is_empty() {
            return Cow::Borrowed(self);
        }
        let (table, text, unsaved) = (self.0.table.clone(), self.table_text().to_owned(), self.0.unsaved.clone());
        Cow::Owned(Self(Arc::new(Inner {
            table,
            extended: Vec::new(),
            unsaved,
            text,
            lines: OnceLock::new(),
            headers: OnceLock::new(),
        })))
    }

    /// Returns the text of the table without the files that it extends.
    pub(crate) fn table_text(&self) -> &str {
        // A line break is between the text and the next file.
        let end = self.0.extended.first().map_or(self.text().len(), |file| file.start.saturating_sub(1));
        self.text().get(..end).unwrap_or_default()
    }

    /// Returns the text of a file that is not read from the disk.
    pub(crate) fn unsaved(&self, path: &Path) -> Option<Arc<str>> {
        self.0.unsaved.iter().find(|(own, _)| own == path).map(|(_, text)| Arc::clone(text))
    }

    /// Returns the lines that begin in a range and may have a header whose first names are these. A search for each of many mistakes would
    /// read the whole text each time.
    pub(crate) fn header_lines(&self, names: &[&str], within: Span) -> &[Span] {
        let headers = self.0.headers.get_or_init(|| header_lines(self.text()));
        let names: Vec<String> = names.iter().take(MOST_NAMES).map(|name| (*name).to_owned()).collect();
        let lines = headers.get(&names).map(Vec::as_slice).unwrap_or_default();
        let before = |end: usize| lines.partition_point(|line| line.start < end);
        lines.get(before(within.start)..before(within.end)).unwrap_or_default()
    }

    /// Returns the place of the text of the file with this byte.
    #[must_use]
    pub fn file_span(&self, offset: usize) -> Span {
        let file = self.file_at(offset).start;
        self.files().map(|(_, span)| span).find(|span| span.start == file).unwrap_or_default()
    }

    /// Iterates over the files, each with the place of its text.
    pub(crate) fn files(&self) -> impl Iterator<Item = (&SourceFile, Span)> {
        let ends = self.0.extended.iter().map(|file| file.start.saturating_sub(1));
        let files = std::iter::once(&self.0.table).chain(&self.0.extended);
        files.zip(ends.chain([self.text().len()])).map(|(file, end)| (file, Span { start: file.start, end }))
    }

    /// Returns the file with this byte. The byte after a text belongs to it.
    pub(crate) fn file_at(&self, offset: usize) -> &SourceFile {
        self.0.extended.iter().rev().find(|file| file.start <= offset).unwrap_or(&self.0.table)
    }

    /// Adds a file that the table extends, and returns the offset of its text.
    pub(crate) fn add(&mut self, name: String, path: PathBuf, text: &str) -> usize {
        let inner = Arc::make_mut(&mut self.0);
        inner.text.push('\n');
        let start = inner.text.len();
        inner.text.push_str(text);
        inner.extended.push(SourceFile { name, path: Some(path), start });
        (inner.lines, inner.headers) = (OnceLock::new(), OnceLock::new());
        start
    }
}

impl Source {
    /// Adds all files of another source, and returns the offset of its text.
    pub(crate) fn append(&mut self, other: &Self) -> usize {
        let inner = Arc::make_mut(&mut self.0);
        inner.text.push('\n');
        let start = inner.text.len();
        inner.text.push_str(other.text());
        let files = std::iter::once(&other.0.table).chain(&other.0.extended).cloned();
        inner.extended.extend(files.map(|file| SourceFile { start: file.start + start, ..file }));
        (inner.lines, inner.headers) = (OnceLock::new(), OnceLock::new());
        start
    }
}

/// Returns the lines of a text that have a header.
fn header_lines(text: &str) -> HeaderLines {
    let mut found = HeaderLines::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let span = Span { start, end: start + line.len() };
        start = span.end;
        let written = line.trim_start_matches([BYTE_ORDER_MARK, ' ', '\t']);
        let Some((written, _)) = written.split_once(']').filter(|_| written.starts_with('[')) else { continue };
        let names = written.trim_start_matches('[').split('.').map(|name| name.trim().trim_matches(['"', '\'']));
        let mut first: Vec<String> = Vec::new();
        found.entry(first.clone()).or_default().push(span);
        for name in names.take(MOST_NAMES) {
            first.push(name.to_owned());
            found.entry(first.clone()).or_default().push(span);
        }
    }
    found
}

impl PartialEq for Source {
    fn eq(&self, other: &Self) -> bool {
        (self.name(), self.text()) == (other.name(), other.text())
    }
}

impl Eq for Source {}

/// A range of bytes in the text of a [`Source`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

impl Span {
    /// Returns the span in a text that begins at this offset.
    pub(crate) fn shift(self, by: usize) -> Self {
        Self { start: self.start + by, end: self.end + by }
    }

    /// Returns `true` if the two have a byte in common; an empty span has the byte at which it stands.
    pub(crate) fn touches(self, other: Self) -> bool {
        self.start < other.end.max(other.start + 1) && other.start < self.end.max(self.start + 1)
    }

    /// Returns the span with both ends moved back to a character boundary of the text.
    pub(crate) fn clamp_to(self, text: &str) -> Self {
        let floor = |mut offset: usize| {
            offset = offset.min(text.len());
            while !text.is_char_boundary(offset) {
                offset -= 1;
            }
            offset
        };
        let start = floor(self.start);
        Self { start, end: floor(self.end).max(start) }
    }
}

impl From<std::ops::Range<usize>> for Span {
    fn from(range: std::ops::Range<usize>) -> Self {
        Self { start: range.start, end: range.end }
    }
}

/// A value and its place in the text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct At<T> {
    pub(crate) span: Span,
    pub(crate) value: T,
}

impl At<String> {
    /// Returns the place of a part of a string in the source. It is exact where the string is written without escapes, and else
    /// the whole string.
    pub(crate) fn inner_span(&self, source: &str, start: usize, end: usize) -> Span {
        let raw = source.get(self.span.start..self.span.end).unwrap_or_default();
        for quote in ["\"\"\"", "'''", "\"", "'"] {
            let Some(inner) = raw.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote)) else { continue };
            // A line break right after three quotes is no part of the string.
            let inner = if quote.len() == 3 { strip_newline(inner) } else { inner };
            let first = self.span.end - quote.len() - inner.len();
            if inner == self.value {
                return Span { start: first + start, end: first + end };
            }
            if inner.replace("\r\n", "\n") == self.value {
                return Span {
                    start: first + offset_with_crlf(inner, start),
                    end: first + offset_with_crlf(inner, end),
                };
            }
        }
        self.span
    }
}

/// Returns the offset of a byte in a text, given its offset in the same text with LF for every CRLF.
fn offset_with_crlf(text: &str, offset: usize) -> usize {
    let bytes = text.as_bytes();
    let is_removed = |at: usize| bytes.get(at..).is_some_and(|rest| rest.starts_with(b"\r\n"));
    (0..bytes.len()).filter(|at| !is_removed(*at)).nth(offset).unwrap_or(bytes.len())
}

fn strip_newline(text: &str) -> &str {
    text.strip_prefix("\r\n").or_else(|| text.strip_prefix('\n')).unwrap_or(text)
}
