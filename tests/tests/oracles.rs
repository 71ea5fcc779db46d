//! The engine beside `serde_json` and `quick-xml`: what is well-formed, and the values at locations, are the same for both.

#![allow(clippy::panic, clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeMap;

use errspec_codegen::{Model, Source, read};
use errspec_engine::Value as EngineValue;
use errspec_engine::body::check_json;
use errspec_engine::decode::{DecodeErrorKind, Decoded, Incoming, decode, top_level_field, try_decode};
use errspec_engine::json::Syntax;
use proptest::prelude::*;
use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::Event;
use serde::de::IgnoredAny;
use serde_json::Value;

/// Returns a table with a field for each location.
fn table_of<'l>(body: &str, ty: &str, locations: impl IntoIterator<Item = &'l str>) -> Model {
    // In XML, an envelope fits if one of its values is there.
    let code = if body == "xml" { "/root/@code" } else { "/no-code" };
    let mut text = format!(
        "[table]\nformat = 1\nname = \"any\"\n[envelope]\nbody = \"{body}\"\ncode = \"{code}\"\n[errors.ANY]\ncode = 7\n[fields]\n"
    );
    for (number, location) in locations.into_iter().enumerate() {
        let quoted = serde_json::to_string(location).expect("a text can be written");
        text += &format!("v{number} = {{ at = {quoted}, type = \"{ty}\" }}\n");
    }
    read(&Source::new("any.toml", text)).unwrap_or_else(|report| panic!("{report}"))
}

/// Returns the value of each field of a table in a body.
fn values_in(model: &Model, body: &[u8]) -> Vec<Option<EngineValue<'static>>> {
    let table = model.table();
    let incoming = Incoming { status: Some(400), headers: None, body, clock: || None };
    let mut out = Decoded::new(body);
    decode(&table, &incoming, &mut out);
    let fields = table.fields().iter();
    fields.map(|field| top_level_field(&table, &out.parts, field.name()).map(EngineValue::into_owned)).collect()
}

/// Returns the error of strict decoding.
fn error_of(model: &Model, body: &[u8]) -> Option<String> {
    let table = model.table();
    let incoming = Incoming { status: Some(400), headers: None, body, clock: || None };
    try_decode(&table, &incoming, &mut Decoded::new(body)).err().map(|error| error.to_string())
}

/// Returns the error of syntax in a body, as strict decoding reports it.
fn syntax_of(model: &Model, body: &[u8]) -> Option<Syntax> {
    let table = model.table();
    let incoming = Incoming { status: Some(400), headers: None, body, clock: || None };
    match try_decode(&table, &incoming, &mut Decoded::new(body)).err()?.kind() {
        DecodeErrorKind::Syntax(syntax) => Some(*syntax),
        _ => None,
    }
}

