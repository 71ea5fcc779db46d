//! Envelopes, sources and conditions.

use toml::de::DeValue;

use super::keys::{Keys, in_order};
use super::node::Node;
use crate::fault::{Checked, Fault, Faults};
use crate::model::{BodyKind, DetailsShape, Literal, StatusForm, Unit};
use crate::rules;
use crate::source::{At, Span};
use crate::table::{Condition, Envelope, Place, Source, Test};

const KEYS: &[&str] = &[
    "id",
    "preset",
    "body",
    "when",
    "code",
    "no_code",
    "message",
    "name",
    "request_id",
    "status",
    "retry_after",
    "details",
    "errors",
    "in_2xx",
    "default_status",
    "media_type",
];

const BODIES: &[(&str, BodyKind)] = &[
    ("json", BodyKind::Json),
    ("text", BodyKind::Text),
    ("form", BodyKind::Form),
    ("lines", BodyKind::Lines),
    ("xml", BodyKind::Xml),
];

pub(crate) fn read_envelope(node: Node<'_>, span: Span, faults: &mut Faults<'_>) -> Envelope {
    let keys = Keys::of(node, span, "a table", faults).only("`[envelope]`", KEYS, &[], faults);
    Envelope {
        span,
        sound: keys.sound(),
        id: keys.read("id", faults, Node::string),
        preset: keys.read("preset", faults, Node::string),
        body: keys.read("body", faults, |node, faults| node.word(BODIES, faults)),
        when: keys.read("when", faults, read_conditions),
        code: keys.read("code", faults, read_source),
        no_code: keys.read("no_code", faults, Node::codes),
        message: keys.read("message", faults, read_source),
        name: keys.read("name", faults, read_source),
        request_id: keys.read("request_id", faults, read_source),
        status: keys.read("status", faults, read_source),
        retry_after: keys.read("retry_after", faults, read_source),
        details: keys.read("details", faults, read_source),
        errors: keys.read("errors", faults, Node::string),
        in_2xx: keys.read("in_2xx", faults, Node::boolean),
        default_status: keys.read("default_status", faults, Node::integer),
        media_type: keys.read("media_type", faults, Node::string),
    }
}

/// Reads a source: a location, a table, or a list of sources, taken apart into one list.
pub(crate) fn read_source(node: Node<'_>, faults: &mut Faults<'_>) -> Checked<Source> {
    let mut places = Vec::new();
    read_places(node, &mut places, faults)?;
    Ok(Source { span: node.span, places })
}

fn read_places(node: Node<'_>, into: &mut Vec<Place>, faults: &mut Faults<'_>) -> Checked<()> {
    match node.value {
        DeValue::Array(_) => {
            let lists = node.list("a list", faults, |element, faults| {
                let mut list = Vec::new();
                read_places(element, &mut list, faults).map(|()| list)
            })?;
            into.extend(lists.into_iter().flatten());
        }
        DeValue::Table(_) => into.push(read_place(node, faults)?),
        DeValue::String(text) => {
            let at = Some(node.at(text.as_ref().to_owned()));
            into.push(Place { at, ..nothing(node.span) });
        }
        _ => return Err(node.wrong_type("a location, a list of them, or a table", faults)),
    }
    Ok(())
}

fn nothing(span: Span) -> Place {
    Place {
        span,
        at: None,
        join: None,
        with: None,
        template: Vec::new(),
        unit: None,
        shape: None,
        form: None,
        read_only: None,
    }
}

const PLACE: &[&str] = &["at", "template", "join", "with", "unit", "map", "type", "read_only"];

