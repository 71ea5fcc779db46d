//! Keys, and what stands between a key and its value.

use super::characters::{is_bare, lookalike, without_accents};
use super::lines::{is_assignment, next_line, start_of};
use super::meant::is_key;
use super::scan::{GivenUp, Habit, Scan};
use crate::diagnostics::Diagnostic;
use crate::names::screaming;
use crate::rules;
use crate::source::Span;

/// The most parts of a dotted key. The parser has a limit too.
const MOST_PARTS: usize = 64;

/// The longest part of a key that is looked at ahead.
const LONGEST: usize = 200;

/// The longest text in the place of a dot that is looked at ahead, with the start of the next key.
const LONGEST_DOT: usize = 16;

/// A key, or a part of a dotted one.
pub(super) struct Key {
    pub(super) name: String,
    pub(super) span: Span,
}

/// The place of a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum KeyPlace {
    Header,
    Line,
    Table,
}

/// Reads a key with its dots.
pub(super) fn keys(scan: &mut Scan<'_>, place: KeyPlace) -> Result<Vec<Key>, GivenUp> {
    let mut keys: Vec<Key> = Vec::new();
    while keys.len() < MOST_PARTS {
        scan.skip_space();
        let is_name = place == KeyPlace::Header
            && keys.first().is_some_and(|first| first.name == "errors")
            && matches!(keys.len(), 1 | 3);
        keys.push(key(scan, place, is_name)?);
        scan.skip_space();
        match scan.peek() {
            Some('.') => scan.bump(),
            Some(']') if place == KeyPlace::Header && scan.rest().starts_with("][") => {
                let at = scan.at;
                scan.at += 2;
                scan.report(syntax(at, scan.at, "a header has dots between its keys").help("write `.`"));
                scan.edit(at, scan.at, ".");
            }
            Some(_) if place == KeyPlace::Header && no_dot(scan, &keys) => {}
            _ => return Ok(keys),
        }
    }
    Err(scan.give_up(syntax(scan.at, scan.at, "too many keys with dots").help("leave some of them out")))
}

/// Passes over what stands in the place of a dot between two keys of a header, as in `[errors "NOT_FOUND"]` or `[errors::NOT_FOUND]`.
fn no_dot(scan: &mut Scan<'_>, keys: &[Key]) -> bool {
    let Some(last) = keys.last() else { return false };
    let (start, rest) = (last.span.end, scan.rest_of_line());
    let mark =
        ["::", "->", ":", ">", "/", "\\", "|"].into_iter().find(|mark| rest.starts_with(mark)).unwrap_or_default();
    let next = rest.get(mark.len()..).unwrap_or_default().trim_start_matches([' ', '\t']);
    let is_key = next.starts_with(['"', '\'']) || next.starts_with(is_bare) && (!mark.is_empty() || scan.at > start);
    if !is_key || !next.contains(']') {
        return false;
    }
    let end = scan.at + rest.len() - next.len();
    let inner = next.get(1..).unwrap_or_default();
    let quoted = next.chars().next().filter(|quote| matches!(quote, '"' | '\'')).and_then(|quote| inner.find(quote));
    let name =
        quoted.and_then(|length| inner.get(..length)).filter(|name| !name.is_empty() && name.chars().all(is_bare));
    let place = if mark.is_empty() { Span { start: end, end: end + 1 } } else { Span { start: scan.at, end } };
    scan.at = end;
    scan.report(
        syntax(place.start, place.end, "a header has dots between its keys").label("expected `.`").help("write `.`"),
    );
    scan.edit(start, end, ".");
    if let Some(name) = name {
        scan.edit(end, end + name.len() + 2, name);
    }
    true
}

/// Returns `true` if a key of a header ends here although no dot follows: it is one that another key is below, such as `errors`.
fn ends_before_key(scan: &Scan<'_>, start: usize) -> bool {
    let rest = start_of(scan.rest_of_line(), LONGEST_DOT);
    let next = rest.trim_start_matches([' ', '\t', ':', '>', '/', '\\', '|', '-']);
    let word = next.split(|letter| !is_bare(letter)).next().unwrap_or_default();
    let is_parent = matches!(scan.slice(start, scan.at), "errors" | "cases");
    next.len() < rest.len()
        && !word.is_empty()
        && scan.at > start
        && (is_parent || matches!(word, "cases" | "examples"))
}

