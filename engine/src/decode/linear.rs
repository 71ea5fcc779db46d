//! The errors of a hostile body cost work that is linear in its length: counted in bytes that are read, not in time.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::{Decoded, Incoming, decode, each_error};
use crate::table::rows::{
    ElementRow, EnvelopeRow, FieldRow, HeadRow, LayoutRow, MemberRow, NONE, NodeRow, NumberRow, PlaceRow, SourceRow,
    TextRef, envelope_flag,
};
use crate::table::{Image, ImageWriter};
use crate::visited::visited_in;

/// Returns a source with a place for each slot.
fn source(writer: &mut ImageWriter, slots: &[u32]) -> SourceRow {
    let place = |writer: &mut ImageWriter, slot: u32| {
        let slots = writer.add_numbers(&[NumberRow { number: slot }]);
        PlaceRow { plain: slot, slots, rest: TextRef::NONE, envelope: NONE, ..PlaceRow::default() }
    };
    let places: Vec<PlaceRow> = slots.iter().map(|slot| place(writer, *slot)).collect();
    SourceRow { plain: slots.first().copied().unwrap_or(NONE), places: writer.add_places(&places) }
}

/// Returns a table with the errors at `/errors`, whose code, message, request id and field may stand outside of the list.
fn listed() -> Image {
    let mut writer = ImageWriter::new();
    let root = writer.next_node();
    let names = ["errors", "code", "id", "message"];
    let members: Vec<MemberRow> = names.iter().zip(root + 1..).map(|(name, node)| writer.member(name, node)).collect();
    let inside = [("code", 6), ("message", 7)].map(|(name, node)| writer.member(name, root + node));
    let (members, inside) = (writer.add_members(&members), writer.add_members(&inside));
    let elements = writer.add_elements(&[ElementRow { index: 0, node: root + 5 }]);
    let empty = NodeRow { any: NONE, any_element: NONE, ..NodeRow::default() };
    let mut leaf = |slot: u32| NodeRow { values: writer.node_slots(&[slot]), ..empty };
    let leaves = [0, 1, 2, 3, 4, 5].map(&mut leaf);
    let [list, code, id, message, own_code, own_message] = leaves;
    let list = NodeRow { elements, ..list };
    let element = NodeRow { members: inside, ..empty };
    writer.add_nodes(&[NodeRow { members, ..empty }, list, code, id, message, element, own_code, own_message]);
    let locations = ["/errors", "/code", "/id", "/message", "/errors/0/code", "/errors/0/message"];
    let body = LayoutRow { root, locations: writer.texts(locations), ..LayoutRow::default() };
    let headers = writer.texts(["x"]);
    let envelope = EnvelopeRow {
        flags: envelope_flag::OPTIONAL_PARTS,
        errors: 0,
        error_node: root + 5,
        code: source(&mut writer, &[4, 1]),
        message: source(&mut writer, &[5, 3]),
        request_id: source(&mut writer, &[2, 6]),
        name: source(&mut writer, &[]),
        status: source(&mut writer, &[]),
        retry_after: source(&mut writer, &[]),
        details: source(&mut writer, &[]),
        ..EnvelopeRow::default()
    };
    writer.push_envelopes(&[envelope]);
    let (name, place) = (writer.text("f"), source(&mut writer, &[2, 6]));
    let fields = writer.add_fields(&[FieldRow { name, ident: name, source: place, ..FieldRow::default() }]);
    writer.finish(&HeadRow { body, headers, fields, name, ..HeadRow::default() })
}

/// Returns the bytes that are read for the errors of a body, and the number of errors.
fn visited(image: &Image, header: &str, body: &str) -> (usize, usize) {
    let table = image.table();
    let lookup = |name: &str| (name == "x").then(|| header.to_string());
    let incoming = Incoming { status: Some(400), headers: Some(&lookup), body: body.as_bytes(), clock: || None };
    let mut out = Decoded::new(body.as_bytes());
    decode(&table, &incoming, &mut out);
    let mut count = 0;
    let visited = visited_in(|| {
        each_error(&table, &out.parts, || None, &mut |listed| {
            assert_eq!(listed.index, count);
            count += 1;
        });
    });
    (visited, count)
}

#[test]
fn the_errors_of_a_list_read_a_body_a_few_times() {
    let image = listed();
    for element in [r#"{"code":"a"}"#, r#"{"message":"m"}"#, r#"{"code":1,"message":"\n"}"#] {
        let list = [element; 2_000].join(",");
        for outside in ["x", "\\n", "\u{e9}", "1"].map(|text| text.repeat(50_000)) {
            for name in ["code", "id", "message", "other"] {
                let white = " ".repeat(50_000);
                let body = format!("{white}{{\"errors\":[{list}],\"{name}\":\"{outside}\"}}{white}");
                let (visited, count) = visited(&image, "id", &body);
                assert_eq!(count, 2_000, "{element} {name}");
                assert!(visited < 100 * body.len(), "{element} {name}: {visited} bytes for a body of {}", body.len());
            }
        }
    }
}

#[test]
fn the_errors_of_a_list_have_the_values_outside_of_it() {
    let image = listed();
    let table = image.table();
    let read = |header: &str, body: &str| -> String {
        let lookup = |name: &str| (name == "x").then(|| header.to_string());
        let incoming = Incoming { status: Some(400), headers: Some(&lookup), body: body.as_bytes(), clock: || None };
        let mut out = Decoded::new(body.as_bytes());
        decode(&table, &incoming, &mut out);
        let mut read = String::new();
        each_error(&table, &out.parts, || None, &mut |listed| {
            let parts = &listed.decoded.parts;
            let field = listed.fields.iter().flatten().map(ToString::to_string).collect::<String>();
            let texts = [parts.code().map(|code| code.to_string()), parts.message().map(Into::into)];
            read += &format!("{texts:?} {:?} {field};", parts.request_id());
        });
        read
    };
    let body = r#"{"errors":[{"code":"a"},{"message":"n"}],"code":"b","message":"m"}"#;
    assert_eq!(read("h", body), r#"[Some("a"), Some("m")] Some("h") h;[Some("b"), Some("n")] Some("h") h;"#);
    let body = r#"{"id":"i","errors":[{"code":"a"}]}"#;
    assert_eq!(read("h", body), r#"[Some("a"), None] Some("i") i;"#);
}
