//! Texts in several pieces, which TOML does not join: `"a" + "b"`, or a second text in the next line.

use super::escapes::end_of;
use super::lines::{is_statement, line_at, next_line};
use super::scan::Scan;
use crate::diagnostics::Diagnostic;
use crate::rules;
use crate::source::Span;

/// The most pieces that are joined.
const MOST_PIECES: usize = 40;

/// A piece of a text after its first.
struct TextPiece {
    /// The place at which it goes on: that of an operator, or else that of its first quote.
    from: usize,
    /// The place between the quotes.
    inner: Span,
}

/// Reads a text in several pieces, of which the first is between the quotes of `first`.
pub(super) fn joined(scan: &mut Scan<'_>, quote: char, first: Span) -> bool {
    if scan.has_mistake() {
        return false;
    }
    let mut pieces: Vec<TextPiece> = Vec::new();
    let mut end = first.end;
    while let Some(piece) = next_piece(scan, quote, end).filter(|_| pieces.len() < MOST_PIECES) {
        end = piece.inner.end + 1;
        pieces.push(piece);
    }
    let Some(second) = pieces.first().filter(|_| ends_value(scan, end)) else { return false };
    let operator = scan.slice(second.from, second.inner.start - 1).trim();
    let place = Span { start: second.from, end: second.from + operator.len().max(1) };
    let diagnostic = match operator {
        "" => Diagnostic::new(&rules::SYNTAX, place, "a text in several pieces").label("the text goes on here"),
        _ => Diagnostic::new(&rules::FOREIGN_SYNTAX, place, format!("`{operator}` between two texts"))
            .label("TOML does not join texts"),
    };
    let mut text = scan.slice(first.start + 1, first.end - 1).to_owned();
    pieces.iter().for_each(|piece| text.push_str(scan.slice(piece.inner.start, piece.inner.end)));
    scan.at = end;
    scan.report(diagnostic.help("write one text in one pair of quotes, or in three quotes over several lines"));
    scan.edit(first.start, end, format!("{quote}{text}{quote}"));
    true
}

/// Returns the piece that follows a text which ends at `end`.
fn next_piece(scan: &Scan<'_>, quote: char, end: usize) -> Option<TextPiece> {
    let mut at = end + blanks(scan, end);
    let operator = operator(scan.slice(at, scan.text.len()))?;
    let from = at;
    at += operator.len();
    at += blanks(scan, at);
    let mut from = if operator.is_empty() { None } else { Some(from) };
    if scan.slice(at, scan.text.len()).starts_with(['\n', '\r']) {
        at = next_line(scan.text, at);
        let line = line_at(scan.text, at);
        if is_statement(line) {
            return None;
        }
        at += blanks(scan, at);
        if from.is_none() && scan.slice(at, scan.text.len()).starts_with(['+', '.', '~', '&']) {
            let operator = self::operator(scan.slice(at, scan.text.len()))?;
            from = Some(at);
            at += operator.len();
            at += blanks(scan, at);
        }
    }
    let is_list = scan.open.last() == Some(&'[');
    // In a list, two texts without an operator lack a comma.
    if from.is_none() && (is_list || at == end) {
        return None;
    }
    let rest = scan.slice(at, scan.text.len());
    let line = line_at(rest, 0).strip_prefix(quote)?;
    if line.starts_with(quote) && line.get(1..).is_some_and(|more| more.starts_with(quote)) {
        return None;
    }
    let mut mark = [0; 4];
    let close = end_of(line, quote.encode_utf8(&mut mark)).close?;
    Some(TextPiece { from: from.unwrap_or(at), inner: Span { start: at + 1, end: at + 1 + close } })
}

/// Returns the operator at the start of a text by which another language joins texts, or an empty one before a quote or a line end.
fn operator(rest: &str) -> Option<&'static str> {
    let after =
        |operator: &str| rest.strip_prefix(operator).is_some_and(|rest| rest.trim_start().starts_with(['"', '\'']));
    match rest.chars().next() {
        Some('"' | '\'' | '\n' | '\r') => Some(""),
        _ => ["++", "+", "..", ".", "~", "&", "\\"].into_iter().find(|operator| after(operator)),
    }
}

fn blanks(scan: &Scan<'_>, at: usize) -> usize {
    let rest = line_at(scan.text, at);
    rest.len() - rest.trim_start_matches([' ', '\t']).len()
}

/// Returns `true` if a value may end here.
fn ends_value(scan: &Scan<'_>, at: usize) -> bool {
    let rest = line_at(scan.text, at).trim_start_matches([' ', '\t']);
    rest.is_empty() || rest.starts_with('#') || !scan.open.is_empty() && rest.starts_with([',', '}', ']'])
}
