//! Lists that are gathered through `*`.

use errspec_engine::Value;
use errspec_engine::decode::{Decoded, decode, each_detail, each_detail_json};
use errspec_engine::encode::{EncodeRequest, Extras, detail_tree};
use errspec_engine::{FieldValues, Fields};

use super::{incoming, read_body, report, table, text, write_and_read};

const ELEMENTS: &str = r#"
[envelope]
code    = "/ErrorNumber"
message = "/Message"
details = "/Elements/*/ValidationErrors/*"

[detail]
message = { at = "/Message", required = true }

[errors.VALIDATION]
code = 10
fields.messages = { at = "/Elements/*/ValidationErrors/*/Message", type = "list" }
fields.errors   = { at = "/Elements/*/ValidationErrors", type = "json" }
fields.names    = { at = "/Warnings/*~#", type = "list" }
"#;

const BODY: &str = r#"{"ErrorNumber":10,"Message":"A validation failed","Elements":[
    {"ValidationErrors":[{"Message":"one"},{"Message":null},{"Other":1}]}, 7, {"ValidationErrors":[]},
    {"ValidationErrors":[{"Message":"two"},{"Message":{"not":"a text"}},{"Message":3}]}],
    "Warnings":{"late":true,"early":[]}}"#;

#[test]
fn a_list_has_all_values_at_its_location() {
    let read = read_body(&table(ELEMENTS), 400, BODY);
    let errors = r#"[[{"Message":"one"},{"Message":null},{"Other":1}],[],[{"Message":"two"},{"Message":{"not":"a text"}},{"Message":3}]]"#;
    assert_eq!(
        read,
        format!(
            r#"VALIDATION 10: A validation failed errors={errors} messages=["one","two","3"] names=["late","early"]"#
        )
    );
}

