//! Values of a text whose end is not clear.

use std::collections::HashMap;

use super::locations::places;
use crate::ast::{AstEntry, AstField, AstSource, AstTable, Given};
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::model::{Entry, Envelope, Field, Part, Place, Template, Type, ValueSource};
use crate::rules;
use crate::source::Span;
use crate::template::IGNORED;

/// The values that are words by themselves, so that they end at the first mark.
const WORDS: [&str; 6] = ["code", "name", "status", "request_id", "retry_after", IGNORED];

/// Checks that no template of a source cuts a text at a mark that the value before it may contain as well.
///
/// A value takes the shortest text. That is right for words, and for what ends at a text with letters or at the end of a line. A message
/// has parentheses, colons and blanks of its own.
pub(super) fn check_ends(table: &AstTable, envelopes: &[Envelope], fields: &[Field], sink: &mut Diagnostics<'_>) {
    for (written, envelope) in table.envelopes.iter().flatten().zip(envelopes) {
        let sources = [
            (&written.code, &envelope.code),
            (&written.message, &envelope.message),
            (&written.name, &envelope.name),
            (&written.request_id, &envelope.request_id),
            (&written.status, &envelope.status),
            (&written.retry_after, &envelope.retry_after),
        ];
        // The values of one text share their templates, of which one report is enough.
        let unclear = { sources.into_iter() }.find_map(|(written, source)| unclear_source(written, source));
        unclear.into_iter().for_each(|diagnostic| _ = sink.report(diagnostic));
    }
    check_fields(&table.fields, fields, sink);
}

/// Checks the fields of entries.
pub(super) fn check_entry_ends(table: &AstTable, entries: &[(Entry, Span)], sink: &mut Diagnostics<'_>) {
    let mut checked = entries.iter().peekable();
    for written in table.entries_and_cases() {
        // An invalid entry is not among those that are checked.
        if let Some((entry, _)) = checked.next_if(|(_, span)| *span == written.name.span) {
            check_own_fields(written, entry, sink);
        }
    }
}

fn check_own_fields(written: &AstEntry, entry: &Entry, sink: &mut Diagnostics<'_>) {
    check_fields(&written.fields, &entry.fields, sink);
}

fn check_fields(written: &[AstField], fields: &[Field], sink: &mut Diagnostics<'_>) {
    let is_part = |field: &&AstField| places(&field.source).any(|place| !place.template.is_empty());
    let mut parts = written.iter().filter(is_part).peekable();
    if parts.peek().is_none() {
        return;
    }
    let fields: HashMap<&str, &Field> = fields.iter().map(|field| (field.name.as_str(), field)).collect();
    let unclear =
        parts.find_map(|written| unclear_source(&written.source, &fields.get(written.name.value.as_str())?.source));
    unclear.into_iter().for_each(|diagnostic| _ = sink.report(diagnostic));
}

/// Describes the first template of a source that has a value without a clear end.
fn unclear_source(written: &Given<AstSource>, source: &ValueSource) -> Option<Diagnostic> {
    places(written).zip(&source.places).find_map(|(written, place)| {
        written.template.iter().zip(&place.templates).find_map(|(text, template)| {
            let Unclear { value, mark, next } = unclear(template, place)?;
            let title = format!("`{{{value}}}` ends at the first {mark:?}, which it may itself contain");
            let diagnostic = Diagnostic::new(&rules::UNCLEAR_END, text.span, title)
                .label(format!("`{{{next}}}` would take the rest, whatever it is"));
            let longest = format!("let `{value}` take the longest text: `longest = true`");
            Some(diagnostic.help(match next {
                IGNORED => longest,
                _ => format!("restrict `{next}` where it is described, such as by `chars = \"A-Z_\"`, or {longest}"),
            }))
        })
    })
}

/// A value that ends at a mark, and the one after the mark.
struct Unclear<'t> {
    value: &'t str,
    mark: &'t str,
    next: &'t str,
}

fn unclear<'t>(template: &'t Template, place: &Place) -> Option<Unclear<'t>> {
    let name = |part: Option<&Part>| match part {
        Some(Part::Parameter(index)) => template.parameters.get(*index).map(String::as_str),
        _ => None,
    };
    let is_any = |name: &str| {
        let stated = place.parameters.iter().find(|(parameter, _)| parameter == name).map(|(_, stated)| stated);
        stated.is_none_or(|it| it.ty == Type::String && it.values.is_empty() && it.chars.is_none() && !it.longest)
    };
    (0..template.parts.len()).find_map(|number| {
        let Some(Part::Text(mark)) = template.parts.get(number + 1) else { return None };
        let (value, next) = (name(template.parts.get(number))?, name(template.parts.get(number + 2))?);
        let after = match template.parts.get(number + 3) {
            Some(Part::Text(after)) => Some(after.as_str()),
            _ => None,
        };
        let is_unclear = !mark.contains(|c: char| c.is_alphanumeric() || matches!(c, '\n' | '\r'))
            && is_any(value)
            && is_any(next)
            // What is ignored up to the end is whatever follows.
            && (next != IGNORED || after.is_some())
            && (value == "message" || (!WORDS.contains(&value) && recurs(mark, after)));
        is_unclear.then_some(Unclear { value, mark, next })
    })
}

/// Returns `true` if the text after the next value has a mark within it. Where both are the same, the text is a list.
fn recurs(mark: &str, after: Option<&str>) -> bool {
    !mark.trim().is_empty() && after.is_some_and(|after| after != mark && after.contains(mark))
}
