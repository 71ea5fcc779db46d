//! Fields.

use super::envelope::{read_place_keys, read_source};
use super::keys::{Keys, Misplaced};
use super::node::Node;
use crate::fault::Faults;
use crate::model::Type;
use crate::rules;
use crate::source::At;
use crate::table::{Field, Given, Source};
use toml::de::DeValue;

const KEYS: &[&str] = &["at", "type", "separator", "values", "required", "template", "join", "with", "description"];

const MISPLACED: &[Misplaced] = &[
    Misplaced {
        key: "unit",
        rule: &rules::MISPLACED_KEY,
        title: "a field has no `unit`",
        help: "`unit` goes with `envelope.retry_after`",
    },
    Misplaced {
        key: "map",
        rule: &rules::MISPLACED_KEY,
        title: "a field has no `map`",
        help: "`map` goes with `envelope.details`",
    },
];

const TYPES: &[(&str, Type)] = &[
    ("string", Type::String),
    ("integer", Type::Integer),
    ("number", Type::Number),
    ("boolean", Type::Boolean),
    ("list", Type::List),
    ("json", Type::Json),
];

/// Reads a field: a source, or a table.
pub(crate) fn read_field(name: At<String>, node: Node<'_>, faults: &mut Faults<'_>) -> Field {
    if !matches!(node.value, DeValue::Table(_)) {
        let source = read_source(node, faults);
        return Field {
            name,
            sound: source.as_ref().map(|_| ()).map_err(|rejected| *rejected),
            source: source.map(Some),
            ty: Ok(None),
            separator: Ok(None),
            values: Ok(None),
            required: Ok(None),
            description: Ok(None),
        };
    }
    let span = name.span;
    let keys = Keys::of(node, span, "a table", faults).only("a field", KEYS, MISPLACED, faults);
    Field {
        name,
        sound: keys.sound(),
        source: read_field_source(&keys, node, faults),
        ty: keys.read("type", faults, |node, faults| node.word(TYPES, faults)),
        separator: keys.read("separator", faults, Node::string),
        values: keys.read("values", faults, |node, faults| Ok(node.at(node.strings(faults)?))),
        required: keys.read("required", faults, Node::boolean),
        description: keys.read("description", faults, Node::string),
    }
}

/// The source that the keys of a field make together: its `template` stands for every place of `at` that has none.
fn read_field_source(keys: &Keys<'_>, node: Node<'_>, faults: &mut Faults<'_>) -> Given<Source> {
    let own = read_place_keys(keys, node.span, faults)?;
    let Some((_, at)) = keys.get("at").filter(|_| own.join.is_none()) else {
        let states = own.join.is_some() || own.with.is_some() || !own.template.is_empty();
        return Ok(states.then(|| Source { span: own.span, places: vec![own] }));
    };
    let mut source = read_source(at, faults)?;
    for place in &mut source.places {
        if place.template.is_empty() {
            place.template.clone_from(&own.template);
        }
        if place.with.is_none() {
            place.with.clone_from(&own.with);
        }
    }
    Ok(Some(source))
}
