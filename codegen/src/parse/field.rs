//! Fields.

use toml::de::DeValue;

use super::envelope::{read_place_keys, read_source};
use super::expected::Expected;
use super::keys::{Keys, Misplaced};
use super::node::TomlNode;
use crate::ast::{AstField, AstSource, Given};
use crate::diagnostics::{Diagnostic, Diagnostics, Suggestion};
use crate::format::{ELEMENTS, Section, TYPES, UNITS};
use crate::model::{Type, Unit};
use crate::rules;
use crate::source::At;
use crate::suggest;
use crate::toml_text;

const OPTIONAL: &str = "remove it: a value is optional, unless `required = true`; for a parameter of the message, write `required = false`";
const RESTRICTED: &str = "list its characters, such as `chars = \"A-Z0-9\"`, or its texts: `values = [\"…\"]`";

const fn misplaced(key: &'static str, title: &'static str, help: &'static str) -> Misplaced {
    Misplaced { key, rule: &rules::MISPLACED_KEY, title, help }
}

const MISPLACED: &[Misplaced] = &[
    Misplaced {
        key: "envelope",
        rule: &rules::MISPLACED_KEY,
        title: "a field has no `envelope`",
        help: "its locations have: `at = [{ at = \"/…\", envelope = \"…\" }, \"/…\"]`",
    },
    Misplaced {
        key: "read_only",
        rule: &rules::MISPLACED_KEY,
        title: "a field has no `read_only`",
        help: "its locations have: `at = { at = \"/…\", read_only = true }`",
    },
    Misplaced {
        key: "map",
        rule: &rules::MISPLACED_KEY,
        title: "a field has no `map`",
        help: "`map` belongs to `envelope.details`",
    },
    misplaced("optional", "a field has no `optional`", OPTIONAL),
    misplaced("nullable", "a field has no `nullable`", OPTIONAL),
    misplaced(
        "default",
        "a field has no `default`",
        "remove it: a value that is absent is `None`, and the caller chooses",
    ),
    misplaced("pattern", "a field has no `pattern`", RESTRICTED),
    misplaced("regex", "a field has no `regex`", RESTRICTED),
];

/// Reads a field: a source, or a table.
pub(crate) fn read_field(name: At<String>, node: TomlNode<'_>, sink: &mut Diagnostics<'_>) -> AstField {
    if !matches!(node.value, DeValue::Table(_)) {
        let source = match type_alone(node, sink) {
            Some(diagnostic) => Err(sink.report(diagnostic)),
            None => read_source(node, sink),
        };
        return AstField {
            name,
            keys: vec![node.at("at".to_owned())],
            sound: source.as_ref().map(|_| ()).map_err(|rejected| *rejected),
            source: source.map(Some),
            ty: Ok(None),
            element: Ok(None),
            quoted: Ok(None),
            separator: Ok(None),
            values: Ok(None),
            chars: Ok(None),
            longest: Ok(None),
            not_empty: Ok(None),
            thousands: Ok(None),
            unit: Ok(None),
            required: Ok(None),
            description: Ok(None),
        };
    }
    let span = name.span;
    let keys = Keys::of(node, span, Section::Field, sink).only_known(MISPLACED, sink);
    let ty = keys.read("type", sink, |node, sink| match nullable_type(node) {
        Some(ty) => Err(node.wrong_form(Expected::String, Some(ty), sink)),
        None => node.word(TYPES, sink),
    });
    let stated = ty.ok().flatten().map(|ty| ty.value);
    AstField {
        name,
        keys: keys.placed_names(),
        sound: keys.sound(),
        source: read_field_source(&keys, node, sink),
        ty,
        element: keys.read("of", sink, |node, sink| node.word(ELEMENTS, sink)),
        quoted: keys.read("quoted", sink, TomlNode::boolean),
        separator: keys.read("separator", sink, TomlNode::string),
        values: keys.read("values", sink, |node, sink| Ok(node.at(node.strings(sink)?))),
        chars: keys.read("chars", sink, TomlNode::string),
        longest: keys.read("longest", sink, TomlNode::boolean),
        not_empty: keys.read("not_empty", sink, TomlNode::boolean),
        thousands: keys.read("thousands", sink, TomlNode::string),
        unit: keys.read("unit", sink, |node, sink| node.word(&units_of(stated, node), sink)),
        required: keys.read("required", sink, TomlNode::boolean),
        description: keys.read("description", sink, TomlNode::string),
    }
}

