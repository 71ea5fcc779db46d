//! The errors of strict decoding: each says what is wrong with a response, and where.

use errspec_codegen::Model;
use errspec_engine::decode::{Decoded, Incoming, try_decode};

use crate::{incoming, table};

/// Returns the name of the entry that a response is, or else why it is none.
fn strict(model: &Model, incoming: &Incoming<'_, '_>) -> String {
    let table = model.table();
    match try_decode(&table, incoming, &mut Decoded::new(incoming.body)) {
        Ok(entry) => entry.name().to_owned(),
        Err(error) => error.to_string(),
    }
}

const LIMITS: &str = r#"
[envelope]
code        = "/code"
message     = "/message"
retry_after = ["/wait", "header:x-wait"]

[errors.LIMIT]
code       = 7
status     = 429
fields.own = { at = "/own", type = "integer", required = true }
fields.any = { at = "/any", type = "integer" }

[errors.ONE]
code    = 8
message = "one"

[errors.OTHER]
code    = 8
message = "other"

[errors.CLASS]
codes       = "E{_}"
fields.kind = { at = "/kind", required = true }
"#;

#[test]
fn a_response_without_an_entry_is_refused_by_what_it_lacks() {
    let model = table(LIMITS);
    let strict = |status, body: &str| strict(&model, &incoming(status, body));
    assert_eq!(strict(429, r#"{"code":7,"own":1,"message":"m"}"#), "LIMIT");
    assert_eq!(strict(429, r#"{"code":9,"message":"m"}"#), r#"no entry of the table has the code "9""#);
    assert_eq!(strict(429, r#"{"code":7,"message":"m"}"#), "missing field `own` of `LIMIT`");
    assert_eq!(strict(400, r#"{"code":8,"message":"one"}"#), "ONE");
    assert_eq!(
        strict(500, r#"{"code":8,"message":"none"}"#),
        r#"no entry with the code "8" matches the message and status 500"#
    );
    assert_eq!(strict(400, r#"{"message":"m"}"#), "no entry without a code matches the message and status 400");
    // The field of the code is not the one that is missing.
    assert_eq!(strict(400, r#"{"code":"E1","message":"m"}"#), "missing field `kind` of `CLASS`");
    assert_eq!(strict(400, r#"{"code":"E1","kind":"a","message":"m"}"#), "CLASS");
}

#[test]
fn a_value_of_another_type_is_refused_at_its_place() {
    let model = table(LIMITS);
    let refused = |incoming: &Incoming<'_, '_>| strict(&model, incoming);
    let strict = |body: &str| refused(&incoming(429, body));
    assert_eq!(strict(r#"{"code":7,"own":"x"}"#), "invalid value of field `own` of `LIMIT`, at line 1, column 18");
    assert_eq!(
        strict("{\"code\":7,\"own\":1,\n \"any\":[]}"),
        "invalid value of field `any` of `LIMIT`, at line 2, column 8"
    );
    assert_eq!(strict(r#"{"code":7,"own":1,"any":null}"#), "LIMIT");
    assert_eq!(
        strict(r#"{"code":7,"own":1,"wait":"soon"}"#),
        "\"soon\" at `/wait` is not a delay, at line 1, column 27"
    );
    let header = |name: &str| (name == "x-wait").then(|| "soon".to_owned());
    let with_header = Incoming { headers: Some(&header), ..incoming(429, r#"{"code":7,"own":1}"#) };
    // A header has no place in the body.
    assert_eq!(refused(&with_header), "\"soon\" at `header:x-wait` is not a delay");
}

#[test]
fn a_value_of_another_type_in_a_text_is_refused_without_a_place() {
    let model = table(
        r#"
        [envelope]
        code = "/code"

        [errors.LIMIT]
        code       = 7
        fields.own = { at = "/data/(json)/own", type = "integer" }
        "#,
    );
    let strict = |body: &str| strict(&model, &incoming(400, body));
    assert_eq!(strict(r#"{"code":7,"data":"{\"own\":1}"}"#), "LIMIT");
    assert_eq!(strict(r#"{"code":7,"data":"{\"own\":\"x\"}"}"#), "invalid value of field `own` of `LIMIT`");
    assert_eq!(strict(r#"{"code":7,"data":"{}"}"#), "LIMIT");
}
