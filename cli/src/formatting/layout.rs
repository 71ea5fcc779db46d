//! The text of statements: one blank line before a header, aligned values, and comments where they were.

use super::statements::{Comment, Pair, Section, Statements, Step};

/// The most characters by which the keys of aligned values differ.
const MOST_PADDING: usize = 16;

/// The text that is written.
#[derive(Default)]
struct Text {
    lines: Vec<String>,
}

/// Returns the text of statements.
pub(super) fn write(statements: &Statements<'_>) -> String {
    let mut text = Text::default();
    text.add_lines(&statements.head);
    for section in &statements.sections {
        text.add_section(section);
    }
    if statements.tail.iter().any(|line| !line.is_empty()) {
        text.add_blank();
        text.add_lines(&statements.tail);
    }
    while text.lines.last().is_some_and(String::is_empty) {
        text.lines.pop();
    }
    text.lines.iter().map(|line| format!("{line}\n")).collect()
}

impl Text {
    /// Adds a blank line, unless there is one, or nothing before it.
    fn add_blank(&mut self) {
        if self.lines.last().is_some_and(|line| !line.is_empty()) {
            self.lines.push(String::new());
        }
    }

    /// Adds comments, of several blank lines one.
    fn add_lines(&mut self, lines: &[&str]) {
        for line in lines {
            match line.is_empty() {
                true => self.add_blank(),
                false => self.lines.push((*line).to_owned()),
            }
        }
    }

    fn add_section(&mut self, section: &Section<'_>) {
        if !section.header.is_empty() {
            self.add_blank();
            self.add_lines(&section.before);
            self.add_statement(header(section.header), section.comment);
        } else if !section.pairs.is_empty() {
            self.add_blank();
        }
        let widths = widths(&section.pairs);
        for (number, (pair, width)) in section.pairs.iter().zip(widths).enumerate() {
            match number {
                0 => self.add_lines(without_blanks(&pair.before)),
                _ => self.add_lines(&pair.before),
            }
            let (key, value) = (pair.key, pair.value);
            self.add_statement(format!("{key:width$} = {value}"), pair.comment);
        }
        self.add_lines(&section.after);
    }

    /// Adds a statement with its comment: behind as many blanks as before where they are one or two, and else in the same column.
    fn add_statement(&mut self, mut text: String, comment: Option<Comment<'_>>) {
        if let Some(comment) = comment {
            let width = text.rsplit('\n').next().unwrap_or_default().chars().count();
            let gap = match comment.gap {
                0..=2 => comment.gap.max(1),
                _ => comment.column.saturating_sub(width).max(1),
            };
            text.push_str(&" ".repeat(gap));
            text.push_str(comment.text);
        }
        self.lines.push(text);
    }
}

/// Returns the comments from the first on.
fn without_blanks<'s, 't>(lines: &'s [&'t str]) -> &'s [&'t str] {
    let first = lines.iter().position(|line| !line.is_empty()).unwrap_or(lines.len());
    lines.get(first..).unwrap_or_default()
}

/// Returns a header without blanks, unless a name in it may have some.
fn header(written: &str) -> String {
    match written.contains(['"', '\'']) {
        true => written.to_owned(),
        false => written.split_whitespace().collect(),
    }
}

/// Returns the width to which each key is filled up: that of the longest one in its run.
fn widths(pairs: &[Pair<'_>]) -> Vec<usize> {
    let mut widths = Vec::new();
    let mut rest = pairs;
    while let Some((first, others)) = rest.split_first() {
        let table = table_of(first);
        let is_next = |pair: &&Pair<'_>| !pair.before.contains(&"") && table_of(pair) == table;
        let count = 1 + others.iter().take_while(is_next).count();
        let (run, after) = rest.split_at_checked(count).unwrap_or((rest, &[]));
        let lengths = || run.iter().map(|pair| pair.key.chars().count());
        let (least, most) = (lengths().min().unwrap_or_default(), lengths().max().unwrap_or_default());
        let width = if most - least > MOST_PADDING { 0 } else { most };
        widths.extend(std::iter::repeat_n(width, run.len()));
        rest = after;
    }
    widths
}

/// Returns the way to the table of a key.
fn table_of<'s>(pair: &'s Pair<'_>) -> &'s [Step] {
    pair.path.split_last().map_or(&[], |(_, table)| table)
}
