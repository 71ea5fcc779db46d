//! Entries that are told by their status alone.

use errspec_engine::decode::{Decoded, decode};

use super::{incoming, is_error, read_body, read_errors, table};

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

#[test]
fn an_error_in_a_2xx_is_found_by_the_status_in_its_element() {
    let model = table(
        "[envelope]\ncode = \"/replies/0/why/code\"\nmessage = \"/replies/0/why/text\"\nstatus = \"/replies/0/status\"\n\
         errors = \"/replies\"\nin_2xx = true\n[errors.FORBIDDEN]\nstatus = 403\n[errors.GONE]\ncode = \"gone\"\nstatus = 410\n\
         [errors.GONE_ONCE]\ncode = \"gone\"\nstatus = 404\n",
    );
    let forbidden = r#"{"replies":[{"status":200,"id":1},{"status":403,"why":{"code":"","text":"t"}}]}"#;
    assert!(is_error(&model, 200, forbidden));
    assert_eq!(read_body(&model, 200, forbidden), "FORBIDDEN : t");
    let bare = r#"{"replies":[{"status":403},{"status":200}]}"#;
    assert!(is_error(&model, 200, bare));
    assert_eq!(read_body(&model, 200, bare), "FORBIDDEN : ");
    let gone = r#"{"replies":[{"status":404,"why":{"code":"gone","text":"t"}}]}"#;
    assert_eq!(read_body(&model, 207, gone), "GONE_ONCE gone: t");
    // A transport that tells the error has the say.
    assert_eq!(read_body(&model, 410, gone), "GONE gone: t");
    assert!(!is_error(&model, 200, r#"{"replies":[{"status":200,"id":1}]}"#));
}

#[test]
fn a_status_in_the_body_tells_an_error_of_an_api_that_always_sends_200() {
    let model = table(
        "[envelope]\nmessage = \"/text\"\nstatus = \"/status\"\nrequest_id = \"/id\"\nin_2xx = true\n[errors.BUSY]\nstatus = 429\n\
         message = \"Slower than {rate}\"\nretry = \"after\"\nretry_after = 7\n[errors.MISSING]\nstatus = 404\n",
    );
    let busy = r#"{"status":429,"text":"Slower than 3","id":"i"}"#;
    assert!(is_error(&model, 200, busy));
    assert_eq!(read_body(&model, 200, busy), r#"BUSY : Slower than 3 (i) rate="3""#);
    let table = model.table();
    let incoming = incoming(200, busy);
    let mut out = Decoded::new(incoming.body);
    decode(&table, &incoming, &mut out);
    assert_eq!((out.parts.status(), out.parts.body().bytes), (Some(200), busy.as_bytes()));
    assert_eq!(out.parts.retry_after(), Some(std::time::Duration::from_secs(7)));
    assert!(is_error(&model, 200, r#"{"status":404,"text":"No"}"#));
    assert!(!is_error(&model, 200, r#"{"status":200,"text":"Slower than 3"}"#));
    assert!(!is_error(&model, 200, r#"{"status":500,"text":"done"}"#));
}
