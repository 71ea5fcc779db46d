//! The position in a text with mistakes, what was reported of it, and the edits that repair it.

use std::cell::Cell;

use super::characters::lookalike;
use super::lines::line_end;
use crate::diagnostics::{Diagnostic, Edit};
use crate::rules;
use crate::source::Span;

/// A mistake that whole blocks of lines have when someone is used to another language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Habit {
    Comment,
    Colon,
    LineEnd,
}

/// A mistake, and the statement that it is in.
#[derive(Debug)]
pub(super) struct TomlMistake {
    pub(super) diagnostic: Diagnostic,
    pub(super) statement: usize,
    pub(super) habit: Option<Habit>,
}

/// The mark of a statement that cannot be repaired. Why has been reported.
#[derive(Debug)]
pub(super) struct GivenUp;

/// The first place of a key that is there again.
#[derive(Debug, Clone, Copy)]
pub(super) struct FirstPlace {
    /// The key, or the part of it that is there again.
    pub(super) key: Span,
    /// `true` if it is a table in braces, which the key adds to.
    pub(super) is_in_braces: bool,
}

/// The position in a text.
pub(super) struct Scan<'t> {
    pub(super) text: &'t str,
    pub(super) at: usize,
    pub(super) edits: Vec<Edit>,
    pub(super) mistakes: Vec<TomlMistake>,
    /// The number of the statement.
    pub(super) statement: usize,
    /// `true` if the statement, although it can be read, is left out of the repaired text.
    pub(super) left_out: bool,
    /// The key of the statement.
    pub(super) key: String,
    /// The brackets that are open.
    pub(super) open: Vec<char>,
    /// `true` if what the repaired statement means is doubtful, so that other errors of its section are most likely consequences.
    pub(super) is_doubtful: bool,
    /// The first place of the key that is there again.
    pub(super) duplicate: Option<FirstPlace>,
    /// `true` if no value is known that the statement could have, so that nothing is suggested.
    pub(super) is_unsure: bool,
    /// `true` if the value of the statement is a field.
    pub(super) is_field: bool,
    /// The start and the end of a part of the line that was looked up last.
    line: Cell<(usize, usize)>,
    /// Lines below that are passed over.
    pub(super) skipped: Option<Span>,
    /// The line ends within a header, which are passed over.
    pub(super) breaks: Vec<Span>,
}

impl<'t> Scan<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let (edits, mistakes) = (Vec::new(), Vec::new());
        Self {
            text,
            at: 0,
            edits,
            mistakes,
            statement: 0,
            left_out: false,
            key: String::new(),
            open: Vec::new(),
            is_doubtful: false,
            duplicate: None,
            is_unsure: false,
            is_field: false,
            line: Cell::new((1, 0)),
            skipped: None,
            breaks: Vec::new(),
        }
    }

    /// Returns the text from here on.
    pub(super) fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Returns the rest of the line.
    pub(super) fn rest_of_line(&self) -> &'t str {
        self.slice(self.at, self.line_end())
    }

    /// Returns the offset at which the line ends. A long line is searched once.
    pub(super) fn line_end(&self) -> usize {
        let (start, end) = self.line.get();
        if (start..=end).contains(&self.at) {
            return end;
        }
        let end = line_end(self.text, self.at);
        self.line.set((self.at, end));
        end
    }

    pub(super) fn slice(&self, start: usize, end: usize) -> &'t str {
        self.text.get(start..end).unwrap_or_default()
    }

    /// Returns `true` if the statement has a mistake that is reported.
    pub(super) fn has_mistake(&self) -> bool {
        self.mistakes.last().is_some_and(|last| last.statement == self.statement)
    }

    /// Reports a mistake, unless the statement has one already: what follows one is most often its consequence.
    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        if !self.has_mistake() {
            self.mistakes.push(TomlMistake { diagnostic, statement: self.statement, habit: None });
        }
    }

    /// Reports a mistake that the lines below may have too.
    pub(super) fn report_habit(&mut self, habit: Habit, diagnostic: Diagnostic) {
        if !self.has_mistake() {
            self.mistakes.push(TomlMistake { diagnostic, statement: self.statement, habit: Some(habit) });
        }
    }

    /// Reports a mistake after which the statement cannot be read.
    pub(super) fn give_up(&mut self, diagnostic: Diagnostic) -> GivenUp {
        self.report(diagnostic);
        GivenUp
    }

    /// Adds an edit.
    pub(super) fn edit(&mut self, start: usize, end: usize, text: impl Into<String>) {
        self.edits.push(Edit::replace(Span { start, end }, text));
    }

    /// Inserts text.
    pub(super) fn insert(&mut self, at: usize, text: impl Into<String>) {
        self.edit(at, at, text);
    }

    /// Returns the next character, with that of TOML for one that looks like it. Invisible ones are passed over.
    pub(super) fn peek(&mut self) -> Option<char> {
        loop {
            if let Some(found) = self.breaks.iter().find(|it| it.start == self.at) {
                self.at = found.end;
            }
            let next = self.rest().chars().next()?;
            match if next.is_ascii() { None } else { lookalike(next) } {
                Some(it) if it.meant.is_none() => self.bump(),
                Some(it) => return it.meant,
                None => return Some(next),
            }
        }
    }

    /// Passes over the next character. One that only looks like one of TOML is replaced, and reported.
    pub(super) fn bump(&mut self) {
        let Some(next) = self.rest().chars().next() else { return };
        let span = Span { start: self.at, end: self.at + next.len_utf8() };
        self.at = span.end;
        if next.is_ascii() {
            return;
        }
        let Some(found) = lookalike(next) else { return };
        let title = match found.meant {
            None | Some(' ') => format!("{} U+{:04X}", found.name, u32::from(next)),
            Some(_) => format!("{} `{next}`", found.name),
        };
        let help = match found.meant {
            None => "remove it".to_owned(),
            Some(' ') => "write an ordinary space".to_owned(),
            Some(meant) => format!("write `{meant}`"),
        };
        self.report(Diagnostic::new(&rules::ODD_CHARACTER, span, title).label("not a character of TOML").help(help));
        self.edit(span.start, span.end, found.meant.map(String::from).unwrap_or_default());
    }

    /// Passes over spaces and tabs.
    pub(super) fn skip_space(&mut self) {
        while matches!(self.peek(), Some(' ' | '\t')) {
            self.bump();
        }
    }

    /// Passes over white space, line ends and comments, up to the end of a line with a mistake.
    pub(super) fn skip_blank(&mut self) {
        loop {
            match self.peek() {
                Some('\n') if self.has_mistake() => return self.bump(),
                Some(' ' | '\t' | '\n' | '\r') => self.bump(),
                Some('#') => self.at = self.line_end(),
                _ => return,
            }
        }
    }

    /// Returns `true` at the end of a line, or before a comment.
    pub(super) fn is_at_line_end(&mut self) -> bool {
        matches!(self.peek(), None | Some('\n' | '\r' | '#'))
    }
}
