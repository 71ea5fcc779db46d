//! Entries that are told by their status alone.

use super::{read_body, read_errors, table};

const STATUSES: &str = r#"
[envelope]
code       = "/code"
message    = "/text"

[errors.INVALID]
code   = 7
status = 400

[errors.RATE_LIMITED]
status = 429
retry  = "after"

[errors.RATE_LIMITED.cases.DAILY]
message = "Daily limit"

[errors.SERVER]
status = "5xx"

[errors.STRICT]
status   = 410
any_code = false
"#;

#[test]
fn an_entry_with_a_status_alone_is_found_whatever_the_body() {
    let model = table(STATUSES);
    for body in [
        r#"{"text":"Slow down"}"#,
        r#"{"code":99,"text":"Slow down"}"#,
        "<html><body>429</body></html>",
        "",
        "[]",
        "null",
    ] {
        assert!(read_body(&model, 429, body).starts_with("RATE_LIMITED "), "{body}: {}", read_body(&model, 429, body));
        assert!(read_body(&model, 503, body).starts_with("SERVER "), "{body}");
        assert!(read_body(&model, 404, body).starts_with("unknown "), "{body}");
    }
    assert_eq!(read_body(&model, 429, r#"{"code":99,"text":"Daily limit"}"#), "DAILY 99: Daily limit");
    // A code of the table decides, whatever the status.
    assert_eq!(read_body(&model, 429, r#"{"code":7}"#), "INVALID 7: ");
}

#[test]
fn a_body_that_is_cut_off_after_its_code_is_not_told_by_its_status() {
    assert_eq!(read_body(&table(STATUSES), 429, r#"{"code":7,"text":"#), "unknown 7: ");
}

#[test]
fn any_code_can_be_turned_off() {
    let model = table(STATUSES);
    assert_eq!(read_body(&model, 410, r#"{"text":"Gone"}"#), "STRICT : Gone");
    assert_eq!(read_body(&model, 410, r#"{"code":99,"text":"Gone"}"#), "unknown 99: Gone");
}

/// Errors of a list, each with a status of its own.
const LISTED: &str = r#"
[envelope]
code    = "/errors/0/code"
message = "/errors/0/detail"
status  = { at = "/errors/0/status", type = "string" }
errors  = "/errors"

[errors.INVALID]
code   = "invalid"
status = 422

[errors.INVALID_HEADER]
code         = "invalid"
status       = 400
without_code = true

[errors.RATE_LIMITED]
status = 429

[errors.GONE]
status = 410
"#;

#[test]
fn an_error_of_a_list_is_found_by_the_status_in_its_element() {
    let model = table(LISTED);
    let body = r#"{"errors":[{"code":"invalid","status":"422","detail":"a"},{"status":"429","detail":"b"},
        {"code":"slow","status":"429"},{"status":"410"},{"detail":"c"},{"code":"invalid","detail":"d"},{"status":"204"}]}"#;
    assert_eq!(
        read_errors(&model, body),
        [
            "0 INVALID: a",
            "1 RATE_LIMITED: b",
            "2 RATE_LIMITED: ",
            // A status from 400 on tells an error without a code and a message.
            "3 GONE: ",
            // An element without a status has that of the response.
            "4 INVALID_HEADER: c",
            "5 INVALID_HEADER: d",
        ]
    );
    // The response itself has the status of the transport.
    assert_eq!(read_body(&model, 422, body), "INVALID invalid: a");
}

#[test]
fn a_status_beside_the_list_is_that_of_no_element() {
    let model = table(
        r#"
[envelope]
code    = "/errors/0/code"
message = "/errors/0/detail"
status  = ["/errors/0/status", "/status"]
errors  = "/errors"

[errors.RATE_LIMITED]
status = 429

[errors.BAD]
status = 400
"#,
    );
    let body = r#"{"status":429,"errors":[{"detail":"a"},{"detail":"b","status":429},{"detail":"c","status":400},{}]}"#;
    assert_eq!(read_errors(&model, body), ["0 BAD: a", "1 RATE_LIMITED: b", "2 BAD: c"]);
}
