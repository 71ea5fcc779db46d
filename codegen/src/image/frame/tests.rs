//! A response whose body is the frame of its envelope is the one that the encode plan gives.

use std::fs;
use std::path::Path;
use std::time::Duration;

use errspec_engine::encode::{EncodeRequest, Encoded, Extras};
use errspec_engine::table::{Entry, Image, Type};
use errspec_engine::{Fields, Value};

use crate::read::read;
use crate::source::Source;

fn image(text: &str) -> Option<Image> {
    read(&Source::new("table.toml", text)).ok().map(|model| model.image)
}

/// Returns the values of an entry's fields: all, or the required ones.
fn values(entry: Entry<'_>, text: &str, has_all: bool) -> Fields<'static> {
    let sample = |ty: Type| match ty {
        Type::Integer => Value::Integer(-7),
        Type::Number => Value::Number(0.5),
        Type::Boolean => Value::Boolean(true),
        Type::List => Value::List(vec![text.to_owned(), "two".to_owned()].into()),
        Type::Integers => Value::Integers(vec![1, 2].into()),
        Type::Numbers => Value::Numbers(vec![0.5, 2.0].into()),
        Type::Json => Value::Json("{\"a\":[1]}".into()),
        Type::Duration => Value::Duration(Duration::from_millis(1500)),
        _ => Value::String(text.to_owned().into()),
    };
    let mut values = Fields::default();
    entry.carried().iter().for_each(|field| values.push((has_all || field.is_required()).then(|| sample(field.ty()))));
    values
}

/// Encodes an error, with its frame or by its plan: a value for a field that the table does not have changes nothing else.
fn encode(entry: Entry<'_>, values: &Fields<'_>, status: Option<u16>, by_plan: bool) -> Encoded {
    let fields = if by_plan { vec![("no such field".to_owned(), Value::Integer(0))] } else { Vec::new() };
    let extras = Extras { status, fields, ..Extras::NONE };
    EncodeRequest { entry, values, extras: &extras }.encode()
}

/// Checks the responses of all entries of a table. Returns the number of entries whose bodies are frames.
fn check(image: &Image) -> usize {
    let table = image.table();
    for entry in table.entries() {
        for (text, has_all, status) in
            [("a \"text\"", true, None), ("", true, None), ("line\r\nbreak ü", true, Some(418)), ("7", false, None)]
        {
            let values = values(entry, text, has_all);
            let [framed, planned] = [false, true].map(|by_plan| encode(entry, &values, status, by_plan));
            assert_eq!(framed, planned, "{} {values:?}", entry.name());
            assert_eq!(String::from_utf8_lossy(&framed.body), String::from_utf8_lossy(&planned.body));
        }
    }
    table.entries().filter(Entry::is_framed).count()
}

#[test]
fn the_responses_of_real_tables_are_those_of_their_plans() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let (mut framed, mut all) = (0, 0);
    for folder in ["specs", "specs/tables", "tests/zoo"] {
        let files = fs::read_dir(root.join(folder)).into_iter().flatten().flatten();
        for image in files.filter_map(|file| image(&fs::read_to_string(file.path()).ok()?)) {
            framed += check(&image);
            all += image.table().entries().count();
        }
    }
    // Neither way is the rare one.
    assert!(framed * 5 > all && framed * 10 < all * 9, "{framed} of {all}");
}

/// Returns the number of entries with a frame of a table with one envelope and one entry.
fn framed(envelope: &str, entry: &str) -> usize {
    let text = format!(
        "[table]\nformat = 1\nname = \"t\"\n\n[envelope]\n{envelope}\n\n[errors.GONE]\ncode = 7\nstatus = 410\n\
         message = \"Gone\"\n{entry}\n"
    );
    match image(&text) {
        Some(image) => check(&image),
        None => unreachable!("{text}"),
    }
}

const PLAIN: &str = "code = \"/error/code\"\nmessage = \"/error/message\"";

#[test]
fn a_body_of_code_message_status_and_constants_is_a_frame() {
    let framed = |more: &str, entry: &str| framed(&format!("{PLAIN}\n{more}"), entry);
    for (envelope, entry) in [
        ("", ""),
        ("status = \"/status\"", ""),
        ("status = { at = \"/status\", type = \"phrase\" }", ""),
        ("write = { \"/ok\" = false, \"/error/\\\"kind\\\"\" = \"a \\\"b\\\"\" }", ""),
        ("when = { \"/error/type\" = \"api\", \"/data\" = { present = false } }", ""),
        ("when = { \"/error/type\" = [\"api\", \"other\"] }", ""),
        // The values of these are in headers, or there are none.
        ("retry_after = \"header:retry-after\"", "retry = \"after\"\nretry_after = 30"),
        ("", "fields.limit = { at = \"header:x-limit\", type = \"integer\", required = true }"),
        ("request_id = \"/id\"\ndetails = \"/details\"", ""),
        ("name = \"/name\"", ""),
    ] {
        assert_eq!(framed(envelope, entry), 1, "{envelope} {entry}");
    }
}

#[test]
fn a_body_with_other_values_is_no_frame() {
    let framed = |more: &str, entry: &str| framed(&format!("{PLAIN}\n{more}"), entry);
    for (envelope, entry) in [
        ("retry_after = \"/wait\"", "retry = \"after\"\nretry_after = 30"),
        ("", "fields.limit = { at = \"/limit\", type = \"integer\", required = true }"),
        ("", "when = { \"/error/type\" = \"api\" }"),
        ("name = \"/name\"", "symbol = \"Gone\""),
        ("when = { \"header:x-api\" = \"1\" }", ""),
        // The message is not written.
        ("when = { \"/error/message\" = { present = false } }", ""),
        ("parts = \"event-stream\"", ""),
        ("retry.never = { \"/final\" = true }", "retry = \"never\""),
    ] {
        assert_eq!(framed(envelope, entry), 0, "{envelope} {entry}");
    }
    assert_eq!(
        self::framed("code = \"/0/code\"\nmessage = { at = \"/0/message\", template = \"Error: {message}\" }", ""),
        0
    );
    assert_eq!(self::framed("body = \"xml\"\ncode = \"/error/code\"\nmessage = \"/error/message\"", ""), 0);
}
