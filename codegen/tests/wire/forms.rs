//! The forms in which a status and a value are written: with a reason phrase, and as a string.

use errspec_engine::Value;
use errspec_engine::decode::{Decoded, Incoming, decode};

use crate::{read_body, report, table, text, write_and_read};

#[test]
fn a_status_is_read_and_written_with_its_phrase() {
    let model = table(
        r#"
        [envelope]
        code   = "/code"
        status = { at = "/status", type = "phrase" }

        [errors.MISSING]
        code   = "missing"
        status = [404, 410]

        [errors.OWN]
        code   = "own"
        status = 499
        "#,
    );
    assert_eq!(write_and_read(&model, "MISSING", &[]), r#"{"code":"missing","status":"404 Not Found"}"#);
    // A status without a registered phrase is written alone.
    assert_eq!(write_and_read(&model, "OWN", &[]), r#"{"code":"own","status":"499"}"#);
    let table = model.table();
    let status = |body: &str| {
        let incoming = Incoming { status: None, headers: None, body: body.as_bytes(), clock: || None };
        let mut out = Decoded::new(body.as_bytes());
        decode(&table, &incoming, &mut out);
        out.parts.status()
    };
    assert_eq!(status(r#"{"code":"missing","status":"404 Not Found"}"#), Some(404));
    assert_eq!(status(r#"{"code":"missing","status":"410 Gone away"}"#), Some(410));
    assert_eq!(status(r#"{"code":"missing","status":404}"#), Some(404));
    assert_eq!(status(r#"{"code":"missing","status":"404"}"#), Some(404));
    assert_eq!(status(r#"{"code":"missing","status":"Not Found"}"#), None);
}

#[test]
fn a_value_is_written_as_a_string_where_the_table_says_so() {
    let model = table(
        r#"
        [envelope]
        code    = "/code"
        message = "/message"

        [fields.took]
        at     = "/took"
        type   = "number"
        quoted = true

        [errors.LIMITED]
        code           = 1
        message        = "at most {limit}"
        fields.limit   = { at = "/limit", type = "integer", quoted = true }
        fields.retried = { at = "/retried", type = "boolean", quoted = true }
        fields.left    = { at = "/left", type = "integer" }

        [errors.MANY]
        codes       = "100..199"
        fields.code = { quoted = true }
        "#,
    );
    let values = [("limit", Value::Integer(30)), ("retried", Value::Boolean(true)), ("left", Value::Integer(2))];
    let body = r#"{"limit":"30","retried":"true","left":2,"message":"at most 30","code":1}"#;
    assert_eq!(write_and_read(&model, "LIMITED", &values), body);
    // Both forms are read.
    let read = r#"LIMITED 1: at most 30 left=2 limit=30 retried=false"#;
    assert_eq!(
        read_body(&model, 400, r#"{"code":1,"message":"at most 30","limit":30,"retried":false,"left":"2"}"#),
        read
    );
    let values = [("code", Value::Integer(150)), ("message", text("m"))];
    assert_eq!(write_and_read(&model, "MANY", &values), r#"{"message":"m","code":"150"}"#);
}

#[test]
fn a_string_is_no_quoted_value() {
    let of = |field: &str| report(&format!("[envelope]\ncode = \"/code\"\n[errors.A]\ncode = 1\n{field}\n"));
    assert!(of("fields.a = { at = \"/a\", quoted = true }").contains("`quoted` on `a`, which is of type \"string\""));
    assert!(of("fields.a = { at = \"/a\", type = \"list\", quoted = true }").contains("of type \"list\""));
    assert_eq!(of("fields.a = { at = \"/a\", quoted = false }"), "");
}
