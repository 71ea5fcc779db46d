//! Messages that match no template: the text of an unknown error is not lost.

use errspec_engine::decode::Incoming;

use super::{read_body, read_errors, read_response, table};

#[test]
fn the_whole_text_is_the_message_of_an_unknown_error() {
    let model = table(
        r#"
        [envelope]
        code    = "/code"
        message = [{ at = "/detail", template = "E{n}: {message}" }, { at = "/title", template = "T: {message}" }]
        errors  = "/errors"

        [errors.FULL]
        code    = 1
        message = "full"
        when    = { "/kind" = "disk" }
        "#,
    );
    assert_eq!(read_body(&model, 400, r#"{"code":1,"detail":"E7: full","kind":"disk"}"#), "FULL 1: full");
    assert_eq!(read_body(&model, 400, r#"{"code":2,"detail":"E7: late"}"#), "unknown 2: late");
    assert_eq!(read_body(&model, 400, r#"{"code":2,"detail":"la\u0074e","title":"T: t"}"#), "unknown 2: t");
    assert_eq!(read_body(&model, 400, r#"{"code":2,"detail":"","title":"la\u0074e"}"#), "unknown 2: late");
    assert_eq!(read_body(&model, 400, r#"{"code":2,"detail":"<html>x</html>"}"#), "unknown 2: ");
    assert_eq!(read_body(&model, 400, r#"{"code":2,"detail":["late"]}"#), "unknown 2: ");
    assert_eq!(read_errors(&model, r#"{"code":2,"detail":"late","errors":[{"a":1}]}"#), ["0 unknown: late"]);
}

#[test]
fn a_plain_text_that_no_envelope_fits_is_the_message() {
    let model = table(
        r#"
        [[envelope]]
        id   = "reply"
        body = "text"
        code = { at = "", template = ["{code} {message}", "{code}-{message}"], chars = "0-9" }
        message = { at = "", template = ["{code} {message}", "{code}-{message}"] }

        [[envelope]]
        code = "/code"

        [fields]
        lines = { at = "", type = "list", separator = "\r\n" }

        [errors.NO_USER]
        code     = 550
        envelope = "reply"
        "#,
    );
    assert_eq!(read_body(&model, 0, "550 No"), "NO_USER 550: No lines=[\"550 No\"]");
    assert_eq!(
        read_body(&model, 0, "550-No\r\n550 such user\r\n"),
        "NO_USER 550: No\r\n550 such user lines=[\"550-No\",\"550 such user\"]"
    );
    assert_eq!(read_body(&model, 0, " no \u{e4} code "), "unknown : no \u{e4} code");
    assert_eq!(read_body(&model, 0, r#"{"other":1}"#), r#"unknown : {"other":1}"#);
    assert_eq!(read_body(&model, 0, "<!DOCTYPE html><p>"), "unknown : ");
    assert_eq!(read_body(&model, 0, ""), "unknown : ");
    // Without an envelope for plain text, nothing says that the text is a message.
    let model = table("[envelope]\ncode = \"/code\"\n[errors.A]\ncode = 1\n");
    assert_eq!(read_body(&model, 400, "late"), "unknown : ");
}

#[test]
fn a_message_in_a_header_is_read_beside_a_page() {
    let model = table(
        "[envelope]\ncode = \"header:x-result\"\nmessage = [\"/text\", \"header:x-result-text\"]\n[errors.FORBIDDEN]\nstatus = 403\n",
    );
    let header = |name: &str| (name == "x-result-text").then(|| "No access".to_owned());
    let response = |body| Incoming { status: Some(403), headers: Some(&header), body, clock: || None };
    assert_eq!(read_response(&model, &response(b"<html>Forbidden</html>")), "FORBIDDEN : No access");
    assert_eq!(read_response(&model, &response(b"{}")), "FORBIDDEN : No access");
    assert_eq!(read_response(&model, &response(br#"{"text":"t"}"#)), "FORBIDDEN : t");
}
