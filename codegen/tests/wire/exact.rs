//! Responses that are exactly as their tables describe.

use errspec_engine::decode::{Decoded, try_decode};

use crate::{Model, incoming, table};

/// Returns the error of a strict decoding.
fn mistake(model: &Model, body: &str) -> Option<String> {
    try_decode(&model.table(), &incoming(400, body), &mut Decoded::new(body.as_bytes()))
        .err()
        .map(|error| error.to_string())
}

#[test]
fn a_text_of_which_a_field_is_no_part_is_as_described() {
    let model = table(
        r#"
        [envelope]
        code = "/code"

        [errors.A]
        code = 1
        fields.reason = { at = "/reason", template = ["{reason} - [{issuer}]", "{reason}"] }
        fields.issuer = { at = "/reason", template = "{reason} - [{issuer}]" }
        fields.limit = { at = "/limit", type = "integer" }
        "#,
    );
    assert_eq!(mistake(&model, r#"{"code":1,"reason":"Do not honor - [05]"}"#), None);
    assert_eq!(mistake(&model, r#"{"code":1,"reason":"Do not honor","limit":3}"#), None);
    assert!(mistake(&model, r#"{"code":1,"limit":"x"}"#).is_some());
}

/// A table with sub-errors that are objects or texts.
const MIXED: &str = r#"
    [envelope]
    code = "/r/code"
    details = "/r/errors/e"

    [detail]
    text = ["/message", ""]
    other = { at = "/other", type = "integer" }

    [errors.A]
    code = 1
    "#;

#[test]
fn sub_errors_of_several_types_are_as_described() {
    let model = table(MIXED);
    let body = |errors: &str| format!(r#"{{"r":{{"code":1,"errors":{{"e":{errors}}}}}}}"#);
    assert_eq!(mistake(&model, &body(r#"["a",{"message":"b"},{"other":1},{},null]"#)), None);
    assert!(mistake(&model, &body(r#"[{"message":"b","other":"x"}]"#)).is_some());
    assert!(mistake(&model, &body(r#"[{"message":{}}]"#)).is_some());
}

#[cfg(feature = "xml")]
#[test]
fn sub_errors_of_several_types_in_xml_are_as_described() {
    let model = table(&MIXED.replace("[envelope]", "[envelope]\nbody = \"xml\""));
    let body = |errors: &str| format!("<r><code>1</code><errors>{errors}</errors></r>");
    assert_eq!(mistake(&model, &body("<e>a</e><e><message>b</message></e><e><other>1</other></e><e/>")), None);
    assert!(mistake(&model, &body("<e><other>x</other></e>")).is_some());
}
