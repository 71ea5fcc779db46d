//! Lists, tables in braces, and what they contain.

use super::bare::bare;
use super::definitions::{Definitions, TableId};
use super::duplicates::settle;
use super::keys::{Key, KeyPlace, keys, separator};
use super::lines::{
    foreign_comment, is_assignment, is_header, is_placeholder, is_statement, line_at, line_end, next_line, start_of,
};
use super::lists;
use super::scan::{GivenUp, Habit, Scan};
use super::several::several;
use super::strings::string;
use crate::diagnostics::Diagnostic;
use crate::rules;
use crate::source::Span;

/// The most brackets within each other. The parser has a limit too.
const MOST_OPEN: usize = 60;

/// The longest comment of another language.
const LONGEST_COMMENT: usize = 20_000;

/// The most lines in which the end of a table in braces is searched.
const MOST_LINES: usize = 200;

/// Reads a value of the key `key`, which is defined as `table`.
pub(super) fn value(scan: &mut Scan<'_>, known: &mut Definitions, table: TableId, key: &Key) -> Result<(), GivenUp> {
    scan.skip_space();
    stray_before_value(scan);
    if several(scan, &key.name) {
        return Ok(());
    }
    match scan.peek() {
        Some('[') => list(scan, known, table, key),
        Some('{') if lists::is_in_braces(scan) => {
            lists::report_braces(scan);
            list(scan, known, table, key)
        }
        Some('{') if !is_placeholder(scan.rest()) => braces(scan, known, table),
        Some('"' | '\'' | '`') => {
            string(scan);
            Ok(())
        }
        Some('(') => {
            let at = scan.at;
            let diagnostic =
                Diagnostic::new(&rules::FOREIGN_SYNTAX, Span { start: at, end: at + 1 }, "a list in parentheses");
            scan.report(diagnostic.label("expected `[`").help("TOML has brackets around a list"));
            list(scan, known, table, key)
        }
        None | Some('\n' | '\r' | '#' | ',' | ']' | '}' | ')' | ';') => Err(scan.give_up(no_value(key, scan.at))),
        Some(_) if lists::skip_constructor(scan) => list(scan, known, table, key),
        Some(_) if lists::skip_call(scan) => {
            scan.edit(scan.at, scan.at + 1, "{ ");
            braces(scan, known, table)
        }
        Some(_) => {
            bare(scan, &key.name);
            Ok(())
        }
    }
}

/// Passes over a stray character before a value.
fn stray_before_value(scan: &mut Scan<'_>) {
    let start = scan.at;
    let mut letters = scan.rest_of_line().chars();
    let is_stray = letters.next().is_some_and(|first| {
        first.is_ascii_punctuation()
            && !matches!(first, '"' | '\'' | '[' | '{' | '(' | ']' | '}' | '#' | '`' | '$' | '@')
    });
    let follows = letters.as_str().trim_start_matches([' ', '\t']);
    let is_separator = scan.rest().starts_with([';', ':', '=']) && !follows.is_empty() && !follows.starts_with('#');
    if !is_stray || !(is_separator || follows.starts_with(['[', '{', '"', '\''])) {
        return;
    }
    scan.at += 1;
    let title = format!("unexpected `{}` before a value", scan.slice(start, scan.at));
    let diagnostic = Diagnostic::new(&rules::SYNTAX, Span { start, end: scan.at }, title).label("expected the value");
    scan.report(diagnostic.help("remove it"));
    scan.edit(start, scan.at, "");
    scan.skip_space();
}

fn no_value(key: &Key, at: usize) -> Diagnostic {
    let name = &key.name;
    Diagnostic::new(
        &rules::SYNTAX,
        Span { start: key.span.start, end: at.max(key.span.end) },
        format!("`{name}` has no value"),
    )
    .label("a value is missing")
    .help(format!("write the value after `{name} =`, or remove the key"))
}

/// The next text within brackets, after white space.
enum Next {
    /// A character of the list or the table.
    Character(char),
    /// The end of the file, or a line with which another statement begins.
    Outside,
}

/// Passes over blank lines and comments within brackets. `is_outside` tells whether a line is a statement after them.
fn next(scan: &mut Scan<'_>, is_outside: fn(&Scan<'_>) -> bool) -> Next {
    loop {
        match scan.peek() {
            None => return Next::Outside,
            Some(' ' | '\t' | '\r') => scan.bump(),
            Some('\n') => {
                scan.bump();
                if is_outside(scan) {
                    return Next::Outside;
                }
            }
            Some('#') => scan.at = line_end(scan.text, scan.at),
            Some('/' | '<') if foreign_comment(scan.rest()).is_some() => comment(scan),
            Some(other) => return Next::Character(other),
        }
    }
}

