//! Envelopes, sources and conditions.

use toml::de::DeValue;

use super::expected::Expected;
use super::keys::{Keys, in_order};
use super::node::TomlNode;
use crate::ast::{AstCondition, AstEnvelope, AstPlace, AstRetry, AstSource, AstTest};
use crate::diagnostics::{Checked, Diagnostic, Diagnostics};
use crate::model::{BodyKind, DetailsShape, Literal, StatusForm, Unit};
use crate::rules;
use crate::source::{At, Span};

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
    "retry",
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

/// Reads an envelope. `span` is the place of errors of the envelope as a whole.
pub(crate) fn read_envelope(node: TomlNode<'_>, span: Span, sink: &mut Diagnostics<'_>) -> AstEnvelope {
    let keys = Keys::of(node, span, "`[envelope]`", sink).only(KEYS, &[], sink);
    AstEnvelope {
        span,
        sound: keys.sound(),
        id: keys.read("id", sink, TomlNode::string),
        preset: keys.read("preset", sink, TomlNode::string),
        body: keys.read("body", sink, |node, sink| node.word(BODIES, sink)),
        when: keys.read("when", sink, read_conditions),
        code: keys.read("code", sink, read_source),
        no_code: keys.read("no_code", sink, TomlNode::codes),
        message: keys.read("message", sink, read_source),
        name: keys.read("name", sink, read_source),
        request_id: keys.read("request_id", sink, read_source),
        status: keys.read("status", sink, read_source),
        retry: keys.read("retry", sink, read_retry),
        retry_after: keys.read("retry_after", sink, read_source),
        details: keys.read("details", sink, read_source),
        errors: keys.read("errors", sink, TomlNode::string),
        in_2xx: keys.read("in_2xx", sink, TomlNode::boolean),
        default_status: keys.read("default_status", sink, TomlNode::integer),
        media_type: keys.read("media_type", sink, TomlNode::string),
    }
}

/// Reads the conditions under which a response tells whether to retry.
fn read_retry(node: TomlNode<'_>, sink: &mut Diagnostics<'_>) -> Checked<AstRetry> {
    const WORDS: &[&str] = &["never", "after", "poll"];
    node.table(Expected::Other("a table such as `{ never = { \"header:x-should-retry\" = false } }`"), sink)?;
    let keys = Keys::of(node, node.span, "`retry`", sink).only(WORDS, &[], sink);
    keys.sound()?;
    let untested = |span: Span, sink: &mut Diagnostics<'_>| {
        let diagnostic = Diagnostic::new(&rules::BAD_CONDITION, span, "the condition tests nothing");
        let help = "write the values that mean it: `never = { \"/error/is_transient\" = false }`";
        sink.report(diagnostic.label("would hold for every response").help(help))
    };
    if keys.names().is_empty() {
        return Err(untested(node.span, sink));
    }
    let mut read = |word| {
        keys.read(word, sink, |node, sink| {
            let conditions = read_conditions(node, sink)?;
            if conditions.is_empty() { Err(untested(node.span, sink)) } else { Ok(conditions) }
        })
    };
    Ok(AstRetry { never: read("never"), after: read("after"), poll: read("poll") })
}

/// Reads the source of a value: a location, a table, or a list of these, which may be nested.
pub(crate) fn read_source(node: TomlNode<'_>, sink: &mut Diagnostics<'_>) -> Checked<AstSource> {
    let mut places = Vec::new();
    read_places(node, &mut places, sink)?;
    Ok(AstSource { span: node.span, places })
}

fn read_places(node: TomlNode<'_>, into: &mut Vec<AstPlace>, sink: &mut Diagnostics<'_>) -> Checked<()> {
    match node.value {
        DeValue::Array(_) => {
            let lists = node.list(Expected::List("a list"), sink, |element, sink| {
                let mut list = Vec::new();
                read_places(element, &mut list, sink).map(|()| list)
            })?;
            into.extend(lists.into_iter().flatten());
        }
        DeValue::Table(_) => into.push(read_place(node, sink)?),
        DeValue::String(_) => into.push(AstPlace { at: Some(node.string(sink)?), ..empty_place(node.span) }),
        _ => return Err(node.wrong_type(Expected::Other("a location, a list of locations, or a table"), sink)),
    }
    Ok(())
}

