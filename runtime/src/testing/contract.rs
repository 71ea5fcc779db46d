//! The text of the contract of a table.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use errspec_engine::table::{
    Condition, Encoding, Envelope, Field, Layout, List, Literal, Parameter, Place, Restriction, Source, StatusForm,
    Table, Test, Type, Unit,
};
use errspec_engine::template::{IGNORED, Piece, pieces};
use errspec_engine::{Code, StatusRange};

use crate::entries::Entry;

/// Returns the contract of several tables.
pub(super) fn text(tables: &[&'static Table<'static>]) -> String {
    let mut out = String::new();
    for (number, table) in tables.iter().enumerate() {
        if number > 0 {
            out.push('\n');
        }
        lines(table).iter().for_each(|line| {
            out.push_str(line);
            out.push('\n');
        });
    }
    out
}

fn lines(table: &'static Table<'static>) -> Vec<String> {
    let response = Places { layout: table.body(), table: Some(table) };
    let case = table.ignores_case().then(|| "ignores the case of codes".into());
    let mut lines = alloc::vec![line(&format!("table {}", table.name()), [case])];
    lines.extend(table.envelopes().iter().enumerate().map(|(number, envelope)| response.envelope(number, &envelope)));
    if !table.success_codes().is_empty() || !table.success_when().is_empty() {
        let codes: Vec<String> = table.success_codes().iter().map(code).collect();
        let parts = [list("code", &codes), response.when(table.success_when())];
        lines.push(line("success", parts));
    }
    lines.extend(table.fields().iter().map(|field| format!("field {}", response.field(&field))));
    if let Some((layout, fields)) = table.detail() {
        let detail = Places { layout, table: None };
        lines.extend(fields.iter().map(|field| format!("detail {}", detail.field(&field))));
    }
    // Sorted by name, so that the order of entries in the table does not matter.
    let mut entries: Vec<Entry> = table.entries().collect();
    entries.sort_by_key(|entry| entry.name());
    lines.extend(entries.into_iter().map(|entry| response.entry(entry)));
    lines
}

/// Joins the parts that are present to a line.
fn line(title: &str, parts: impl IntoIterator<Item = Option<String>>) -> String {
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if parts.is_empty() { title.into() } else { format!("{title}: {}", parts.join(", ")) }
}

/// Returns a name followed by its values; `None` if there are no values.
fn list(name: &str, values: &[String]) -> Option<String> {
    (!values.is_empty()).then(|| format!("{name} {}", values.join(" | ")))
}

fn code(code: Code<'_>) -> String {
    match code {
        Code::Integer(number) => number.to_string(),
        Code::String(text) => format!("{text:?}"),
    }
}

fn status(range: StatusRange) -> String {
    range.single().map_or_else(|| format!("{}-{}", range.first(), range.last()), |status| status.to_string())
}

/// Returns the note on a deprecated entry; `replacement` is empty if nothing replaces the entry.
fn deprecated(replacement: &str) -> String {
    if replacement.is_empty() { "deprecated".into() } else { format!("deprecated for {replacement:?}") }
}

/// Returns the note on a unit; none for seconds, the default.
fn unit_name(unit: Unit) -> &'static str {
    match unit {
        Unit::Seconds => "",
        Unit::Milliseconds => " in ms",
        Unit::Unix => " as a Unix time",
        Unit::UnixMilliseconds => " as a Unix time in milliseconds",
        Unit::Iso8601 => " as ISO 8601",
        Unit::HttpDate => " as an HTTP date",
    }
}

/// The locations of slots in a response or in a sub-error.
struct Places {
    layout: Layout<'static>,
    table: Option<&'static Table<'static>>,
}

impl Places {
    fn location(&self, slot: u32) -> String {
        match self.layout.location(slot) {
            Some("") => "the whole value".into(),
            Some(location) => location.into(),
            None => self.table.and_then(|table| table.location(slot)).unwrap_or_default().into_owned(),
        }
    }

