//! The text of a table, and places in it.

use std::sync::OnceLock;

/// A table as it stands in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The path, as reports show it.
    pub name: String,
    /// What the file holds.
    pub text: String,
    lines: Lines,
}

/// Where lines begin, found once. It follows from the text, so that sources do not differ in it.
#[derive(Debug, Clone, Default)]
struct Lines(OnceLock<Vec<usize>>);

impl PartialEq for Lines {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Lines {}

impl Source {
    /// A table of this name and text.
    #[must_use]
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self { name: name.into(), text: text.into(), lines: Lines::default() }
    }

    /// The line and the column of a byte, both counted from 1, the column in characters.
    #[must_use]
    pub fn line_column(&self, offset: usize) -> (usize, usize) {
        let before = self.text.get(..offset).unwrap_or(&self.text);
        let lines = self.lines.0.get_or_init(|| {
            let ends = self.text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
            std::iter::once(0).chain(ends.map(|(at, _)| at + 1)).collect()
        });
        let line = lines.partition_point(|start| *start <= before.len()).max(1);
        let start = lines.get(line - 1).copied().unwrap_or_default();
        let column = before.get(start..).unwrap_or_default().chars().count() + 1;
        (line, column)
    }
}

/// A range of bytes of a [`Source`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

impl Span {
    /// Whether the two have a byte in common; an empty span has the byte at which it stands.
    pub(crate) fn touches(self, other: Self) -> bool {
        self.start < other.end.max(other.start + 1) && other.start < self.end.max(self.start + 1)
    }
}

impl From<std::ops::Range<usize>> for Span {
    fn from(range: std::ops::Range<usize>) -> Self {
        Self { start: range.start, end: range.end }
    }
}

/// A value and where it is written.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct At<T> {
    /// Where.
    pub(crate) span: Span,
    /// What.
    pub(crate) value: T,
}

impl At<String> {
    /// The place of a part of a string in the source: exact where the string is written without escapes, else the whole
    /// of it.
    pub(crate) fn inner_span(&self, source: &str, start: usize, end: usize) -> Span {
        let raw = source.get(self.span.start..self.span.end).unwrap_or_default();
        for quote in ["\"\"\"", "'''", "\"", "'"] {
            let Some(inner) = raw.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote)) else { continue };
            // A line break right after three quotes is no part of the string.
            let inner = if quote.len() == 3 { strip_newline(inner) } else { inner };
            if inner == self.value {
                let first = self.span.end - quote.len() - inner.len();
                return Span { start: first + start, end: first + end };
            }
        }
        self.span
    }
}

fn strip_newline(text: &str) -> &str {
    text.strip_prefix("\r\n").or_else(|| text.strip_prefix('\n')).unwrap_or(text)
}
