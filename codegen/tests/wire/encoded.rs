//! Texts as they are written: encoded, with blanks, empty, and numbers with groups of digits.

use errspec_engine::Value;
use errspec_engine::decode::{Decoded, Incoming, decode, top_level_field};
use errspec_engine::encode::{EncodeRequest, Extras};
use errspec_engine::{FieldValues, Fields, Found};

use super::{Model, read_body, table, text, write_and_read};

/// Returns the entry, the code and the message of a response with headers, and the values of the entry's fields.
fn read_response(model: &Model, headers: &[(&str, &str)], body: &str) -> String {
    let table = model.table();
    let lookup = |name: &str| headers.iter().find(|(own, _)| *own == name).map(|(_, value)| (*value).to_owned());
    let incoming = Incoming { status: Some(400), headers: Some(&lookup), body: body.as_bytes(), clock: || None };
    let mut out = Decoded::new(body.as_bytes());
    let Found::Entry(entry) = decode(&table, &incoming, &mut out) else {
        return format!("unknown: {}", out.parts.message().unwrap_or_default());
    };
    let fields = entry.carried().iter().enumerate();
    let own = fields.filter_map(|(number, field)| Some(format!(" {}={}", field.name(), out.fields.value(number)?)));
    let own: String = own.collect();
    let others = table.fields().iter();
    let others = others
        .filter_map(|field| Some(format!(" {}={}", field.name(), top_level_field(&table, &out.parts, field.name())?)));
    let others: String = others.collect();
    format!("{} {}{own}{others}", entry.name(), out.parts.message().unwrap_or_default())
}