fn empty_place(span: Span) -> AstPlace {
    AstPlace {
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

fn read_place(node: TomlNode<'_>, sink: &mut Diagnostics<'_>) -> Checked<AstPlace> {
    let keys = Keys::of(node, node.span, "a source", sink).only(PLACE, &[], sink);
    let at = keys.read("at", sink, TomlNode::string);
    let unit = keys.read("unit", sink, |node, sink| {
        node.word(&[("s", Unit::Seconds), ("ms", Unit::Milliseconds), ("unix", Unit::Unix)], sink)
    });
    let shape = keys.read("map", sink, |node, sink| {
        let map = node.boolean(sink)?;
        Ok(node.at(if map.value { DetailsShape::Map } else { DetailsShape::List }))
    });
    let form = keys.read("type", sink, |node, sink| {
        node.word(&[("integer", StatusForm::Number), ("string", StatusForm::String)], sink)
    });
    let read_only = keys.read("read_only", sink, TomlNode::boolean);
    let shared = read_place_keys(&keys, node.span, sink)?;
    keys.sound()?;
    Ok(AstPlace { at: at?, unit: unit?, shape: shape?, form: form?, read_only: read_only?, ..shared })
}

/// Reads the keys that a place and a field have in common: `template`, `join` and `with`.
pub(crate) fn read_place_keys(keys: &Keys<'_>, span: Span, sink: &mut Diagnostics<'_>) -> Checked<AstPlace> {
    let join = keys.read("join", sink, |node, sink| {
        Ok(node.at(node.list(Expected::Strings("a list of locations"), sink, TomlNode::string)?))
    });
    let with = keys.read("with", sink, TomlNode::string);
    let template = keys.read("template", sink, |node, sink| node.one_or_many(sink, TomlNode::string));
    let (join, with, template) = (join?, with?, template?.unwrap_or_default());
    if let (Some((at, _)), Some((other, _))) = (keys.get("at"), keys.get("join")) {
        let diagnostic = Diagnostic::new(&rules::AT_AND_JOIN, other.span, "both `at` and `join`")
            .label("joins several locations")
            .related(at.span, "names one location");
        return Err(sink.report(diagnostic));
    }
    if let (Some((key, _)), None) = (keys.get("with"), &join) {
        let diagnostic = Diagnostic::new(&rules::MISPLACED_KEY, key.span, "`with` without `join`")
            .label("there are no values to join")
            .help("remove it, or join several locations: `join = [\"/…\", \"/…\"]`");
        return Err(sink.report(diagnostic));
    }
    Ok(AstPlace { join, with, template, ..empty_place(span) })
}

/// Reads conditions: a table from locations to tests.
pub(crate) fn read_conditions(node: TomlNode<'_>, sink: &mut Diagnostics<'_>) -> Checked<Vec<AstCondition>> {
    let table = node.table(Expected::Other("a table from locations to values"), sink)?;
    Ok(in_order(table, node.origin)
        .into_iter()
        .map(|(location, node)| AstCondition { location, test: read_test(node, sink) })
        .collect())
}

fn read_test(node: TomlNode<'_>, sink: &mut Diagnostics<'_>) -> Checked<AstTest> {
    match node.value {
        DeValue::Table(_) => {
            let keys = Keys::of(node, node.span, "a condition", sink).only(&["present"], &[], sink);
            keys.sound()?;
            match keys.read("present", sink, TomlNode::boolean)? {
                Some(At { value, .. }) => Ok(AstTest::Present(value)),
                None => {
                    Err(sink.report(Diagnostic::new(&rules::BAD_CONDITION, node.span, "the condition tests nothing")))
                }
            }
        }
        DeValue::Array(_) => {
            let list = node.list(Expected::List("a list"), sink, read_literal)?;
            match list.is_empty() {
                false => Ok(AstTest::Is(node.at(list))),
                true => Err(sink.report(
                    Diagnostic::new(&rules::BAD_CONDITION, node.span, "the condition can never hold")
                        .label("no value is one of these")
                        .help("list at least one value, or write `{ present = true }`"),
                )),
            }
        }
        _ => Ok(AstTest::Is(node.at(vec![read_literal(node, sink)?]))),
    }
}

fn read_literal(node: TomlNode<'_>, sink: &mut Diagnostics<'_>) -> Checked<Literal> {
    let literal = match node.value {
        DeValue::Boolean(value) => Some(Literal::Boolean(*value)),
        _ => node.as_text(sink).map(Literal::String).or_else(|| node.as_integer().map(Literal::Integer)),
    };
    literal.ok_or_else(|| node.wrong_type(Expected::Other("a string, an integer or a boolean"), sink))
}
