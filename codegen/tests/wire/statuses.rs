//! Entries that are told by their status alone.

use super::{read_body, table};

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