/// Passes over a comment of another language.
pub(super) fn comment(scan: &mut Scan<'_>) {
    let start = scan.at;
    let mark = foreign_comment(scan.rest()).unwrap_or("//");
    let end = match mark {
        "/*" => Some("*/"),
        "<!--" => Some("-->"),
        _ => None,
    };
    let line = line_end(scan.text, start);
    let whole =
        end.and_then(|end| Some(start + start_of(scan.rest(), LONGEST_COMMENT).find(end)? + end.len())).unwrap_or(line);
    scan.at = whole;
    let span = Span { start, end: whole.min(line) };
    let diagnostic = Diagnostic::new(&rules::FOREIGN_SYNTAX, span, format!("a comment with `{}`", mark.trim_end()));
    scan.report_habit(Habit::Comment, diagnostic.label("no comment in TOML").help("a comment begins with `#`"));
    let trimmed = scan.slice(start, whole).get(mark.len()..).unwrap_or_default();
    let text = end.and_then(|end| trimmed.strip_suffix(end)).unwrap_or(trimmed).trim();
    match whole > line {
        true => scan.edit(start, whole, ""),
        // What follows a comment in its line would become a part of it.
        false if line_end(scan.text, whole) > whole && !scan.rest_of_line().trim().is_empty() => {
            scan.edit(start, whole, "")
        }
        false => scan.edit(start, whole, format!("# {text}")),
    }
}

fn is_after_list(scan: &Scan<'_>) -> bool {
    is_statement(line_at(scan.text, scan.at))
}

fn is_after_table(scan: &Scan<'_>) -> bool {
    let line = line_at(scan.text, scan.at);
    is_header(line) || (is_assignment(line) && !closes_below(scan))
}

/// Returns `true` if the lines from here on close a brace that is open, before the next header.
fn closes_below(scan: &Scan<'_>) -> bool {
    let mut at = scan.at;
    let mut depth = 0_usize;
    for _ in 0..MOST_LINES {
        let line = line_at(scan.text, at);
        if is_header(line) || at >= scan.text.len() {
            return false;
        }
        let mut quote = None;
        for letter in line.chars() {
            match (quote, letter) {
                (Some(open), _) if open == letter => quote = None,
                (Some(_), _) => {}
                (None, '"' | '\'') => quote = Some(letter),
                (None, '#') => break,
                (None, '{') => depth += 1,
                (None, '}') if depth == 0 => return true,
                (None, '}') => depth -= 1,
                _ => {}
            }
        }
        at = next_line(scan.text, at);
    }
    false
}

/// Opens a bracket.
fn enter(scan: &mut Scan<'_>, bracket: char) -> Result<usize, GivenUp> {
    let open = scan.at;
    scan.bump();
    if scan.open.len() >= MOST_OPEN {
        let diagnostic =
            Diagnostic::new(&rules::SYNTAX, Span { start: open, end: scan.at }, "too many brackets within each other");
        return Err(scan.give_up(diagnostic.label("one too many").help("write less deeply nested values")));
    }
    scan.open.push(bracket);
    Ok(open)
}

/// Reports a bracket that is never closed. What it contains ends at `end`.
fn unclosed(scan: &mut Scan<'_>, open: usize, end: usize) {
    let bracket = scan.open.pop().unwrap_or('[');
    let (closer, what) = if bracket == '[' { (']', "list") } else { ('}', "table") };
    scan.at = end;
    scan.report(
        Diagnostic::new(&rules::UNCLOSED, Span { start: open, end: open + 1 }, format!("this {what} is not closed"))
            .label(format!("the `{bracket}` here is never closed"))
            .related(Span { start: end, end }, format!("a `{closer}` is missing here"))
            .help(format!("close the {what} with `{closer}`")),
    );
    scan.insert(end, if bracket == '{' { " }" } else { "]" });
}

/// Reports a bracket that is closed by one of another kind.
fn mismatched(scan: &mut Scan<'_>, open: usize, bracket: char) {
    let start = scan.at;
    let found = scan.peek().unwrap_or(' ');
    scan.open.pop();
    scan.bump();
    let closer = if bracket == '[' { "]" } else { "}" };
    scan.report(
        Diagnostic::new(&rules::UNCLOSED, Span { start, end: scan.at }, format!("`{bracket}` is closed by `{found}`"))
            .label(format!("expected `{closer}`"))
            .related(Span { start: open, end: open + 1 }, format!("the `{bracket}` is here"))
            .help(format!("close it with `{closer}`")),
    );
    scan.edit(start, scan.at, closer);
}

/// Returns `true` if a closing bracket belongs to one of the brackets further out.
fn closes_outer(scan: &Scan<'_>, closer: char) -> bool {
    let bracket = if closer == '}' { '{' } else { '[' };
    let outer = scan.open.len().saturating_sub(1);
    closer != ')' && scan.open.iter().take(outer).any(|open| *open == bracket)
}

