//! Diagnostics as people read them.

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Patch, Renderer, Snippet};

use super::diagnostic::{Diagnostic, Label};
use super::suggestion::{Suggestion, SuggestionDisplay};
use crate::rules::Severity;
use crate::source::{BYTE_ORDER_MARK, Source, Span};

/// The most bytes of the table that are shown in one piece.
const LONGEST_EXCERPT: usize = 20_000;

/// The most bytes that are rendered of a longer excerpt, before a place and from it on. The column is right up to the first of the two.
const MOST_BEFORE: usize = 2_000;
const MOST_AFTER: usize = 200;

/// The style in which diagnostics are rendered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum RenderStyle {
    /// Plain text.
    #[default]
    Plain,
    /// Text with ANSI colors.
    Colored,
}

impl RenderStyle {
    pub(crate) fn renderer(self) -> Renderer {
        match self {
            Self::Plain => Renderer::plain(),
            Self::Colored => Renderer::styled(),
        }
    }
}

impl Diagnostic {
    /// Renders the diagnostic, with the lines of the table that it is about.
    #[must_use]
    pub fn render(&self, source: &Source, style: RenderStyle) -> String {
        let title = self.level().primary_title(self.title.as_str()).id(self.rule.id);
        style.renderer().render(&self.groups(source, Group::with_title(title)))
    }

    /// Renders the diagnostic without its title: the lines of the table, the notes and the help.
    #[must_use]
    pub fn render_body(&self, source: &Source, style: RenderStyle) -> String {
        style.renderer().render(&self.groups(source, Group::with_level(self.level())))
    }

    fn level(&self) -> Level<'static> {
        match self.rule.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        }
    }

    /// Returns the diagnostic, and the suggestions that are shown by the lines that they change.
    fn groups<'s>(&'s self, source: &'s Source, first: Group<'s>) -> Vec<Group<'s>> {
        let error = self.with_body(source, first);
        let suggestions = self.suggestions.iter().filter_map(|suggestion| suggestion.lines(source));
        std::iter::once(error).chain(suggestions).collect()
    }

    /// Returns the texts of help that no suggestion shows with its lines.
    fn helps<'s>(&'s self, source: &'s Source) -> impl Iterator<Item = &'s str> {
        let own = self.suggestions.first().is_none_or(|first| first.message != self.help).then_some(self.help.as_str());
        let inline = self.suggestions.iter().filter(|suggestion| suggestion.lines(source).is_none());
        own.into_iter().chain(inline.map(|suggestion| suggestion.message.as_str()))
    }

    fn with_body<'s>(&'s self, source: &'s Source, mut group: Group<'s>) -> Group<'s> {
        for file in self.files(source) {
            let (lines, first_line) = file.excerpt();
            if lines.end - lines.start > LONGEST_EXCERPT {
                group = group.elements(file.windows());
            } else {
                group = group.element(file.snippet(lines, first_line));
            }
        }
        let notes = self.notes.iter().map(|note| Level::NOTE.message(note.as_str()));
        group.elements(notes).elements(self.helps(source).map(|help| Level::HELP.message(help)))
    }

    /// Returns the labels by file. The first file is that of the error.
    fn files<'s>(&'s self, source: &'s Source) -> Vec<LabelledFile<'s>> {
        let kinds = std::iter::once(AnnotationKind::Primary).chain(std::iter::repeat(AnnotationKind::Context));
        let mut files: Vec<LabelledFile<'s>> = Vec::new();
        for labelled in kinds.zip(self.labels()) {
            let start = source.file_at(labelled.1.span.start).start;
            match files.iter_mut().find(|file| file.start == start) {
                Some(file) => file.labels.push(labelled),
                None => files.push(LabelledFile { source, start, labels: vec![labelled] }),
            }
        }
        files
    }
}