    fn place(&self, place: &Place<'static>) -> String {
        let rest = place.rest().unwrap_or_default();
        let locations: Vec<String> = place.slots().iter().map(|slot| self.location(slot) + rest).collect();
        let mut out = locations.join(&format!(" {:?} ", place.separator()));
        for template in place.templates() {
            out.push_str(&format!(" as {:?}", source_of(template, place.parameters())));
        }
        place.parameters().iter().for_each(|parameter| out.push_str(&parameter_text(&parameter)));
        match place.encoding() {
            Encoding::Plain => {}
            Encoding::Percent => out.push_str(" percent-encoded"),
            Encoding::Rfc8187 => out.push_str(" encoded by RFC 8187"),
            Encoding::Latin1 => out.push_str(" in ISO-8859-1"),
        }
        if place.is_untrimmed() {
            out.push_str(" with blanks");
        }
        out.push_str(unit_name(place.unit()));
        if let Some(number) = place.envelope_number() {
            out.push_str(&format!(" in envelope {}", number + 1));
        }
        if place.is_read_only() {
            out.push_str(" (not written)");
        }
        out
    }

    fn source(&self, name: &str, source: Source<'static>) -> Option<String> {
        list(name, &source.places().iter().map(|place| self.place(&place)).collect::<Vec<_>>())
    }

    fn when(&self, conditions: List<'static, Condition<'static>>) -> Option<String> {
        let tests = conditions.iter().map(|condition| {
            let places = core::iter::once(condition.slot).chain(condition.others.iter());
            let location = places.map(|slot| self.location(slot)).collect::<Vec<_>>().join(" or ");
            match condition.test {
                Test::Is(literals) => format!("{location} = {}", alternatives(literals)),
                Test::Not(literals) => format!("{location} is not {}", alternatives(literals)),
                Test::StartsWith(literals) => format!("{location} starts with {}", alternatives(literals)),
                Test::EndsWith(literals) => format!("{location} ends with {}", alternatives(literals)),
                Test::MediaType(literals) => format!("{location} is the media type {}", alternatives(literals)),
                Test::Type(types) => format!("{location} is of type {}", type_names(types)),
                Test::Present => format!("{location} is present"),
                Test::Absent => format!("{location} is absent"),
            }
        });
        let tests: Vec<String> = tests.collect();
        (!tests.is_empty()).then(|| format!("when {}", tests.join(" and ")))
    }

    fn envelope(&self, number: usize, envelope: &Envelope<'static>) -> String {
        let body = envelope.body().name();
        let no_codes: Vec<String> = envelope.no_code().iter().map(code).collect();
        let parts = [
            Some(format!("{body} ({})", envelope.media_type())),
            envelope.parts().map(|parts| format!("in parts of {}", parts.name())),
            self.when(envelope.when()),
            self.source("code", envelope.code()),
            list("no code", &no_codes),
            self.source("message", envelope.message()),
            self.source("name", envelope.name()),
            self.source("request id", envelope.request_id()),
            self.source("status", envelope.status()),
            match envelope.status_form() {
                StatusForm::Number => None,
                StatusForm::String => Some("status as a string".into()),
                StatusForm::Phrase => Some("status with its phrase".into()),
            },
            self.source("retry after", envelope.retry_after()),
            self.source(if envelope.has_details_map() { "details by name" } else { "details" }, envelope.details()),
            envelope.errors().map(|(slot, _)| format!("errors {}", self.location(slot))),
            envelope.is_in_2xx().then(|| "in 2xx".into()),
            envelope.default_status().map(|status| format!("default status {status}")),
        ];
        line(&format!("envelope {}", number + 1), parts)
    }

    fn entry(&self, entry: Entry) -> String {
        let title = match entry.parent() {
            Some(parent) => format!("entry {}, a case of {}", entry.name(), parent.name()),
            None => format!("entry {}", entry.name()),
        };
        let statuses: Vec<String> = entry.statuses().iter().map(status).collect();
        let messages: Vec<String> = entry.messages().iter().map(|message| format!("{message:?}")).collect();
        let fields: Vec<String> = entry.carried().iter().map(|field| self.field(&field)).collect();
        let retry_after = entry.retry_after().map(|delay| format!("after {} ms", delay.as_millis()));
        let parts = [
            list("code", &entry.code().into_iter().chain(entry.aliases()).map(code).collect::<Vec<_>>()),
            list("codes", &entry.codes().iter().map(|code| format!("{code:?}")).collect::<Vec<_>>()),
            (entry.has_code() && entry.is_found_without_code()).then(|| "found without a code".into()),
            entry.is_found_by_any_code().then(|| "found by any other code".into()),
            list("status", &statuses),
            entry.exit().map(|status| format!("exit {status}")),
            list("message", &messages),
            self.when(entry.when()),
            // The number in the line of the envelope. The first envelope is the default, so it is omitted.
            Some(entry.envelope_number()).filter(|number| *number > 0).map(|number| format!("envelope {}", number + 1)),
            entry.is_in_one_envelope().then(|| "in its envelope alone".into()),
            (!fields.is_empty()).then(|| format!("fields ({})", fields.join("; "))),
            Some(format!("retry {:?}", entry.retry()).to_lowercase()),
            retry_after,
            Some(format!("applied {:?}", entry.applied()).to_lowercase()),
            entry.since().map(|version| format!("since {version:?}")),
            entry.deprecated().map(deprecated),
            entry.docs_url().map(|address| format!("docs {address}")),
        ];
        line(&title, parts)
    }

