//! Strings over several lines, in three quotes.

use super::escapes::{bad_escape, end_of};
use super::lines::{is_assignment, is_blank, is_statement, line_at, line_end, next_line};
use super::scan::Scan;
use crate::diagnostics::Diagnostic;
use crate::rules;
use crate::source::Span;

pub(super) fn several_lines(scan: &mut Scan<'_>, quote: &'static str) {
    let open = scan.at;
    let body = scan.text.get(open + 3..).unwrap_or_default();
    let ended = end_of(body, quote);
    let first = quote.get(..1).unwrap_or_default();
    let end = match ended.close {
        Some(close) => {
            let more = body.get(close + 3..).unwrap_or_default();
            close + more.chars().take(2).take_while(|it| first.starts_with(*it)).count()
        }
        None => body.len(),
    };
    let inner = body.get(..end).unwrap_or_default();
    if ended.close.is_some() && !opens_another(inner) {
        scan.at = open + 3 + end + 3;
        if let Some(escape) = ended.escape {
            bad_escape(scan, Span { start: open, end: scan.at }, open + 3 + escape, inner);
        }
        return;
    }
    let close = open + 3 + length_without_statements(inner);
    if closed_otherwise(scan, quote, close) {
        return;
    }
    scan.at = close;
    let line = line_end(scan.text, open).min(close);
    scan.report(
        Diagnostic::new(
            &rules::UNCLOSED,
            Span { start: open, end: (open + 3).max(line.min(open + 3)) },
            "this string is not closed",
        )
        .label(format!("the `{quote}` here is not closed"))
        .related(Span { start: close, end: close }, format!("`{quote}` may be missing here"))
        .help(format!("close the string with `{quote}`")),
    );
    scan.insert(close, quote);
}

/// Reads a text that ends with three quotes of the other kind, which end their line. `limit` is where it ends at the latest.
fn closed_otherwise(scan: &mut Scan<'_>, quote: &'static str, limit: usize) -> bool {
    let open = scan.at;
    let other = if quote == "'''" { "\"\"\"" } else { "'''" };
    let ends_line = |at: &usize| {
        let rest = line_at(scan.text, at + 3).trim_start_matches([' ', '\t', ',', '}', ']']);
        rest.is_empty() || rest.starts_with('#')
    };
    let mut found = scan.slice(open + 3, limit).match_indices(other).map(|(at, _)| open + 3 + at);
    let Some(close) = found.find(ends_line) else { return false };
    scan.at = close + 3;
    let title = format!("a text that begins with `{quote}` and ends with `{other}`");
    scan.report(
        Diagnostic::new(&rules::UNCLOSED, Span { start: open, end: open + 3 }, title)
            .label(format!("begins with `{quote}`"))
            .related(Span { start: close, end: close + 3 }, format!("ends with `{other}`"))
            .help(format!("use the same quotes at both ends: `{quote}`")),
    );
    scan.edit(close, close + 3, quote);
    true
}

/// Returns `true` if the quotes that end a text over several lines are after a `key =`, so that they begin another string.
pub(super) fn opens_another(inner: &str) -> bool {
    inner.rsplit_once('\n').is_some_and(|(_, last)| last.trim_end().ends_with('=') && is_assignment(last))
}

/// Returns the length of the lines before the first that looks like a statement.
pub(super) fn length_without_statements(inner: &str) -> usize {
    let mut at = line_end(inner, 0);
    loop {
        let next = next_line(inner, at);
        let line = line_at(inner, next);
        if next >= inner.len() || is_statement(line) {
            // Blank lines and comments belong to what follows.
            return inner.get(..at).unwrap_or_default().trim_end().len();
        }
        if is_blank(line) && is_statement(line_at(inner, next_line(inner, next))) {
            return inner.get(..at).unwrap_or_default().trim_end().len();
        }
        at = line_end(inner, next);
    }
}
