//! Envelopes that are told apart by what fits.

use errspec_codegen::Model;
use errspec_engine::Fields;
use errspec_engine::encode::{EncodeRequest, Extras};

use super::{read_body, table, text, write_and_read};

#[test]
fn two_layouts_of_a_text_are_told_apart_by_their_templates() {
    let model = table(
        "[[envelope]]\nbody = \"text\"\ncode = { at = \"\", template = \"ERROR {code}: {_}\" }\n\
         message = { at = \"\", template = \"ERROR {_}: {message}\" }\n\
         [[envelope]]\nid = \"bars\"\nbody = \"text\"\ncode = { at = \"\", template = \"{code}|{message}\" }\n\
         message = { at = \"\", template = \"{code}|{message}\" }\n\
         [[envelope]]\nid = \"plain\"\nbody = \"text\"\nmessage = \"\"\n\
         [errors.BUSY]\ncode = \"E1\"\nenvelope = \"bars\"\n[errors.DOWN]\nstatus = 503\nenvelope = \"plain\"\nmessage = \"Down\"\n",
    );
    assert_eq!(read_body(&model, 400, "ERROR E1: Come back"), "BUSY E1: Come back");
    assert_eq!(read_body(&model, 400, "E1|Come back"), "BUSY E1: Come back");
    assert_eq!(read_body(&model, 503, "Down"), "DOWN : Down");
    assert_eq!(read_body(&model, 400, "something else"), "unknown : something else");
    assert_eq!(write_and_read(&model, "DOWN", &[]), "Down");
}

#[test]
fn a_layout_of_json_is_told_by_its_template() {
    let model = table(
        "[[envelope]]\ncode = { at = \"/type\", template = \"urn:acme:{code}\" }\nrequest_id = \"/trace/id\"\n\
         [[envelope]]\nid = \"other\"\ncode = \"/type\"\n\
         [errors.A]\ncode = \"a\"\n[errors.B]\ncode = \"urn:b\"\nenvelope = \"other\"\n",
    );
    assert_eq!(read_body(&model, 400, r#"{"type":"urn:acme:a"}"#), "A a: ");
    assert_eq!(read_body(&model, 400, r#"{"type":"urn:b"}"#), "B urn:b: ");
}

#[test]
fn an_envelope_that_can_be_read_comes_before_one_with_an_object_in_place_of_the_code() {
    let model = table(
        r#"
        [[envelope]]
        id      = "plain"
        code    = "/error"
        message = "/description"

        [[envelope]]
        id      = "titled"
        code    = "/error/title"
        message = "/error/message"

        [errors.LOST]
        code = "lost"
        "#,
    );
    for body in [r#"{"error":"lost"}"#, r#"{"error":{"title":"lost","message":"m"}}"#] {
        assert!(read_body(&model, 400, body).starts_with("LOST"), "{body}");
    }
    // Without any text, the first envelope is still the one of the body.
    for body in [r#"{"error":{"kind":1}}"#, r#"{"error":true}"#, r#"{"description":["a"]}"#] {
        assert!(read_body(&model, 200, body).starts_with("unknown"), "{body}");
    }
}

/// Writes an entry with a top-level field, and returns the body.
fn written_with(model: &Model, name: &str, field: &str, value: &str) -> String {
    let table = model.table();
    let entry = table.entry_by_name(name).expect("the entry is in the table");
    let extras = Extras { fields: vec![(field.to_owned(), text(value))], ..Extras::default() };
    let response = EncodeRequest { entry, values: &Fields::new([]), extras: &extras }.encode();
    String::from_utf8(response.body).expect("a body is UTF-8")
}

#[cfg(feature = "xml")]
#[test]
fn a_document_of_xml_has_the_root_of_its_own_envelope() {
    let model = table(
        "[[envelope]]\nid = \"a\"\nbody = \"xml\"\ncode = \"/a/code\"\n[[envelope]]\nid = \"b\"\nbody = \"xml\"\ncode = \"/b/code\"\n\
         [fields]\ntrace = { at = \"/b/trace\" }\n[errors.A]\ncode = 1\nenvelope = \"a\"\n[errors.B]\ncode = 2\nenvelope = \"b\"\n",
    );
    assert_eq!(written_with(&model, "A", "trace", "t"), "<a><code>1</code></a>");
    assert_eq!(written_with(&model, "B", "trace", "t"), "<b><trace>t</trace><code>2</code></b>");
}

#[cfg(feature = "xml")]
#[test]
fn any_root_is_that_of_the_own_envelope() {
    let model = table(
        "[envelope]\nbody = \"xml\"\ncode = [\"/Reply/Fault/Id\", \"/*/Fault/Id\"]\n[errors.A]\ncode = 7\n\
         fields.carrier = \"/*/Fault/@carrier\"\n",
    );
    let written = write_and_read(&model, "A", &[("carrier", text("ups"))]);
    assert_eq!(written, "<Reply><Fault carrier=\"ups\"><Id>7</Id></Fault></Reply>");
    assert_eq!(read_body(&model, 400, "<Other><Fault carrier='x'><Id>7</Id></Fault></Other>"), r#"A 7:  carrier="x""#);
}

#[test]
fn a_body_of_json_has_the_kind_of_its_own_envelope() {
    let model = table(
        "[[envelope]]\nid = \"a\"\ncode = \"/code\"\n[[envelope]]\nid = \"b\"\ncode = \"/0/code\"\n\
         [fields]\ntrace = { at = \"/0/trace\" }\n[errors.A]\ncode = 1\nenvelope = \"a\"\n[errors.B]\ncode = 2\nenvelope = \"b\"\n",
    );
    assert_eq!(written_with(&model, "A", "trace", "t"), r#"{"code":1}"#);
    assert_eq!(written_with(&model, "B", "trace", "t"), r#"[{"trace":"t","code":2}]"#);
}