impl Suggestion {
    /// Returns the lines that the suggestion changes, where they are shown.
    fn lines<'s>(&'s self, source: &'s Source) -> Option<Group<'s>> {
        let spans = || self.edits.iter().map(|edit| edit.span);
        let (start, end) = (spans().map(|span| span.start).min()?, spans().map(|span| span.end).max()?);
        let text = source.text();
        let lines = Span { start: line_start(text, start), end: line_end(text, end) };
        if self.display == SuggestionDisplay::Inline || lines.end - lines.start > LONGEST_EXCERPT {
            return None;
        }
        let excerpt = text.get(lines.start..lines.end)?;
        let patches = self.edits.iter().map(|edit| {
            let range = edit.span.start.saturating_sub(lines.start)..edit.span.end.saturating_sub(lines.start);
            Patch::new(range, edit.replacement.as_str())
        });
        let snippet = Snippet::source(excerpt).line_start(source.line_column(start).0).patches(patches);
        let snippet = snippet.path(source.name_at(start));
        Some(Group::with_title(Level::HELP.secondary_title(self.message.as_str())).element(snippet))
    }
}

/// A file, and the labels that are places in it.
struct LabelledFile<'s> {
    source: &'s Source,
    start: usize,
    labels: Vec<(AnnotationKind, &'s Label)>,
}

impl<'s> LabelledFile<'s> {
    /// Returns the lines with all labels.
    fn snippet(&self, lines: Span, first_line: usize) -> Snippet<'s, Annotation<'s>> {
        let text = self.source.text().get(lines.start..lines.end).unwrap_or_default();
        let annotations = self.labels.iter().map(|(kind, label)| {
            let start = label.span.start.saturating_sub(lines.start).min(text.len());
            let end = label.span.end.saturating_sub(lines.start).clamp(start, text.len());
            annotation(*kind, start..end, label)
        });
        Snippet::source(text).path(self.source.name_at(self.start)).line_start(first_line).annotations(annotations)
    }

    /// Returns for each label the text near to it: the lines are too long, or too far from each other, to be shown in one piece.
    fn windows(&self) -> impl Iterator<Item = Snippet<'s, Annotation<'s>>> {
        let text = self.source.text();
        self.labels.iter().map(move |(kind, label)| {
            let span = label.span;
            let first = line_start(text, span.start).max(span.start.saturating_sub(MOST_BEFORE));
            let near = first..line_end(text, span.start).min(span.start + MOST_AFTER);
            let Span { start, end } = Span::from(near).clamp_to(text);
            let window = text.get(start..end).unwrap_or_default();
            let from = span.start.saturating_sub(start).min(window.len());
            let to = span.end.saturating_sub(start).clamp(from, window.len());
            Snippet::source(window)
                .path(self.source.name_at(self.start))
                .line_start(self.source.line_column(span.start).0)
                .annotation(annotation(*kind, from..to, label))
        })
    }

    /// Returns the lines from the first to the last label, and the number of the first line.
    fn excerpt(&self) -> (Span, usize) {
        let spans = || self.labels.iter().map(|(_, label)| label.span);
        let start = spans().map(|span| span.start).min().unwrap_or_default();
        let end = spans().map(|span| span.end.max(span.start)).max().unwrap_or_default();
        let text = self.source.text();
        let lines = Span { start: line_start(text, start), end: line_end(text, end) };
        (lines, self.source.line_column(start).0)
    }
}

/// Returns the offset at which the line of a byte begins, after the byte order mark of a file.
fn line_start(text: &str, offset: usize) -> usize {
    let start = text.get(..offset).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1);
    let is_marked = text.get(start..).is_some_and(|line| line.starts_with(BYTE_ORDER_MARK));
    if is_marked { start + BYTE_ORDER_MARK.len_utf8() } else { start }
}

/// Returns the offset at which the line of a byte ends, before LF or CRLF.
fn line_end(text: &str, offset: usize) -> usize {
    let after = text.get(offset..).unwrap_or_default();
    let line = after.split('\n').next().unwrap_or_default();
    offset + line.strip_suffix('\r').unwrap_or(line).len()
}

fn annotation<'s>(kind: AnnotationKind, range: std::ops::Range<usize>, label: &'s Label) -> Annotation<'s> {
    kind.span(range).label((!label.text.is_empty()).then_some(label.text.as_str()))
}
