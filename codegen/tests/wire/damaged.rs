//! Bodies that are not well-formed, and the values that are read from them.

use crate::{is_error, read_body, table};

/// A table with an envelope for JSON and one for all texts.
const WITH_TEXT: &str = r#"
    [[envelope]]
    code = "/code"
    message = "/message"

    [[envelope]]
    id = "text"
    body = "text"

    [errors.FOUR]
    code = 4

    [errors.DOWN]
    status = 503
    envelope = "text"
    "#;

#[test]
fn a_damaged_body_is_no_text_if_its_values_fit_an_envelope() {
    let model = table(WITH_TEXT);
    let found = |body: &str| read_body(&model, 503, body);
    assert_eq!(found(r#"{"code":4,"message":"cut o"#), "unknown 4: ");
    assert_eq!(found(r#"{"code":4,"message":"m"}<!-- x -->"#), "FOUR 4: m");
    assert_eq!(found(r#"{"code":4,"message":"m"}}}"#), "FOUR 4: m");
    assert_eq!(found(r#"{"code":4,"message":"m"}[x"#), "unknown 4: m");
    for text in ["{\"code\":4x}", "{code:4}", "[ERROR] {\"code\":4} is", "\"quoted\"", "plain", "4", "{\"other\":1} x"]
    {
        assert_eq!(found(text), format!("DOWN : {text}"), "{text}");
    }
    // JSON that fits no envelope is a text.
    assert_eq!(found(r#"[{"code":4}]"#), r#"DOWN : [{"code":4}]"#);
}

#[test]
fn a_text_beside_headers_that_fit_an_envelope_is_a_text() {
    let model =
        table(&WITH_TEXT.replace("message = \"/message\"", "message = \"/message\"\nwhen = { \"header:x\" = \"1\" }"));
    let lookup = |name: &str| (name == "x").then(|| "1".to_owned());
    let read = |body: &'static str| {
        crate::read_response(&model, &crate::Incoming { headers: Some(&lookup), ..crate::incoming(503, body) })
    };
    assert_eq!(read("{plain"), "DOWN : {plain");
    assert_eq!(read(r#"{"code":4,"#), "unknown 4: ");
}

#[cfg(feature = "xml")]
#[test]
fn damaged_xml_is_no_text_if_its_envelope_is_first() {
    let first = r#"
        [[envelope]]
        body = "xml"
        code = "/r/c"
        message = "/r/m"
        "#;
    let second = r#"
        [[envelope]]
        id = "text"
        body = "text"
        code = { at = "", template = "{code}|{message}" }
        message = { at = "", template = ["{code}|{message}", "{message}"] }
        "#;
    let entries = "[errors.ONE]\ncode = 1\nenvelope = \"text\"\n";
    let model = table(&[first, second, entries].concat());
    assert_eq!(read_body(&model, 400, "<r><c>1</c></r><r/>"), "unknown 1: ");
    assert_eq!(read_body(&model, 400, "<r><c>1</c><m>x</r>"), "unknown 1: ");
    assert_eq!(read_body(&model, 400, "<r><c>1</c></r>"), "ONE 1: ");
    assert_eq!(read_body(&model, 400, "<p>down"), "unknown : <p>down");
    assert_eq!(read_body(&model, 400, "1|x"), "ONE 1: x");
    let model = table(&[second, first, entries].concat());
    assert_eq!(read_body(&model, 400, "<r><c>1</c><m>x"), "unknown : <r><c>1</c><m>x");
}

#[test]
fn the_values_before_the_damage_tell_whether_a_body_is_an_error() {
    let model = table(
        r#"
        [envelope]
        code = "/error/code"
        in_2xx = true
        when = { "/ok" = false }

        [success]
        codes = ["none"]

        [errors.A]
        code = "a"
        status = 400

        [errors.WAIT]
        status = 200
        "#,
    );
    for error in [
        r#"{"ok":false,"error":{"code":"a","message":"long mess"#,
        r#"{"ok":false,"error":{"code":"a"}}[x"#,
        r#"{"ok":false,"err"#,
    ] {
        assert!(is_error(&model, 200, error), "{error}");
        assert!(read_body(&model, 200, error).starts_with("unknown"), "{error}");
    }
    for other in
        [r#"{"ok":true,"error":{"code":"a"#, r#"{"ok":fals"#, "<html>", r#"{"ok":false,"error":{"code":"none"}"#]
    {
        assert!(!is_error(&model, 200, other), "{other}");
    }
}

#[test]
fn what_is_absent_before_the_damage_tells_nothing() {
    let model = table(
        r#"
        [envelope]
        message = "/message"
        code = "/code"
        in_2xx = true

        [errors.A]
        when = { "/result" = { present = false } }
        "#,
    );
    assert!(is_error(&model, 200, r#"{"message":"m"}"#));
    assert!(!is_error(&model, 200, r#"{"message":"m","resu"#));
    assert!(is_error(&model, 200, r#"{"code":1,"resu"#));
}

#[test]
fn a_part_that_is_cut_off_is_an_error_by_its_event() {
    let model = table(
        r#"
        [envelope]
        when = { "header::event-type" = "error" }
        code = "/type"
        message = "/msg"
        in_2xx = true
        parts = "event-stream"

        [errors.BUSY]
        code = "busy"
        status = 200
        "#,
    );
    let body = "event: error\ndata: {\"type\":\"busy\",\"msg\":\"cut";
    assert!(is_error(&model, 200, body));
    assert_eq!(read_body(&model, 200, body), "unknown busy: ");
}
