//! Faults as people read them.

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Renderer, Snippet};

use crate::fault::{Fault, Place, Report, within};
use crate::source::{Source, Span};

/// The most bytes of the table that are shown as they stand.
const LONGEST_EXCERPT: usize = 20_000;

/// How much is shown of what is longer, before a place and from it on.
const MOST_BEFORE: usize = 100;
const MOST_AFTER: usize = 200;

impl Report {
    /// All faults with the lines of the table that they are about.
    #[must_use]
    pub fn render(&self, source: &Source, color: bool) -> String {
        let faults: Vec<String> = self.faults().iter().map(|fault| fault.render(source, color)).collect();
        faults.join("\n\n")
    }
}

impl Fault {
    /// The fault with the lines of the table that it is about.
    #[must_use]
    pub fn render(&self, source: &Source, color: bool) -> String {
        let mut group = Group::with_title(Level::ERROR.primary_title(self.title.as_str()).id(self.rule.id));
        let (lines, first_line) = self.excerpt(source);
        if lines.end - lines.start > LONGEST_EXCERPT {
            group = self.windows(source).fold(group, Group::element);
        } else {
            group = group.element(self.snippet(source, lines, first_line));
        }
        for note in &self.notes {
            group = group.element(Level::NOTE.message(note.as_str()));
        }
        group = group.element(Level::HELP.message(self.help.as_str()));

        let renderer = if color { Renderer::styled() } else { Renderer::plain() };
        renderer.render(&[group])
    }

    /// The lines with all places of the fault.
    fn snippet<'s>(&'s self, source: &'s Source, lines: Span, first_line: usize) -> Snippet<'s, Annotation<'s>> {
        let text = source.text.get(lines.start..lines.end).unwrap_or_default();
        let local = |span: Span| {
            let start = span.start.saturating_sub(lines.start).min(text.len());
            start..span.end.saturating_sub(lines.start).clamp(start, text.len())
        };
        let label = |text: &str| (!text.is_empty()).then(|| text.to_owned());

        let mut snippet = Snippet::source(text)
            .path(source.name.as_str())
            .line_start(first_line)
            .annotation(AnnotationKind::Primary.span(local(self.place.span)).label(label(&self.place.label)));
        for other in &self.others {
            snippet = snippet.annotation(AnnotationKind::Context.span(local(other.span)).label(label(&other.label)));
        }
        snippet
    }

    /// Of every place no more than what stands near to it: its lines are too long, or too far from each other.
    fn windows<'s>(&'s self, source: &'s Source) -> impl Iterator<Item = Snippet<'s, Annotation<'s>>> {
        let text = source.text.as_str();
        std::iter::once((AnnotationKind::Primary, &self.place))
            .chain(self.others.iter().map(|other| (AnnotationKind::Context, other)))
            .map(move |(kind, Place { span, label })| {
                let before = text.get(..span.start).unwrap_or_default();
                let after = text.get(span.start..).unwrap_or_default();
                let line = before.rfind('\n').map_or(0, |newline| newline + 1);
                let line_end = span.start + after.find('\n').unwrap_or(after.len());
                let near = line.max(span.start.saturating_sub(MOST_BEFORE))..line_end.min(span.start + MOST_AFTER);
                let Span { start, end } = within(near.into(), text);
                let window = text.get(start..end).unwrap_or_default();
                let from = span.start.saturating_sub(start).min(window.len());
                let to = span.end.saturating_sub(start).clamp(from, window.len());
                Snippet::source(window)
                    .path(source.name.as_str())
                    .line_start(source.line_column(span.start).0)
                    .annotation(kind.span(from..to).label((!label.is_empty()).then_some(label.as_str())))
            })
    }

    /// The lines from the first to the last that the fault is about, and the number of the first.
    fn excerpt(&self, source: &Source) -> (Span, usize) {
        let places = || std::iter::once(&self.place).chain(&self.others).map(|place| place.span);
        let start = places().map(|span| span.start).min().unwrap_or_default();
        let end = places().map(|span| span.end.max(span.start)).max().unwrap_or_default();
        let before = source.text.get(..start).unwrap_or_default();
        let after = source.text.get(end..).unwrap_or_default();
        let first = before.rfind('\n').map_or(0, |newline| newline + 1);
        let last = end + after.find('\n').unwrap_or(after.len());
        (Span { start: first, end: last }, source.line_column(start).0)
    }
}
