//! Strings: quotes that do not close, quotes within quotes, and escapes.

use super::characters::lookalike;
use super::escapes::{bad_escape, end_of};
use super::lines::{is_assignment, is_header, is_statement, line_at, line_end, next_line};
use super::long_strings::several_lines;
use super::pieces::joined;
use super::scan::Scan;
use crate::diagnostics::Diagnostic;
use crate::rules;
use crate::source::Span;

/// The most lines over which a string is searched for its end.
const MOST_LINES: usize = 40;

/// Reads a string.
pub(super) fn string(scan: &mut Scan<'_>) {
    let rest = scan.rest();
    let three = ["\"\"\"", "'''"].into_iter().find(|quote| rest.starts_with(quote));
    match (three, rest.chars().next()) {
        (Some(quote), _) => several_lines(scan, quote),
        (_, Some(quote @ ('"' | '\''))) => one_line(scan, quote),
        (_, Some(quote)) => foreign_quotes(scan, quote),
        (_, None) => {}
    }
}

fn one_line(scan: &mut Scan<'_>, quote: char) {
    let open = scan.at;
    let line = scan.rest_of_line().get(1..).unwrap_or_default();
    let mut mark = [0; 4];
    let ended = end_of(line, quote.encode_utf8(&mut mark));
    let Some(close) = ended.close else { return unclosed(scan, quote) };
    if close == 0 && two_of_three_quotes(scan, quote) {
        return;
    }
    let inner = line.get(..close).unwrap_or_default();
    let after = line.get(close + 1..).unwrap_or_default();
    if joined(scan, quote, Span { start: open, end: open + 1 + close + 1 }) {
        return;
    }
    if let Some(last) = last_of_inner_quotes(scan, quote, after) {
        return inner_quotes(scan, quote, close + 1 + last);
    }
    scan.at = open + 1 + close + 1;
    if let Some(escape) = ended.escape {
        bad_escape(scan, Span { start: open, end: scan.at }, open + 1 + escape, inner);
    }
}

/// Reads a text over several lines that begins with two quotes and ends with three.
fn two_of_three_quotes(scan: &mut Scan<'_>, quote: char) -> bool {
    let (open, three) = (scan.at, String::from(quote).repeat(3));
    let first = scan.rest_of_line().get(2..).unwrap_or_default();
    if !scan.open.is_empty() || scan.has_mistake() || first.contains(quote) && quote == '\'' {
        return false;
    }
    let mut at = line_end(scan.text, open);
    for _ in 0..MOST_LINES {
        at = next_line(scan.text, at);
        let line = line_at(scan.text, at);
        if at >= scan.text.len() || is_statement(line) {
            return false;
        }
        if let Some(close) = line.find(&three) {
            scan.at = at + close + 3;
            scan.report(
                Diagnostic::new(
                    &rules::UNCLOSED,
                    Span { start: open, end: open + 2 },
                    "a text that begins with two quotes and ends with three",
                )
                .label(format!("a `{quote}` is missing here"))
                .related(Span { start: at + close, end: scan.at }, "the text ends here")
                .help(format!("begin the text with `{three}`")),
            );
            scan.insert(open, quote);
            return true;
        }
    }
    false
}

/// Returns `true` if a value may end before this text.
fn ends_value(scan: &Scan<'_>, after: &str, quote: char) -> bool {
    let rest = after.trim_start_matches([' ', '\t']);
    let Some(next) = rest.chars().next() else { return true };
    let next = lookalike(next).map_or(next, |it| it.meant.unwrap_or(' '));
    match next {
        '#' | ',' | ']' | '}' | ')' | ';' | '\n' | '\r' => true,
        '/' | '-' | '<' => super::lines::foreign_comment(rest).is_some(),
        '=' | ':' => !scan.open.is_empty(),
        '"' | '\'' => scan.open.last() == Some(&'[') && (rest.len() < after.len() || next != quote),
        _ => is_assignment(rest) || is_header(rest),
    }
}

