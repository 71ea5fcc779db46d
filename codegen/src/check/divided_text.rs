//! A code and a message that divide one text, each by a template that cannot write the other.

use super::locations::{envelope_of, with_parents, written_place};
use crate::ast::{AstEntry, AstPlace, AstTable};
use crate::diagnostics::{Diagnostic, Diagnostics, Edit, Suggestion};
use crate::rules;
use crate::source::{At, Span};
use crate::toml_text::quoted;

/// The parameter for a text that is not kept.
const OTHER: &str = "{_}";

/// Checks that the code and the message of an envelope are written by one template if they are parts of one text.
pub(crate) fn check_divided_texts(table: &AstTable, sink: &mut Diagnostics<'_>) {
    for envelope in table.envelopes.iter().flatten() {
        let (Some(code), Some(message)) = (written_place(&envelope.code), written_place(&envelope.message)) else {
            continue;
        };
        let entry = with_parents(table)
            .filter(|(entry, parent)| envelope_of(table, entry, *parent).is_some_and(|it| std::ptr::eq(it, envelope)))
            .find(|(entry, parent)| is_written_with_code(entry, *parent));
        let Some((entry, _)) = entry.filter(|_| is_divided(code, message)) else { continue };
        let (Some(of_code), Some(of_message)) = (code.template.first(), message.template.first()) else { continue };
        sink.report(divided(of_code, of_message, entry.name.span));
    }
}

/// Returns `true` if the response of an entry must have its code to be read. One that only the API writes has an example.
fn is_written_with_code(entry: &AstEntry, parent: Option<&AstEntry>) -> bool {
    let own = parent.unwrap_or(entry);
    let may_lack_code = own.without_code.is_ok_and(|it| it.is_some_and(|it| it.value));
    let has_code = matches!(own.code, Ok(Some(_))) || matches!(own.codes, Ok(Some(_)));
    has_code && !may_lack_code && entry.examples.as_ref().is_ok_and(Vec::is_empty)
}

/// Returns `true` for places in one text whose templates each leave out a part of it.
fn is_divided(code: &AstPlace, message: &AstPlace) -> bool {
    let location = |place: &AstPlace| place.at.as_ref().map(|at| at.value.clone());
    let all = |place: &AstPlace| !place.template.is_empty() && place.template.iter().all(|it| it.value.contains(OTHER));
    location(code).is_some() && location(code) == location(message) && all(code) && all(message)
}

fn divided(of_code: &At<String>, of_message: &At<String>, entry: Span) -> Diagnostic {
    let title = "the code and the message are parts of one text, but no template has both";
    let diagnostic = Diagnostic::new(&rules::NEVER_READ_BACK, of_message.span, title)
        .label("`{_}` cannot be written")
        .related(of_code.span, "nor can this `{_}`")
        .related(entry, "an entry with a code is written with both");
    let whole = of_code.value.replacen(OTHER, "{message}", 1);
    let is_same = of_message.value.replacen(OTHER, "{code}", 1) == whole && !whole.contains(OTHER);
    let message = format!("give both the same template: `{whole}`");
    let edits = [of_code, of_message].map(|template| Edit::replace(template.span, quoted(&whole)));
    let suggestion = Suggestion::new(message.clone(), edits.to_vec()).without_lines();
    match whole.contains("{code}") && !whole.contains(OTHER) {
        true if is_same => diagnostic.suggest(suggestion),
        true => diagnostic.suggest(suggestion.maybe_incorrect()),
        false => diagnostic.help("give both the same template, with `{code}` and `{message}`"),
    }
}
