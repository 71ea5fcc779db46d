//! The mistakes of a text that is no TOML: each is reported once, at the place at which a person would point, and repaired, so that
//! the rest can be read.
//!
//! The parser of `toml` decides what is TOML. Only a text that it rejects is read here, statement by statement.

mod bare;
mod blocks;
mod characters;
mod definitions;
mod duplicates;
mod escapes;
mod flow;
mod headers;
mod keys;
mod lines;
mod lists;
mod long_strings;
mod meant;
mod pieces;
mod prose;
mod repair;
mod scan;
mod several;
mod statements;
mod strings;
mod trailing;
mod tree;
mod values;
mod whole_file;
mod yaml;

use toml::de::{DeTable, Error};

use self::definitions::{Definitions, TableId};
use self::lines::{line_end, next_line};
use self::repair::{Repaired, repair};
use self::scan::{Habit, Scan, TomlMistake};
use self::statements::{Statement, recover, statement};
use crate::diagnostics::{Diagnostic, Edit, Suggestion};
use crate::rules;
use crate::sorting::sort_by_key;
use crate::source::Span;

/// The most mistakes that are searched. What follows the last of them is not read.
const MOST_MISTAKES: usize = 200;

/// The most times that a repaired text is parsed.
const MOST_ROUNDS: usize = 4;

/// The longest statement that a help shows.
const LONGEST_FIX: usize = 90;

/// The mistakes of a text, and what can be read of it.
pub(super) struct Mistakes {
    pub(super) diagnostics: Vec<Diagnostic>,
    /// The parts in which other errors would be consequences.
    pub(super) unreadable: Vec<Span>,
    repaired: Repaired,
}

impl Mistakes {
    /// Returns the repaired text.
    pub(super) fn text(&self) -> &str {
        &self.repaired.text
    }

    /// Returns a tree of the repaired text with the places of the text as it is written.
    pub(super) fn relocated<'i>(&self, table: DeTable<'i>) -> DeTable<'i> {
        self.repaired.relocated(table)
    }
}

/// A statement of the text.
struct ReadStatement {
    span: Span,
    number: usize,
    /// The index of its section.
    section: usize,
    is_spoiled: bool,
}

/// A section of the text: a header with what is below it, up to the next.
struct TextSection {
    table: TableId,
    start: usize,
    /// `true` if its statements are left out.
    is_left_out: bool,
    is_spoiled: bool,
}

/// The statements of a text.
struct Outline<'t> {
    scan: Scan<'t>,
    known: Definitions,
    pieces: Vec<ReadStatement>,
    sections: Vec<TextSection>,
}

/// Finds the mistakes of a text that the parser rejects.
pub(super) fn find_mistakes(text: &str) -> Mistakes {
    let whole = Span { start: 0, end: text.len() };
    if let Some(diagnostic) = whole_file::other_file(text) {
        let edits = [Edit::remove(whole)];
        return Mistakes { diagnostics: vec![diagnostic], unreadable: vec![whole], repaired: repair(text, &edits) };
    }
    let (clean, controls) = whole_file::without_controls(text);
    let mut outline = Outline::of(&clean);
    let lines: Vec<Span> = controls
        .iter()
        .map(|it| Span { start: it.label.span.start, end: line_end(&clean, it.label.span.start) })
        .collect();
    // What follows a control character in its line is most often its consequence.
    outline.scan.mistakes.retain(|it| !lines.iter().any(|line| line.touches(it.diagnostic.label.span)));
    let statements_with_controls: Vec<usize> = outline
        .pieces
        .iter()
        .filter(|piece| lines.iter().any(|line| line.touches(piece.span)))
        .map(|piece| piece.number)
        .collect();
    let mut diagnostics = outline.grouped();
    diagnostics.extend(controls);
    let repaired = outline.judged(&statements_with_controls, &mut diagnostics);
    let mut unreadable = outline.unreadable();
    unreadable.extend(lines);
    Mistakes { diagnostics, unreadable, repaired }
}

impl<'t> Outline<'t> {
    fn of(text: &'t str) -> Self {
        let root = TextSection { table: TableId::default(), start: 0, is_left_out: false, is_spoiled: false };
        let mut outline =
            Self { scan: Scan::new(text), known: Definitions::new(), pieces: Vec::new(), sections: vec![root] };
        if text.starts_with('\u{feff}') {
            outline.scan.at = '\u{feff}'.len_utf8();
        }
        while outline.scan.mistakes.len() < MOST_MISTAKES {
            outline.scan.statement += 1;
            outline.skip_blank();
            if let Some(skipped) = outline.scan.skipped.filter(|it| outline.scan.at >= it.start) {
                outline.scan.skipped = None;
                outline.scan.at = outline.scan.at.max(skipped.end);
                continue;
            }
            if outline.scan.rest().is_empty() {
                return outline;
            }
            outline.read_statement();
        }
        outline.leave_out_rest();
        outline
    }