fn list(scan: &mut Scan<'_>, known: &mut Definitions, table: TableId, key: &Key) -> Result<(), GivenUp> {
    let foreign = match scan.peek() {
        Some('(') => Some(')'),
        Some('{') => Some('}'),
        _ => None,
    };
    if foreign.is_some() {
        scan.edit(scan.at, scan.at + 1, "[");
    }
    let open = enter(scan, '[')?;
    let mut end = scan.at;
    let mut may_follow = true;
    loop {
        let found = match next(scan, is_after_list) {
            Next::Outside => {
                unclosed(scan, open, end);
                return Ok(());
            }
            Next::Character(found) => found,
        };
        let at = scan.at;
        match found {
            ']' => {
                scan.bump();
                scan.open.pop();
                return Ok(());
            }
            _ if foreign == Some(found) => {
                mismatched(scan, open, '[');
                return Ok(());
            }
            '}' | ')' if closes_outer(scan, found) => {
                unclosed(scan, open, end);
                return Ok(());
            }
            '}' | ')' => {
                mismatched(scan, open, '[');
                return Ok(());
            }
            ',' | ';' => {
                scan.bump();
                end = comma(scan, at, found, may_follow, end);
                may_follow = true;
            }
            '=' | ':' => return Err(scan.give_up(pair_in_list(at, found, open))),
            _ => {
                if !may_follow {
                    no_comma(scan, end, at);
                }
                let element = known.element(table);
                value(scan, known, element, key)?;
                end = scan.at;
                may_follow = false;
            }
        }
    }
}

fn pair_in_list(at: usize, found: char, open: usize) -> Diagnostic {
    Diagnostic::new(&rules::SYNTAX, Span { start: at, end: at + 1 }, format!("`{found}` in a list"))
        .label("a list has only values")
        .related(Span { start: open, end: open + 1 }, "the list begins here")
        .help("a table has braces: `{ key = value }`; if the list ends before, close it with `]`")
}

/// Reports a comma where none may be, or another character in its place. Returns where what the brackets contain ends.
fn comma(scan: &mut Scan<'_>, at: usize, found: char, is_superfluous: bool, end: usize) -> usize {
    let span = Span { start: at, end: scan.at };
    if is_superfluous {
        let diagnostic = Diagnostic::new(&rules::SYNTAX, span, format!("a `{found}` with no value before it"));
        scan.report(
            diagnostic.label("one too many").help(format!("remove the `{found}`, or write the value before it")),
        );
        scan.edit(at, scan.at, "");
        return end;
    }
    if found == ';' {
        let diagnostic = Diagnostic::new(&rules::FOREIGN_SYNTAX, span, "`;` between two values");
        scan.report(diagnostic.label("expected `,`").help("TOML has `,` between values"));
        scan.edit(at, scan.at, ",");
    }
    scan.at
}

fn no_comma(scan: &mut Scan<'_>, end: usize, next: usize) {
    let length = scan.slice(next, scan.text.len()).chars().next().map_or(0, char::len_utf8);
    let is_same_line = !scan.slice(end, next).contains('\n');
    let span = if is_same_line { Span { start: next, end: next + length } } else { Span { start: end, end } };
    let diagnostic = Diagnostic::new(&rules::SYNTAX, span, "no `,` between two values");
    scan.report(
        diagnostic
            .label(if is_same_line { "expected `,` before this" } else { "expected `,` here" })
            .help("put a `,` between them"),
    );
    scan.insert(end, ",");
}

fn braces(scan: &mut Scan<'_>, known: &mut Definitions, table: TableId) -> Result<(), GivenUp> {
    let open = enter(scan, '{')?;
    let mut end = scan.at;
    let mut may_follow = true;
    loop {
        let found = match next(scan, is_after_table) {
            Next::Outside => {
                unclosed(scan, open, end);
                return Ok(());
            }
            Next::Character(found) => found,
        };
        let at = scan.at;
        match found {
            '}' => {
                scan.bump();
                scan.open.pop();
                return Ok(());
            }
            ']' | ')' if closes_outer(scan, found) => {
                unclosed(scan, open, end);
                return Ok(());
            }
            ']' | ')' => {
                mismatched(scan, open, '{');
                return Ok(());
            }
            ',' | ';' => {
                scan.bump();
                end = comma(scan, at, found, may_follow, end);
                may_follow = true;
            }
            _ => {
                if !may_follow {
                    no_comma(scan, end, at);
                }
                member(scan, known, table)?;
                end = scan.at;
                may_follow = false;
            }
        }
    }
}

fn member(scan: &mut Scan<'_>, known: &mut Definitions, table: TableId) -> Result<(), GivenUp> {
    let names = keys(scan, KeyPlace::Table)?;
    let Some((first, last)) = names.first().zip(names.last()) else { return Err(GivenUp) };
    separator(scan, KeyPlace::Table, Span { start: first.span.start, end: last.span.end })?;
    scan.skip_space();
    let kind = scan.peek().unwrap_or(' ');
    let own = known.assign(table, &names, kind, scan);
    let begin = scan.at;
    value(scan, known, own, last)?;
    settle(scan, &names, Span { start: begin, end: scan.at });
    Ok(())
}
