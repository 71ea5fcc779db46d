//! Locations that select an element by the value of one of its members.

use super::{read_body, report, table, text, write_and_read};

const PARAMETERS: &str = r#"
[envelope]
code    = "/errors/0/code"
message = "/errors/0/text"

[errors.INVALID]
code = 7
fields.reason = "/errors/0/parameters/[name=reason]/value"
fields.field  = "/errors/0/parameters/[name=field]/value"
"#;

#[test]
fn the_element_whose_member_has_the_value_is_read() {
    let model = table(PARAMETERS);
    let body = |parameters: &str| format!(r#"{{"errors":[{{"code":7,"text":"t","parameters":{parameters}}}]}}"#);
    let read = |parameters: &str| read_body(&model, 400, &body(parameters));
    let all = r#"INVALID 7: t field="f" reason="r""#;
    assert_eq!(read(r#"[{"name":"reason","value":"r"},{"name":"field","value":"f"}]"#), all);
    // The tested member may be after the others, and other elements may be before.
    assert_eq!(
        read(r#"[{"value":"x"},{"value":"f","name":"field"},3,{"value":"r","name":"reason"},{"name":"reason"}]"#),
        all
    );
    assert_eq!(read(r#"[{"name":"field","value":"f"}]"#), r#"INVALID 7: t field="f""#);
    assert_eq!(read("[]"), r#"INVALID 7: t"#);
    // A map of objects has values to select from, too.
    assert_eq!(read(r#"{"a":{"name":"reason","value":"r"},"b":{"name":"field","value":"f"}}"#), all);
}

#[test]
fn the_first_of_several_elements_with_the_value_is_read_whole() {
    let body =
        r#"{"errors":[{"code":7,"text":"t","parameters":[{"name":"reason"},{"name":"reason","value":"late"}]}]}"#;
    assert_eq!(read_body(&table(PARAMETERS), 400, body), r#"INVALID 7: t"#);
}

#[test]
fn selected_elements_are_written_beside_each_other() {
    let body = write_and_read(
        &table(PARAMETERS),
        "INVALID",
        &[("message", text("t")), ("reason", text("r")), ("field", text("f"))],
    );
    let written = r#"{"errors":[{"parameters":[{"name":"reason","value":"r"},{"name":"field","value":"f"}],"text":"t","code":7}]}"#;
    assert_eq!(body, written);
}

#[test]
fn values_with_slashes_and_numbers_are_selected() {
    let model = table(
        "[envelope]\ncode = \"/error/code\"\n[errors.BAD]\ncode = 7\n\
         fields.reason = \"/error/details/[@type=example.com~1Info]/reason\"\n\
         fields.second = \"/error/details/[n=2]/reason\"\nfields.flagged = \"/error/details/[ok=false]/reason\"\n",
    );
    let body = r#"{"error":{"code":7,"details":[{"n":2,"reason":"b","ok":true},{"@type":"example.com/Info","reason":"a","ok":false}]}}"#;
    assert_eq!(read_body(&model, 400, body), r#"BAD 7:  flagged="a" reason="a" second="b""#);
    let values = [("reason", text("a")), ("second", text("b")), ("flagged", text("c"))];
    let written = r#"{"error":{"details":[{"@type":"example.com/Info","reason":"a"},{"n":2,"reason":"b"},{"ok":false,"reason":"c"}],"code":7}}"#;
    assert_eq!(write_and_read(&model, "BAD", &values), written);
}

#[test]
fn a_code_can_be_in_a_selected_element() {
    let model = table(
        "[envelope]\ncode = \"/info/[key=code]/value\"\nmessage = \"/info/[key=text]/value\"\n[errors.BAD]\ncode = 7\n",
    );
    let body = r#"{"info":[{"key":"text","value":"broken"},{"key":"code","value":7}]}"#;
    assert_eq!(read_body(&model, 400, body), r#"BAD 7: broken"#);
}

#[test]
fn bad_selectors_are_reported() {
    for location in ["/a/[name]/b", "/a/[=x]/b", "/a/[name=x/b"] {
        let report = report(&format!("[envelope]\ncode = \"{location}\"\n[errors.BAD]\ncode = 7\n"));
        assert!(report.contains("not a selector") && report.contains("[member=value]"), "{location}: {report}");
    }
    let report = report("[envelope]\nbody = \"xml\"\ncode = \"/a/[b=c]/d\"\n[errors.BAD]\ncode = 7\n");
    assert!(report.contains("only JSON has selectors and chains"), "{report}");
}
