//! Headers of other transports than HTTP, whose names begin with a colon.

use super::locations::{of_conditions_and_fields, of_values};
use crate::ast::{AstExample, AstTable};
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::location::parse_location;
use crate::model::Location;
use crate::rules;

/// The names of headers of event streams, which HTTP does not have, without the colon at their start.
const NAMES: [&str; 3] = ["event-type", "message-type", "exception-type"];

/// Checks that the header of an event stream is written with its colon. A recorded response with a header of HTTP of this name shows
/// that this one is meant.
pub(crate) fn check_transport_headers(table: &AstTable, sink: &mut Diagnostics<'_>) {
    let of_envelopes = table.envelopes.iter().flatten().flat_map(of_values);
    for (text, _) in of_envelopes.chain(of_conditions_and_fields(table)) {
        let Ok(Location::Header(name)) = parse_location(&text.value) else { continue };
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

/// Returns `true` if a recorded response has this header.
fn is_recorded(name: &str, table: &AstTable) -> bool {
    let of_entries = table.entries_and_cases().filter_map(|entry| entry.examples.as_ref().ok());
    let mut examples = of_entries.chain(&table.success.examples).flatten();
    examples.any(|example: &AstExample| {
        let headers = example.headers.as_ref().ok().and_then(Option::as_ref);
        headers.into_iter().flatten().any(|(header, _)| header.value.eq_ignore_ascii_case(name))
    })
}
