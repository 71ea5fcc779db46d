//! Text protocols, streams and lists in which the code or the message is a part of a text.

use std::time::Duration;

use errspec_engine::Value;
use errspec_engine::timestamp::Timestamp;

use super::{is_error, read_body, read_errors, report, table, text, write_and_read};

/// A protocol of lines: a status, a fine code, and a text.
const MAIL: &str = r#"
[envelope]
body    = "text"
status  = { at = "", template = ["{status} {code} {message}", "{status} {code}", "{status} {message}"] }
code    = { at = "", template = ["{status} {code} {message}", "{status} {code}"], chars = "0-9." }
message = { at = "", template = ["{status} {code} {message}", "{status} {message}"] }

[errors.NO_SUCH_USER]
code   = "5.1.1"
status = 550

[errors.NOT_NOW]
codes  = "4.{_}"
status = "4xx"
"#;

#[test]
fn a_text_without_a_documented_message_is_kept_beside_its_code() {
    let model = table(MAIL);
    let line = write_and_read(&model, "NO_SUCH_USER", &[("message", text("<a@b.example>: no such user"))]);
    assert_eq!(line, "550 5.1.1 <a@b.example>: no such user");
    let code = write_and_read(&model, "NOT_NOW", &[("code", text("4.7.0")), ("message", text("Try later"))]);
    assert_eq!(code, "400 4.7.0 Try later");
}

#[test]
fn a_class_of_codes_is_tried_with_one_of_its_codes() {
    // The template itself has other characters than a code.
    assert_eq!(read_body(&table(MAIL), 421, "421 4.3.2 Closing"), "NOT_NOW 4.3.2: Closing code=\"4.3.2\"");
}

#[test]
fn a_status_in_the_body_tells_an_error_where_the_transport_has_none() {
    let model = table(MAIL);
    let is_error = |line: &str| is_error(&model, 0, line);
    assert!(!is_error("250 2.1.5 Accepted"));
    assert!(is_error("550 5.1.1 No such user"));
    assert!(is_error("502 Command not implemented"));
}

#[test]
fn a_documented_message_tells_an_error_where_nothing_else_does() {
    let model = table(
        "[envelope]\nbody = \"lines\"\nmessage = \"/text\"\nin_2xx = true\n[errors.FULL]\nmessage = \"The queue {queue} is full\"\n\
         [errors.OTHER]\nmessage = [\"{any}\", \"\"]\n",
    );
    for status in [0, 200] {
        assert!(is_error(&model, status, "text:The queue mail is full\nid:7\n"));
        // An entry of any text does not make an error of it.
        assert!(!is_error(&model, status, "text:queued\nid:7\n"));
        assert!(!is_error(&model, status, "id:7\n"));
    }
    assert_eq!(read_body(&model, 200, "text:The queue mail is full\n"), "FULL : The queue mail is full queue=\"mail\"");
}

#[test]
fn the_restriction_of_a_status_holds_in_the_texts_of_all_values() {
    let model = table(
        r#"
[envelope]
body    = "text"
status  = { at = "", template = ["{status} {message}", "{status}-{message}"], chars = "0-9" }
message = { at = "", template = ["{status} {message}", "{status}-{message}"] }

[errors.REFUSED]
status  = 550
message = "{text}"
"#,
    );
    assert_eq!(
        read_body(&model, 550, "550-No such\r\n550 user"),
        "REFUSED : No such\r\n550 user text=\"No such\\r\\n550 user\""
    );
}

/// Lines of progress, of which one may be an error without a code.
const PROGRESS: &str = r#"
[envelope]
code           = "/detail/code"
message        = "/error"
in_2xx         = true
parts          = "json-lines"
default_status = 200
"#;

const FAILED: &str = "
[errors.FAILED]
message = \"{reason}\"
";

#[test]
fn an_entry_that_is_sent_as_a_success_is_rejected() {
    assert!(report(&[PROGRESS, FAILED].concat()).contains("counts as a success"));
    let model = table(&[PROGRESS, "when = { \"/error\" = { type = \"string\" } }\n", FAILED].concat());
    let body = write_and_read(&model, "FAILED", &[("reason", text("denied: image"))]);
    assert!(is_error(&model, 200, &body), "{body}");
    assert!(!is_error(&model, 200, r#"{"status":"Pulling"}"#));
}

#[test]
fn a_code_in_a_text_that_means_success_is_passed_over() {
    let model = table(
        r#"
[envelope]
code    = [{ at = "/list/0/id", template = ["Base.1.19.{code}", "Base.{_}.{_}.{code}"] }, "/code"]
message = "/list/0/text"
errors  = "/list"

[success]
codes = ["Success"]

[errors.GENERAL]
code = "General"

[errors.UNKNOWN_PROPERTY]
code = "PropertyUnknown"
"#,
    );
    let body = r#"{"code":"General","list":[{"id":"Base.1.8.Success","text":"Done"},{"id":"Base.1.8.PropertyUnknown","text":"Led?"}]}"#;
    assert_eq!(read_body(&model, 400, body), "UNKNOWN_PROPERTY PropertyUnknown: Led?");
    assert_eq!(read_errors(&model, body), ["1 UNKNOWN_PROPERTY: Led?"]);
}

#[test]
fn a_comma_in_a_number_of_units_is_not_a_decimal_mark() {
    let model = table(
        r#"
[envelope]
code    = "/code"
message = "/text"

[errors.TIMEOUT]
code    = 7
message = ["Cancelled after {wait} second(s).", "Cancelled."]
fields.wait = { type = "duration", required = false }
"#,
    );
    let short = read_body(&model, 400, r#"{"code":7,"text":"Cancelled after 10 second(s)."}"#);
    assert!(short.ends_with(" wait=10"), "{short}");
    let long = r#"{"code":7,"text":"Cancelled after 172,800 second(s)."}"#;
    assert_eq!(read_body(&model, 400, long), "TIMEOUT 7: Cancelled after 172,800 second(s).");
}

#[test]
fn a_duration_is_written_as_a_string_where_the_api_does() {
    let model = table(
        r#"
[envelope]
code    = "/code"
message = "/text"

[errors.UNAVAILABLE]
code    = 7
message = "Retry in {wait} seconds."
fields.wait  = { at = "/args/0", type = "duration", quoted = true }
fields.until = { at = "/args/1", type = "time", unit = "unix", quoted = true }
"#,
    );
    let body = r#"{"code":7,"text":"Retry in 30 seconds.","args":["30","1700000000"]}"#;
    let read = "UNAVAILABLE 7: Retry in 30 seconds. until=\"2023-11-14T22:13:20Z\" wait=30";
    assert_eq!(read_body(&model, 503, body), read);
    let values = [
        ("wait", Value::Duration(Duration::from_secs(30))),
        ("until", Value::Time(Timestamp::new(1_700_000_000, 0).expect("it is a time"))),
    ];
    let written = write_and_read(&model, "UNAVAILABLE", &values);
    assert_eq!(written, r#"{"args":["30","1700000000"],"text":"Retry in 30 seconds.","code":7}"#);
}
