//! A single error in the place of a list, and elements of a list that are no errors.

use super::{is_error, read_body, read_errors, table, text, write_and_read};

const LIST: &str = r#"
[envelope]
errors  = "/errors"
code    = "/errors/0/code"
message = ["/errors/0/message", "/errors/0"]
in_2xx  = true

[fields]
field = "/errors/0/field"

[errors.TAKEN]
code   = "taken"
status = 422

[errors.OTHER]
status = 422
"#;

#[test]
fn a_single_error_is_a_list_of_one() {
    let model = table(LIST);
    for body in [
        r#"{"errors":{"code":"taken","message":"It is taken","field":"name"}}"#,
        r#"{"errors":[{"code":"taken","message":"It is taken","field":"name"}]}"#,
    ] {
        assert_eq!(read_body(&model, 422, body), r#"TAKEN taken: It is taken field="name""#);
        assert_eq!(read_errors(&model, body), [r#"0 TAKEN: It is taken "name""#]);
        assert!(is_error(&model, 200, body));
    }
    for body in [r#"{"errors":"It is \"taken\""}"#, r#"{"errors":["It is \"taken\""]}"#] {
        assert_eq!(read_body(&model, 422, body), r#"OTHER : It is "taken""#);
        assert!(is_error(&model, 200, body));
    }
    for body in [r#"{"errors":{"name":["taken"]}}"#, r#"{"errors":true}"#, r#"{"errors":null}"#, r#"{"errors":0}"#] {
        assert!(!is_error(&model, 200, body), "{body}");
    }
    assert_eq!(
        write_and_read(&model, "TAKEN", &[("message", text("m"))]),
        r#"{"errors":[{"message":"m","code":"taken"}]}"#
    );
}

#[test]
fn a_single_error_is_a_batch_of_one() {
    let model = table(
        r#"
[envelope]
errors  = ""
code    = "/0/error/code"
message = "/0/error/message"

[errors.DENIED]
code = 7

[errors.DENIED.cases.OTHER_OWNER]
when = { "/0/error/data" = "owner" }
"#,
    );
    let one = r#"{"error":{"code":7,"message":"no","data":"owner"}}"#;
    for body in [one.to_owned(), format!("[{{\"result\":1}},{one}]")] {
        assert_eq!(read_body(&model, 400, &body), "OTHER_OWNER 7: no", "{body}");
    }
    assert_eq!(read_body(&model, 400, r#"{"result":{"error":{"code":7}}}"#), "unknown : ");
}

/// A list that has warnings beside its errors.
const SEVERITIES: &str = r#"
[success]
when = { "/list/0/severity" = ["warning", "info"] }

[envelope]
errors  = "/list"
code    = "/list/0/code"
message = "/list/0/text"
in_2xx  = true

[errors.GONE]
code = "gone"

[errors.OLD]
code = "old"
"#;

#[test]
fn the_conditions_of_a_success_hold_for_an_element() {
    let model = table(SEVERITIES);
    let warning = r#"{"severity":"warning","code":"old","text":"w"}"#;
    let error = r#"{"severity":"error","code":"gone","text":"e"}"#;
    let both = format!("{{\"list\":[{warning},{error}]}}");
    assert_eq!(read_body(&model, 400, &both), "GONE gone: e");
    assert_eq!(read_errors(&model, &both), ["1 GONE: e"]);
    assert!(is_error(&model, 200, &both));
    let warnings = format!("{{\"list\":[{warning}]}}");
    assert!(!is_error(&model, 200, &warnings));
    assert!(is_error(&model, 400, &warnings));
    assert_eq!(read_body(&model, 400, &warnings), "OLD old: w");
    // Without a severity, it is an error.
    assert!(is_error(&model, 200, r#"{"list":[{"code":"gone"}]}"#));
}

#[test]
#[cfg(feature = "xml")]
fn the_conditions_of_a_success_hold_for_an_element_of_xml() {
    let model = table(
        r#"
[success]
when = { "/Response/Errors/SeverityCode" = "Warning" }

[envelope]
body    = "xml"
errors  = "/Response/Errors"
code    = "/Response/Errors/ErrorCode"
message = "/Response/Errors/ShortMessage"
in_2xx  = true

[errors.EXPIRED]
code = 932
"#,
    );
    let warning =
        "<Errors><ShortMessage>Old</ShortMessage><ErrorCode>1</ErrorCode><SeverityCode>Warning</SeverityCode></Errors>";
    let error = "<Errors><ShortMessage>Token</ShortMessage><ErrorCode>932</ErrorCode><SeverityCode>Error</SeverityCode></Errors>";
    let body = ["<Response>", warning, error, "</Response>"].concat();
    assert_eq!(read_body(&model, 200, &body), "EXPIRED 932: Token");
    assert_eq!(read_errors(&model, &body), ["1 EXPIRED: Token"]);
    assert!(!is_error(&model, 200, &["<Response>", warning, "</Response>"].concat()));
}

#[test]
fn an_entry_of_an_envelope_without_message_has_none() {
    let model = table(
        r#"
[[envelope]]
id      = "map"
when    = { "/message" = { type = "object" } }
details = { at = "/message", map = true }

[[envelope]]
id      = "text"
message = "/message"

[errors.INVALID]
status   = 400
envelope = "map"
examples = [{ status = 400, body = '{"message":{"name":["is taken"]}}' }]

[errors.DENIED]
status   = 403
envelope = "text"
"#,
    );
    let fields = |name: &str| -> Vec<String> {
        let table = model.table();
        table
            .entry_by_name(name)
            .into_iter()
            .flat_map(|entry| entry.fields().map(str::to_owned).collect::<Vec<_>>())
            .collect()
    };
    assert!(fields("INVALID").is_empty());
    assert_eq!(fields("DENIED"), ["message"]);
    assert_eq!(read_body(&model, 400, r#"{"message":"name is missing"}"#), "INVALID : name is missing");
}
