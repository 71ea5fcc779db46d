//! Faults as people read them.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use crate::fault::{Fault, Report};
use crate::source::{Source, Span};

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
        let (lines, first_line) = self.excerpt(source);
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

        let mut group: Group<'_> = Level::ERROR.primary_title(self.title.as_str()).id(self.rule.id).element(snippet);
        for note in &self.notes {
            group = group.element(Level::NOTE.message(note.as_str()));
        }
        group = group.element(Level::HELP.message(self.help.as_str()));

        let renderer = if color { Renderer::styled() } else { Renderer::plain() };
        renderer.render(&[group])
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
