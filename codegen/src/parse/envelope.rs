//! Envelopes, sources and conditions.

use toml::de::DeValue;

use super::expected::Expected;
use super::forms;
use super::keys::{Keys, Misplaced, in_order};
use super::node::TomlNode;
use crate::ast::{AstCondition, AstEnvelope, AstPlace, AstRestriction, AstRetry, AstSource, AstTest};
use crate::diagnostics::{Checked, Diagnostic, Diagnostics};
use crate::format::{BODIES, ENCODINGS, JSON_TYPES, PARAMETER_TYPES, SOURCE_TYPES, Section, SourceType, UNITS};
use crate::model::{DetailsShape, Literal, PartsKind, Test};
use crate::rules;
use crate::source::{At, Span};

const MISPLACED: &[Misplaced] = &[Misplaced {
    key: "fields",
    rule: &rules::MISPLACED_KEY,
    title: "an envelope has no `fields`",
    help: "fields that any error may have are in a section of their own, `[fields]`, and those of an entry in `[errors.NAME]`",
}];

/// Reads an envelope. `span` is the place of errors of the envelope as a whole.
pub(crate) fn read_envelope(node: TomlNode<'_>, span: Span, sink: &mut Diagnostics<'_>) -> AstEnvelope {
    let keys = Keys::of(node, span, Section::Envelope, sink).only_known(MISPLACED, sink);
    AstEnvelope {
        span,
        sound: keys.sound(),
        id: keys.read("id", sink, TomlNode::string),
        preset: keys.read("preset", sink, TomlNode::string),
        body: keys.read("body", sink, |node, sink| node.word(BODIES, sink)),
        parts: keys.read("parts", sink, |node, sink| node.word(&PartsKind::ALL.map(|kind| (kind.name(), kind)), sink)),
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
        errors: keys.read("errors", sink, forms::read_errors),
        in_2xx: keys.read("in_2xx", sink, TomlNode::boolean),
        default_status: keys.read("default_status", sink, TomlNode::integer),
        media_type: keys.read("media_type", sink, TomlNode::string),
        write: keys.read("write", sink, read_conditions),
    }
}

/// Reads the conditions under which a response tells whether to retry.
fn read_retry(node: TomlNode<'_>, sink: &mut Diagnostics<'_>) -> Checked<AstRetry> {
    node.table(Expected::Other("a table such as `{ never = { \"header:x-should-retry\" = false } }`"), sink)?;
    let keys = Keys::of(node, node.span, Section::Retry, sink).only_known(&[], sink);
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
        DeValue::Table(_) => match forms::listed_locations(node, sink) {
            Some(list) => return Err(node.wrong_form(Expected::Other("one location in `at`"), Some(list), sink)),
            None => into.push(read_place(node, sink)?),
        },
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
        read_only: None,
        phrase: None,
        envelope: None,
        encoding: None,
        trim: None,
        own: AstRestriction::default(),
        parameters: Vec::new(),
    }
}

fn read_place(node: TomlNode<'_>, sink: &mut Diagnostics<'_>) -> Checked<AstPlace> {
    let keys = Keys::of(node, node.span, Section::Source, sink).only_known(&[], sink);
    let at = keys.read("at", sink, TomlNode::string);
    let unit = keys.read("unit", sink, |node, sink| node.word(UNITS, sink));
    let shape = keys.read("map", sink, |node, sink| {
        let map = node.boolean(sink)?;
        Ok(node.at(if map.value { DetailsShape::Map } else { DetailsShape::List }))
    });
    let ty = keys.read("type", sink, |node, sink| node.word(SOURCE_TYPES, sink));
    let own = read_restriction(&keys, sink);
    let read_only = keys.read("read_only", sink, TomlNode::boolean);
    let envelope = keys.read("envelope", sink, TomlNode::string);
    let shared = read_place_keys(&keys, node.span, sink)?;
    keys.sound()?;
    let (ty, phrase) = match ty? {
        Some(At { span, value: SourceType::Phrase }) => (None, Some(span)),
        Some(At { span, value: SourceType::Text(ty) }) => (Some(At { span, value: ty }), None),
        None => (None, None),
    };
    Ok(AstPlace {
        at: at?,
        unit: unit?,
        shape: shape?,
        phrase,
        read_only: read_only?,
        envelope: envelope?,
        own: AstRestriction { ty, ..own? },
        ..shared
    })
}

