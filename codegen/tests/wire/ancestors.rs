//! Values at a location above those of other values.

use super::{read_body, table, text, write_and_read};
use errspec_engine::encode::{DetailTree, EncodeRequest, Extras, Tree};
use errspec_engine::{Fields, Value};

const TABLE: &str = r#"
[envelope]
code    = "/error/code"
message = "/error/message"

[errors.DENIED]
code = 7
message = "Denied to {user}"
fields.raw = { at = "/error", type = "json" }
"#;

#[test]
fn a_json_value_keeps_the_values_below_it() {
    let model = table(TABLE);
    let raw = Value::Json(r#"{"code":7,"more":[1],"message":"Denied to bo"}"#.into());
    let body = write_and_read(&model, "DENIED", &[("user", text("bo")), ("raw", raw)]);
    assert_eq!(body, r#"{"error":{"code":7,"more":[1],"message":"Denied to bo"}}"#);
    // The code and the message tell which error it is, so they take the place of members of the same names.
    let table = model.table();
    let entry = table.entry_by_name("DENIED").expect("the entry is in the table");
    for (raw, written) in [
        (r#"{"code":8,"more":{"a":null}}"#, r#"{"error":{"code":7,"more":{"a":null},"message":"Denied to bo"}}"#),
        ("[1]", r#"{"error":{"message":"Denied to bo","code":7}}"#),
        ("3", r#"{"error":{"message":"Denied to bo","code":7}}"#),
    ] {
        let values = Fields::new([Some(text("bo")), Some(Value::Json(raw.into()))]);
        let response = EncodeRequest { entry, values: &values, extras: &Extras::default() }.encode();
        assert_eq!(String::from_utf8_lossy(&response.body), written, "{raw}");
        assert!(read_body(&model, 400, written).starts_with("DENIED 7: Denied to bo"), "{written}");
    }
}

#[test]
fn details_keep_the_code_of_the_error_that_stands_in_the_first() {
    let model = table(
        "[envelope]\ncode = \"/errors/0/code\"\nmessage = \"/errors/0/message\"\ndetails = \"/errors\"\n\n[detail]\ncode = \"/code\"\npath = \"/path\"\n\n[errors.A]\ncode = 1\nmessage = \"m\"\n",
    );
    let table = model.table();
    let entry = table.entry_by_name("A").expect("the entry is in the table");
    let detail = |member: &str, value: &str| DetailTree {
        tree: Tree::Object(vec![(member.to_owned().into(), Tree::string(value.to_owned()))]),
        ..DetailTree::default()
    };
    let extras = Extras { details: vec![detail("path", "/x"), detail("code", "2")], ..Extras::default() };
    let response = EncodeRequest { entry, values: &Fields::default(), extras: &extras }.encode();
    let body = String::from_utf8_lossy(&response.body).into_owned();
    assert_eq!(body, r#"{"errors":[{"path":"/x","message":"m","code":1},{"code":"2"}]}"#);
    assert_eq!(read_body(&model, 400, &body), "A 1: m");
}
