//! Explanations as JSON. The members have the names of the keys in a table.

use alloc::format;
use alloc::string::{String, ToString};

use crate::code::Code;
use crate::json::escape;
use crate::retry::{Applied, Retry};
use crate::table::{Entry, Example, Field};

/// Returns a JSON list with an object for each entry.
#[must_use]
pub fn json(entries: &[Entry<'_>]) -> String {
    array(entries.iter().map(|entry| object_of(*entry)))
}

fn object_of(entry: Entry<'_>) -> String {
    let mut object = JsonObject::default();
    object.text("table", Some(entry.table()));
    object.text("name", Some(entry.name()));
    object.text("variant", Some(entry.variant()));
    object.text("case_of", entry.parent().map(|parent| parent.name()));
    object.raw("code", entry.code().map(code));
    object.list("codes", entry.codes().iter().map(string));
    object.list("aliases", entry.aliases().iter().map(code));
    object.raw("exit", entry.exit().map(|status| status.to_string()));
    object.list(
        "status",
        entry.statuses().iter().map(|range| match range.single() {
            Some(status) => status.to_string(),
            None => string(&range.to_string()),
        }),
    );
    object.list("message", entry.messages().iter().map(|message| string(message)));
    object.text("summary", entry.summary());
    object.list("causes", entry.causes().iter().map(string));
    object.text("action", entry.action());
    object.list("notes", entry.notes().iter().map(string));
    object.text("retry", retry(entry.retry()));
    object.raw("retry_after", entry.retry_after().map(|delay| format!("{}", delay.as_secs_f64())));
    object.text("applied", applied(entry.applied()));
    object.list("fields", entry.carried().iter().map(|own| field(&own)));
    object.text("since", entry.since());
    object.raw("deprecated", entry.deprecated().map(|text| if text.is_empty() { "true".into() } else { string(text) }));
    let examples = entry.of_table().examples().iter().filter(|example| example.entry() == Some(entry));
    object.list("examples", examples.map(example));
    object.text("docs", entry.docs_url().as_deref());
    object.finish()
}

fn retry(retry: Retry) -> Option<&'static str> {
    match retry {
        Retry::Never => Some("never"),
        Retry::After => Some("after"),
        Retry::Poll => Some("poll"),
        _ => None,
    }
}

fn applied(applied: Applied) -> Option<&'static str> {
    match applied {
        Applied::No => Some("no"),
        Applied::Yes => Some("yes"),
        _ => None,
    }
}

fn field(field: &Field<'_>) -> String {
    let mut object = JsonObject::default();
    object.text("name", Some(field.name()));
    object.text("type", Some(field.ty().name()));
    object.raw("required", Some(field.is_required().to_string()));
    object.list("values", field.restriction().values().iter().map(string));
    object.finish()
}

fn example(example: Example<'_>) -> String {
    let mut object = JsonObject::default();
    object.raw("status", Some(example.status().unwrap_or_default().to_string()));
    object.list(
        "headers",
        example.headers().iter().map(|(name, value)| array([string(name), string(value)].into_iter())),
    );
    object.text("body", Some(example.body()));
    object.finish()
}

fn code(code: Code<'_>) -> String {
    match code {
        Code::Integer(number) => number.to_string(),
        Code::String(text) => string(text),
    }
}

fn string(text: &str) -> String {
    let mut out = String::new();
    escape(text, &mut out);
    out
}

fn array(elements: impl Iterator<Item = String>) -> String {
    let mut out = String::from("[");
    for (number, element) in elements.enumerate() {
        if number > 0 {
            out.push(',');
        }
        out.push_str(&element);
    }
    out.push(']');
    out
}

/// The writer of an object. A member without a value is left out.
#[derive(Default)]
struct JsonObject(String);

impl JsonObject {
    fn raw(&mut self, name: &str, value: Option<String>) {
        let Some(value) = value else { return };
        self.0.push(if self.0.is_empty() { '{' } else { ',' });
        escape(name, &mut self.0);
        self.0.push(':');
        self.0.push_str(&value);
    }

    fn text(&mut self, name: &str, value: Option<&str>) {
        self.raw(name, value.map(string));
    }

    fn list(&mut self, name: &str, elements: impl Iterator<Item = String>) {
        let mut elements = elements.peekable();
        if elements.peek().is_some() {
            self.raw(name, Some(array(elements)));
        }
    }

    fn finish(mut self) -> String {
        if self.0.is_empty() {
            self.0.push('{');
        }
        self.0.push('}');
        self.0
    }
}
