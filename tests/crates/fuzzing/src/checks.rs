//! The promises of a decoded response.

use std::fmt;

use errspec_engine::decode::{
    Decoded, Incoming, decode, detect, each_detail, each_detail_json, each_error, top_level_field, try_decode,
};
use errspec_engine::render;
use errspec_engine::table::{Entry, Table};
use errspec_engine::trace::{TraceOutcome, trace};
use errspec_engine::{FieldValues, Found};
use serde::de::IgnoredAny;

use crate::response::MadeResponse;

/// Decodes a response in every way, and checks what all ways have in common.
pub(crate) fn check_response(table: &Table<'_>, response: &MadeResponse) {
    let header = |name: &str| response.header(name);
    let incoming = Incoming {
        status: response.status,
        headers: Some(&header),
        body: &response.body,
        clock: || Some(1_700_000_000),
    };
    let mut out = Decoded::new(&response.body);
    let found = decode(table, &incoming, &mut out);
    assert_eq!(out.parts.received_body(), response.body, "the body is kept as it came");
    let _ = out.parts.forwarded_body();
    check_parts(table, &out);
    if let Found::Entry(entry) = found {
        check_values(entry, &out.fields);
    }
    let strict = try_decode(table, &incoming, &mut Decoded::new(&response.body));
    match (strict, found) {
        (Ok(strict), Found::Entry(entry)) => assert_eq!(strict.number(), entry.number()),
        (Ok(strict), Found::Unknown(_)) => panic!("only strict decoding finds {}", strict.name()),
        (Err(error), _) => assert!(!error.to_string().is_empty()),
    }
    let _ = detect(table, &incoming, &mut Decoded::new(&response.body));
    let trace = trace(table, &incoming);
    assert!(!trace.to_string().is_empty());
    if let (TraceOutcome::Entry(entry), Found::Entry(own)) = (trace.outcome, found) {
        assert_eq!(entry.number(), own.number());
        let first = trace.candidates.first().expect("the entry is a candidate");
        assert_eq!(first.entry.number(), entry.number());
        // An entry that alone has its code is found even with another message.
        assert!(first.is_by_code || first.failures() == 0, "{trace}");
    }
}

fn assert_json(text: &str) {
    let parsed = serde_json::from_str::<IgnoredAny>(text);
    assert!(parsed.is_ok(), "{:?} in {text:?}", parsed.err());
}

/// Reads everything that a response can carry besides its entry. What is called JSON is JSON.
fn check_parts(table: &Table<'_>, out: &Decoded<'_, '_>) {
    let parts = &out.parts;
    if let Some(json) = parts.details_json() {
        assert_json(&json);
    }
    each_detail_json(parts, &mut |json| assert_json(&json));
    if let Some((_, fields)) = table.detail() {
        each_detail(table, parts, &mut |values| {
            for (number, _) in fields.iter().enumerate() {
                values.value(number).iter().for_each(|value| assert_json(&value.to_json()));
            }
        });
    }
    for field in table.fields().iter() {
        top_level_field(table, parts, field.name()).iter().for_each(|value| assert_json(&value.to_json()));
    }
    each_error(table, parts, || None, &mut |listed| {
        if let Found::Entry(entry) = listed.found {
            check_values(entry, &listed.decoded.fields);
        }
        listed.fields.iter().flatten().for_each(|value| assert_json(&value.to_json()));
    });
    assert_eq!(parts.clone().into_owned().received_body(), parts.received_body());
}

/// The values of an entry, as a message and as in `Debug`.
struct Shown<'s>(Entry<'s>, &'s dyn FieldValues);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        render::display(self.0, self.1, f)
    }
}

impl fmt::Debug for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        render::debug(self.0, self.1, f)
    }
}

/// Returns the message of an error.
pub(crate) fn message(entry: Entry<'_>, values: &dyn FieldValues) -> String {
    Shown(entry, values).to_string()
}

fn check_values(entry: Entry<'_>, values: &dyn FieldValues) {
    for (number, field) in entry.carried().iter().enumerate() {
        let value = values.value(number);
        assert!(value.is_some() || !field.is_required(), "the required field {} has a value", field.name());
        value.iter().for_each(|value| assert_json(&value.to_json()));
    }
    let _ = (message(entry, values), format!("{:?}", Shown(entry, values)));
}