fn syntax(start: usize, end: usize, title: impl Into<String>) -> Diagnostic {
    Diagnostic::new(&rules::SYNTAX, Span { start, end }, title)
}

fn key(scan: &mut Scan<'_>, place: KeyPlace, is_name: bool) -> Result<Key, GivenUp> {
    let start = scan.at;
    let edits = scan.edits.len();
    if matches!(scan.peek(), Some('"' | '\'')) {
        return quoted(scan);
    }
    let mut needs_quotes = false;
    while let Some(next) = scan.peek() {
        match next {
            '-' | '+' | '~' | '?' | ':' | '!' if begins_operator(scan, place) => break,
            _ if is_bare(next) => {}
            _ if place == KeyPlace::Header && ends_before_key(scan, start) => break,
            '/' if place == KeyPlace::Header && scan.at > start && !is_stray(scan, place) => break,
            _ if scan.at > start && is_stray(scan, place) => needs_quotes = true,
            ' ' | '\t' if !continues(scan, place) => break,
            '=' | '.' | ']' | '[' | '{' | '}' | ',' | '"' | '\'' | '#' | '\n' | '\r' | '(' | ')' | ';' | '`' => break,
            ':' => needs_quotes = true,
            _ => needs_quotes = true,
        }
        scan.bump();
    }
    let written = scan.slice(start, scan.at).trim_end();
    let span = Span { start, end: start + written.len() };
    if written.is_empty() {
        return Err(scan.give_up(no_key(scan, place)));
    }
    let name: String =
        written.chars().filter(|letter| lookalike(*letter).is_none_or(|it| it.meant.is_some())).collect();
    if needs_quotes || name.contains([' ', '\t']) {
        let found: String = name.chars().find(|letter| !is_bare(*letter)).map(String::from).unwrap_or_default();
        let what = if found.trim().is_empty() { "white space".to_owned() } else { format!("`{found}`") };
        let plain: String = name.chars().filter(|letter| is_bare(*letter)).collect();
        let is_location = name.starts_with('/');
        let joined = name.to_ascii_lowercase().replace([' ', '\t'], "_");
        let (plain, is_known) = match is_location {
            true => (plain.clone(), place == KeyPlace::Line && is_key(&plain)),
            false if is_key(&joined) => (joined, true),
            false => (plain.clone(), is_word_of(scan.text, &plain)),
        };
        scan.is_doubtful |= !is_known && !is_location;
        let fixed = match if is_known {
            Some(plain)
        } else if is_name {
            screaming(&without_accents(&name))
        } else {
            None
        } {
            Some(word) => word,
            None => format!("\"{name}\""),
        };
        let help = match !fixed.starts_with('"') {
            true if is_known => format!(
                "write `{fixed}`; a key with other characters than ASCII letters, digits, `-` and `_` needs quotes"
            ),
            true => format!("a name has ASCII letters, digits and `_`: `{fixed}`"),
            false => {
                format!("a key with other characters than ASCII letters, digits, `-` and `_` needs quotes: `{fixed}`")
            }
        };
        scan.report(
            Diagnostic::new(&rules::UNQUOTED, span, format!("a key without quotes has no {what}"))
                .label("needs quotes")
                .help(help),
        );
        scan.edits.truncate(edits);
        scan.edit(start, scan.at, fixed);
    }
    Ok(Key { name, span })
}

/// Returns `true` if the character here is a stray one within a key: what is around it makes a key.
fn is_stray(scan: &Scan<'_>, place: KeyPlace) -> bool {
    let rest = start_of(scan.rest_of_line(), LONGEST);
    let Some(first) = rest.chars().next().filter(|first| !is_bare(*first) && !matches!(first, '.' | ' ' | '\t')) else {
        return false;
    };
    let after = rest.get(first.len_utf8()..).unwrap_or_default();
    match place {
        KeyPlace::Header => {
            let keys = after.trim_start_matches(|letter: char| is_bare(letter) || letter == '.');
            let is_more = keys.len() < after.len() || first != ']' && first != '#';
            is_more && keys.starts_with(']')
        }
        KeyPlace::Line | KeyPlace::Table if first == ',' || first == '}' => false,
        KeyPlace::Line | KeyPlace::Table => after.starts_with(is_bare) && is_assignment(after),
    }
}

