//! Fields whose locations differ between envelopes, and codes that stand elsewhere.

use errspec_engine::Value;

use crate::{read_body, report, table, text, write_and_read};

const TWO: &str = r#"
    [[envelope]]
    id      = "app"
    code    = "/code"
    message = "/message"

    [[envelope]]
    id      = "gateway"
    code    = ["/fault/code"]
    message = "/fault/text"

    [fields.trace]
    at = [{ at = "/fault/trace", envelope = "gateway" }, { at = "/trace", envelope = "app" }]

    [errors.LIMITED]
    code         = 1
    fields.limit = { at = [{ at = "/fault/id", envelope = "gateway" }, "/id"], type = "integer", required = true }

    [errors.SLOW]
    code         = 2
    envelope     = "gateway"
    fields.limit = { at = [{ at = "/id", envelope = "app" }, { at = "/fault/id", envelope = "gateway" }], type = "integer" }
"#;

#[test]
fn a_field_is_read_where_its_envelope_has_it() {
    let model = table(TWO);
    let app = r#"{"id":5,"message":"m","code":1,"trace":"t","fault":{"id":9,"trace":"u"}}"#;
    assert_eq!(read_body(&model, 400, app), r#"LIMITED 1: m limit=5 trace="t""#);
    let gateway = r#"{"id":5,"fault":{"text":"m","code":1,"id":9,"trace":"u"},"trace":"t"}"#;
    assert_eq!(read_body(&model, 400, gateway), r#"LIMITED 1: m limit=9 trace="u""#);
    // A location of another envelope is none of this response.
    assert_eq!(read_body(&model, 400, r#"{"id":5,"fault":{"text":"m","code":2}}"#), "SLOW 2: m");
}

#[test]
fn a_field_is_written_where_the_envelope_of_its_entry_has_it() {
    let model = table(TWO);
    let values = [("limit", Value::Integer(5)), ("message", text("m"))];
    assert_eq!(write_and_read(&model, "LIMITED", &values), r#"{"id":5,"message":"m","code":1}"#);
    assert_eq!(write_and_read(&model, "SLOW", &values), r#"{"fault":{"id":5,"text":"m","code":2}}"#);
}

#[test]
fn a_field_that_has_no_location_in_its_envelope_is_not_read_back() {
    let report = report(
        r#"
        [[envelope]]
        id   = "app"
        code = "/code"

        [[envelope]]
        id   = "other"
        code = "/fault"

        [errors.LIMITED]
        code         = 1
        fields.limit = { at = { at = "/id", envelope = "other" }, required = true }
        "#,
    );
    assert!(report.contains("error[never-read-back]"), "{report}");
}

#[test]
fn mistakes_are_reported() {
    let of =
        |more: &str| report(&format!("[[envelope]]\nid = \"app\"\ncode = \"/code\"\n[errors.A]\ncode = 1\n{more}"));
    assert!(of("fields.a.at = [{ at = \"/a\", envelope = \"ap\" }]").contains("unknown envelope `ap`"));
    assert!(of("fields.a = { at = \"/a\", envelope = \"app\" }").contains("a field has no `envelope`"));
    assert!(of("[detail]\na.at = [{ at = \"/a\", envelope = \"app\" }]").contains("`envelope` has no meaning here"));
    let of_code =
        report("[[envelope]]\nid = \"app\"\ncode = { at = \"/c\", envelope = \"app\" }\n[errors.A]\ncode = 1\n");
    assert!(of_code.contains("`envelope` has no meaning here"), "{of_code}");
}

#[test]
fn one_entry_has_its_code_elsewhere() {
    let model = table(
        r#"
        [[envelope]]
        code    = ["/error/code", "/error/kind"]
        message = "/error/message"

        [[envelope]]
        id      = "kind"
        code    = "/error/kind"
        message = "/error/message"

        [errors.NOT_FOUND]
        code = "not_found"

        [errors.SHUTDOWN]
        code     = "shutdown"
        envelope = "kind"
        "#,
    );
    assert_eq!(read_body(&model, 503, r#"{"error":{"kind":"shutdown","message":"m"}}"#), "SHUTDOWN shutdown: m");
    let written = write_and_read(&model, "SHUTDOWN", &[("message", text("m"))]);
    assert_eq!(written, r#"{"error":{"message":"m","kind":"shutdown"}}"#);
    let written = write_and_read(&model, "NOT_FOUND", &[("message", text("m"))]);
    assert_eq!(written, r#"{"error":{"message":"m","code":"not_found"}}"#);
}

#[test]
fn a_list_in_one_envelope_alone_is_read() {
    let model = table(
        r#"
        [[envelope]]
        id   = "gateway"
        code = "/fault/code"

        [[envelope]]
        id   = "app"
        code = "/code"

        [errors.A]
        code = 1
        fields.list = { type = "list", at = [{ at = "/fault/list", envelope = "gateway" }, "/list"] }
        fields.raw  = { type = "json", at = [{ at = "/fault/raw", envelope = "gateway" }, "/raw"] }
        "#,
    );
    let body = r#"{"fault":{"code":1,"list":["a","b"],"raw":{"k":1}},"list":["c"]}"#;
    assert_eq!(read_body(&model, 400, body), "A 1:  list=[\"a\",\"b\"] raw={\"k\":1}");
}