/// Returns the place of the last quote of a text in quotes that contains such quotes, within what follows the first of these.
fn last_of_inner_quotes(scan: &Scan<'_>, quote: char, after: &str) -> Option<usize> {
    // After another mistake, such a quote is most likely its consequence.
    if scan.has_mistake() || ends_value(scan, after, quote) {
        return None;
    }
    let mut later = after.match_indices(quote).map(|(at, _)| at);
    let closes = |at: &usize| {
        let rest = after.get(at + 1..).unwrap_or_default().trim_start_matches([' ', '\t']);
        rest.is_empty() || rest.starts_with(['#', ',', ']', '}'])
    };
    match scan.open.is_empty() {
        true => later.rfind(closes),
        false => later.find(closes),
    }
}

/// Reports quotes within the quotes of a text, which ends `length` bytes after its first.
fn inner_quotes(scan: &mut Scan<'_>, quote: char, length: usize) {
    let (open, inner) = (scan.at, scan.slice(scan.at + 1, scan.at + 1 + length));
    scan.at = open + 1 + length + 1;
    let span = Span { start: open, end: scan.at };
    let first = open + 1 + inner.find(quote).unwrap_or(0);
    let title = format!("a text in `{quote}` ends at the first `{quote}`");
    let (fixed, help) = match quote {
        '"' if !inner.contains('\'') => (format!("'{inner}'"), "put a text with `\"` in single quotes"),
        '\'' if !inner.contains("'''") && !inner.ends_with('\'') => {
            (format!("'''{inner}'''"), "put a text with `'` in three single quotes")
        }
        '"' => (format!("\"{}\"", escaped(inner, '"')), "write `\\\"` for a quote within the text"),
        _ => (format!("\"{}\"", escaped(&inner.replace('\\', "\\\\"), '"')), "put a text with `'` in double quotes"),
    };
    let diagnostic = Diagnostic::new(&rules::UNQUOTED, span, title).label("quotes within quotes");
    scan.report(diagnostic.related(Span { start: first, end: first + 1 }, "the text ends here").help(help));
    scan.edit(span.start, span.end, fixed);
}

/// Returns a text with a backslash before each quote that has none.
fn escaped(text: &str, quote: char) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut is_escape = false;
    for letter in text.chars() {
        if letter == quote && !is_escape {
            escaped.push('\\');
        }
        is_escape = letter == '\\' && !is_escape;
        escaped.push(letter);
    }
    escaped
}

/// Reports a string that its line does not close.
fn unclosed(scan: &mut Scan<'_>, quote: char) {
    let (open, end) = (scan.at, line_end(scan.text, scan.at));
    let line = scan.slice(open + 1, end);
    let written = line.trim_end();
    let diagnostic = |span: Span, title: &str| Diagnostic::new(&rules::UNCLOSED, span, title);
    let last = written.chars().next_back().unwrap_or(' ');
    let other = if quote == '"' { '\'' } else { '"' };
    let meant = lookalike(last).map_or(last, |it| it.meant.unwrap_or(last));
    let only_closers = closers_at_end(scan, written);
    if (meant == other || (meant == quote && meant != last)) && only_closers == 0 {
        let close = open + 1 + written.len() - last.len_utf8();
        scan.at = close + last.len_utf8();
        let title = format!("a string that begins with `{quote}` and ends with `{last}`");
        scan.report(
            diagnostic(Span { start: open, end: scan.at }, &title)
                .label(format!("begins with `{quote}`"))
                .help(format!("use the same quote at both ends, `{quote}` or `{other}`")),
        );
        return scan.edit(close, scan.at, quote);
    }
    if quote == '"' && written.ends_with("\\\"") {
        scan.at = open + 1 + written.len();
        let inner = written.get(..written.len() - 1).unwrap_or_default();
        return bad_escape_of_quote(scan, Span { start: open, end: scan.at }, inner);
    }
    if let Some(close) = close_in_lines_below(scan, quote, end) {
        scan.at = close + 1;
        scan.report(
            diagnostic(Span { start: open, end }, "a string in single or double quotes ends in its line")
                .label("the line ends within the string")
                .related(Span { start: close, end: close + 1 }, "its other quote")
                .help("use three quotes at both ends for a text over several lines: `\"\"\"…\"\"\"`"),
        );
        let three = String::from(quote).repeat(3);
        scan.edit(open, open + 1, three.as_str());
        return scan.edit(close, close + 1, three);
    }
    let close = open + 1 + written.len() - only_closers;
    scan.at = close;
    scan.report(
        diagnostic(Span { start: open, end: close }, "this string is not closed")
            .label(format!("the `{quote}` here is not closed in its line"))
            .related(Span { start: close, end: close }, format!("a `{quote}` is missing here"))
            .help(format!("close the string with `{quote}`")),
    );
    match ended_by_backslash(scan.slice(open + 1, close)) {
        true => scan.edit(open, close, format!("'{}'", scan.slice(open + 1, close))),
        false => scan.insert(close, quote),
    }
}