/// Returns the headers that are written.
fn written_headers(model: &Model, name: &str, values: &[(&str, Value<'static>)]) -> Vec<(String, String)> {
    let table = model.table();
    let Some(entry) = table.entry_by_name(name) else { return Vec::new() };
    let value = |field: &str| values.iter().find(|(name, _)| *name == field).map(|(_, value)| value.clone());
    let values = Fields::new(entry.fields().map(value));
    let headers = EncodeRequest { entry, values: &values, extras: &Extras::default() }.encode().headers;
    headers.into_iter().filter(|(name, _)| name != "content-type").collect()
}

const CALL: &str = r#"
[envelope]
when    = { "header:x-status" = { present = true } }
code    = { at = "header:x-status", type = "integer" }
message = { at = "header:x-message", encoding = "percent" }

[fields]
file = [
    { at = "header:content-disposition", template = "{_}filename*={file}", encoding = "rfc8187" },
    { at = "header:content-disposition", template = "{_}filename=\"{file}\"{_}" },
]

[errors.FULL]
code    = 8
message = "the disk “{disk}” is full"
fields.name = { at = "header:x-file", template = "attachment; filename*={name}", encoding = "rfc8187" }
"#;

#[test]
fn headers_are_decoded_and_encoded() {
    let model = table(CALL);
    let message = ("x-message", "the disk %E2%80%9C50%25%E2%80%9D is full");
    let headers = [
        ("x-status", "8"),
        message,
        ("x-file", "attachment; filename*=UTF-8''%e2%82%ac%20rates"),
        ("content-disposition", "attachment; filename=\"EURO\"; filename*=iso-8859-1'de'%E4.txt"),
    ];
    assert_eq!(read_response(&model, &headers, "{}"), "FULL the disk “50%” is full disk=50% name=€ rates file=ä.txt");
    let headers = [("x-status", "8"), message, ("content-disposition", "inline; filename=\"a.txt\"; size=1")];
    assert_eq!(read_response(&model, &headers, "{}"), "FULL the disk “50%” is full disk=50% file=a.txt");
    let values = [("disk", text("ä%")), ("name", text("a b"))];
    let mut written = written_headers(&model, "FULL", &values);
    written.sort();
    assert_eq!(
        written,
        [
            ("x-file".to_owned(), "attachment; filename*=UTF-8''a%20b".to_owned()),
            ("x-message".to_owned(), "the disk %E2%80%9C%C3%A4%25%E2%80%9D is full".to_owned()),
            ("x-status".to_owned(), "8".to_owned()),
        ]
    );
}

#[test]
fn blanks_belong_to_a_value_where_the_table_says_so() {
    let model = table(
        r#"
[[envelope]]
body    = "xml"
code    = "/Error/Code"
message = { at = "/Error/Message", trim = false }

[[envelope]]
id      = "plain"
body    = "text"
message = { at = "", trim = false }

[errors.PADDED]
code = 1
message = " {text}"
fields.note = { at = "/Error/Note", trim = false }

[errors.PLAIN]
envelope = "plain"
message  = "  in{rest}"
"#,
    );
    let body = "<Error><Code> 1 </Code><Message> a &lt; b\n</Message><Note> n </Note></Error>";
    assert_eq!(read_body(&model, 400, body), "PADDED 1:  a < b\n note=\" n \" text=\"a < b\\n\"");
    assert_eq!(read_body(&model, 400, "\u{feff}  in two \r\n"), "PLAIN :   in two \r\n rest=\" two \\r\\n\"");
    assert_eq!(write_and_read(&model, "PLAIN", &[("rest", text(" x "))]), "  in x ");
    assert_eq!(
        write_and_read(&model, "PADDED", &[("text", text("t ")), ("note", text(" "))]),
        "<Error><Note> </Note><Message> t </Message><Code>1</Code></Error>"
    );
}

#[test]
fn an_empty_text_is_no_value_where_the_table_says_so() {
    let model = table(
        r#"
[envelope]
code       = "/code"
message    = "/message"
request_id = [{ at = "/id", not_empty = true }, "/trace"]

[fields]
instance = { at = ["/instance", "/path"], not_empty = true }
tags     = { at = "/tags", type = "list", not_empty = true }

[errors.A]
code    = 1
message = "no {thing}"
fields.thing = { not_empty = true }
"#,
    );
    let body = r#"{"code":1,"message":"no x","id":"","instance":"","path":"/p","tags":[]}"#;
    assert_eq!(read_body(&model, 400, body), "A 1: no x instance=\"/p\" thing=\"x\"");
    assert_eq!(read_body(&model, 400, r#"{"code":1,"message":"no ","tags":["t"]}"#), "unknown 1: no  tags=[\"t\"]");
}

#[test]
fn digits_are_grouped_where_the_table_says_so() {
    let model = table(
        r#"
[envelope]
code    = "/code"
message = "/message"
status  = "/status"

[errors.LIMIT]
code    = 1
status  = 401
message = "limit {limit}, {used} used"
fields.limit = { type = "integer", thousands = "," }
fields.used  = { type = "number", thousands = "," }
fields.total = { at = "/total", type = "number", thousands = "." }
"#,
    );
    let body = r#"{"code":1,"status":401.0,"message":"limit 11,000, 1,234.5 used","total":"1.234.567,25"}"#;
    assert_eq!(
        read_body(&model, 0, body),
        "LIMIT 1: limit 11,000, 1,234.5 used limit=11000 total=1234567.25 used=1234.5"
    );
    let body = r#"{"code":1,"message":"limit 900, 0 used","total":5}"#;
    assert_eq!(read_body(&model, 401, body), "LIMIT 1: limit 900, 0 used limit=900 total=5 used=0");
    assert_eq!(read_body(&model, 401, r#"{"code":1,"message":"limit 1,00, 0 used"}"#), "unknown 1: limit 1,00, 0 used");
    let values =
        [("limit", Value::Integer(-1_000_000)), ("used", Value::Number(12.5)), ("total", Value::Number(1500.5))];
    assert_eq!(
        write_and_read(&model, "LIMIT", &values),
        r#"{"total":"1.500,5","message":"limit -1,000,000, 12.5 used","code":1,"status":401}"#
    );
}
