//! Diagnostics as people read them.

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Renderer, Snippet};

use super::diagnostic::{Diagnostic, Label};
use crate::source::{Source, Span};

/// The most bytes of the table that are shown in one piece.
const LONGEST_EXCERPT: usize = 20_000;

/// The most bytes that are shown of a longer excerpt, before a place and from it on.
const MOST_BEFORE: usize = 100;
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
        let title = Level::ERROR.primary_title(self.title.as_str()).id(self.rule.id);
        style.renderer().render(&[self.with_body(source, Group::with_title(title))])
    }

    /// Renders the diagnostic without its title: the lines of the table, the notes and the help.
    #[must_use]
    pub fn render_body(&self, source: &Source, style: RenderStyle) -> String {
        style.renderer().render(&[self.with_body(source, Group::with_level(Level::ERROR))])
    }

    fn with_body<'s>(&'s self, source: &'s Source, mut group: Group<'s>) -> Group<'s> {
        let (lines, first_line) = self.excerpt(source);
        if lines.end - lines.start > LONGEST_EXCERPT {
            group = group.elements(self.windows(source));
        } else {
            group = group.element(self.snippet(source, lines, first_line));
        }
        let notes = self.notes.iter().map(|note| Level::NOTE.message(note.as_str()));
        group.elements(notes).element(Level::HELP.message(self.help.as_str()))
    }

    /// Returns the lines with all labels.
    fn snippet<'s>(&'s self, source: &'s Source, lines: Span, first_line: usize) -> Snippet<'s, Annotation<'s>> {
        let text = source.text().get(lines.start..lines.end).unwrap_or_default();
        let annotations = self.annotated_labels().map(|(kind, label)| {
            let start = label.span.start.saturating_sub(lines.start).min(text.len());
            let end = label.span.end.saturating_sub(lines.start).clamp(start, text.len());
            annotation(kind, start..end, label)
        });
        Snippet::source(text).path(source.name()).line_start(first_line).annotations(annotations)
    }

    /// Returns for each label the text near to it: the lines are too long, or too far from each other, to be shown in one piece.
    fn windows<'s>(&'s self, source: &'s Source) -> impl Iterator<Item = Snippet<'s, Annotation<'s>>> {
        let text = source.text();
        self.annotated_labels().map(move |(kind, label)| {
            let span = label.span;
            let first = line_start(text, span.start).max(span.start.saturating_sub(MOST_BEFORE));
            let near = first..line_end(text, span.start).min(span.start + MOST_AFTER);
            let Span { start, end } = Span::from(near).clamp_to(text);
            let window = text.get(start..end).unwrap_or_default();
            let from = span.start.saturating_sub(start).min(window.len());
            let to = span.end.saturating_sub(start).clamp(from, window.len());
            Snippet::source(window)
                .path(source.name())
                .line_start(source.line_column(span.start).0)
                .annotation(annotation(kind, from..to, label))
        })
    }

    fn annotated_labels(&self) -> impl Iterator<Item = (AnnotationKind, &Label)> {
        let kinds = std::iter::once(AnnotationKind::Primary).chain(std::iter::repeat(AnnotationKind::Context));
        kinds.zip(self.labels())
    }

    /// Returns the lines from the first to the last label, and the number of the first line.
    fn excerpt(&self, source: &Source) -> (Span, usize) {
        let spans = || self.labels().map(|label| label.span);
        let start = spans().map(|span| span.start).min().unwrap_or_default();
        let end = spans().map(|span| span.end.max(span.start)).max().unwrap_or_default();
        let lines = Span { start: line_start(source.text(), start), end: line_end(source.text(), end) };
        (lines, source.line_column(start).0)
    }
}

/// Returns the offset at which the line of a byte begins.
fn line_start(text: &str, offset: usize) -> usize {
    text.get(..offset).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1)
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
