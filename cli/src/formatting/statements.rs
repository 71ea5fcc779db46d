//! The headers and the keys of a text, each with its comments.

use std::collections::HashMap;
use std::ops::Range;

use toml_edit::{Document, Item, Table, TomlError};

/// A text as a list of sections. Every character but blanks is in one of them.
#[derive(Debug, Clone)]
pub(super) struct Statements<'t> {
    /// The comment with which the file begins, if a blank line follows it.
    pub(super) head: Vec<&'t str>,
    pub(super) sections: Vec<Section<'t>>,
    /// The comments at the end of the file.
    pub(super) tail: Vec<&'t str>,
}

/// A header with its keys.
#[derive(Debug, Clone, Default)]
pub(super) struct Section<'t> {
    /// The way to the table; empty for the keys before the first header.
    pub(super) path: Vec<Step>,
    /// The comments before the header, and `""` for a blank line.
    pub(super) before: Vec<&'t str>,
    /// The header; empty for the keys before the first one.
    pub(super) header: &'t str,
    pub(super) comment: Option<Comment<'t>>,
    pub(super) pairs: Vec<Pair<'t>>,
    /// The comments right after the last key.
    pub(super) after: Vec<&'t str>,
}

/// A key with its value.
#[derive(Debug, Clone)]
pub(super) struct Pair<'t> {
    /// The way from the table of the section to the value.
    pub(super) path: Vec<Step>,
    /// The comments before it, and `""` for a blank line.
    pub(super) before: Vec<&'t str>,
    pub(super) key: &'t str,
    pub(super) value: &'t str,
    pub(super) comment: Option<Comment<'t>>,
}

/// A comment behind a header or a value.
#[derive(Debug, Clone, Copy)]
pub(super) struct Comment<'t> {
    pub(super) text: &'t str,
    /// The number of characters before it in its line.
    pub(super) column: usize,
    /// The number of blanks before it.
    pub(super) gap: usize,
}

/// A step of the way to a value.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Step {
    Key(String),
    /// An element of an array of tables.
    Element(usize),
}

/// The places of the headers and the values of a document.
#[derive(Default)]
struct Places {
    /// The ways to the tables of headers, by the first byte of the header, with its end.
    headers: HashMap<usize, (Vec<Step>, usize)>,
    /// The values, in the order of the text after all are found.
    values: Vec<(Range<usize>, Vec<Step>)>,
}

/// Splits a text whose lines end with LF. Returns `None` for a text in which a statement is not found.
pub(super) fn split(text: &str) -> Result<Option<Statements<'_>>, TomlError> {
    let document = Document::parse(text)?;
    let mut places = Places::default();
    places.add_table(document.as_table(), &mut Vec::new());
    places.values.sort_by_key(|(span, _)| span.start);
    Ok(Splitter { text, at: 0, pending: Vec::new(), statements: Statements::default() }.split(places))
}

impl Default for Statements<'_> {
    fn default() -> Self {
        Self { head: Vec::new(), sections: vec![Section::default()], tail: Vec::new() }
    }
}

impl Places {
    fn add_table(&mut self, table: &Table, path: &mut Vec<Step>) {
        for (key, item) in table {
            path.push(Step::Key(key.to_owned()));
            match item {
                Item::Value(value) => self.values.extend(value.span().map(|span| (span, path.clone()))),
                Item::Table(table) => self.add_section(table, path),
                Item::ArrayOfTables(tables) => {
                    for (number, table) in tables.iter().enumerate() {
                        path.push(Step::Element(number));
                        self.add_section(table, path);
                        path.pop();
                    }
                }
                Item::None => {}
            }
            path.pop();
        }
    }

    fn add_section(&mut self, table: &Table, path: &mut Vec<Step>) {
        if let Some(span) = table.span().filter(|span| !table.is_dotted() && !span.is_empty()) {
            self.headers.insert(span.start, (path.clone(), span.end));
        }
        self.add_table(table, path);
    }
}

/// The walk through a text, line by line, and over a value of several lines at once.
struct Splitter<'t> {
    text: &'t str,
    /// The first byte that is not in a statement.
    at: usize,
    /// The comments and the blank lines since the last statement.
    pending: Vec<&'t str>,
    statements: Statements<'t>,
}

