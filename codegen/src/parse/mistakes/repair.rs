//! The repaired text of a table, and the places in the text as it was written.

use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use crate::diagnostics::Edit;
use crate::source::Span;

/// A text with edits, and where its parts are in the text without them.
pub(super) struct Repaired {
    pub(super) text: String,
    /// The starts of pieces, in the repaired text and in the original.
    starts: Vec<(usize, usize)>,
}

/// Applies edits, which are in the order of their places. One that overlaps with the one before it is left out.
pub(super) fn repair(text: &str, edits: &[Edit]) -> Repaired {
    let mut repaired = Repaired { text: String::with_capacity(text.len() + 64), starts: vec![(0, 0)] };
    let mut at = 0;
    for Edit { span, replacement: new, .. } in edits.iter() {
        if span.start < at {
            continue;
        }
        repaired.text.push_str(text.get(at..span.start).unwrap_or_default());
        repaired.starts.push((repaired.text.len(), span.start));
        repaired.text.push_str(new);
        repaired.starts.push((repaired.text.len(), span.end));
        at = span.end;
    }
    repaired.text.push_str(text.get(at..).unwrap_or_default());
    repaired
}

impl Repaired {
    /// Returns the place in the original text of a byte in the repaired one.
    pub(super) fn original(&self, at: usize) -> usize {
        let index = self.starts.partition_point(|(start, _)| *start <= at);
        let Some((start, original)) = index.checked_sub(1).and_then(|last| self.starts.get(last)) else { return at };
        let end = self.starts.get(index).map_or(usize::MAX, |(_, next)| *next);
        (original + (at - start)).min(end)
    }

    pub(super) fn original_span(&self, span: std::ops::Range<usize>) -> Span {
        let start = self.original(span.start);
        Span { start, end: self.original(span.end).max(start) }
    }

    /// Returns a tree of the repaired text with the places of the original.
    pub(super) fn relocated<'i>(&self, table: DeTable<'i>) -> DeTable<'i> {
        let mut moved = DeTable::new();
        for (key, value) in table {
            let span = self.original_span(key.span());
            moved.insert(Spanned::new(span.start..span.end, key.into_inner()), self.relocated_value(value));
        }
        moved
    }

    fn relocated_value<'i>(&self, value: Spanned<DeValue<'i>>) -> Spanned<DeValue<'i>> {
        let span = self.original_span(value.span());
        let moved = match value.into_inner() {
            DeValue::Table(table) => DeValue::Table(self.relocated(table)),
            DeValue::Array(array) => {
                let mut moved = DeArray::new();
                for element in array {
                    moved.push(self.relocated_value(element));
                }
                DeValue::Array(moved)
            }
            other => other,
        };
        Spanned::new(span.start..span.end, moved)
    }
}
