//! Headers of sections.

use super::definitions::{Definitions, TableId};
use super::keys::{Key, KeyPlace, keys};
use super::lines::{indentation, is_header, is_statement, line_at, line_end, next_line};
use super::scan::{GivenUp, Scan};
use super::trailing::{Ending, trailing};
use crate::diagnostics::Diagnostic;
use crate::rules;
use crate::source::Span;

/// Reads a header, and returns its section; `None` if there is such a section already.
pub(super) fn header(scan: &mut Scan<'_>, known: &mut Definitions) -> Result<Option<TableId>, GivenUp> {
    let start = scan.at;
    join_lines(scan);
    let opened = brackets(scan, '[', 2);
    let inner = scan.at;
    let names = match keys(scan, KeyPlace::Header) {
        Ok(names) => names,
        Err(given_up) => {
            skip_rest_of_header(scan);
            return Err(given_up);
        }
    };
    let end = names.last().map_or(inner, |key| key.span.end);
    let mut closed = brackets(scan, ']', 3);
    if closed == 0 && closed_otherwise(scan, opened) {
        closed = opened;
    }
    let is_list = is_list(scan, known, &names, (opened, closed));
    if opened != closed || opened == 0 || opened > 2 {
        let span = Span { start, end: scan.at.max(end) };
        unequal(scan, span, (opened, closed), is_list);
        let wanted = if is_list { 2 } else { 1 };
        scan.edit(start, inner, "[".repeat(wanted));
        scan.edit(end, scan.at.max(end), "]".repeat(wanted));
        if closed == 0 {
            skip_rest_of_header(scan);
        }
    }
    let section = known.section(&names, is_list, scan);
    trailing(scan, start, Ending::Header);
    Ok(section)
}

/// The most lines of a header.
const MOST_LINES: usize = 4;

/// Finds out whether a header goes on in the lines below, and joins them.
fn join_lines(scan: &mut Scan<'_>) {
    scan.breaks.clear();
    let (start, first) = (scan.at, scan.line_end());
    let mut written = scan.slice(start, first).trim_end().to_owned();
    let mut breaks = Vec::new();
    let mut end = start + written.len();
    while !written.contains([']', '=', '#']) && breaks.len() < MOST_LINES {
        let next = next_line(scan.text, end);
        let line = line_at(scan.text, next);
        let more = line.trim();
        if more.is_empty() || is_statement(line) || next >= scan.text.len() {
            return;
        }
        let at = next + indentation(line);
        breaks.push(Span { start: end, end: at });
        written.push_str(more);
        end = at + more.len();
    }
    if breaks.is_empty() || !is_header(&written) {
        return;
    }
    let title = "a header over several lines";
    let diagnostic = Diagnostic::new(&rules::SYNTAX, Span { start, end: first }, title);
    scan.report(diagnostic.label("goes on in the next line").help("write it in one line"));
    breaks.iter().for_each(|it| scan.edit(it.start, it.end, ""));
    scan.breaks = breaks;
}

/// Passes over brackets, and returns how many there are.
fn brackets(scan: &mut Scan<'_>, bracket: char, most: usize) -> usize {
    let mut count = 0;
    while count < most && scan.peek() == Some(bracket) {
        scan.bump();
        count += 1;
    }
    count
}

/// Passes over brackets of another kind at the end of a header.
fn closed_otherwise(scan: &mut Scan<'_>, opened: usize) -> bool {
    let written = scan.rest_of_line().trim_end();
    let Some(bracket) = written.chars().next().filter(|first| matches!(first, '}' | ')' | '>')) else { return false };
    if written.len() > 2 || !written.chars().all(|letter| letter == bracket) {
        return false;
    }
    let span = Span { start: scan.at, end: scan.at + written.len() };
    scan.at = span.end;
    let wanted = "]".repeat(opened);
    let diagnostic = Diagnostic::new(&rules::UNCLOSED, span, format!("`{written}` at the end of a header"));
    scan.report(diagnostic.label(format!("expected `{wanted}`")).help(format!("close the header with `{wanted}`")));
    scan.edit(span.start, span.end, wanted);
    true
}

/// Returns `true` if a header is meant that begins a table of a list.
fn is_list(scan: &Scan<'_>, known: &Definitions, names: &[Key], (opened, closed): (usize, usize)) -> bool {
    if opened == closed || closed == 0 {
        return opened > 1;
    }
    let last = names.last().map(|key| key.name.as_str()).unwrap_or_default();
    match last {
        "examples" => true,
        "envelope" => known.is_list(names) || scan.text.contains("[[envelope]]"),
        _ => known.is_list(names),
    }
}

fn unequal(scan: &mut Scan<'_>, span: Span, (opened, closed): (usize, usize), is_list: bool) {
    let (open, close) = if is_list { ("[[", "]]") } else { ("[", "]") };
    let diagnostic = |title: &str| Diagnostic::new(&rules::UNCLOSED, span, title);
    let end = Span { start: span.end, end: span.end };
    scan.report(match (opened, closed) {
        (0, _) => diagnostic("this header is not opened")
            .label(format!("a `{open}` is missing before it"))
            .help(format!("open the header with `{open}`")),
        (_, 0) => diagnostic("this header is not closed")
            .label(format!("the `{open}` here is never closed"))
            .related(end, format!("a `{close}` is missing here"))
            .help(format!("close the header with `{close}`")),
        _ => diagnostic("the brackets of this header are not equal in number")
            .label(format!("{opened} before, {closed} after"))
            .help(format!("write `{open}` before and `{close}` after the keys")),
    });
}

/// Passes over what is left of a header, which may be in the next line, such as `NOT_FOUND]`.
fn skip_rest_of_header(scan: &mut Scan<'_>) {
    let end = line_end(scan.text, scan.at);
    if !scan.slice(scan.at, end).trim().is_empty() {
        return;
    }
    let next = next_line(scan.text, end);
    let line = line_at(scan.text, next).trim_end();
    let is_rest = line.ends_with(']') && !line.contains(['=', ' ', ',', '[']) && !is_header(line);
    if is_rest {
        scan.edit(scan.at, next + line.len(), "");
        scan.at = next + line.len();
    }
}
