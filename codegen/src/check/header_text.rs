//! The names and values of headers.

use errspec_engine::location::Embedded;

use super::locations::{envelope_of, with_parents, written_place};
use crate::ast::{AstField, AstPlace, AstSource, AstTable, Given, given};
use crate::diagnostics::{Checked, Diagnostic, Diagnostics};
use crate::location::parse_location;
use crate::model::{Code, Encoding, Location, Place};
use crate::rules;
use crate::source::{At, Span};

/// Checks the headers of a recorded response.
pub(super) fn check_recorded_headers(headers: &[(At<String>, String)], sink: &mut Diagnostics<'_>) -> Checked<()> {
    let mut result = Ok(());
    for (name, value) in headers {
        let is_name = parse_location(&format!("header:{}", name.value)).is_ok() && name.value.trim() == name.value;
        let diagnostic = if !is_name {
            Diagnostic::new(&rules::BAD_HEADER, name.span, format!("{:?} is not the name of a header", name.value))
                .label("no response has this header")
        } else if value.contains(|c: char| c.is_control() && c != '\t') {
            unwritable(name.span, "this value")
        } else {
            continue;
        };
        result = Err(sink.report(diagnostic));
    }
    result
}

/// Checks that the texts which entries write to headers can be there: messages, codes and symbolic names.
pub(super) fn check_written_headers(table: &AstTable, sink: &mut Diagnostics<'_>) {
    for (entry, parent) in with_parents(table) {
        let Some(envelope) = envelope_of(table, entry, parent) else { continue };
        if is_in_header(&envelope.message) {
            let wordings = entry.message.iter().flatten().flatten();
            wordings.for_each(|wording| check_line(wording.span, &wording.value, "this message", sink));
        }
        if let (true, Ok(Some(At { span, value: Code::String(code) }))) = (is_in_header(&envelope.code), &entry.code) {
            check_line(*span, code, "this code", sink);
        }
        if let (true, Ok(Some(symbol))) = (is_in_header(&envelope.name), &entry.symbol) {
            check_line(symbol.span, &symbol.value, "this name", sink);
        }
    }
}

fn check_line(span: Span, text: &str, what: &str, sink: &mut Diagnostics<'_>) {
    if text.contains(char::is_control) {
        sink.report(unwritable(span, what));
    }
}

/// Returns `true` if a value is written to a header as it stands.
fn is_in_header(source: &Given<AstSource>) -> bool {
    let is_header = |at: &At<String>| parse_location(&at.value).is_ok_and(|it| is_plain_header(&it));
    written_place(source).is_some_and(|place| !is_encoded(place) && place.at.as_ref().is_some_and(is_header))
}

/// Returns `true` if the text at a place has only printable characters, whatever the value.
fn is_encoded(place: &AstPlace) -> bool {
    place.encoding.is_some_and(|encoding| encoding.value != Encoding::Latin1)
}

/// Checks that the text around a value can be in a header: that of its templates, and that between joined values.
pub(super) fn check_place_text(written: &AstPlace, locations: &[Location], sink: &mut Diagnostics<'_>) -> Checked<()> {
    let texts = written.template.iter().chain(&written.with);
    let Some(text) = { texts }.find(|text| text.value.contains(char::is_control)) else { return Ok(()) };
    if is_encoded(written) || !locations.iter().any(is_plain_header) {
        return Ok(());
    }
    Err(sink.report(unwritable(text.span, "this text")))
}

/// Checks that the texts of a field which is always in a header can be there: its `values`, and the `separator` of a list.
pub(super) fn check_field_text(field: &AstField, places: &[Place], sink: &mut Diagnostics<'_>) -> Checked<()> {
    let is_header = |place: &Place| {
        matches!(place.encoding, Encoding::Plain | Encoding::Latin1) && place.locations.iter().all(is_plain_header)
    };
    if places.is_empty() || !places.iter().all(is_header) {
        return Ok(());
    }
    let values = given(&field.values)?.map(|list| list.value.as_slice()).unwrap_or_default();
    let separator = given(&field.separator)?;
    let text = values.iter().chain(separator).find(|text| text.value.contains(char::is_control));
    text.map_or(Ok(()), |text| Err(sink.report(unwritable(text.span, "this text"))))
}

/// Returns `true` if the text at a location may be this one. A text in a header has one line, unless it is written in an encoding.
pub(super) fn can_be_written(location: &Location, text: &str) -> bool {
    !is_plain_header(location) || !text.contains(char::is_control)
}

/// Returns `true` for a header whose text is written as it stands: by itself, or as a parameter.
fn is_plain_header(location: &Location) -> bool {
    match location {
        Location::Header(_) => true,
        Location::Embedded { outer, kind: Embedded::Parameters, .. } => is_plain_header(outer),
        Location::Embedded { .. } | Location::Body { .. } => false,
    }
}

/// Describes a text that no header has.
pub(super) fn unwritable(span: Span, what: &str) -> Diagnostic {
    Diagnostic::new(&rules::BAD_HEADER, span, format!("no header has {what}"))
        .label("has a line break or another control character")
        .help("write a text of one line")
}