/// Returns `true` if a text has this key elsewhere.
fn is_word_of(text: &str, word: &str) -> bool {
    !word.is_empty()
        && text.match_indices(word).any(|(at, _)| {
            let before = text.get(..at).and_then(|before| before.chars().next_back());
            let after = text.get(at + word.len()..).and_then(|after| after.chars().next());
            ![before, after].into_iter().flatten().any(is_bare)
        })
}

/// Returns `true` if white space within a key is followed by more of it, as in `status code = 1`.
fn continues(scan: &Scan<'_>, place: KeyPlace) -> bool {
    let is_space = |c: char| matches!(c, ' ' | '\t') || lookalike(c).is_some_and(|it| it.meant == Some(' '));
    let rest = start_of(scan.rest_of_line(), LONGEST).trim_start_matches(is_space);
    if !rest.starts_with(|letter: char| is_bare(letter) || !letter.is_ascii()) || rest.starts_with("->") {
        return false;
    }
    let words = |letter: char| is_bare(letter) || !letter.is_ascii() || matches!(letter, ' ' | '\t');
    let after = rest.trim_start_matches(words);
    match place {
        KeyPlace::Header => after.starts_with([']', '.']),
        KeyPlace::Line | KeyPlace::Table => {
            after.starts_with('=') || (after.starts_with(':') && !rest.starts_with(|it: char| it.is_ascii_digit()))
        }
    }
}

/// Returns `true` if the text here stands between a key and its value.
fn begins_operator(scan: &Scan<'_>, place: KeyPlace) -> bool {
    if place == KeyPlace::Header {
        return false;
    }
    let rest = start_of(scan.rest_of_line(), LONGEST);
    let Some(after) = rest.strip_prefix(':') else {
        return ["+=", "~=", "?=", "->", "!="].iter().any(|operator| rest.starts_with(operator));
    };
    // In `header:x-id = 1` the colon is a part of the key.
    let run = after.trim_start_matches(|letter: char| is_bare(letter) || matches!(letter, ':' | '/' | '.'));
    let is_key = after.len() > run.len() && run.trim_start_matches([' ', '\t']).starts_with('=');
    !is_key
}

fn no_key(scan: &Scan<'_>, place: KeyPlace) -> Diagnostic {
    let next = scan.rest().chars().next().unwrap_or(' ');
    let end = scan.at + if next == '\n' || next == '\r' || scan.rest().is_empty() { 0 } else { next.len_utf8() };
    let what = match place {
        KeyPlace::Header => "a header names a table",
        KeyPlace::Line | KeyPlace::Table => "a key is missing",
    };
    let help = match place {
        KeyPlace::Header => "write the keys that lead to the table, such as `[errors.NOT_FOUND]`",
        KeyPlace::Line => "write `key = value`",
        KeyPlace::Table => "write `{ key = value }`",
    };
    syntax(scan.at, end, what).label("expected a key here").help(help)
}

fn quoted(scan: &mut Scan<'_>) -> Result<Key, GivenUp> {
    let start = scan.at;
    let quote = scan.peek().unwrap_or('"');
    let before = scan.edits.len();
    scan.bump();
    let inner = scan.at;
    let line = scan.rest_of_line();
    let close = line
        .char_indices()
        .find(|(_, letter)| *letter == quote || lookalike(*letter).is_some_and(|it| it.meant == Some(quote)));
    let fits = |after: &str| {
        let after = after.trim_start_matches([' ', '\t']);
        after.is_empty() || after.starts_with(['=', '.', ']', ':', '#', ',', '}'])
    };
    if let Some((at, letter)) = close
        && (fits(line.get(at + letter.len_utf8()..).unwrap_or_default())
            || !line.get(..at).unwrap_or_default().contains('='))
    {
        scan.at = inner + at;
        scan.bump();
        return Ok(Key { name: scan.slice(inner, inner + at).to_owned(), span: Span { start, end: scan.at } });
    }
    // The quote is not closed: the key ends where one without quotes does.
    let length = line.find(['=', ']', ':']).unwrap_or(line.len());
    let name = line.get(..length).unwrap_or_default().trim_end();
    scan.at = inner + name.len();
    let title = "the quotes of this key are not closed";
    let span = Span { start, end: scan.at };
    let help = format!("close them with `{quote}`, or remove the one that is here");
    scan.report(Diagnostic::new(&rules::UNCLOSED, span, title).label(format!("a `{quote}` is missing")).help(help));
    scan.edits.truncate(before);
    scan.edit(
        start,
        scan.at,
        match name.chars().all(is_bare) && !name.is_empty() {
            true => name.to_owned(),
            false => format!("{quote}{name}{quote}"),
        },
    );
    Ok(Key { name: name.to_owned(), span })
}

