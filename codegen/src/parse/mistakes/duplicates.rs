//! Keys and sections that are there twice, and what makes one of them.

use super::keys::Key;
use super::lines::{is_assignment, is_blank, is_header, line_at, line_end, line_start, next_line};
use super::scan::Scan;
use crate::diagnostics::{Edit, Suggestion};
use crate::rules;
use crate::source::Span;
use crate::toml_text;

/// The most lines of a section that are compared.
const MOST_LINES: usize = 200;

/// The longest start of a line that is looked through again.
const LONGEST_LINE: usize = 1_000;

/// Suggests what makes one of two keys, the second of which is `names` with the value at `value`.
pub(super) fn settle(scan: &mut Scan<'_>, names: &[Key], value: Span) {
    let Some(first) = scan.duplicate.take() else { return };
    let Some((start, end)) = names.first().zip(names.last()).map(|(first, last)| (first.span.start, last.span.end))
    else {
        return;
    };
    let key = Span { start, end };
    if start - line_start(scan.text, start) > LONGEST_LINE {
        return;
    }
    let suggestion = match first.is_in_braces {
        true => within_braces(scan, first.key, names, value),
        false => remove_same(scan, first.key, key, value),
    };
    if let Some(last) = scan.mistakes.last_mut().filter(|last| last.statement == scan.statement)
        && last.diagnostic.rule.id == rules::DUPLICATE_KEY.id
        && let Some(suggestion) = suggestion
    {
        last.diagnostic.help.clone_from(&suggestion.message);
        last.diagnostic.suggestions.push(suggestion);
    }
}

/// Suggests to remove a key that has the value of the first one.
fn remove_same(scan: &Scan<'_>, first: Span, key: Span, value: Span) -> Option<Suggestion> {
    let own = scan.slice(value.start, value.end).trim_end();
    let other = scan.slice(first.end, scan.text.len()).trim_start_matches([' ', '\t']).strip_prefix('=')?;
    let rest = other.trim_start_matches([' ', '\t']).strip_prefix(own).filter(|_| !own.is_empty())?;
    let ends = rest.is_empty() || rest.starts_with([' ', '\t', '\r', '\n', ',', '}', '#']);
    let edits = vec![Edit::remove(toml_text::member(scan.text, key, value))];
    ends.then(|| Suggestion::new("remove it: the first one says the same", edits).without_lines())
}

/// Suggests to write a key of a table in braces, `details.map = true`, within them.
fn within_braces(scan: &Scan<'_>, table: Span, names: &[Key], value: Span) -> Option<Suggestion> {
    let line = scan.slice(table.end, line_end(scan.text, table.end)).trim_end();
    let close = table.end + line.strip_suffix('}')?.trim_end().len();
    let before = scan.slice(table.end, close);
    let above = names.iter().position(|name| name.name == scan.slice(table.start, table.end))?;
    let inner: Vec<&str> =
        names.get(above + 1..)?.iter().map(|name| scan.slice(name.span.start, name.span.end)).collect();
    let member = format!("{} = {}", inner.join("."), scan.slice(value.start, value.end).trim_end());
    let comma = if before.ends_with(['{', ',']) { " " } else { ", " };
    let start = names.first()?.span.start;
    let own = toml_text::member(scan.text, Span { start, end: names.last()?.span.end }, value);
    let is_apart = !scan.slice(close, own.start).is_empty() && !member.contains('\n') && !before.contains('#');
    let edits = vec![Edit::insert(close, format!("{comma}{member}")), Edit::remove(own)];
    is_apart.then(|| Suggestion::new(format!("write it within the braces: `{member}`"), edits).without_lines())
}

/// Suggests what makes one of two sections: the header of the first has a key at `first`, that of the second is in the line of `second`.
pub(super) fn joined_sections(scan: &Scan<'_>, first: Span, second: usize) -> Option<Suggestion> {
    let (first, second) = (body(scan.text, first.start)?, body(scan.text, second)?);
    let texts = (scan.slice(first.keys, first.end), scan.slice(second.keys, second.end));
    if texts.0.trim() == texts.1.trim() {
        let edits = vec![Edit::remove(Span { start: second.header, end: next_line(scan.text, second.end) })];
        return Some(Suggestion::new("remove it: the first one says the same", edits).without_lines());
    }
    let clash = |name: &&str| names(texts.0).any(|other| is_within(name, other) || is_within(other, name));
    if names(texts.1).any(|name| clash(&name)) || first.end > second.header || texts.1.trim().is_empty() {
        return None;
    }
    let moved = format!("\n{}", texts.1.trim_matches(['\n', '\r']).trim_end());
    let edits = vec![
        Edit::insert(first.end, moved),
        Edit::remove(Span { start: second.header, end: next_line(scan.text, second.end) }),
    ];
    Some(Suggestion::new("move the keys of this section to the first one", edits).maybe_incorrect().without_lines())
}

/// The lines below a header, up to the last that is not blank.
struct Body {
    header: usize,
    keys: usize,
    end: usize,
}

/// Returns the lines below the header in the line of `at`.
fn body(text: &str, at: usize) -> Option<Body> {
    let header = line_start(text, at);
    is_header(line_at(text, header)).then_some(())?;
    let keys = line_end(text, header);
    let (mut end, mut line) = (keys, next_line(text, keys));
    for _ in 0..MOST_LINES {
        let written = line_at(text, line);
        if line >= text.len() || is_header(written) {
            return Some(Body { header, keys, end });
        }
        if !is_blank(written) {
            end = line_end(text, line);
        }
        line = next_line(text, line);
    }
    None
}

/// Iterates over the keys of some lines.
fn names(lines: &str) -> impl Iterator<Item = &str> {
    let assignments = lines.lines().filter(|line| is_assignment(line));
    assignments.map(|line| line.split('=').next().unwrap_or_default().trim())
}

/// Returns `true` for the same key, or one of the table that the other is.
fn is_within(key: &str, other: &str) -> bool {
    key.strip_prefix(other).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}