#[test]
fn a_list_without_values_is_absent() {
    for elements in ["[]", "null", "{}", "[{}]", "3"] {
        let body = format!(r#"{{"ErrorNumber":10,"Message":"m","Elements":{elements}}}"#);
        assert_eq!(read_body(&table(ELEMENTS), 400, &body), "VALIDATION 10: m", "{elements}");
    }
}

#[test]
fn a_gathered_list_is_written_to_one_place_each() {
    let list = |items: &[&str]| Value::List(items.iter().map(|item| (*item).to_owned()).collect::<Vec<_>>().into());
    let model = table(
        "[envelope]\ncode = \"/code\"\n[errors.BAD]\ncode = 1\nfields.texts = { at = \"/list/*/text\", type = \"list\" }\n\
         fields.keys = { at = \"/map/*~#\", type = \"list\" }\nfields.kinds = { at = \"/info/[n=1]/kinds/*\", type = \"list\" }\n",
    );
    let values = [("texts", list(&["a", "b"])), ("keys", list(&["x", "y"])), ("kinds", list(&["k"]))];
    let body = r#"{"list":[{"text":"a"},{"text":"b"}],"map":{"x":{},"y":{}},"info":[{"n":1,"kinds":["k"]}],"code":1}"#;
    assert_eq!(write_and_read(&model, "BAD", &values), body);
}

/// Returns the values of each sub-error of a body, and its JSON.
pub(super) fn details(table_text: &str, body: &str) -> (Vec<String>, Vec<String>, Option<String>) {
    let model = table(table_text);
    let table = model.table();
    let mut out = Decoded::new(body.as_bytes());
    decode(&table, &incoming(400, body), &mut out);
    let (mut typed, mut raw) = (Vec::new(), Vec::new());
    let count = table.detail().map_or(0, |(_, fields)| fields.len());
    each_detail(&table, &out.parts, &mut |fields| {
        let values = (0..count).map(|number| fields.value(number).map_or("none".to_owned(), |value| value.to_json()));
        typed.push(values.collect::<Vec<_>>().join(" "));
    });
    each_detail_json(&out.parts, &mut |json| raw.push(json));
    (typed, raw, out.parts.details_json())
}

#[test]
fn details_are_gathered_from_nested_lists() {
    let (typed, raw, json) = details(ELEMENTS, BODY);
    assert_eq!(typed, ["\"one\"", "none", "none", "\"two\"", "none", "\"3\""]);
    assert_eq!(raw.len(), 6);
    assert_eq!(json, Some(["[", &raw.join(","), "]"].concat()));
}

const MAP: &str = r#"
[envelope]
message = "/message"
details = "/errors/*/*"

[detail]
field = "..~#"
index = "~#"
code  = "/code"
text  = ["/text", ""]

[errors.INVALID]
status  = 422
message = "Invalid"
"#;

#[test]
fn a_map_of_lists_of_objects_has_its_key_at_hand() {
    let body = r#"{"message":"Invalid","errors":{"email":[{"code":"taken"},{"code":"short","text":"t"}],"name":["missing"],"age":"odd"}}"#;
    let (typed, ..) = details(MAP, body);
    let expected = [
        r#""email" "0" "taken" none"#,
        r#""email" "1" "short" "t""#,
        r#""name" "0" none "missing""#,
        r#""age" none none "odd""#,
    ];
    assert_eq!(typed, expected);
}

#[test]
fn a_value_alone_in_a_map_of_lists_is_a_sub_error() {
    let body = r#"{"message":"Invalid","errors":{"email":{"code":"taken","text":"is taken"},"base":"whole","age":[],"x":null,
        "map":{"a":"one","b":{"code":"two"}},"code":{"text":["no text"]},"n":7,"list":[{"code":"last"}]}}"#;
    let (typed, raw, json) = details(MAP, body);
    let expected = [
        r#""email" none "taken" "is taken""#,
        r#""base" none none "whole""#,
        r#""map" "a" none "one""#,
        r#""map" "b" "two" none"#,
        r#""code" "text" none none"#,
        r#""n" none none "7""#,
        r#""list" "0" "last" none"#,
    ];
    assert_eq!(typed, expected);
    assert_eq!(raw.len(), 7);
    assert_eq!(raw.first().map(String::as_str), Some(r#"{"code":"taken","text":"is taken"}"#));
    assert_eq!(json, Some(["[", &raw.join(","), "]"].concat()));
    assert_eq!(details(MAP, r#"{"message":"Invalid","errors":"lone"}"#).0, [r#"none none none "lone""#]);
    assert_eq!(details(MAP, r#"{"message":"Invalid","errors":[{"code":"one"}]}"#).0, [r#""0" none "one" none"#]);
}

#[test]
fn details_that_end_with_the_star_of_the_code_are_all_elements() {
    let text = |details: &str| {
        format!(
            "[envelope]\ncode = \"/errors/*/code\"\nmessage = \"/errors/*/m\"\ndetails = \"{details}\"\n[detail]\n\
             code = \"/code\"\n[errors.A]\ncode = \"a\"\n[fields]\ncodes = {{ at = \"/errors/*/code\", type = \"list\" }}\n\
             names = {{ at = \"/errors/*~#\", type = \"list\" }}\n"
        )
    };
    let body = r#"{"errors":[{"m":"none"},{"code":"a","m":"m"},{"code":"b"}]}"#;
    for location in ["/errors/*", "/errors"] {
        let text = text(location);
        assert_eq!(details(&text, body).0, ["none", "\"a\"", "\"b\""], "{location}");
        assert_eq!(read_body(&table(&text), 400, body), r#"A a: m codes=["a"] names=["0","1","2"]"#);
    }
}

#[test]
fn elements_of_another_type_are_left_out_of_a_list() {
    let model = table(
        "[envelope]\ncode = \"/code\"\n[errors.A]\ncode = 1\nfields.texts = { at = \"/l\", type = \"list\" }\n\
         fields.numbers = { at = \"/n\", type = \"list\", of = \"integer\" }\n[fields]\n\
         all = { at = \"/l/*\", type = \"list\" }\n",
    );
    let strict = |body: &str| {
        let mut out = Decoded::new(body.as_bytes());
        errspec_engine::decode::try_decode(&model.table(), &incoming(400, body), &mut out).is_ok()
    };
    let body = r#"{"code":1,"l":["a",null,"b"],"n":[1,null,2]}"#;
    assert_eq!(read_body(&model, 400, body), r#"A 1:  all=["a","b"] numbers=[1,2] texts=["a","b"]"#);
    assert!(strict(body));
    let body = r#"{"code":1,"l":["a",{"x":1},"b"],"n":[1,"x","2"]}"#;
    assert_eq!(read_body(&model, 400, body), r#"A 1:  all=["a","b"] numbers=[1,2] texts=["a","b"]"#);
    assert!(!strict(body));
    assert_eq!(read_body(&model, 400, r#"{"code":1,"l":[{}],"n":["x"]}"#), "A 1: ");
    assert_eq!(read_body(&model, 400, r#"{"code":1,"l":[],"n":[]}"#), "A 1:  numbers=[] texts=[]");
    assert_eq!(read_body(&model, 400, r#"{"code":1,"l":"a"}"#), r#"A 1:  all=["a"] texts=["a"]"#);
}

#[test]
fn gathered_details_are_written_below_their_keys() {
    let model = table(MAP);
    let table = model.table();
    let entry = table.entry_by_name("INVALID").expect("the entry is in the table");
    let detail = |field: &str, code: &str| {
        let values = [Some(text(field)), None, Some(text(code)), None];
        detail_tree(Some(&table), &Fields::new(values))
    };
    let details = vec![detail("email", "taken"), detail("name", "missing"), detail("email", "short")];
    let extras = Extras { details, ..Extras::default() };
    let response = EncodeRequest { entry, values: &Fields::default(), extras: &extras }.encode();
    let body =
        r#"{"message":"Invalid","errors":{"email":[{"code":"taken"},{"code":"short"}],"name":[{"code":"missing"}]}}"#;
    assert_eq!(String::from_utf8_lossy(&response.body), body);
    let (typed, ..) = self::details(MAP, body);
    assert_eq!(typed, [r#""email" "0" "taken" none"#, r#""email" "1" "short" none"#, r#""name" "0" "missing" none"#]);
}

#[test]
fn one_odd_sub_error_does_not_drop_the_others() {
    let table = "[envelope]\nmessage = \"/message\"\ndetails = \"/errors\"\n[detail]\ntext = [\"/text\", \"\"]\n\
                 [errors.INVALID]\nstatus = 422\nmessage = \"Invalid\"\n";
    let body = |errors: &str| format!(r#"{{"message":"Invalid","errors":{errors}}}"#);
    assert_eq!(
        details(table, &body(r#"[{"text":"a"},"b",null,[1],{"c":1},3]"#)).0,
        ["\"a\"", "\"b\"", "none", "none", "none", "\"3\""]
    );
    assert_eq!(details(table, &body(r#""alone""#)).0, ["\"alone\""]);
    assert_eq!(details(table, &body(r#"{"text":"one"}"#)).0, ["\"one\""]);
}

#[test]
fn misuse_is_reported() {
    let report = |detail: &str| report(&format!("[envelope]\ncode = \"/code\"\n[errors.BAD]\ncode = 1\n{detail}"));
    let template = report("fields.a = { at = \"/list/*\", type = \"list\", template = \"{a}!\" }");
    assert!(template.contains("a template takes one text apart"), "{template}");
    let chain = report("fields.a = { at = \"/list/*/cause**/text\", type = \"list\" }");
    assert!(chain.contains("a chain after a `*`"), "{chain}");
    let parent = report("fields.a = \"..~#\"");
    assert!(parent.contains("only a sub-error has a parent"), "{parent}");
}

#[test]
fn a_list_in_a_batch_is_that_of_the_chosen_element() {
    let model = table(
        "[envelope]\ncode = \"/*/error\"\n[errors.BAD]\ncode = 1\nfields.tags = { at = \"/*/tags\", type = \"list\" }\n\
         fields.texts = { at = \"/*/notes/*/text\", type = \"list\" }\n",
    );
    let body =
        r#"[{"tags":["a"],"notes":[{"text":"x"}]},{"error":1,"tags":["b","c"],"notes":[{"text":"y"},{"text":"z"}]}]"#;
    assert_eq!(read_body(&model, 400, body), r#"BAD 1:  tags=["b","c"] texts=["y","z"]"#);
}

#[test]
fn the_details_of_a_batch_are_those_of_the_chosen_element() {
    let table = "[envelope]\ncode = \"/data/*/errors/*/type\"\ndetails = \"/data/*/errors\"\n[detail]\nid = \"/id\"\n\
                 [errors.BAD]\ncode = \"bad\"\n";
    let body =
        r#"{"data":{"a":{"errors":[]},"b":{"errors":[{"type":"bad","id":5},{"id":6}]},"c":{"errors":[{"id":7}]}}}"#;
    assert_eq!(details(table, body).0, ["\"5\"", "\"6\""]);
}

#[test]
fn lists_at_one_location_are_joined() {
    let model = table(
        "[envelope]\ncode = \"/code\"\n[errors.BAD]\ncode = 1\nfields.tags = { at = \"/parts/*/tags\", type = \"list\" }\n",
    );
    let body = r#"{"code":1,"parts":[{"tags":["a","b"]},{"tags":"c"},{}]}"#;
    assert_eq!(read_body(&model, 400, body), r#"BAD 1:  tags=["a","b","c"]"#);
    let table =
        "[envelope]\ncode = \"/code\"\ndetails = \"/parts/*/errors\"\n[detail]\nid = \"/id\"\n[errors.BAD]\ncode = 1\n";
    let body = r#"{"code":1,"parts":[{"errors":[{"id":1},{"id":2}]},{"errors":{"id":3}},{"errors":null}]}"#;
    assert_eq!(details(table, body).0, ["\"1\"", "\"2\"", "\"3\""]);
}