impl<'t> Splitter<'t> {
    fn split(mut self, places: Places) -> Option<Statements<'t>> {
        let mut values = places.values.into_iter();
        while let Some(rest) = self.text.get(self.at..).filter(|rest| !rest.is_empty()) {
            let line = rest.split('\n').next().unwrap_or_default();
            let trimmed = line.trim();
            let start = self.at + line.len() - line.trim_start().len();
            if trimmed.is_empty() || trimmed.starts_with('#') {
                self.pending.push(trimmed);
                self.at += line.len() + 1;
            } else if trimmed.starts_with('[') {
                let (path, end) = places.headers.get(&start)?;
                self.add_header(path, start..*end)?;
            } else {
                let (span, path) = values.next().filter(|(span, _)| span.start > start)?;
                self.add_pair(start, &span, &path)?;
            }
        }
        self.finish();
        Some(self.statements).filter(|_| values.next().is_none())
    }

    fn add_header(&mut self, path: &[Step], span: Range<usize>) -> Option<()> {
        self.take_head();
        let before = self.take_comments();
        let header = self.text.get(span.clone())?;
        let comment = self.take_rest(span.end)?;
        self.statements.sections.push(Section { path: path.to_vec(), before, header, comment, ..Section::default() });
        Some(())
    }

    fn add_pair(&mut self, start: usize, span: &Range<usize>, path: &[Step]) -> Option<()> {
        self.take_head();
        let before = std::mem::take(&mut self.pending);
        let key = self.text.get(start..span.start)?.trim_end().strip_suffix('=')?.trim_end();
        let value = self.text.get(span.clone())?;
        let comment = self.take_rest(span.end)?;
        let section = self.statements.sections.last_mut()?;
        let path = path.strip_prefix(section.path.as_slice())?.to_vec();
        section.pairs.push(Pair { path, before, key, value, comment });
        Some(())
    }

    /// Returns the comment after a statement, and goes to the next line.
    fn take_rest(&mut self, end: usize) -> Option<Option<Comment<'t>>> {
        let rest = self.text.get(end..)?.split('\n').next()?;
        self.at = end + rest.len() + 1;
        let text = rest.trim();
        if !text.is_empty() && !text.starts_with('#') {
            return None;
        }
        let gap = rest.len() - rest.trim_start().len();
        let line = self.text.get(..end)?.rsplit('\n').next()?;
        Some((!text.is_empty()).then_some(Comment { text, column: line.chars().count() + gap, gap }))
    }

    /// Takes the comment with which the file begins, if a blank line follows it.
    fn take_head(&mut self) {
        if self.is_at_start() && self.statements.head.is_empty() {
            self.statements.head = self.take_block();
        }
    }

    /// Takes the comments before a header, without those that belong to the statement before.
    fn take_comments(&mut self) -> Vec<&'t str> {
        if !self.is_at_start() {
            let after = self.take_block();
            if let Some(section) = self.statements.sections.last_mut() {
                section.after = after;
            }
        }
        std::mem::take(&mut self.pending)
    }

    /// Takes the first comment, if a blank line follows it.
    fn take_block(&mut self) -> Vec<&'t str> {
        let first = self.pending.iter().position(|line| !line.is_empty()).unwrap_or_default();
        // At the start of a file, blank lines may precede it.
        let first = if self.is_at_start() { first } else { 0 };
        let length = self.pending.iter().skip(first).take_while(|line| !line.is_empty()).count();
        match first + length < self.pending.len() {
            true => self.pending.drain(..first + length).skip(first).collect(),
            false => Vec::new(),
        }
    }

    /// Returns `true` before the first statement.
    fn is_at_start(&self) -> bool {
        self.statements.sections.len() == 1 && self.statements.sections.iter().all(|section| section.pairs.is_empty())
    }

    fn finish(&mut self) {
        // The end of the file counts as a blank line.
        self.pending.push("");
        self.take_head();
        self.statements.tail = self.take_comments();
    }
}