    fn field(&self, field: &Field<'static>) -> String {
        let ty = field.ty().name();
        let mut out = format!("{}: {ty}{}", field.name(), if field.is_required() { "" } else { "?" });
        if field.is_quoted() {
            out.push_str(" as a string");
        }
        if let Some(separator) = field.separator() {
            out.push_str(&format!(" separated by {separator:?}"));
        }
        out.push_str(&restriction(field.restriction()));
        if let Some(at) = self.source("at", field.source()) {
            out.push_str(&format!(" {at}"));
        }
        if field.is_parameter() {
            out.push_str(" in the message");
            out.push_str(field.unit().map_or("", unit_name));
        }
        out
    }
}

fn alternatives(literals: List<'static, Literal<'static>>) -> String {
    literals.iter().map(literal).collect::<Vec<_>>().join(" | ")
}

fn type_names(types: List<'static, Literal<'static>>) -> String {
    const NAMES: [&str; 5] = ["string", "number", "boolean", "list", "object"];
    let name = |number| match number {
        Literal::Integer(number) => usize::try_from(number).ok().and_then(|number| NAMES.get(number).copied()),
        _ => None,
    };
    types.iter().filter_map(name).collect::<Vec<_>>().join(" | ")
}

fn literal(literal: Literal<'_>) -> String {
    match literal {
        Literal::String(text) => format!("{text:?}"),
        Literal::Integer(number) => number.to_string(),
        Literal::Boolean(flag) => flag.to_string(),
    }
}

/// Returns a compiled template in the syntax of the table.
fn source_of(template: &str, parameters: List<'static, Parameter<'static>>) -> String {
    let mut out = String::new();
    for piece in pieces(template) {
        match piece {
            Piece::Text(text) => out.push_str(&text.replace('{', "{{").replace('}', "}}")),
            Piece::Parameter(IGNORED) => out.push_str("{_}"),
            Piece::Parameter(number) => {
                let name = parameters.get(number as usize).map_or("_", |parameter| parameter.name());
                out.push_str(&format!("{{{name}}}"));
            }
        }
    }
    out
}

/// Returns a description of the texts that a parameter of a source matches; it is empty for any text.
fn parameter_text(parameter: &Parameter<'static>) -> String {
    let mut out = String::new();
    if parameter.ty() != Type::String {
        out.push_str(&format!(" {}", parameter.ty().name()));
    }
    out.push_str(&restriction(parameter.restriction()));
    if out.is_empty() { out } else { format!(" with {}:{out}", parameter.name()) }
}

/// Returns the texts that a restriction permits.
fn restriction(restriction: Restriction<'static>) -> String {
    let mut out = String::new();
    if !restriction.values().is_empty() {
        let values: Vec<String> = restriction.values().iter().map(|value| format!("{value:?}")).collect();
        out.push_str(&format!(" of {}", values.join(" | ")));
    }
    out.push_str(&characters(restriction.chars()));
    if let Some(mark) = restriction.thousands() {
        out.push_str(&format!(" with digits grouped by {mark:?}"));
    }
    if restriction.is_not_empty() {
        out.push_str(" not empty");
    }
    if restriction.is_longest() {
        out.push_str(" longest");
    }
    out
}

/// Returns the characters of a text as ranges.
fn characters(chars: Option<&str>) -> String {
    let Some(chars) = chars else { return String::new() };
    let chars: Vec<char> = chars.chars().collect();
    let ranges = chars.chunks_exact(2).map(|range| match range {
        [first, last] if first != last => format!("{first:?}-{last:?}"),
        [first, ..] => format!("{first:?}"),
        [] => String::new(),
    });
    format!(" of the characters {}", ranges.collect::<Vec<_>>().join(" "))
}