/// Returns `true` for a text at whose end a quote would be an escape.
fn ended_by_backslash(text: &str) -> bool {
    text.bytes().rev().take_while(|byte| *byte == b'\\').count() % 2 == 1
}

/// Reports a quote that does not close a string because a backslash is before it.
fn bad_escape_of_quote(scan: &mut Scan<'_>, span: Span, inner: &str) {
    let at = span.end - 2;
    scan.report(
        Diagnostic::new(&rules::BAD_ESCAPE, Span { start: at, end: span.end }, "`\\\"` does not close a string")
            .label("a quote within the string")
            .help("put the text in single quotes, where a backslash is itself, or write `\\\\` for a backslash"),
    );
    match inner.contains('\'') {
        true => scan.edit(span.start, span.end, format!("\"{}\"", inner.replace('\\', "\\\\"))),
        false => scan.edit(span.start, span.end, format!("'{inner}'")),
    }
}

/// Returns the length of what follows a string in brackets, at the end of its line: the brackets and a comma.
fn closers_at_end(scan: &Scan<'_>, written: &str) -> usize {
    let mut kept = written;
    let mut open = scan.open.len();
    if open > 0 {
        kept = kept.trim_end_matches([',', ' ', '\t']);
    }
    while open > 0 {
        let Some(shorter) = kept.strip_suffix([']', '}']) else { break };
        (kept, open) = (shorter.trim_end(), open - 1);
    }
    written.len() - kept.len()
}

/// Returns the place of the quote with which a string ends in one of the lines below, none of which looks like a statement.
fn close_in_lines_below(scan: &Scan<'_>, quote: char, end: usize) -> Option<usize> {
    let mut at = next_line(scan.text, end);
    for _ in 0..MOST_LINES {
        let line = line_at(scan.text, at);
        if is_statement(line)
            || at >= scan.text.len()
            || line.trim_start().starts_with(['"', '\'']) && line.trim().len() > 1
        {
            return None;
        }
        let mut mark = [0; 4];
        if let Some(close) = end_of(line, quote.encode_utf8(&mut mark)).close {
            let after = line.get(close + 1..).unwrap_or_default();
            return ends_value(scan, after, quote).then_some(at + close);
        }
        at = next_line(scan.text, at);
    }
    None
}

/// Reads a text in quotes that are none of TOML.
fn foreign_quotes(scan: &mut Scan<'_>, open: char) {
    let start = scan.at;
    let inner = start + open.len_utf8();
    let line = scan.slice(inner, line_end(scan.text, inner));
    let is_quote =
        |letter: char| lookalike(letter).is_some_and(|it| matches!(it.meant, Some('"' | '\''))) || letter == open;
    let closes = |(at, letter): &(usize, char)| {
        let after = line.get(at + letter.len_utf8()..).unwrap_or_default();
        (is_quote(*letter) || matches!(letter, '"' | '\'')) && ends_value(scan, after, '"')
    };
    let found = line.char_indices().find(closes);
    let (length, close) = match found {
        Some((at, letter)) => (at, at + letter.len_utf8()),
        None => {
            let written = line.trim_end();
            let length = written.len() - closers_at_end(scan, written);
            (length, length)
        }
    };
    scan.at = inner + close;
    let text = line.get(..length).unwrap_or_default();
    let (rule, title) = match open {
        '`' => (&rules::FOREIGN_SYNTAX, "a text in backticks".to_owned()),
        _ => (&rules::ODD_CHARACTER, format!("typographic quote `{open}`")),
    };
    let span = Span { start, end: inner };
    let diagnostic =
        Diagnostic::new(rule, span, title).label("no quote of TOML").help("write straight quotes, `\"` or `'`");
    scan.report(diagnostic);
    scan.edit(
        start,
        scan.at,
        match text.contains(['"', '\\']) {
            true if !text.contains('\'') => format!("'{text}'"),
            _ => format!("\"{}\"", escaped(text, '"')),
        },
    );
}