/// Reads the keys that restrict the texts of a value or a parameter, but for its type.
fn read_restriction(keys: &Keys<'_>, sink: &mut Diagnostics<'_>) -> Checked<AstRestriction> {
    let values = keys.read("values", sink, |node, sink| Ok(node.at(node.strings(sink)?)));
    let chars = keys.read("chars", sink, TomlNode::string);
    let longest = keys.read("longest", sink, TomlNode::boolean);
    let not_empty = keys.read("not_empty", sink, TomlNode::boolean);
    let thousands = keys.read("thousands", sink, TomlNode::string);
    let (values, chars) = (values?, chars?);
    Ok(AstRestriction { ty: None, values, chars, longest: longest?, not_empty: not_empty?, thousands: thousands? })
}

/// Reads the restrictions of parameters: a table from their names to restrictions.
fn read_parameters(node: TomlNode<'_>, sink: &mut Diagnostics<'_>) -> Checked<Vec<(At<String>, AstRestriction)>> {
    let table = node.table(Expected::Other("a table such as `{ name = { chars = \"A-Z_\" } }`"), sink)?;
    let read = in_order(table, node.origin).into_iter().map(|(name, node)| {
        let keys = Keys::of(node, node.span, Section::Parameter, sink).only_known(&[], sink);
        let ty = keys.read("type", sink, |node, sink| node.word(PARAMETER_TYPES, sink));
        let restriction = read_restriction(&keys, sink);
        keys.sound()?;
        Ok((name, AstRestriction { ty: ty?, ..restriction? }))
    });
    read.collect::<Vec<Checked<_>>>().into_iter().collect()
}

/// Reads the keys that a place and a field have in common: `template`, `parameters`, `join` and `with`.
pub(crate) fn read_place_keys(keys: &Keys<'_>, span: Span, sink: &mut Diagnostics<'_>) -> Checked<AstPlace> {
    let join = keys.read("join", sink, |node, sink| {
        Ok(node.at(node.list(Expected::Strings("a list of locations"), sink, TomlNode::string)?))
    });
    let with = keys.read("with", sink, TomlNode::string);
    let template = keys.read("template", sink, |node, sink| {
        let empty = Diagnostic::new(&rules::BAD_TEMPLATE, node.span, "`template` is an empty list");
        some(node.one_or_many(sink, TomlNode::string)?, empty.help("write a template, or remove the key"), sink)
    });
    let parameters = keys.read("parameters", sink, |node, sink| {
        let empty = Diagnostic::new(&rules::BAD_PARAMETER, node.span, "`parameters` restricts no parameter");
        let help = "restrict one, such as `{ name = { chars = \"A-Z_\" } }`, or remove the key";
        some(read_parameters(node, sink)?, empty.help(help), sink)
    });
    let encoding = keys.read("encoding", sink, |node, sink| node.word(ENCODINGS, sink));
    let trim = keys.read("trim", sink, TomlNode::boolean);
    let (encoding, trim) = (encoding?, trim?);
    let (join, with, template) = (join?, with?, template?.unwrap_or_default());
    let parameters = parameters?.unwrap_or_default();
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
    Ok(AstPlace { join, with, template, parameters, encoding, trim, ..empty_place(span) })
}

/// Returns a list that is not empty.
pub(super) fn some<T>(list: Vec<T>, empty: Diagnostic, sink: &mut Diagnostics<'_>) -> Checked<Vec<T>> {
    if list.is_empty() { Err(sink.report(empty)) } else { Ok(list) }
}

/// Reads conditions: a table from locations to tests.
pub(crate) fn read_conditions(node: TomlNode<'_>, sink: &mut Diagnostics<'_>) -> Checked<Vec<AstCondition>> {
    const CONDITIONS: Expected = Expected::Other("a table from locations to values");
    if let Some(meant) = forms::condition_of_pair(node, sink) {
        return Err(node.wrong_form(CONDITIONS, Some(meant), sink));
    }
    let table = node.table(CONDITIONS, sink)?;
    Ok(in_order(table, node.origin).into_iter().map(|(location, node)| read_condition(location, node, sink)).collect())
}

