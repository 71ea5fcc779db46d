//! Values that are written to one place: in one text, as elements of one list, or where a condition has a value of its own.

use errspec_engine::encode::{EncodeRequest, Extras};
use errspec_engine::{Fields, Value};

use crate::{Model, table, text, write_and_read};

/// Returns the body of an entry whose error carries the values of top-level fields.
fn write_with(model: &Model, name: &str, fields: &[(&str, Value<'static>)]) -> String {
    let table = model.table();
    let entry = table.entry_by_name(name).expect("the entry is in the table");
    let values = Fields::new(entry.fields().map(|_: &str| None));
    let fields = fields.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
    let extras = Extras { fields, ..Extras::default() };
    let response = EncodeRequest { entry, values: &values, extras: &extras }.encode();
    String::from_utf8(response.body).expect("a body is UTF-8")
}

#[test]
fn a_field_of_a_text_does_not_replace_the_text_with_another_wording() {
    let model = table(
        r#"
        [envelope]
        code = "/code"

        [errors.LIMITED]
        code = 1
        fields.used  = { at = "/text", template = "{used} of {limit}", type = "integer" }
        fields.limit = { at = "/text", template = ["up to {limit}", "{used} of {limit}"], type = "integer" }
        "#,
    );
    let both = [("used", Value::Integer(3)), ("limit", Value::Integer(5))];
    assert_eq!(write_and_read(&model, "LIMITED", &both), r#"{"text":"3 of 5","code":1}"#);
    // Alone, it is written in its own.
    assert_eq!(write_and_read(&model, "LIMITED", &both[1..]), r#"{"text":"up to 5","code":1}"#);
}

#[test]
fn a_field_of_another_text_is_written_to_its_own_place() {
    let model = table(
        r#"
        [envelope]
        code = "/code"

        [errors.LIMITED]
        code = 1
        fields.used  = { at = "/text", template = "{used} of {limit}", type = "integer" }
        fields.limit = { at = "/note", template = "up to {limit}", type = "integer" }
        "#,
    );
    let both = [("used", Value::Integer(3)), ("limit", Value::Integer(5))];
    assert_eq!(write_and_read(&model, "LIMITED", &both), r#"{"text":"3 of 5","note":"up to 5","code":1}"#);
    assert_eq!(write_and_read(&model, "LIMITED", &both[1..]), r#"{"note":"up to 5","code":1}"#);
}

#[test]
fn top_level_fields_are_written_in_one_text() {
    let model = table(
        r#"
        [envelope]
        code = "/code"

        [fields]
        used  = { at = "/text", template = "{used} of {limit}" }
        limit = { at = "/text", template = "{used} of {limit}" }

        [errors.LIMITED]
        code = 1
        "#,
    );
    let fields = [("used", text("3")), ("limit", text("5"))];
    assert_eq!(write_with(&model, "LIMITED", &fields), r#"{"text":"3 of 5","code":1}"#);
    // One alone has no text.
    assert_eq!(write_with(&model, "LIMITED", &fields[..1]), r#"{"code":1}"#);
}

#[test]
fn a_field_keeps_a_value_that_a_condition_accepts() {
    let model = table(
        r#"
        [envelope]
        code = "/code"

        [errors.A]
        code = 1
        when = { "/kind" = ["x", "y"] }
        fields.kind = "/kind"
        "#,
    );
    assert_eq!(write_and_read(&model, "A", &[("kind", text("y"))]), r#"{"kind":"y","code":1}"#);
    // Without a value, the first of the condition is written; one that no response of the entry has is replaced.
    let body = |kind: Option<&str>| {
        let model_table = model.table();
        let entry = model_table.entry_by_name("A").expect("the entry is in the table");
        let values = Fields::new(entry.fields().map(|_: &str| kind.map(text)));
        let response = EncodeRequest { entry, values: &values, extras: &Extras::default() }.encode();
        String::from_utf8(response.body).expect("a body is UTF-8")
    };
    assert_eq!(body(None), r#"{"kind":"x","code":1}"#);
    assert_eq!(body(Some("z")), r#"{"kind":"x","code":1}"#);
}

#[test]
fn conditions_on_one_list_have_an_element_each() {
    let model = table(
        r#"
        [envelope]
        code = "/code"
        when = { "/tags/*" = "error" }

        [errors.QUOTA]
        code = 1
        when = { "/tags/*" = "quota" }

        [errors.OTHER]
        code = 1
        "#,
    );
    assert_eq!(write_and_read(&model, "QUOTA", &[]), r#"{"tags":["error","quota"],"code":1}"#);
    assert_eq!(write_and_read(&model, "OTHER", &[]), r#"{"tags":["error"],"code":1}"#);
}

#[test]
fn a_value_is_omitted_where_the_entry_has_none() {
    let model = table(
        r#"
        [envelope]
        code  = "/code"
        write = { "/kind" = "general", "/version" = 2 }

        [errors.A]
        code = 1
        when = { "/kind" = { present = false } }

        [errors.B]
        code = 1
        when = { "/kind" = "general" }
        "#,
    );
    assert_eq!(write_and_read(&model, "A", &[]), r#"{"version":2,"code":1}"#);
    assert_eq!(write_and_read(&model, "B", &[]), r#"{"kind":"general","version":2,"code":1}"#);
}

#[test]
fn a_body_without_values_is_an_empty_object() {
    let model = table("[envelope]\ncode = \"/code\"\n[errors.GONE]\nstatus = 410\n");
    assert_eq!(write_and_read(&model, "GONE", &[]), "{}");
}
