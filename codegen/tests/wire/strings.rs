//! JSON strings with control characters and malformed escapes.

use errspec_engine::decode::{Decoded, try_decode};

use crate::{incoming, read_body, read_errors, table};

const TABLE: &str = r#"
    [envelope]
    code = "/code"
    message = "/m"

    [errors.A]
    code = "a"
    fields.raw = { at = "/raw", type = "json" }
    "#;

#[test]
fn a_string_with_control_characters_or_malformed_escapes_is_read() {
    let model = table(TABLE);
    for (m, message) in [
        ("line\nbreak", "line\nbreak"),
        ("tab\tx", "tab\tx"),
        ("\0", "\0"),
        (r"bad \x escape", r"bad \x escape"),
        (r"C:\Users\new", "C:\\Users\new"),
        (r"C:\users", r"C:\users"),
        (r"\u12", r"\u12"),
        (r"\ud83d\u12é", "\u{fffd}\\u12é"),
        (r"\ud83d\udcaz", "\u{fffd}\\udcaz"),
        (r"\é", r"\é"),
        ("\u{1}\\\"\u{2}", "\u{1}\"\u{2}"),
        (
            "long enough to be read in blocks of sixteen bytes\tand more than one of sixty-four of them \\q too",
            "long enough to be read in blocks of sixteen bytes\tand more than one of sixty-four of them \\q too",
        ),
    ] {
        let body = format!(r#"{{"m":"{m}","code":"a"}}"#);
        assert_eq!(read_body(&model, 400, &body), format!("A a: {message}"), "{body}");
        let mut out = Decoded::new(body.as_bytes());
        assert!(try_decode(&model.table(), &incoming(400, &body), &mut out).is_err(), "{body}");
        // As a value of any type, it is JSON.
        let body = format!(r#"{{"code":"a","raw":{{ "x" : ["{m}",] }} }}"#);
        let read = read_body(&model, 400, &body);
        let raw = read.strip_prefix("A a:  raw=").unwrap_or_default();
        assert!(errspec_engine::body::check_json(raw.as_bytes()).is_none(), "{read}");
    }
}

#[test]
fn a_string_without_an_end_is_none() {
    let model = table(TABLE);
    assert_eq!(read_body(&model, 400, "{\"code\":\"a\",\"m\":\"x\n\\"), "unknown a: ");
    assert_eq!(read_body(&model, 400, r#"{"code":"a","m":"C:\"}"#), "unknown a: ");
}

#[test]
fn elements_with_such_strings_are_read() {
    let model = table(
        r#"
        [envelope]
        errors = "/e"
        code = "/e/0/code"
        message = "/e/0/m"

        [errors.A]
        code = "a"
        "#,
    );
    let body = "{\"e\":[{\"m\":\"x\ny\",\"code\":\"a\"},{\"code\":\"a\",\"m\":\"C:\\Dir\"}]}";
    assert_eq!(read_errors(&model, body), ["0 A: x\ny", "1 A: C:\\Dir"]);
}

#[test]
fn a_line_that_is_cut_off_in_a_string_ends_with_its_line() {
    let model = table(TABLE);
    let body = "{\"code\":\"b\",\"m\":\"cut\n{\"code\":\"a\",\"m\":\"whole\"}\n";
    let lines = format!("{{\"ok\":1}}\n{body}");
    assert_eq!(read_errors(&model, &lines), ["1 unknown: ", "2 A: whole"]);
    // Of one value, the string that is cut off is no value.
    assert_eq!(read_errors(&model, body), ["0 unknown: "]);
}

#[test]
fn an_object_after_text_begins_after_a_string_of_the_text() {
    let model = table(TABLE);
    assert_eq!(read_body(&model, 400, "Notice: {\"x\n{\"code\":\"a\",\"m\":\"m\"}"), "A a: m");
}