fn read_condition(location: At<String>, node: TomlNode<'_>, sink: &mut Diagnostics<'_>) -> AstCondition {
    if let Some((path, rejected)) = forms::dotted_location(&location, node, sink) {
        return AstCondition { location: path, others: Ok(None), test: Err(rejected) };
    }
    let DeValue::Table(_) = node.value else {
        return AstCondition { location, others: Ok(None), test: read_test(node, sink) };
    };
    let keys = Keys::of(node, node.span, Section::Condition, sink).only_known(&[], sink);
    let others = keys.read("or_at", sink, |node, sink| {
        let empty = Diagnostic::new(&rules::BAD_CONDITION, node.span, "`or_at` names no location");
        let empty = empty.help("name at least one location, or remove the key");
        some(node.one_or_many(sink, TomlNode::string)?, empty, sink)
    });
    AstCondition { location, others, test: read_tests(&keys, node, sink) }
}

fn read_test(node: TomlNode<'_>, sink: &mut Diagnostics<'_>) -> Checked<AstTest> {
    match node.value {
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

/// Reads a table of tests, all of which the value must pass.
fn read_tests(keys: &Keys<'_>, node: TomlNode<'_>, sink: &mut Diagnostics<'_>) -> Checked<AstTest> {
    keys.sound()?;
    let is = keys.read("is", sink, |node, sink| Ok(node.at(values(node, sink, read_literal)?)));
    let present = keys.read("present", sink, TomlNode::boolean);
    let not = keys.read("not", sink, |node, sink| values(node, sink, read_literal));
    let starts_with = keys.read("starts_with", sink, |node, sink| values(node, sink, read_part));
    let ends_with = keys.read("ends_with", sink, |node, sink| values(node, sink, read_part));
    let types =
        keys.read("type", sink, |node, sink| values(node, sink, |node, sink| Ok(node.word(JSON_TYPES, sink)?.value)));
    let mut tests: Vec<Test> = [
        present?.map(|present| Test::Present(present.value)),
        not?.map(Test::Not),
        starts_with?.map(Test::StartsWith),
        ends_with?.map(Test::EndsWith),
        types?.map(Test::Type),
    ]
    .into_iter()
    .flatten()
    .collect();
    match is? {
        Some(is) if tests.is_empty() => return Ok(AstTest::Is(is)),
        is => tests.extend(is.map(|is| Test::Is(is.value))),
    }
    if tests.is_empty() {
        let diagnostic = Diagnostic::new(&rules::BAD_CONDITION, node.span, "the condition tests nothing");
        return Err(
            sink.report(diagnostic.help("write a test, such as `{ present = true }` or `{ starts_with = \"card_\" }`"))
        );
    }
    Ok(AstTest::All(tests))
}

/// Reads one value or a list of at least one.
fn values<T>(
    node: TomlNode<'_>,
    sink: &mut Diagnostics<'_>,
    read: impl FnMut(TomlNode<'_>, &mut Diagnostics<'_>) -> Checked<T>,
) -> Checked<Vec<T>> {
    let values = node.one_or_many(sink, read)?;
    if !values.is_empty() {
        return Ok(values);
    }
    let diagnostic = Diagnostic::new(&rules::BAD_CONDITION, node.span, "the condition compares with nothing");
    Err(sink.report(diagnostic.help("list at least one value, or remove the key")))
}

/// Reads the beginning or the end of a text.
fn read_part(node: TomlNode<'_>, sink: &mut Diagnostics<'_>) -> Checked<String> {
    let text = node.string(sink)?;
    if !text.value.is_empty() {
        return Ok(text.value);
    }
    let diagnostic =
        Diagnostic::new(&rules::BAD_CONDITION, node.span, "every text begins and ends with the empty text");
    Err(sink.report(diagnostic.help("write the text that is required, or `{ present = true }`")))
}

fn read_literal(node: TomlNode<'_>, sink: &mut Diagnostics<'_>) -> Checked<Literal> {
    let literal = match node.value {
        DeValue::Boolean(value) => Some(Literal::Boolean(*value)),
        _ => node.as_text(sink).map(Literal::String).or_else(|| node.as_integer().map(Literal::Integer)),
    };
    literal.ok_or_else(|| node.wrong_type(Expected::Other("a string, an integer or a boolean"), sink))
}
