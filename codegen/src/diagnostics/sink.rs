//! The sink for diagnostics. A stage that fails has reported why, which its return type proves.

use std::borrow::Cow;
use std::path::PathBuf;

use super::diagnostic::Diagnostic;
use super::report::Report;
use crate::rules;
use crate::sorting::sort_by_key;
use crate::source::{At, Source, Span};
use crate::toml_text;

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
    errors: Vec<Diagnostic>,
    warnings: Vec<Diagnostic>,
    /// The names of the rules whose warnings are allowed, each in the file that it applies to.
    allowed: Vec<At<String>>,
    unreadable: Vec<Span>,
}

impl<'s> Diagnostics<'s> {
    /// Runs a stage, and returns its result if it has reported no error.
    pub(crate) fn collect<T>(source: &'s Source, stage: impl FnOnce(&mut Self) -> Checked<T>) -> Result<T, Report> {
        Self::collect_with_warnings(source, stage).map(|(value, _)| value)
    }

    /// Runs a stage, and returns its result with its warnings if it has reported no error. With an error, there are no warnings: they may
    /// only be consequences of it.
    pub(crate) fn collect_with_warnings<T>(
        source: &'s Source,
        stage: impl FnOnce(&mut Self) -> Checked<T>,
    ) -> Result<(T, Option<Report>), Report> {
        let mut sink = Self {
            source: source.table_alone(),
            errors: Vec::new(),
            warnings: Vec::new(),
            allowed: Vec::new(),
            unreadable: Vec::new(),
        };
        match stage(&mut sink) {
            Ok(value) if sink.errors.is_empty() => Ok((value, sink.into_warnings())),
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

    /// Returns `true` if no error has been reported.
    pub(crate) fn has_no_error(&self) -> bool {
        self.errors.is_empty()
    }

    /// Reports an error.
    pub(crate) fn report(&mut self, mut diagnostic: Diagnostic) -> Rejected {
        if diagnostic.rule.id == rules::MISPLACED_KEY.id {
            diagnostic.label.span = self.key_of(diagnostic.label.span);
        }
        shorten_lines(&mut diagnostic);
        self.errors.push(diagnostic);
        Rejected(())
    }

    /// Reports a warning, which rejects nothing.
    pub(crate) fn warn(&mut self, diagnostic: Diagnostic) {
        let note = format!("if it is meant, add `allow = [{:?}]` to `[table]`", diagnostic.rule.id);
        let mut diagnostic = diagnostic.note(note);
        shorten_lines(&mut diagnostic);
        self.warnings.push(diagnostic);
    }

    /// Allows the warnings of a rule, whose name is written in `[table]` of a file: in this file, and if it is the table itself, in all
    /// files that it extends.
    pub(crate) fn allow(&mut self, name: At<String>) {
        self.allowed.push(name);
    }

    /// Returns the place of a part of a string.
    pub(crate) fn span_in(&self, text: &At<String>, start: usize, end: usize) -> Span {
        text.inner_span(self.text(), start, end)
    }

    /// Returns the place of the key with this value. An error of a key as such is shown at the key.
    pub(crate) fn key_of(&self, value: Span) -> Span {
        toml_text::key_before(self.text(), value).unwrap_or(value)
    }

    /// Marks a section of the file as unreadable. Other diagnostics in it would only be consequences, and are dropped.
    pub(crate) fn mark_unreadable(&mut self, section: Span) {
        self.unreadable.push(section);
    }

    /// Returns `true` for a warning that is allowed where it is.
    fn is_allowed(&self, warning: &Diagnostic) -> bool {
        let file_of = |span: Span| self.source.file_at(span.start).start;
        let table = self.source.table().start;
        self.allowed.iter().any(|name| {
            let file = file_of(name.span);
            name.value == warning.rule.id && (file == table || file == file_of(warning.label.span))
        })
    }

    /// Returns the warnings that are not allowed, if there are any.
    fn into_warnings(mut self) -> Option<Report> {
        let mut warnings = std::mem::take(&mut self.warnings);
        warnings.retain(|warning| !self.is_allowed(warning));
        (!warnings.is_empty()).then(|| self.report_of(warnings))
    }

    fn into_report(mut self) -> Report {
        let errors = std::mem::take(&mut self.errors);
        self.report_of(errors)
    }

    /// Returns the report of diagnostics of one severity.
    fn report_of(self, mut list: Vec<Diagnostic>) -> Report {
        let Self { source, unreadable, .. } = self;
        list.retain(|diagnostic| {
            diagnostic.is_of_text
                || rules::is_of_toml(diagnostic.rule)
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
            let severity = last.rule.severity;
            last.notes.push(format!("{more} more {severity}s further down are not shown"));
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

/// Cuts the lines of a diagnostic.
fn shorten_lines(diagnostic: &mut Diagnostic) {
    diagnostic.labels_mut().for_each(|label| shorten(&mut label.text));
    shorten(&mut diagnostic.title);
    shorten(&mut diagnostic.help);
    diagnostic.suggestions.iter_mut().for_each(|suggestion| shorten(&mut suggestion.message));
    diagnostic.notes.iter_mut().for_each(shorten);
}

/// Cuts a line that quotes more of the table than anyone reads.
fn shorten(text: &mut String) {
    if text.len() > LONGEST_LINE {
        let end = (0..=LONGEST_LINE).rev().find(|end| text.is_char_boundary(*end)).unwrap_or_default();
        text.truncate(end);
        text.push('…');
    }
}