    /// Passes over what is between two statements. An odd character there is a mistake of its own.
    fn skip_blank(&mut self) {
        while self.scan.mistakes.len() < MOST_MISTAKES {
            let (mistakes, first_edit) = (self.scan.mistakes.len(), self.scan.edits.len());
            self.scan.skip_blank();
            let edits = self.scan.edits.get(first_edit..).unwrap_or_default().to_vec();
            let Some(mistake) = self.scan.mistakes.get_mut(mistakes) else { return };
            let suggestion = Suggestion::new(mistake.diagnostic.help.clone(), edits).without_lines();
            mistake.diagnostic.suggestions.push(suggestion);
            self.scan.statement += 1;
        }
    }

    fn read_statement(&mut self) {
        let scan = &mut self.scan;
        let (start, first_edit) = (scan.at, scan.edits.len());
        scan.left_out = false;
        scan.is_doubtful = false;
        scan.is_unsure = false;
        scan.is_field = false;
        let table = self.sections.last().map(|section| section.table).unwrap_or_default();
        let read = statement(scan, &mut self.known, table);
        if read.is_err() {
            recover(scan, start);
        }
        scan.open.clear();
        if scan.at == start {
            // Nothing was read, which cannot be; but a loop without an end must not be either.
            scan.at = next_line(scan.text, start).max(start + 1);
        }
        let span = Span { start, end: scan.at };
        let is_header = self.scan.slice(start, span.end).starts_with('[');
        match &read {
            Ok(Statement::Header(Some(table))) => self.begin_section(*table, start, false),
            Ok(Statement::Header(None)) => self.begin_unknown_section(start),
            Err(_) if is_header => self.begin_unknown_section(start),
            Ok(Statement::Other) | Err(_) => {}
        }
        let is_left_out = self.scan.left_out || self.sections.last().is_some_and(|section| section.is_left_out);
        if read.is_err() || is_left_out {
            self.scan.edits.truncate(first_edit);
            self.scan.edit(start, span.end, "");
        } else if self.scan.has_mistake() && !self.scan.is_unsure {
            self.suggest_fix(span, first_edit);
        }
        if (read.is_err() || self.scan.is_doubtful)
            && let Some(section) = self.sections.last_mut()
        {
            section.is_spoiled = true;
        }
        let is_spoiled = self.scan.has_mistake();
        self.pieces.push(ReadStatement {
            span,
            number: self.scan.statement,
            section: self.sections.len() - 1,
            is_spoiled,
        });
    }

    fn begin_section(&mut self, table: TableId, start: usize, is_left_out: bool) {
        self.sections.push(TextSection { table, start, is_left_out, is_spoiled: is_left_out });
    }

    /// Begins a section whose statements are left out.
    fn begin_unknown_section(&mut self, start: usize) {
        let table = self.known.element(TableId::default());
        self.begin_section(table, start, true);
    }

    /// Suggests the edits of a statement, if the parser accepts what they make of it. The help shows it.
    fn suggest_fix(&mut self, span: Span, first_edit: usize) {
        let edits = self.scan.edits.get_mut(first_edit..).unwrap_or_default();
        sort_by_key(edits, |edit| edit.span.start);
        let edits = edits.to_vec();
        let starts = edits.iter().zip(edits.iter().skip(1));
        let overlap = |(a, b): (&Edit, &Edit)| b.span.start < a.span.end || a.span.start == b.span.start;
        let place = |at: usize| at.saturating_sub(span.start);
        let within = |edit: &Edit| {
            let own = Span { start: place(edit.span.start), end: place(edit.span.end) };
            Edit::replace(own, edit.replacement.as_str())
        };
        let moved: Vec<Edit> = edits.iter().map(within).collect();
        let fixed = repair(self.scan.slice(span.start, span.end), &moved).text;
        if edits.is_empty() || { starts }.any(overlap) || DeTable::parse(&fixed).is_err() {
            return;
        }
        let is_doubtful = self.scan.is_doubtful;
        let Some(TomlMistake { diagnostic, .. }) = self.scan.mistakes.last_mut() else { return };
        let is_shown = fixed.len() <= LONGEST_FIX && !fixed.contains('\n') && !fixed.starts_with('#');
        let message = match is_shown && !fixed.trim().is_empty() && !diagnostic.help.contains(&fixed) {
            true => format!("{}: `{}`", diagnostic.help, fixed.trim()),
            false => diagnostic.help.clone(),
        };
        let suggestion = Suggestion::new(message, edits).without_lines();
        let suggestion = if is_doubtful { suggestion.maybe_incorrect() } else { suggestion };
        diagnostic.help.clone_from(&suggestion.message);
        diagnostic.suggestions.push(suggestion);
    }

    /// Leaves out what follows the last mistake that is searched.
    fn leave_out_rest(&mut self) {
        let (start, end) = (self.scan.at, self.scan.text.len());
        self.scan.edit(start, end, "");
        self.pieces.push(ReadStatement {
            span: Span { start, end },
            number: self.scan.statement,
            section: 0,
            is_spoiled: true,
        });
    }

