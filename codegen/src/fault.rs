//! Faults of a table, and the sink that collects them.

use crate::rules::Rule;
use crate::source::{At, Source, Span};

/// One fault: which rule was broken, where, and how to mend it.
#[derive(Debug, Clone, PartialEq)]
pub struct Fault {
    /// The rule.
    pub rule: &'static Rule,
    /// What is wrong, in one line.
    pub title: String,
    /// Where.
    pub place: Place,
    /// What else in the table has to do with it.
    pub others: Vec<Place>,
    /// What is to be known about it.
    pub notes: Vec<String>,
    /// How to mend it.
    pub help: String,
}

/// A place in the source and what is to be said about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Where.
    pub span: Span,
    /// What; may be empty.
    pub label: String,
}

impl Fault {
    /// A fault against `rule` at `span`; its help is the rule's hint until another is given.
    pub(crate) fn new(rule: &'static Rule, span: Span, title: impl Into<String>) -> Self {
        Self {
            rule,
            title: title.into(),
            place: Place { span, label: String::new() },
            others: Vec::new(),
            notes: Vec::new(),
            help: rule.hint.to_owned(),
        }
    }

    /// Says something about the place itself.
    pub(crate) fn label(mut self, label: impl Into<String>) -> Self {
        self.place.label = label.into();
        self
    }

    /// Shows another place.
    pub(crate) fn other(mut self, span: Span, label: impl Into<String>) -> Self {
        self.others.push(Place { span, label: label.into() });
        self
    }

    /// Adds what is to be known.
    pub(crate) fn note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    /// Says how to mend this very fault.
    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = help.into();
        self
    }

    /// Says how to mend it if that is known better than by the rule's hint.
    pub(crate) fn maybe_help(self, help: Option<String>) -> Self {
        match help {
            Some(help) => self.help(help),
            None => self,
        }
    }

    fn spans(&self) -> impl Iterator<Item = Span> {
        std::iter::once(self.place.span).chain(self.others.iter().map(|other| other.span))
    }
}

/// All faults of a table, by place. Never empty.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    faults: Vec<Fault>,
}

impl Report {
    /// The faults in the order of the table: the first 200, of which the last notes how many more there are.
    #[must_use]
    pub fn faults(&self) -> &[Fault] {
        &self.faults
    }
}

/// The most faults that a report has.
const MOST_FAULTS: usize = 200;

/// The most bytes of a title, a label, a note or a help.
const LONGEST_LINE: usize = 2000;

/// The proof that a fault was reported. A function can fail with nothing else, so nothing fails in silence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Rejected(());

/// What is either right or has been reported.
pub(crate) type Checked<T> = Result<T, Rejected>;

/// Where faults are reported. There is one way to have it, [`Faults::collect`], which does not let them be forgotten.
#[derive(Debug)]
pub(crate) struct Faults<'s> {
    source: &'s Source,
    list: Vec<Fault>,
    broken: Vec<Span>,
}

impl<'s> Faults<'s> {
    /// Runs a stage that may report faults, and gives its result only if it reported none.
    pub(crate) fn collect<T>(source: &'s Source, stage: impl FnOnce(&mut Self) -> Checked<T>) -> Result<T, Report> {
        let mut faults = Self { source, list: Vec::new(), broken: Vec::new() };
        match stage(&mut faults) {
            Ok(value) if faults.list.is_empty() => Ok(value),
            _ => Err(faults.into_report()),
        }
    }

    /// The text that is being read.
    pub(crate) fn text(&self) -> &'s str {
        &self.source.text
    }

    /// Reports a fault.
    pub(crate) fn report(&mut self, mut fault: Fault) -> Rejected {
        let Fault { title, place, others, notes, help, .. } = &mut fault;
        let labels = others.iter_mut().map(|other| &mut other.label);
        [title, &mut place.label, help].into_iter().chain(labels).chain(notes).for_each(shorten);
        self.list.push(fault);
        Rejected(())
    }

    /// Reports a fault in a part of a string.
    pub(crate) fn span_in(&self, text: &At<String>, start: usize, end: usize) -> Span {
        text.inner_span(self.text(), start, end)
    }

    /// Takes a section of the file for unreadable: what else is found there would only be a consequence.
    pub(crate) fn break_section(&mut self, section: Span) {
        self.broken.push(section);
    }

    fn into_report(self) -> Report {
        let Self { source, mut list, broken } = self;
        list.retain(|fault| {
            fault.rule.id == crate::rules::SYNTAX.id
                || broken.is_empty()
                || !fault.spans().any(|span| broken.iter().any(|section| section.touches(span)))
        });
        for fault in &mut list {
            fault.place.span = within(fault.place.span, &source.text);
            for other in &mut fault.others {
                other.span = within(other.span, &source.text);
            }
        }
        list.sort_by_key(|fault| (fault.place.span.start, fault.place.span.end));
        let more = list.len().saturating_sub(MOST_FAULTS);
        list.truncate(MOST_FAULTS);
        if let Some(last) = list.last_mut().filter(|_| more > 0) {
            last.notes.push(format!("… and {more} more faults further down, which are not shown"));
        }
        Report { faults: list }
    }
}

/// Cuts a line that quotes more of the table than anyone reads.
fn shorten(text: &mut String) {
    if text.len() > LONGEST_LINE {
        let end = (0..=LONGEST_LINE).rev().find(|end| text.is_char_boundary(*end)).unwrap_or_default();
        text.truncate(end);
        text.push('…');
    }
}

/// The span with both ends on characters of the text.
pub(crate) fn within(span: Span, text: &str) -> Span {
    let floor = |mut offset: usize| {
        offset = offset.min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        offset
    };
    let start = floor(span.start);
    Span { start, end: floor(span.end).max(start) }
}
