//! The way from a table to the wire and back, by the table alone: bodies are decoded, and errors are encoded and decoded again.

#![allow(clippy::panic, clippy::expect_used)]

mod alternatives;
mod ancestors;
mod apart;
mod around;
#[cfg(all(feature = "cbor", feature = "msgpack"))]
mod binary;
mod bound;
mod chains;
mod classes;
mod codes;
mod combined;
mod conditions;
mod constants;
mod cut_off;
mod damaged;
mod elements;
mod embedded;
mod embedded_lists;
mod encoded;
mod envelopes;
mod exact;
mod extends;
mod forms;
mod forwarded;
mod gathered;
mod generated;
mod header_lines;
mod hostile;
mod limits;
mod linear;
mod lone;
mod numerals;
mod parts;
mod placed;
mod presets;
mod protocols;
mod read_back;
mod recognized;
mod refused;
mod selectors;
mod shared_places;
mod statuses;
mod strings;
mod texts;
mod times;
mod transfer;
mod unmatched;
mod unwritable;
mod whole_numbers;
mod written_forms;
mod written_names;
#[cfg(feature = "xml")]
mod xml;

use errspec_codegen::{Model, Source, read};
use errspec_engine::Found;
use errspec_engine::decode::{Decoded, Incoming, decode, detect, each_error, top_level_field};
use errspec_engine::encode::{EncodeRequest, Extras};
use errspec_engine::{FieldValues, Fields, Value};

/// Returns the model of a table, whose `[table]` is added.
fn table(text: &str) -> Model {
    let source = Source::new("table.toml", format!("[table]\nformat = 1\nname = \"acme\"\n\n{text}"));
    read(&source).unwrap_or_else(|report| panic!("{report}"))
}

/// Returns the report of a table that is wrong.
fn report(text: &str) -> String {
    let source = Source::new("table.toml", format!("[table]\nformat = 1\nname = \"acme\"\n\n{text}"));
    read(&source).err().map(|report| report.to_string()).unwrap_or_default()
}

fn incoming<'b>(status: u16, body: &'b str) -> Incoming<'static, 'b> {
    Incoming { status: Some(status), headers: None, body: body.as_bytes(), clock: || None }
}

/// Returns what a body decodes to, as one text: the entry, the code, the message, the request id, and the values of the entry's and of
/// the top-level fields by name.
fn read_body(model: &Model, status: u16, body: &str) -> String {
    read_response(model, &incoming(status, body))
}

/// Does the same for a response with headers.
fn read_response(model: &Model, incoming: &Incoming<'_, '_>) -> String {
    let table = model.table();
    let mut out = Decoded::new(incoming.body);
    let found = decode(&table, incoming, &mut out);
    let entry = match found {
        Found::Entry(entry) => entry.name().to_owned(),
        Found::Unknown(_) => "unknown".to_owned(),
    };
    let code = out.parts.code().map(|code| code.to_string()).unwrap_or_default();
    let mut text = format!("{entry} {code}: {}", out.parts.message().unwrap_or_default());
    if let Some(id) = out.parts.request_id() {
        text.push_str(&format!(" ({id})"));
    }
    let show = |name: &str, value: Option<Value<'_>>| value.map(|value| format!(" {name}={}", value.to_json()));
    let own = found.nearest().filter(|_| matches!(found, Found::Entry(_)));
    let carried = own.iter().flat_map(|entry| entry.carried().iter().enumerate());
    let carried = carried.filter_map(|(number, field)| show(field.name(), out.fields.value(number)));
    let others = table.fields().iter();
    let others = others.filter_map(|field| show(field.name(), top_level_field(&table, &out.parts, field.name())));
    let mut fields: Vec<String> = carried.filter(|field| !field.starts_with(" message=")).chain(others).collect();
    fields.sort();
    text + &fields.concat()
}

/// Returns the index (for a list in a part also that in the part), the entry, the message and the top-level fields of each error of a body.
fn read_errors(model: &Model, body: &str) -> Vec<String> {
    read_response_errors(model, &incoming(400, body))
}

/// Does the same for a response with headers.
fn read_response_errors(model: &Model, incoming: &Incoming<'_, '_>) -> Vec<String> {
    let table = model.table();
    let mut out = Decoded::new(incoming.body);
    decode(&table, incoming, &mut out);
    let mut errors = Vec::new();
    each_error(&table, &out.parts, || None, &mut |listed| {
        let name = listed.found.nearest().map_or("unknown", |entry| entry.name());
        let fields = listed.fields.iter().flatten().map(|value| [" ", &value.to_json()].concat());
        let message = listed.decoded.parts.message().unwrap_or_default();
        let place = listed.index_in_part.map_or(String::new(), |index| format!(".{index}"));
        errors.push(format!("{}{place} {name}: {message}{}", listed.index, fields.collect::<String>()));
    });
    errors
}

/// Returns `true` if a response is an error.
fn is_error(model: &Model, status: u16, body: &str) -> bool {
    detect(&model.table(), &incoming(status, body), &mut Decoded::new(body.as_bytes())).is_some()
}

/// Writes an entry with these values, checks that they are read back, and returns the body.
fn write_and_read(model: &Model, name: &str, values: &[(&str, Value<'static>)]) -> String {
    let table = model.table();
    let entry = table.entry_by_name(name).expect("the entry is in the table");
    let value = |field: &str| values.iter().find(|(name, _)| *name == field).map(|(_, value)| value.clone());
    let values = Fields::new(entry.fields().map(value));
    let response = EncodeRequest { entry, values: &values, extras: &Extras::default() }.encode();
    let body = String::from_utf8(response.body).expect("a body is UTF-8");
    let mut out = Decoded::new(body.as_bytes());
    let found = decode(&table, &incoming(response.status, &body), &mut out);
    assert!(matches!(found, Found::Entry(found) if found.name() == name), "{body} is not {name}: {found:?}");
    for number in 0..entry.carried().len() {
        assert_eq!(out.fields.value(number), values.value(number), "field {number} of {body}");
    }
    body
}

/// Returns a string value.
fn text(text: &str) -> Value<'static> {
    Value::String(text.to_owned().into())
}