/// Generates any JSON value. The names of members are locations without an own meaning in a table.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        // serde_json reads the last digit of some others differently.
        any::<i32>().prop_map(|number| Value::from(f64::from(number) / 8.0)),
        any::<String>().prop_map(Value::from),
        Just(Value::Null),
        "[ -~é🦀\\\\\"\t\n]{0,8}".prop_map(Value::from),
    ];
    let name = "[a-z0-9/~äß\\\\\".{}%$]{1,4}[a-z]|[0-3]";
    leaf.prop_recursive(5, 40, 5, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::vec((name, inner), 0..5).prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

/// Returns the pointers of all values in a document.
fn pointers_in(document: &Value) -> Vec<String> {
    let below = |name: &str, value: &Value| {
        let name = name.replace('~', "~0").replace('/', "~1");
        pointers_in(value).into_iter().map(move |rest| format!("/{name}{rest}")).collect::<Vec<_>>()
    };
    let inside: Vec<String> = match document {
        Value::Array(elements) => {
            elements.iter().enumerate().flat_map(|(index, value)| below(&index.to_string(), value)).collect()
        }
        Value::Object(members) => members.iter().flat_map(|(name, value)| below(name, value)).collect(),
        _ => Vec::new(),
    };
    std::iter::once(String::new()).chain(inside).collect()
}

/// Writes a document with white space and escapes that are chosen by `spelling`.
fn spell(document: &Value, spelling: &mut impl FnMut() -> u8, out: &mut String) {
    let blank = |choice: u8| ["", "", " ", "\n", "\t\r\n"].get(usize::from(choice) % 5).copied().unwrap_or_default();
    out.push_str(blank(spelling()));
    match document {
        Value::Array(elements) => {
            out.push('[');
            for (index, element) in elements.iter().enumerate() {
                out.push_str(if index > 0 { "," } else { "" });
                spell(element, spelling, out);
            }
            out.push(']');
        }
        Value::Object(members) => {
            out.push('{');
            for (index, (name, value)) in members.iter().enumerate() {
                out.push_str(if index > 0 { "," } else { "" });
                out.push_str(blank(spelling()));
                spell_string(name, spelling, out);
                out.push_str(blank(spelling()));
                out.push(':');
                spell(value, spelling, out);
            }
            out.push('}');
        }
        Value::String(text) => spell_string(text, spelling, out),
        other => out.push_str(&other.to_string()),
    }
    out.push_str(blank(spelling()));
}

fn spell_string(text: &str, spelling: &mut impl FnMut() -> u8, out: &mut String) {
    out.push('"');
    for letter in text.chars() {
        if spelling().is_multiple_of(4) {
            for unit in letter.encode_utf16(&mut [0; 2]) {
                *out += &format!("\\u{unit:04x}");
            }
        } else if matches!(letter, '"' | '\\') || letter.is_ascii_control() {
            out.push_str(serde_json::to_string(&letter.to_string()).expect("it can be written").trim_matches('"'));
            if letter == '"' {
                out.push('"');
            }
        } else {
            out.push(letter);
        }
    }
    out.push('"');
}

/// An element of XML, or a value in it.
#[derive(Debug, Clone)]
enum Node {
    Element(Vec<(&'static str, String)>, Vec<Self>),
    Leaf(Vec<Piece>),
}

/// A piece of the text of an element.
#[derive(Debug, Clone)]
enum Piece {
    Text(String),
    CData(String),
    Reference(&'static str),
    Comment,
}

fn any_piece() -> impl Strategy<Value = Piece> {
    prop_oneof![
        "[ -%'-;=?-~éß🦀\n]{0,6}".prop_map(Piece::Text),
        "[ -\\\\^-~<&é\n]{0,6}".prop_map(Piece::CData),
        prop::sample::select(&["&lt;", "&amp;", "&gt;", "&quot;", "&apos;", "&#65;", "&#x1F980;", "&#10;"][..])
            .prop_map(Piece::Reference),
        Just(Piece::Comment),
    ]
}

fn any_node() -> impl Strategy<Value = Node> {
    let leaf = prop::collection::vec(any_piece(), 0..5).prop_map(Node::Leaf);
    leaf.prop_recursive(4, 24, 4, |inner| {
        let attribute = (
            prop::sample::select(&["x", "id"][..]),
            "[ -%'-;=?-~é]{0,5}".prop_filter("it ends the value", |text| !text.contains('"')),
        );
        let attributes = prop::collection::vec(attribute, 0..2);
        (attributes, prop::collection::vec(inner, 0..4))
            .prop_map(|(attributes, nodes)| Node::Element(attributes, nodes))
    })
}

/// Returns a document with an element below its root, which has the code of the entry.
fn document_of(node: &Node) -> String {
    let mut document = "<root code='7'>".to_owned();
    write_node("any", node, &mut document);
    document + "</root>"
}

/// Writes an element. The elements in it have different names.
fn write_node(name: &str, node: &Node, out: &mut String) {
    match node {
        Node::Element(attributes, nodes) => {
            out.push_str(&format!("<p:{name}"));
            attributes.iter().for_each(|(name, value)| out.push_str(&format!(" {name} = \"{value}\"")));
            if nodes.is_empty() {
                return out.push_str("/>");
            }
            out.push_str(">\n");
            nodes.iter().enumerate().for_each(|(number, node)| write_node(&format!("n{number}"), node, out));
            out.push_str(&format!("</p:{name} >"));
        }
        Node::Leaf(pieces) => {
            out.push_str(&format!("<{name}>"));
            for piece in pieces {
                match piece {
                    Piece::Text(text) => out.push_str(text),
                    Piece::CData(text) => out.push_str(&format!("<![CDATA[{text}]]>")),
                    Piece::Reference(text) => out.push_str(text),
                    Piece::Comment => out.push_str("<!-- <no> & text -->"),
                }
            }
            out.push_str(&format!("</{name}>"));
        }
    }
}

/// Returns the texts of the elements and attributes of a document by their locations, as `quick-xml` reads them; `None` if it is malformed.
fn texts_in(document: &str) -> Option<BTreeMap<String, String>> {
    let mut reader = Reader::from_str(document);
    let (mut texts, mut path) = (BTreeMap::new(), Vec::<String>::new());
    loop {
        let event = reader.read_event().ok()?;
        let is_empty = matches!(event, Event::Empty(_));
        match event {
            Event::Start(start) | Event::Empty(start) => {
                path.push(start.local_name().into_inner().to_owned());
                let own = format!("/{}", path.join("/"));
                for attribute in start.attributes() {
                    let attribute = attribute.ok()?;
                    texts.insert(format!("{own}/@{}", attribute.key.into_inner()), attribute.value.into_owned());
                }
                texts.insert(own, String::new());
                if is_empty {
                    path.pop();
                }
            }
            Event::End(_) => _ = path.pop(),
            Event::Text(text) => *texts.entry(format!("/{}", path.join("/"))).or_default() += &text.into_inner(),
            Event::CData(text) => *texts.entry(format!("/{}", path.join("/"))).or_default() += &text.into_inner(),
            Event::GeneralRef(reference) => {
                let text = match reference.resolve_char_ref().ok()? {
                    Some(letter) => letter.to_string(),
                    None => resolve_predefined_entity(&reference.into_inner())?.to_owned(),
                };
                *texts.entry(format!("/{}", path.join("/"))).or_default() += &text;
            }
            Event::Eof => {
                // White space around the root.
                texts.remove("/");
                return path.is_empty().then_some(texts);
            }
            _ => {}
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_values_at_all_locations_are_those_that_serde_json_reads(document in any_json(), spelling in prop::collection::vec(any::<u8>(), 64)) {
        let mut choices = spelling.iter().copied().cycle();
        let mut body = String::new();
        spell(&document, &mut || choices.next().unwrap_or_default(), &mut body);
        let theirs: Value = serde_json::from_str(&body).expect("it is spelled as JSON");
        prop_assert_eq!(&theirs, &document);
        let mut pointers = pointers_in(&document);
        pointers.extend(["/absent".to_owned(), "/0/absent".to_owned()]);
        pointers.truncate(60);
        let model = table_of("json", "json", pointers.iter().map(String::as_str));
        prop_assert_eq!(check_json(body.as_bytes()).map(|error| error.syntax), None);
        for (pointer, read) in pointers.iter().zip(values_in(&model, body.as_bytes())) {
            let read = read.map(|value| serde_json::from_str::<Value>(&value.to_json()).expect("a value is JSON"));
            prop_assert_eq!(read.as_ref(), theirs.pointer(pointer).filter(|value| !value.is_null()), "{:?} in {}", pointer, body);
        }
    }

    #[test]
    fn a_text_is_json_for_both_or_for_none(
        document in any_json(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), "[\\[\\]{}\":,0-9eE.+-]|[ \t]|\\\\u?|tr?|null|\u{feff}|é"), 0..4),
    ) {
        let mut text = document.to_string();
        for (place, piece) in changes {
            let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let at = *place.get(&places);
            text.insert_str(at, &piece);
        }
        let theirs = serde_json::from_str::<IgnoredAny>(&text);
        // A byte order mark at the start belongs to the encoding for this engine.
        let ours = check_json(text.as_bytes());
        prop_assert!(text.starts_with('\u{feff}') || ours.is_none() == theirs.is_ok(), "{:?} and {:?} for {}", ours, theirs, text);
        // An empty body is one without values; text around the value is reported as such.
        let model = table_of("json", "json", ["/a"]);
        let strict = syntax_of(&model, text.as_bytes());
        prop_assert!(text.starts_with('\u{feff}') || theirs.is_err() || strict.is_none_or(|it| it == Syntax::DuplicateMember), "{:?} for {}", strict, text);
        prop_assert!(theirs.is_ok() || text.trim().is_empty() || text.starts_with('\u{feff}') || strict.is_some(), "{}", text);
    }

    #[test]
    fn the_texts_at_all_locations_of_xml_are_those_that_quick_xml_reads(node in any_node(), is_declared in any::<bool>()) {
        let declaration = if is_declared { "<?xml version=\"1.0\"?>\n<!-- a -->" } else { "" };
        let body = declaration.to_owned() + &document_of(&node);
        let theirs = texts_in(&body).expect("it is written as XML");
        let model = table_of("xml", "string", theirs.keys().map(String::as_str).take(60));
        prop_assert_eq!(error_of(&model, body.as_bytes()), None, "{}", &body);
        for ((location, text), read) in theirs.iter().zip(values_in(&model, body.as_bytes())) {
            let read = match read {
                Some(EngineValue::String(text)) => text.into_owned(),
                _ => String::new(),
            };
            prop_assert_eq!(read.trim_ascii(), text.trim_ascii(), "{} in {}", location, body);
        }
    }

    #[test]
    fn what_quick_xml_rejects_is_rejected(node in any_node(), place in any::<prop::sample::Index>(), piece in "[<>&/\"']|</?[a-z]>|&x;|]]>|<!--|--") {
        let mut body = document_of(&node);
        let places: Vec<usize> = body.char_indices().map(|(at, _)| at).collect();
        body.insert_str(*place.get(&places), &piece);
        let model = table_of("xml", "string", ["/root/any/n0", "/root/any/@x"]);
        let mut reader = Reader::from_str(&body);
        let fails = loop {
            match reader.read_event() {
                Ok(Event::Eof) => break false,
                Ok(_) => {}
                Err(_) => break true,
            }
        };
        prop_assert!(!fails || error_of(&model, body.as_bytes()).is_some(), "{}", body);
    }
}
