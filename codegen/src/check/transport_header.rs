//! Headers of other transports than HTTP, whose names begin with a colon.

use super::locations::{Scope, of_conditions_and_fields, of_values};
use crate::ast::{AstEnvelope, AstExample, AstTable};
use crate::diagnostics::{Diagnostic, Diagnostics, Suggestion};
use crate::location::parse_location;
use crate::model::{Location, PartsKind};
use crate::rules;
use crate::source::At;

/// The names of headers of event streams, which HTTP does not have, without the colon at their start.
const NAMES: [&str; 3] = ["event-type", "message-type", "exception-type"];

/// Checks that the header of an event stream is written with its colon. A recorded response with a header of HTTP of this name shows
/// that this one is meant.
pub(crate) fn check_transport_headers(table: &AstTable, sink: &mut Diagnostics<'_>) {
    let of_envelopes = table.envelopes.iter().flatten().flat_map(of_values);
    for (text, scope) in of_envelopes.chain(of_conditions_and_fields(table)) {
        let Ok(Location::Header(name)) = parse_location(&text.value) else { continue };
        if let Some(diagnostic) = without_part_header(text, &name, (table, scope)) {
            sink.report(diagnostic);
        }
        if name == "event" && is_in_events(table, scope) && !is_recorded(&name, table) {
            let title = "the name of an event is at `header::event-type`";
            let diagnostic = Diagnostic::new(&rules::BAD_LOCATION, text.span, title);
            let meant = Suggestion::string("write {}", text.span, "header::event-type").maybe_incorrect();
            sink.report(diagnostic.label("would be a header of the response").suggest(meant));
            continue;
        }
        if !NAMES.contains(&name.as_str()) || is_recorded(&name, table) {
            continue;
        }
        let title = format!("`{name}` is not a header of HTTP");
        let diagnostic = Diagnostic::new(&rules::BAD_LOCATION, text.span, title)
            .label(format!("the header of an event stream is called `:{name}`"))
            .help(format!(
                "write `header::{name}`; if the API does send a header `{name}` over HTTP, record a response with it under `examples`"
            ));
        sink.report(diagnostic);
    }
}

/// Returns `true` if all envelopes in which a location is read are those of event streams.
fn is_in_events(table: &AstTable, scope: Scope<'_>) -> bool {
    let mut read = table.envelopes.iter().flatten().filter(|envelope| scope.has(envelope)).peekable();
    let is_event = |envelope: &AstEnvelope| {
        envelope.parts.is_ok_and(|parts| parts.is_some_and(|parts| parts.value == PartsKind::EventStream))
    };
    read.peek().is_some() && read.all(is_event)
}

/// Describes a header of a part that the parts of no envelope have in which it is read.
fn without_part_header(text: &At<String>, name: &str, (table, scope): (&AstTable, Scope<'_>)) -> Option<Diagnostic> {
    let (of, others) = match name {
        ":event-type" => (PartsKind::EventStream, "an event of an event stream has a name"),
        ":status" => (PartsKind::Multipart, "a part of a multipart body has a status"),
        _ => return None,
    };
    let read: Vec<&AstEnvelope> = table.envelopes.iter().flatten().filter(|it| scope.has(it)).collect();
    let parts: Option<Vec<_>> = read.iter().map(|envelope| envelope.parts.ok().flatten()).collect();
    let parts = parts?;
    let stated = parts.first().filter(|_| parts.iter().all(|parts| parts.value != of))?;
    let title = format!("a part of `{}` has no header `{name}`", stated.value.name());
    let diagnostic = Diagnostic::new(&rules::BAD_LOCATION, text.span, title)
        .label(format!("only {others}"))
        .related(stated.span, "the parts in which it is read");
    Some(diagnostic.help(format!("remove it, or write `parts = {:?}`", of.name())))
}

/// Returns `true` if a recorded response has this header.
fn is_recorded(name: &str, table: &AstTable) -> bool {
    let of_entries = table.entries_and_cases().filter_map(|entry| entry.examples.as_ref().ok());
    let mut examples = of_entries.chain(&table.success.examples).flatten();
    examples.any(|example: &AstExample| {
        let headers = example.headers.as_ref().ok().and_then(Option::as_ref);
        headers.into_iter().flatten().any(|(header, _)| header.value.eq_ignore_ascii_case(name))
    })
}