fn read_place(node: Node<'_>, faults: &mut Faults<'_>) -> Checked<Place> {
    let keys = Keys::of(node, node.span, "a table", faults).only("a source", PLACE, &[], faults);
    let at = keys.read("at", faults, Node::string);
    let unit = keys.read("unit", faults, |node, faults| {
        node.word(&[("s", Unit::Seconds), ("ms", Unit::Milliseconds), ("unix", Unit::Unix)], faults)
    });
    let shape = keys.read("map", faults, |node, faults| {
        let map = node.boolean(faults)?;
        Ok(node.at(if map.value { DetailsShape::Map } else { DetailsShape::List }))
    });
    let form = keys.read("type", faults, |node, faults| {
        node.word(&[("integer", StatusForm::Number), ("string", StatusForm::String)], faults)
    });
    let read_only = keys.read("read_only", faults, Node::boolean);
    let shared = read_place_keys(&keys, node.span, faults)?;
    keys.sound()?;
    Ok(Place { at: at?, unit: unit?, shape: shape?, form: form?, read_only: read_only?, ..shared })
}

/// What a source and a field have in common: `template`, `join` and `with`.
pub(crate) fn read_place_keys(keys: &Keys<'_>, span: Span, faults: &mut Faults<'_>) -> Checked<Place> {
    let join = keys
        .read("join", faults, |node, faults| Ok(node.at(node.list("a list of locations", faults, Node::string)?)));
    let with = keys.read("with", faults, Node::string);
    let template = keys.read("template", faults, |node, faults| node.one_or_many(faults, Node::string));
    let (join, with, template) = (join?, with?, template?.unwrap_or_default());
    if let (Some((at, _)), Some((other, _))) = (keys.get("at"), keys.get("join")) {
        let fault = Fault::new(&rules::AT_AND_JOIN, other.span, "`at` and `join` both say where the value stands")
            .label("joins several locations")
            .other(at.span, "names one place");
        return Err(faults.report(fault));
    }
    if let (Some((key, _)), None) = (keys.get("with"), &join) {
        let fault = Fault::new(&rules::MISPLACED_KEY, key.span, "`with` without `join`")
            .label("there is nothing to stand between")
            .help("remove it, or join several locations: `join = [\"/…\", \"/…\"]`");
        return Err(faults.report(fault));
    }
    Ok(Place { join, with, template, ..nothing(span) })
}

/// Reads conditions: a table from locations to what must stand there.
pub(crate) fn read_conditions(node: Node<'_>, faults: &mut Faults<'_>) -> Checked<Vec<Condition>> {
    let table = node.table("a table from locations to values", faults)?;
    Ok(in_order(table, node.origin)
        .into_iter()
        .map(|(location, node)| Condition { location, test: read_test(node, faults) })
        .collect())
}

fn read_test(node: Node<'_>, faults: &mut Faults<'_>) -> Checked<Test> {
    match node.value {
        DeValue::Table(_) => {
            let keys = Keys::of(node, node.span, "a table", faults).only("a condition", &["present"], &[], faults);
            keys.sound()?;
            match keys.read("present", faults, Node::boolean)? {
                Some(At { value, .. }) => Ok(Test::Present(value)),
                None => {
                    Err(faults.report(Fault::new(&rules::BAD_CONDITION, node.span, "the condition asks for nothing")))
                }
            }
        }
        DeValue::Array(_) => {
            let list = node.list("a list", faults, read_literal)?;
            match list.is_empty() {
                false => Ok(Test::Is(node.at(list))),
                true => Err(faults.report(
                    Fault::new(&rules::BAD_CONDITION, node.span, "the condition can never hold")
                        .label("no value is one of none")
                        .help("name at least one value, or write `{ present = true }`"),
                )),
            }
        }
        _ => Ok(Test::Is(node.at(vec![read_literal(node, faults)?]))),
    }
}

fn read_literal(node: Node<'_>, faults: &mut Faults<'_>) -> Checked<Literal> {
    match node.value {
        DeValue::String(text) => Ok(Literal::String(text.as_ref().to_owned())),
        DeValue::Boolean(value) => Ok(Literal::Boolean(*value)),
        _ => match node.as_integer() {
            Some(value) => Ok(Literal::Integer(value)),
            None => Err(node.wrong_type("a string, an integer or a boolean", faults)),
        },
    }
}
