//! The text of a table, and places in it.

use std::sync::{Arc, OnceLock};

/// The text of a table, with the name of its file. A clone is cheap and shares the text.
#[derive(Debug, Clone)]
pub struct Source(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    name: String,
    text: String,
    /// The offsets at which lines begin, found when they are first needed.
    lines: OnceLock<Vec<usize>>,
}

impl Source {
    /// Creates a source from the path, as reports show it, and the text.
    #[must_use]
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self(Arc::new(Inner { name: name.into(), text: text.into(), lines: OnceLock::new() }))
    }

    /// Returns the path, as reports show it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.0.name
    }

    /// Returns the text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.0.text
    }

    /// Returns the line and the column of a byte. Both count from 1, and the column counts characters.
    #[must_use]
    pub fn line_column(&self, offset: usize) -> (usize, usize) {
        let before = self.text().get(..offset).unwrap_or(self.text());
        let lines = self.0.lines.get_or_init(|| {
            let ends = self.text().bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
            std::iter::once(0).chain(ends.map(|(at, _)| at + 1)).collect()
        });
        let line = lines.partition_point(|start| *start <= before.len()).max(1);
        let start = lines.get(line - 1).copied().unwrap_or_default();
        let column = before.get(start..).unwrap_or_default().chars().count() + 1;
        (line, column)
    }
}

impl PartialEq for Source {
    fn eq(&self, other: &Self) -> bool {
        (self.name(), self.text()) == (other.name(), other.text())
    }
}

impl Eq for Source {}

/// A range of bytes of a [`Source`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

impl Span {
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
