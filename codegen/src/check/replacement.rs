//! The entries that replace deprecated ones.

use std::collections::HashSet;

use super::code::all_codes;
use crate::ast::AstTable;
use crate::diagnostics::{Diagnostic, Diagnostics, Suggestion};
use crate::model::Code;
use crate::rules;
use crate::source::{At, Span};
use crate::suggest::nearest;

/// The most replacements that are reported. Each is compared with many names.
const MOST: usize = 100;

/// Warns of a replacement that is written as the name of an entry, and is neither a name nor a code of the table.
pub(super) fn check_replacements(table: &AstTable, sink: &mut Diagnostics<'_>) {
    let stated = || table.entries_and_cases().filter_map(|entry| entry.deprecated.as_ref().ok()?.as_ref());
    let named = stated().flat_map(|At { span, value }| {
        let text = value.as_ref().and_then(|it| it.replacement.as_deref()).unwrap_or_default();
        names_in(text).into_iter().map(|name| (*span, name))
    });
    let mut named = named.peekable();
    if named.peek().is_none() {
        return;
    }
    let known = known_names(table);
    let unknown: Vec<(Span, &str)> = named.filter(|(_, name)| !known.contains(*name)).take(MOST).collect();
    for (span, name) in unknown {
        let place = place_of(name, span, sink.source().text());
        let similar = nearest(name, table.entries_and_cases().map(|entry| entry.name.value.as_str()));
        sink.warn(warning(name, place, similar));
    }
}

fn warning(name: &str, place: Span, similar: Option<&str>) -> Diagnostic {
    let title = format!("the replacement `{name}` is no entry of the table");
    let diagnostic =
        Diagnostic::new(&rules::UNKNOWN_REPLACEMENT, place, title).label("no entry has this name or this code");
    match similar {
        Some(similar) => diagnostic.suggest(Suggestion::replace("did you mean {}?", place, similar)),
        None => diagnostic,
    }
}

/// Returns the names and the codes of the table.
fn known_names(table: &AstTable) -> HashSet<&str> {
    let codes = table.entries_and_cases().flat_map(all_codes).filter_map(|code| match &code.value {
        Code::String(text) => Some(text.as_str()),
        Code::Integer(_) => None,
    });
    table.entries_and_cases().map(|entry| entry.name.value.as_str()).chain(codes).collect()
}

/// Returns the names in a text: the whole text, or what stands in backticks.
fn names_in(text: &str) -> Vec<&str> {
    let text = text.trim();
    if is_name(text) {
        return vec![text];
    }
    text.split('`').skip(1).step_by(2).filter(|name| is_name(name)).collect()
}

/// Returns `true` for a text in the form of an entry's name.
fn is_name(text: &str) -> bool {
    let is_letter = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_';
    text.len() > 1 && text.starts_with(|c: char| c.is_ascii_uppercase()) && text.chars().all(is_letter)
}

/// Returns the place of a name in the text at a span, or the whole text if its name is written with escapes.
fn place_of(name: &str, span: Span, source: &str) -> Span {
    let written = source.get(span.start..span.end).unwrap_or_default();
    match written.find(name) {
        Some(at) => Span { start: span.start + at, end: span.start + at + name.len() },
        None => span,
    }
}
