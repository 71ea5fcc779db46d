//! The work for hostile bodies is linear in their length: counted in bytes that are read, not in time.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::{Body, Slot, gather, gather_elements, json_value, scan_value};
use crate::location::segments;
use crate::table::rows::{GroupRow, HeadRow, LayoutRow, NONE, NodeRow, NumberRow, TextRef};
use crate::table::{GroupKind, Image, ImageWriter, Literal};
use crate::visited::visited_in;

/// Pieces of which hostile bodies are made: many elements, many members, deep nesting, long texts.
const PIECES: [&str; 12] = [
    r#"{"a":1}"#,
    r#"{"a":{"a":{"a":"b"}}}"#,
    r#"{"k":"x","a":"y"}"#,
    r#"{"z":[[],[[]],{}],"k":"v"}"#,
    r#"{"a":null,"a":1,"a":2}"#,
    r#"{"\u0061":"\u0061\n\t","a":{"\u0061":[1,2,3]}}"#,
    r#"[1,[2,[3,[4,[5]]]]]"#,
    r#"[{"a":[{"a":1}]},{"k":"v","a":"c"}]"#,
    r#""a long text, much longer than all the names around it, and without an end in sight""#,
    "null",
    "-1.5e300",
    "[]",
];

/// Returns bodies of about this length from each piece: a list, an object of many members, a chain of members of one name, and members
/// with one long text.
fn bodies(length: usize) -> Vec<String> {
    let bodies = PIECES.iter().flat_map(|piece| {
        let count = length / piece.len() + 1;
        let list = alloc::vec![*piece; count].join(",");
        let members: Vec<String> = (0..count).map(|number| format!("\"m{number}\":{piece}")).collect();
        let chain = format!("{}{piece}{}", "{\"a\":".repeat(120), "}".repeat(120));
        let long = format!("\"{}\"", "x".repeat(length));
        [
            chain.replace(piece, &long),
            chain.replace(piece, &format!("{{\"k\":{long},\"a\":{long}}}")),
            format!("[{list}]"),
            format!("{{{}}}", members.join(",")),
            format!("{{\"a\":[{list}],\"k\":\"v\"}}"),
            format!("[{}]", alloc::vec![chain.as_str(); length / chain.len() + 1].join(",")),
            format!("[{{\"a\":\"{}\",\"k\":\"v\"}}]", "x".repeat(length)),
        ]
    });
    bodies.collect()
}

/// Checks that a body is read no more than so many times.
fn assert_reads(times: usize, body: &str, what: &str, read: impl FnOnce()) {
    let visited = visited_in(read);
    // A byte of punctuation counts up to twice, as itself and as a step.
    let most = 3 * times * (body.len() + 64);
    assert!(visited <= most, "{what}: {visited} bytes for a body of {}: {:.60}", body.len(), body);
}

#[test]
fn gathering_reads_a_body_once_for_each_segment() {
    let paths =
        ["/*", "/*/a", "/*/*", "/*/*/*", "/*/a/*", "/a/*", "/*/[k=v]/a", "/[k=v]/a/*", "/*/*~#", "/*/a/a/a/a/a/a/a"];
    for body in bodies(10_000) {
        let bytes = body.as_bytes();
        let (root, errors) = json_value(bytes);
        assert_eq!(errors.first(), None, "{body:.60}");
        for path in paths {
            let path_segments = segments(path);
            // A selector reads the members of an element before the element itself.
            let times = 2 * path_segments.len() + 2;
            let mut count = 0;
            assert_reads(times, &body, path, || gather(Body::from(bytes), root, &path_segments, &mut |_| count += 1));
            assert_reads(times + 1, &body, path, || {
                gather_elements(Body::from(bytes), root, &path_segments, &mut |_| count += 1);
            });
            assert!(count <= 2 * body.len());
        }
    }
}

/// Returns the image of a layout in which a group of this kind chooses a child: its slots are the members `a` and `k`.
fn grouped(kind: GroupKind) -> Image {
    let mut writer = ImageWriter::new();
    let root = writer.next_node();
    let rows = [writer.member("a", root + 2), writer.member("k", root + 3)];
    let members = writer.add_members(&rows);
    let slots = writer.add_numbers(&[NumberRow { number: 0 }, NumberRow { number: 1 }]);
    let literal = writer.literals([Literal::of_selector("v")]);
    let target = if kind == GroupKind::Chain { root + 2 } else { 1 };
    let groups = writer.add_groups(&[GroupRow { kind: kind.number(), slots, codes: 1, messages: 1, target, literal }]);
    let empty = NodeRow { any: NONE, any_element: NONE, ..NodeRow::default() };
    let values = [writer.node_slots(&[0]), writer.node_slots(&[1])];
    let nodes = match kind {
        // Each `a` is the next object of the chain.
        GroupKind::Chain => [
            NodeRow { members, groups, ..empty },
            empty,
            NodeRow { members, groups, values: values[0], ..empty },
            NodeRow { values: values[1], ..empty },
        ],
        GroupKind::Any | GroupKind::Select => [
            NodeRow { any: root + 1, any_element: root + 1, groups, ..empty },
            NodeRow { members, any_element: root + 1, groups, ..empty },
            NodeRow { values: values[0], ..empty },
            NodeRow { values: values[1], ..empty },
        ],
    };
    writer.add_nodes(&nodes);
    let locations = writer.texts(["/a", "/k"]);
    let body = LayoutRow { root, locations, ..LayoutRow::default() };
    let name = TextRef::default();
    writer.finish(&HeadRow { body, name, ..HeadRow::default() })
}

#[test]
fn groups_read_a_body_once() {
    for kind in [GroupKind::Any, GroupKind::Select, GroupKind::Chain] {
        let image = grouped(kind);
        let table = image.table();
        for body in bodies(10_000) {
            let mut slots = [Slot::ABSENT; 2];
            assert_reads(2, &body, "a group", || scan_value(&table.body(), body.as_bytes(), 0, &mut slots));
        }
    }
}
