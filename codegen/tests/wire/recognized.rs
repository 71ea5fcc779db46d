//! The values by which an envelope is recognized, and those of a response whose envelope is not known.

use errspec_codegen::Model;
use errspec_engine::decode::{Decoded, Incoming, try_decode};

use super::{incoming, is_error, read_body, read_errors, read_response, table};

/// Returns a table of an envelope with an entry without a code, which only a response in the envelope can be, such as the example.
fn locked(envelope: &str, example: &str) -> Model {
    let entry = "[errors.LOCKED]\nwhen = { \"/kind\" = \"locked\" }";
    table(&format!("[envelope]\n{envelope}\n{entry}\nexamples = [{{ status = 400, body = '{example}' }}]\n"))
}

#[test]
fn an_object_in_the_place_of_the_code_tells_an_envelope() {
    let model = locked("code = \"/code\"", r#"{"code":{"n":1},"kind":"locked"}"#);
    assert_eq!(read_body(&model, 400, r#"{"code":{"n":1},"kind":"locked"}"#), "LOCKED : ");
    assert_eq!(read_body(&model, 400, r#"{"kind":"locked"}"#), "unknown : ");
}

#[test]
fn a_list_of_details_tells_an_envelope() {
    let model = locked("code = \"/code\"\ndetails = \"/details\"", r#"{"kind":"locked","details":[]}"#);
    assert_eq!(read_body(&model, 400, r#"{"kind":"locked","details":[]}"#), "LOCKED : ");
    assert_eq!(read_body(&model, 400, r#"{"kind":"locked","details":1}"#), "unknown : ");
    let model = locked(
        "code = \"/code\"\ndetails = \"/data/(json)/details\"",
        r#"{"kind":"locked","data":"{\"details\":[]}"}"#,
    );
    assert_eq!(read_body(&model, 400, r#"{"kind":"locked","data":"{\"details\":[]}"}"#), "LOCKED : ");
    assert_eq!(read_body(&model, 400, r#"{"kind":"locked","data":"{\"details\":1}"}"#), "unknown : ");
}

#[test]
fn a_list_of_errors_tells_an_envelope() {
    let model = locked("errors = \"/errors\"\ncode = \"/errors/0/code\"", r#"{"kind":"locked","errors":[]}"#);
    assert_eq!(read_body(&model, 400, r#"{"kind":"locked","errors":[]}"#), "LOCKED : ");
    assert_eq!(read_body(&model, 400, r#"{"kind":"locked","errors":1}"#), "unknown : ");
}

#[test]
fn a_single_error_is_read_beside_a_request_id() {
    let model = table(
        r#"
[envelope]
errors     = "/errors"
code       = "/errors/0/code"
message    = "/errors/0/message"
request_id = "/id"

[errors.TAKEN]
code = "taken"
"#,
    );
    let one = r#"{"code":"taken","message":"It is taken"}"#;
    for body in [format!(r#"{{"id":"r1","errors":{one}}}"#), format!(r#"{{"id":"r1","errors":[{one}]}}"#)] {
        assert_eq!(read_body(&model, 400, &body), "TAKEN taken: It is taken (r1)");
        assert_eq!(read_errors(&model, &body), ["0 TAKEN: It is taken"]);
    }
}

#[test]
fn lines_without_an_error_are_one_only_by_the_status() {
    let model =
        table("[envelope]\nparts = \"json-lines\"\ncode = \"/error/code\"\nin_2xx = true\n\n[errors.A]\ncode = 7\n");
    let body = "{\"id\":1}\n{\"id\":2}\n";
    assert!(!is_error(&model, 200, body));
    assert!(is_error(&model, 400, body));
    assert!(is_error(&model, 500, body));
    assert!(is_error(&model, 200, "{\"id\":1}\n{\"error\":{\"code\":7}}\n"));
}

#[test]
fn a_page_at_the_first_location_of_a_message_leaves_it_to_the_next() {
    let model = table("[envelope]\nmessage = [\"/message\", \"/title\", \"/text\"]\n\n[errors.OTHER]\nstatus = 502\n");
    let page = "<!DOCTYPE html><html><body>Bad gateway</body></html>";
    let read = |title: &str| {
        read_body(&model, 502, &format!("{{\"message\":{page:?},\"title\":{title:?},\"text\":\"No answer\"}}"))
    };
    assert_eq!(read("Down"), "OTHER : Down");
    assert_eq!(read(""), "OTHER : No answer");
    assert_eq!(read(page), "OTHER : No answer");
}

#[test]
fn an_empty_text_leaves_a_message_to_the_next_location() {
    let model = table(
        "[envelope]\nmessage = [{ at = \"/a\", template = \"[{message}]\" }, \"/b\"]\n\n[errors.OTHER]\nstatus = 400\n",
    );
    assert_eq!(read_body(&model, 400, r#"{"a":"[]","b":"Down"}"#), "OTHER : Down");
    assert_eq!(read_body(&model, 400, r#"{"a":"[Up]","b":"Down"}"#), "OTHER : Up");
    assert_eq!(read_body(&model, 400, r#"{"a":"[]"}"#), "OTHER : ");
}

/// Two envelopes, of which the second has its request id and its delay in headers.
const HEADERS: &str = r#"
[[envelope]]
code       = "/code"
request_id = "/id"

[[envelope]]
id          = "gateway"
code        = "/fault"
request_id  = "header:x-id"
retry_after = "header:x-wait"

[errors.A]
code = 1

[errors.B]
code     = 2
envelope = "gateway"
"#;

/// Returns the request id of a response with headers, and the seconds that it asks to wait.
fn headers_of(body: &str) -> (Option<String>, Option<u64>) {
    let model = table(HEADERS);
    let table = model.table();
    let header = |name: &str| match name {
        "x-id" => Some("r1".to_owned()),
        "x-wait" => Some("9".to_owned()),
        _ => None,
    };
    let incoming = Incoming { status: Some(503), headers: Some(&header), body: body.as_bytes(), clock: || None };
    let mut out = Decoded::new(incoming.body);
    errspec_engine::decode::decode(&table, &incoming, &mut out);
    (out.parts.request_id().map(ToOwned::to_owned), out.parts.retry_after().map(|delay| delay.as_secs()))
}

#[test]
fn a_response_of_no_known_envelope_has_the_headers_of_any() {
    let all = (Some("r1".to_owned()), Some(9));
    assert_eq!(headers_of(""), all);
    assert_eq!(headers_of(" \n"), all);
    assert_eq!(headers_of("<html><body>Bad gateway</body></html>"), all);
    assert_eq!(headers_of(r#"{"other":1}"#), all);
    assert_eq!(headers_of(r#"{"fault":2}"#), all);
}

#[test]
fn a_response_in_an_envelope_has_no_headers_of_others() {
    assert_eq!(headers_of(r#"{"code":1}"#), (None, None));
    assert_eq!(headers_of(r#"{"code":1,"id":"own"}"#), (Some("own".to_owned()), None));
}

#[test]
fn an_empty_list_is_none_where_it_must_not_be_empty() {
    let model = table(
        r#"
[envelope]
code = "/code"

[errors.A]
code = 1
fields.names = { at = "/names", type = "list", separator = ",", not_empty = true }
"#,
    );
    assert_eq!(read_body(&model, 400, r#"{"code":1,"names":"a,b"}"#), r#"A 1:  names=["a","b"]"#);
    assert_eq!(read_body(&model, 400, r#"{"code":1,"names":""}"#), "A 1: ");
}

#[test]
fn a_syntax_error_is_told_with_its_line_and_column() {
    let model = table("[envelope]\ncode = \"/code\"\n\n[errors.A]\ncode = 1\n");
    let read = |body: &str| {
        let table = model.table();
        let result = try_decode(&table, &incoming(400, body), &mut Decoded::new(body.as_bytes()));
        result.err().and_then(|error| error.line_column())
    };
    assert_eq!(read("{\"code\": 1,\n \"x\": oops}"), Some((2, 7)));
    assert_eq!(read("{\"code\": 2}"), None);
}

#[test]
fn a_boolean_is_no_number() {
    let model = table(
        r#"
[envelope]
code = "/code"

[errors.A]
code = 1
fields.n = { at = "/n", type = "integer" }
fields.x = { at = "/x", type = "number" }
"#,
    );
    assert_eq!(read_body(&model, 400, r#"{"code":1,"n":true,"x":false}"#), "A 1: ");
    assert_eq!(read_response(&model, &incoming(400, r#"{"code":1,"n":3,"x":1.5}"#)), "A 1:  n=3 x=1.5");
}

#[test]
fn of_lines_that_may_be_no_errors_one_with_a_code_is_nearest_to_an_error() {
    let model = table(
        r#"
[envelope]
parts   = "json-lines"
code    = "/code"
message = "/message"

[success]
codes = [0]

[errors.A]
code = 7

[errors.OTHER]
message = "boom"
"#,
    );
    let read = |lines: [&str; 2]| read_body(&model, 200, &(lines.join("\n") + "\n"));
    assert_eq!(read([r#"{"message":"boom"}"#, r#"{"code":7,"message":"x"}"#]), "A 7: x");
    assert_eq!(read([r#"{"message":"boom"}"#, r#"{"code":9,"message":"x"}"#]), "unknown 9: x");
    assert_eq!(read([r#"{"code":0,"message":"done"}"#, r#"{"message":"boom"}"#]), "OTHER : boom");
}
