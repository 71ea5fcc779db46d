//! The contract of a table as a text.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use crate::table::{
    Alternative, BodyKind, Condition, Envelope, Field, IGNORED, Layout, Literal, Source, Table, Test, Type, Unit,
};
use crate::template::{Piece, pieces};
use crate::{Code, Entry};

/// The contract of these tables.
pub(super) fn text(tables: &[&'static Table]) -> String {
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

fn lines(table: &'static Table) -> Vec<String> {
    let whole = Places { layout: &table.body, headers: table.headers };
    let mut lines = alloc::vec![format!("table {}", table.name)];
    lines.extend(table.envelopes.iter().enumerate().map(|(number, envelope)| whole.envelope(number, envelope)));
    if !table.success_codes.is_empty() || !table.success_when.is_empty() {
        let codes: Vec<String> = table.success_codes.iter().map(code).collect();
        let parts = [list("code", &codes), whole.when(table.success_when)];
        lines.push(line("success", parts));
    }
    lines.extend(table.fields.iter().map(|field| format!("field {}", whole.field(field))));
    if let Some((layout, fields)) = &table.detail {
        let relative = Places { layout, headers: &[] };
        lines.extend(fields.iter().map(|field| format!("detail {}", relative.field(field))));
    }
    // By name, so that to move an entry in the table changes nothing.
    let mut entries: Vec<Entry> = (0..).map_while(|place| Entry::of(table, place)).collect();
    entries.sort_by_key(Entry::name);
    lines.extend(entries.into_iter().map(|entry| whole.entry(entry)));
    lines
}

/// A line of the parts that there are.
fn line(title: &str, parts: impl IntoIterator<Item = Option<String>>) -> String {
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if parts.is_empty() { title.into() } else { format!("{title}: {}", parts.join(", ")) }
}

/// A name and some values.
fn list(name: &str, values: &[String]) -> Option<String> {
    (!values.is_empty()).then(|| format!("{name} {}", values.join(" | ")))
}

fn code(code: &Code<'_>) -> String {
    match code {
        Code::Integer(number) => number.to_string(),
        Code::String(text) => format!("{text:?}"),
    }
}

fn status((low, high): &(u16, u16)) -> String {
    if low == high { low.to_string() } else { format!("{low}-{high}") }
}

/// `replacement` is empty where nothing takes its place.
fn deprecated(replacement: &str) -> String {
    if replacement.is_empty() { "deprecated".into() } else { format!("deprecated for {replacement:?}") }
}

/// Where values of a body, or of a sub-error, stand.
struct Places {
    layout: &'static Layout,
    headers: &'static [&'static str],
}

impl Places {
    fn location(&self, slot: u16) -> String {
        let slot = usize::from(slot);
        if let Some(location) = self.layout.locations.get(slot) {
            return if location.is_empty() { "the whole".into() } else { (*location).into() };
        }
        let header = slot.checked_sub(self.layout.locations.len()).and_then(|place| self.headers.get(place));
        header.map_or_else(String::new, |header| format!("header:{header}"))
    }

    fn place(&self, place: &Alternative) -> String {
        let locations: Vec<String> = place.slots.iter().map(|slot| self.location(*slot)).collect();
        let mut out = locations.join(&format!(" {:?} ", place.with));
        for template in place.templates {
            out.push_str(&format!(" as {:?}", source_of(template, place.names)));
        }
        match place.unit {
            Unit::Seconds => {}
            Unit::Milliseconds => out.push_str(" in ms"),
            Unit::Unix => out.push_str(" as the moment at which it ends"),
        }
        if place.read_only {
            out.push_str(" (not written)");
        }
        out
    }

    fn source(&self, name: &str, source: Source) -> Option<String> {
        list(name, &source.iter().map(|place| self.place(place)).collect::<Vec<_>>())
    }

    fn when(&self, conditions: &[Condition]) -> Option<String> {
        let tests = conditions.iter().map(|condition| {
            let location = self.location(condition.slot);
            match condition.test {
                Test::Is(literals) => {
                    let literals: Vec<String> = literals.iter().map(literal).collect();
                    format!("{location} = {}", literals.join(" | "))
                }
                Test::Present(true) => format!("{location} is present"),
                Test::Present(false) => format!("{location} is absent"),
            }
        });
        let tests: Vec<String> = tests.collect();
        (!tests.is_empty()).then(|| format!("when {}", tests.join(" and ")))
    }

    fn envelope(&self, number: usize, envelope: &Envelope) -> String {
        let body = match envelope.body {
            BodyKind::Json => "json",
            BodyKind::Text => "text",
            BodyKind::Form => "form",
            BodyKind::Lines => "lines",
            BodyKind::Xml => "xml",
        };
        let no_codes: Vec<String> = envelope.no_code.iter().map(code).collect();
        let errors = [envelope.errors.0].into_iter().filter(|slot| *slot != crate::table::NOWHERE);
        let parts = [
            Some(format!("{body} ({})", envelope.media_type)),
            self.when(envelope.when),
            self.source("code", envelope.code),
            list("no code", &no_codes),
            self.source("message", envelope.message),
            self.source("name", envelope.name),
            self.source("request id", envelope.request_id),
            self.source("status", envelope.status),
            envelope.status_as_string.then(|| "status as a string".into()),
            self.source("retry after", envelope.retry_after),
            self.source(if envelope.details_map { "details by name" } else { "details" }, envelope.details),
            list("errors", &errors.map(|slot| self.location(slot)).collect::<Vec<_>>()),
            envelope.in_2xx.then(|| "in 2xx".into()),
            envelope.default_status.map(|status| format!("default status {status}")),
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
        let fields: Vec<String> = entry.carried().iter().map(|field| self.field(field)).collect();
        let retry_after = entry.retry_after().map(|delay| format!("after {} ms", delay.as_millis()));
        let parts = [
            list("code", &entry.code().iter().chain(entry.aliases()).map(code).collect::<Vec<_>>()),
            (entry.code().is_some() && entry.found_without_code()).then(|| "found without a code".into()),
            entry.found_by_any_code().then(|| "found by any other code".into()),
            list("status", &statuses),
            list("message", &messages),
            self.when(entry.when()),
            // As numbered above; where nothing is said it is the first.
            Some(entry.envelope_number()).filter(|number| *number > 0).map(|number| format!("envelope {}", number + 1)),
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

    fn field(&self, field: &Field) -> String {
        let ty = match field.ty {
            Type::String => "string",
            Type::Integer => "integer",
            Type::Number => "number",
            Type::Boolean => "boolean",
            Type::List => "list",
            Type::Json => "json",
        };
        let mut out = format!("{}: {ty}{}", field.name, if field.required { "" } else { "?" });
        if let Some(separator) = field.separator {
            out.push_str(&format!(" separated by {separator:?}"));
        }
        if !field.values.is_empty() {
            let values: Vec<String> = field.values.iter().map(|value| format!("{value:?}")).collect();
            out.push_str(&format!(" of {}", values.join(" | ")));
        }
        if let Some(at) = self.source("at", field.source) {
            out.push_str(&format!(" {at}"));
        }
        if field.parameter {
            out.push_str(" in the message");
        }
        out
    }
}

fn literal(literal: &Literal) -> String {
    match literal {
        Literal::String(text) => format!("{text:?}"),
        Literal::Integer(number) => number.to_string(),
        Literal::Boolean(flag) => flag.to_string(),
    }
}

/// A template as the table writes it.
fn source_of(template: &str, names: &[&str]) -> String {
    let mut out = String::new();
    for piece in pieces(template) {
        match piece {
            Piece::Text(text) => out.push_str(&text.replace('{', "{{").replace('}', "}}")),
            Piece::Parameter(IGNORED) => out.push_str("{_}"),
            Piece::Parameter(number) => {
                let name = usize::try_from(number).ok().and_then(|number| names.get(number));
                out.push_str(&format!("{{{}}}", name.copied().unwrap_or("_")));
            }
        }
    }
    out
}