/// Describes the type of a field that is written in the place of its location.
fn type_alone(node: TomlNode<'_>, sink: &Diagnostics<'_>) -> Option<Diagnostic> {
    let is_word = |text: &String| !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric());
    let text = node.as_text(sink).filter(is_word)?;
    let types: Vec<&str> = TYPES.iter().map(|(name, _)| *name).collect();
    let ty = suggest::meant(&text, &types).filter(|ty| *ty == text || !text.contains(*ty))?;
    let meant = Suggestion::replace("write {}", node.span, &format!("{{ type = \"{ty}\" }}"));
    let diagnostic = Diagnostic::new(&rules::BAD_LOCATION, node.span, format!("`{text}` is not a location"));
    Some(diagnostic.label("the name of a type").suggest(meant.maybe_incorrect()))
}

/// Returns the one type of a list that also has `null`, as in a JSON Schema.
fn nullable_type(node: TomlNode<'_>) -> Option<Suggestion> {
    let mut names = node.value.as_array()?.iter().filter_map(|name| name.get_ref().as_str());
    let (first, second) = (names.next()?, names.next()?);
    let name = if first == "null" { second } else { first };
    let is_nullable = names.next().is_none() && (first == "null") != (second == "null");
    let types: Vec<&str> = TYPES.iter().map(|(name, _)| *name).collect();
    let ty = suggest::meant(name, &types).filter(|_| is_nullable)?;
    let message = "a value that may be absent or `null` is optional in any case: write {}";
    Some(Suggestion::replace(message, node.span, &toml_text::quoted(ty)))
}

/// Returns the units that a field of a type may have. A unit of another type is reported as such.
fn units_of(ty: Option<Type>, node: TomlNode<'_>) -> Vec<(&'static str, Unit)> {
    let is_unit = |written: &str| UNITS.iter().any(|(unit, _)| *unit == written);
    let is_other = node.value.as_str().is_some_and(is_unit);
    let is_of_type = |(_, unit): &&(&'static str, Unit)| match ty {
        Some(Type::Duration) => !unit.is_moment(),
        Some(Type::Time) => unit.is_moment(),
        _ => true,
    };
    UNITS.iter().filter(|unit| is_other || is_of_type(unit)).copied().collect()
}

/// Reads the source that the keys of a field make together. Keys of a place, such as `template`, are those of every place of
/// `at` that has none.
fn read_field_source(keys: &Keys<'_>, node: TomlNode<'_>, sink: &mut Diagnostics<'_>) -> Given<AstSource> {
    let own = read_place_keys(keys, node.span, sink)?;
    let Some((_, at)) = keys.get("at").filter(|_| own.join.is_none()) else {
        let has_templates = !own.template.is_empty() || !own.parameters.is_empty();
        let is_read = own.encoding.is_some() || own.trim.is_some();
        let states = own.join.is_some() || own.with.is_some() || has_templates || is_read;
        return Ok(states.then(|| AstSource { span: own.span, places: vec![own] }));
    };
    let mut source = read_source(at, sink)?;
    for place in &mut source.places {
        if place.template.is_empty() {
            place.template.clone_from(&own.template);
        }
        if place.parameters.is_empty() {
            place.parameters.clone_from(&own.parameters);
        }
        place.encoding = place.encoding.or(own.encoding);
        place.trim = place.trim.or(own.trim);
        if place.with.is_none() {
            place.with.clone_from(&own.with);
        }
    }
    Ok(Some(source))
}
