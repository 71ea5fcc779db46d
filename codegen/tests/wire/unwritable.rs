//! Characters that a body cannot have, or that others would read otherwise.

use errspec_engine::Fields;
use errspec_engine::Value;
use errspec_engine::encode::{EncodeRequest, Extras};

use crate::{report, table, text};

/// Writes a message in an envelope, and returns the body.
fn written(envelope: &str, message: &str) -> String {
    let note = if envelope.contains("xml") { "fields.note = \"/E/@note\"" } else { "" };
    let model = table(&format!("[envelope]\n{envelope}\n[errors.A]\nstatus = 400\n{note}\n"));
    let table = model.table();
    let entry = table.entry_by_name("A").expect("the entry is in the table");
    let values = Fields::new(entry.fields().map(|_: &str| Some(text(message))));
    let response = EncodeRequest { entry, values: &values, extras: &Extras::default() }.encode();
    String::from_utf8(response.body).expect("a body is UTF-8")
}

#[test]
fn a_line_has_no_character_that_ends_it() {
    let message = "a\rb: c\r\nd\ne\u{85}f\u{2028}g\u{b}h\u{1c}i\tj";
    assert_eq!(written("body = \"lines\"\nmessage = \"/m\"", message), "m=a b: c d e f g h i\tj");
    // A message with such a character could not be read back.
    let report =
        report("[envelope]\nbody = \"lines\"\nmessage = \"/m\"\n[errors.A]\nstatus = 400\nmessage = \"a\\rb\"\n");
    assert!(report.contains("never-read-back"), "{report}");
}

#[cfg(feature = "xml")]
#[test]
fn xml_has_no_character_that_xml_cannot_have() {
    let message = "a\0\u{1}\u{b}\u{1f}\u{fffe}\u{ffff}b\tc\nd\re";
    let body = written("body = \"xml\"\nmessage = \"/E/M\"", message);
    let (gone, kept) = ("\u{fffd}".repeat(6), "b\tc\nd&#13;e");
    assert_eq!(body, format!("<E note=\"a{gone}b&#9;c&#10;d&#13;e\"><M>a{gone}{kept}</M></E>"));
    let report =
        report("[envelope]\nbody = \"xml\"\nmessage = \"/E/M\"\n[errors.A]\nstatus = 400\nmessage = \"a\\u0001b\"\n");
    assert!(report.contains("never-read-back"), "{report}");
}

#[cfg(feature = "xml")]
#[test]
fn the_white_space_of_xml_is_read_back() {
    let model =
        table("[envelope]\nbody = \"xml\"\nmessage = \"/E/M\"\n[errors.A]\nstatus = 400\nfields.note = \"/E/@note\"\n");
    let note: Value<'static> = text("a\tb\nc\rd");
    crate::write_and_read(&model, "A", &[("message", text("a\tb\nc\rd\r\ne")), ("note", note)]);
}

#[test]
fn joined_values_are_written_where_the_body_can_have_them() {
    for (body, written) in [("lines", "note=b\ncode=7"), ("form", "note=b&code=7")] {
        let model = table(&format!(
            "[[envelope]]\nid = \"own\"\nbody = \"{body}\"\ncode = \"/code\"\n[[envelope]]\nid = \"other\"\ncode = \"/code\"\n\
             [errors.A]\ncode = 7\nfields.note = {{ join = [\"/list/0/own\", \"/note\"], with = \"-\" }}\n"
        ));
        assert_eq!(crate::write_and_read(&model, "A", &[("note", text("b"))]), written);
    }
}