    /// Returns the diagnostics, one for adjoining lines with the same mistake.
    fn grouped(&mut self) -> Vec<Diagnostic> {
        let mistakes = std::mem::take(&mut self.scan.mistakes);
        let mut diagnostics: Vec<Diagnostic> = Vec::new();
        let mut rest = mistakes.into_iter().peekable();
        while let Some(TomlMistake { mut diagnostic, statement, habit }) = rest.next() {
            let mut more: Vec<Diagnostic> = Vec::new();
            let mut last = statement;
            while let Some(next) =
                rest.next_if(|next| habit.is_some() && next.habit == habit && next.statement == last + 1)
            {
                last = next.statement;
                more.push(next.diagnostic);
            }
            let is_one = more.len() > 1 || habit == Some(Habit::Comment);
            if is_one && !more.is_empty() {
                diagnostic.notes.push(match more.len() {
                    1 => "the next line has the same mistake".to_owned(),
                    count => format!("the {count} lines below have the same mistake"),
                });
                let edits =
                    more.iter_mut().flat_map(|it| &mut it.suggestions).flat_map(|it| std::mem::take(&mut it.edits));
                let edits: Vec<Edit> = edits.collect();
                diagnostic.suggestions.iter_mut().for_each(|it| it.edits.extend(edits.iter().cloned()));
                more.clear();
            }
            diagnostics.push(diagnostic);
            diagnostics.append(&mut more);
        }
        diagnostics
    }

    /// Repairs the text until the parser accepts it. Where it has errors of its own, they are reported.
    fn judged(&mut self, reported: &[usize], diagnostics: &mut Vec<Diagnostic>) -> Repaired {
        let mut edits = std::mem::take(&mut self.scan.edits);
        for _ in 0..MOST_ROUNDS {
            sort_by_key(&mut edits, |edit| edit.span.start);
            let repaired = repair(self.scan.text, &edits);
            let (_, errors) = DeTable::parse_recoverable(&repaired.text);
            if errors.is_empty() {
                return repaired;
            }
            for error in errors.iter().take(MOST_MISTAKES) {
                self.give_up_at(error, &repaired, reported, (&mut edits, diagnostics));
            }
        }
        let whole = Span { start: 0, end: self.scan.text.len() };
        self.pieces.push(ReadStatement { span: whole, number: 0, section: 0, is_spoiled: true });
        repair(self.scan.text, &[Edit::remove(whole)])
    }

    /// Leaves out the statement with an error of the parser, which is reported if it is the first there.
    fn give_up_at(
        &mut self,
        error: &Error,
        repaired: &Repaired,
        reported: &[usize],
        (edits, diagnostics): (&mut Vec<Edit>, &mut Vec<Diagnostic>),
    ) {
        let span = error.span().map_or(Span::default(), |span| repaired.original_span(span));
        let index = self.pieces.partition_point(|piece| piece.span.start <= span.start).saturating_sub(1);
        let Some(piece) = self.pieces.get_mut(index) else { return };
        let section = piece.section;
        if !piece.is_spoiled && !reported.contains(&piece.number) {
            diagnostics.push(Diagnostic::new(&rules::SYNTAX, span, "this is not TOML").label(error.message()));
        }
        piece.is_spoiled = true;
        let own = piece.span;
        edits.retain(|edit| edit.span.start < own.start || edit.span.start >= own.end.max(own.start + 1));
        edits.push(Edit::remove(own));
        if let Some(section) = self.sections.get_mut(section) {
            section.is_spoiled = true;
        }
    }

    /// Returns the parts of the text in which other errors would be consequences: statements with a mistake, and sections without
    /// one of their statements.
    fn unreadable(&mut self) -> Vec<Span> {
        for section in self.sections.iter().filter(|section| section.is_spoiled) {
            self.known.spoil(section.table);
        }
        let statements = self.pieces.iter().filter(|piece| piece.is_spoiled).map(|piece| piece.span);
        let mut unreadable: Vec<Span> = statements.collect();
        for (index, section) in self.sections.iter().enumerate() {
            let end = self.sections.get(index + 1).map_or(self.scan.text.len(), |next| next.start);
            if section.is_spoiled || self.known.is_spoiled(section.table) {
                unreadable.push(Span { start: section.start, end });
            }
        }
        joined(unreadable)
    }
}

/// Joins spans that adjoin, and all of them if they are many.
fn joined(mut spans: Vec<Span>) -> Vec<Span> {
    sort_by_key(&mut spans, |span| span.start);
    let mut joined: Vec<Span> = Vec::new();
    for span in spans {
        let count = joined.len();
        match joined.last_mut() {
            Some(last) if span.start <= last.end || count >= MOST_MISTAKES => last.end = last.end.max(span.end),
            _ => joined.push(span),
        }
    }
    joined
}