/// Reads the `=` after a key that ends at `key_end`, or what stands in its place.
pub(super) fn separator(scan: &mut Scan<'_>, place: KeyPlace, key: Span) -> Result<(), GivenUp> {
    let start = scan.at;
    let rest = scan.rest_of_line();
    let operator = ["==>", "=>", "==", "= =", ":=", "::", "->", "+=", "~=", "?=", "!="]
        .into_iter()
        .find(|it| rest.starts_with(it));
    if let Some(operator) = operator {
        scan.at += operator.len();
        let span = Span { start, end: scan.at };
        let title = format!("`{operator}` between a key and its value");
        let diagnostic = Diagnostic::new(&rules::FOREIGN_SYNTAX, span, title).label("expected `=`");
        scan.report(diagnostic.help("TOML has a single `=` here"));
        scan.edit(start, scan.at, "=");
        return Ok(());
    }
    if let Some(length) = stray_before_equals(rest) {
        scan.at += length;
        let span = Span { start, end: scan.at };
        let title = format!("unexpected `{}` before `=`", scan.slice(start, scan.at));
        scan.report(Diagnostic::new(&rules::SYNTAX, span, title).label("expected `=`").help("remove it"));
        scan.edit(start, scan.at, "");
        scan.skip_space();
        scan.bump();
        return Ok(());
    }
    if place == KeyPlace::Line && rest.trim().is_empty() {
        equals_in_next_line(scan, key);
    }
    match scan.peek() {
        Some('=') => {
            scan.bump();
            Ok(())
        }
        Some(':') => {
            scan.bump();
            let span = Span { start, end: scan.at };
            let title = match place {
                KeyPlace::Table => "`:` after a key, as in JSON",
                KeyPlace::Line | KeyPlace::Header => "`:` after a key, as in YAML",
            };
            let diagnostic = Diagnostic::new(&rules::FOREIGN_SYNTAX, span, title).label("expected `=`");
            scan.report_habit(Habit::Colon, diagnostic.help("TOML has `=` between a key and its value"));
            scan.edit(start, scan.at, if scan.slice(key.end, start).is_empty() { " =" } else { "=" });
            Ok(())
        }
        None | Some('\n' | '\r' | '#' | ',' | '}' | ']' | ';' | ')') => Err(scan.give_up(no_value(scan, key))),
        Some(_) => {
            let label = "a `=` is missing after this key";
            let title = "no `=` between a key and its value";
            scan.report(syntax(key.start, key.end, title).label(label).help("put `=` between them"));
            scan.insert(key.end, " =");
            Ok(())
        }
    }
}

/// Returns the length of a stray character before `=`.
fn stray_before_equals(rest: &str) -> Option<usize> {
    let first = rest.chars().next().filter(|first| !matches!(first, '=' | '#') && !first.is_whitespace())?;
    let after = rest.get(first.len_utf8()..)?.trim_start_matches([' ', '\t']);
    let is_plain = lookalike(first).is_none_or(|it| it.meant != Some('='));
    (is_plain && after.starts_with('=')).then_some(first.len_utf8())
}

/// Moves to a `=` that is in the line below its key.
fn equals_in_next_line(scan: &mut Scan<'_>, key: Span) {
    let next = next_line(scan.text, scan.at);
    let line = scan.text.get(next..).unwrap_or_default();
    let indented = line.len() - line.trim_start_matches([' ', '\t']).len();
    if !line.trim_start_matches([' ', '\t']).starts_with('=') || next == scan.at {
        return;
    }
    let diagnostic =
        Diagnostic::new(&rules::SYNTAX, key, "a key and its `=` in two lines").label("expected `=` after this key");
    scan.report(diagnostic.help("write the key, `=` and the value in one line"));
    scan.edit(scan.at, next + indented, " ");
    scan.at = next + indented;
}

fn no_value(scan: &Scan<'_>, key: Span) -> Diagnostic {
    let written = scan.slice(key.start, key.end);
    syntax(key.start, key.end, format!("`{written}` has no value"))
        .label("a key alone")
        .help(format!("write `{written} = …`, or remove the line"))
}
