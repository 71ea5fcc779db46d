//! The sink for diagnostics. A stage that fails has reported why, which its return type proves.

use std::borrow::Cow;
use std::path::PathBuf;

use super::diagnostic::Diagnostic;
use super::report::Report;
use crate::rules;
use crate::sorting::sort_by_key;
use crate::source::{At, Source, Span};

/// The most diagnostics of a report.
const MOST_DIAGNOSTICS: usize = 200;

/// The most bytes of a title, a label, a note or a help.
const LONGEST_LINE: usize = 2000;

/// The proof that a diagnostic was reported. A function can fail with nothing else, so none fails in silence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Rejected(());

/// A value that is valid, or has been reported.
pub(crate) type Checked<T> = Result<T, Rejected>;

/// The sink for the diagnostics of a table. Only [`Diagnostics::collect`] creates one, and it lets none be forgotten.
#[derive(Debug)]
pub(crate) struct Diagnostics<'s> {
    /// Owned once a file is added.
    source: Cow<'s, Source>,
    list: Vec<Diagnostic>,
    unreadable: Vec<Span>,
}

impl<'s> Diagnostics<'s> {
    /// Runs a stage, and returns its result if it has reported nothing.
    pub(crate) fn collect<T>(source: &'s Source, stage: impl FnOnce(&mut Self) -> Checked<T>) -> Result<T, Report> {
        let mut sink = Self { source: source.table_alone(), list: Vec::new(), unreadable: Vec::new() };
        match stage(&mut sink) {
            Ok(value) if sink.list.is_empty() => Ok(value),
            _ => Err(sink.into_report()),
        }
    }

    /// Returns the source, with the files that were added.
    pub(crate) fn source(&self) -> &Source {
        &self.source
    }

    /// Returns the text of the source.
    pub(crate) fn text(&self) -> &str {
        self.source.text()
    }

    /// Adds a file that the table extends, and returns the offset of its text.
    pub(crate) fn add_file(&mut self, name: String, path: PathBuf, text: &str) -> usize {
        self.source.to_mut().add(name, path, text)
    }

    /// Adds the files of another table, and returns the offset of its text.
    pub(crate) fn add_source(&mut self, source: &Source) -> usize {
        self.source.to_mut().append(source)
    }

    /// Returns `true` if nothing has been reported.
    pub(crate) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Reports a diagnostic.
    pub(crate) fn report(&mut self, mut diagnostic: Diagnostic) -> Rejected {
        diagnostic.labels_mut().for_each(|label| shorten(&mut label.text));
        shorten(&mut diagnostic.title);
        shorten(&mut diagnostic.help);
        diagnostic.suggestions.iter_mut().for_each(|suggestion| shorten(&mut suggestion.message));
        diagnostic.notes.iter_mut().for_each(shorten);
        self.list.push(diagnostic);
        Rejected(())
    }

    /// Returns the place of a part of a string.
    pub(crate) fn span_in(&self, text: &At<String>, start: usize, end: usize) -> Span {
        text.inner_span(self.text(), start, end)
    }

    /// Marks a section of the file as unreadable. Other diagnostics in it would only be consequences, and are dropped.
    pub(crate) fn mark_unreadable(&mut self, section: Span) {
        self.unreadable.push(section);
    }

    fn into_report(self) -> Report {
        let Self { source, mut list, unreadable } = self;
        list.retain(|diagnostic| {
            diagnostic.rule.id == rules::SYNTAX.id
                || unreadable.is_empty()
                || !diagnostic.labels().any(|label| unreadable.iter().any(|section| section.touches(label.span)))
        });
        for label in list.iter_mut().flat_map(Diagnostic::labels_mut) {
            label.span = label.span.clamp_to(source.text());
        }
        let suggestions = list.iter_mut().flat_map(|diagnostic| &mut diagnostic.suggestions);
        for edit in suggestions.flat_map(|suggestion| &mut suggestion.edits) {
            edit.span = edit.span.clamp_to(source.text());
        }
        sort_by_key(&mut list, |diagnostic| (diagnostic.label.span.start, diagnostic.label.span.end));
        let mut list = without_repeats(list);
        let more = list.len().saturating_sub(MOST_DIAGNOSTICS);
        list.truncate(MOST_DIAGNOSTICS);
        if let Some(last) = list.last_mut().filter(|_| more > 0) {
            last.notes.push(format!("{more} more errors further down are not shown"));
        }
        Report::new(source.into_owned(), list)
    }
}

/// Removes repeated diagnostics. A key that counts for several places, such as the template of a field with several locations, is
/// checked for each of them.
fn without_repeats(sorted: Vec<Diagnostic>) -> Vec<Diagnostic> {
    const MOST_COMPARED: usize = 50;
    let mut kept: Vec<Diagnostic> = Vec::with_capacity(sorted.len());
    for diagnostic in sorted {
        let same_place = kept.iter().rev().take(MOST_COMPARED).take_while(|it| it.label.span == diagnostic.label.span);
        let is_known = |it: &Diagnostic| it.rule.id == diagnostic.rule.id && it.title == diagnostic.title;
        if !{ same_place }.any(is_known) {
            kept.push(diagnostic);
        }
    }
    kept
}

/// Cuts a line that quotes more of the table than anyone reads.
fn shorten(text: &mut String) {
    if text.len() > LONGEST_LINE {
        let end = (0..=LONGEST_LINE).rev().find(|end| text.is_char_boundary(*end)).unwrap_or_default();
        text.truncate(end);
        text.push('…');
    }
}
