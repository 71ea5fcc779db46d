//! Entries, cases and examples.

use toml::de::DeValue;

use super::envelope::{read_conditions, some};
use super::expected::Expected;
use super::field::read_field;
use super::forms;
use super::json_schema::{ENTRY, fields_of};
use super::keys::{Keys, Misplaced, in_order};
use super::node::TomlNode;
use crate::ast::{AstChoice, AstEntry, AstExample, AstField, RetryWord, StatusWord};
use crate::diagnostics::{Checked, Diagnostic, Diagnostics, Suggestion};
use crate::format::{APPLIED, RETRIES, Section};
use crate::model::{Code, Deprecation, GrpcCode};
use crate::rules;
use crate::source::{At, Span};
use crate::toml_text;

const ONLY: Misplaced = Misplaced {
    key: "only",
    rule: &rules::MISPLACED_KEY,
    title: "`only` belongs to the envelope of an entry",
    help: "write `envelope = { id = \"…\", only = true }`",
};

const CASE_MISPLACED: &[Misplaced] = &[
    ONLY,
    Misplaced {
        key: "code",
        rule: &rules::CASE_KEY,
        title: "a case has no `code` of its own",
        help: "a case is found by the code of its entry; for another code, write an entry of its own: \
               `[errors.NAME]`",
    },
    Misplaced {
        key: "codes",
        rule: &rules::CASE_KEY,
        title: "a case has no `codes` of its own",
        help: "a case is found by the codes of its entry; for other codes, write an entry of its own: \
               `[errors.NAME]`",
    },
    Misplaced {
        key: "aliases",
        rule: &rules::CASE_KEY,
        title: "a case has no `aliases`",
        help: "move them to its entry: a case is found by every code of its entry",
    },
    Misplaced {
        key: "without_code",
        rule: &rules::CASE_KEY,
        title: "a case has no `without_code` of its own",
        help: "move it to its entry: a case is found whenever its entry is",
    },
    Misplaced {
        key: "any_code",
        rule: &rules::CASE_KEY,
        title: "a case has no `any_code` of its own",
        help: "move it to its entry: a case is found whenever its entry is",
    },
    Misplaced {
        key: "cases",
        rule: &rules::CASE_KEY,
        title: "a case has no cases",
        help: "write them beside this case, each with all its conditions",
    },
];

/// Reads an entry with its cases.
pub(crate) fn read_entry(name: At<String>, node: TomlNode<'_>, sink: &mut Diagnostics<'_>) -> AstEntry {
    let meant = forms::header_brackets(node, sink).or_else(|| forms::entry_of_code(node, sink));
    let keys = match meant.filter(|_| !node.is_table()) {
        Some(header) => {
            Keys::unreadable(name.span, Section::Entry, node.wrong_form(Expected::TABLE, Some(header), sink))
        }
        None => Keys::of(node, name.span, Section::Entry, sink).only_known(&[ONLY], sink),
    };
    let mut entry = read_keys(name, &keys, sink);
    entry.cases = read_cases(&entry.name.value, &keys, sink);
    entry
}

fn read_cases(entry: &str, keys: &Keys<'_>, sink: &mut Diagnostics<'_>) -> Vec<AstEntry> {
    let Some((_, node)) = keys.get("cases") else { return Vec::new() };
    let Ok(table) = node.table(Expected::Other("a table of cases"), sink) else { return Vec::new() };
    named(in_order(table, node.origin), &["errors", entry, "cases"], sink)
        .into_iter()
        .map(|(name, node)| {
            let keys = Keys::of(node, name.span, Section::Case, sink).only_known(CASE_MISPLACED, sink);
            read_keys(name, &keys, sink)
        })
        .collect()
}

/// Returns the entries or cases of the table at a path. Keys that are there without a name are reported once.
pub(super) fn named<'a>(
    mut items: Vec<(At<String>, TomlNode<'a>)>,
    path: &[&str],
    sink: &mut Diagnostics<'_>,
) -> Vec<(At<String>, TomlNode<'a>)> {
    let is_key = |name: &At<String>| Section::Entry.key(&name.value).is_some();
    let Some((key, _)) = items.iter().find(|(name, node)| is_key(name) && !node.is_table()) else { return items };
    let (what, name) = if path.len() > 1 { ("a case", "CASE") } else { ("an entry", "NAME") };
    let file = sink.source().file_span(key.span.start);
    let above = toml_text::headers(sink.source(), Span { end: key.span.start, ..file }, path).next_back();
    let header = above.filter(|header| header.is_last);
    let place = header.map_or(key.span, |header| header.part);
    let diagnostic = Diagnostic::new(&rules::MISPLACED_KEY, place, format!("the keys of {what} without its name"))
        .label("the name is missing here")
        .help(format!("name it: `[{}.{name}]`", path.join(".")));
    sink.report(match header {
        Some(_) => diagnostic.related(key.span, format!("a key of {what}")),
        None => diagnostic,
    });
    items.retain(|(name, _)| !is_key(name));
    items
}

fn read_keys(name: At<String>, keys: &Keys<'_>, sink: &mut Diagnostics<'_>) -> AstEntry {
    AstEntry {
        name,
        sound: keys.sound(),
        keys: keys.names(),
        code: keys.read("code", sink, read_code),
        codes: keys.read("codes", sink, |node, sink| Ok(node.at(node.one_or_many(sink, TomlNode::code)?))),
        aliases: keys.read("aliases", sink, TomlNode::codes),
        status: keys.read("status", sink, read_status),
        grpc: keys.read("grpc", sink, |node, sink| match forms::grpc_of_number(node) {
            Some(name) => Err(node.wrong_form(Expected::String, Some(name), sink)),
            None => node.word(GrpcCode::ALL, sink),
        }),
        exit: keys.read("exit", sink, TomlNode::integer),
        message: keys.read("message", sink, |node, sink| node.one_or_many(sink, TomlNode::string)),
        without_code: keys.read("without_code", sink, TomlNode::boolean),
        any_code: keys.read("any_code", sink, TomlNode::boolean),
        envelope: keys.read("envelope", sink, read_choice),
        default_envelope: 0,
        when: keys.read("when", sink, |node, sink| {
            let empty = Diagnostic::new(&rules::BAD_CONDITION, node.span, "this `when` has no condition");
            some(read_conditions(node, sink)?, empty.help("write a condition, or remove the key"), sink)
        }),
        fields: read_fields(keys, sink),
        summary: keys.read("summary", sink, TomlNode::string),
        causes: keys.read("causes", sink, TomlNode::strings),
        action: keys.read("action", sink, TomlNode::string),
        notes: keys.read("notes", sink, TomlNode::strings),
        retry: keys.read("retry", sink, |node, sink| read_retry(keys, node, sink)),
        retry_after: keys.read("retry_after", sink, read_seconds),
        applied: keys.read("applied", sink, |node, sink| node.word(APPLIED, sink)),
        docs: keys.read("docs", sink, TomlNode::string),
        symbol: keys.read("symbol", sink, TomlNode::string),
        since: keys.read("since", sink, TomlNode::string),
        deprecated: keys.read("deprecated", sink, read_deprecated),
        variant: keys.read("variant", sink, TomlNode::string),
        examples: read_examples(keys, sink),
        cases: Vec::new(),
    }
}

fn read_choice(node: TomlNode<'_>, sink: &mut Diagnostics<'_>) -> Checked<AstChoice> {
    if let Some(id) = node.as_text(sink) {
        return Ok(AstChoice { id: node.at(id), only: false });
    }
    let DeValue::Table(_) = node.value else {
        return Err(node.wrong_type(Expected::Other("the `id` of an envelope, or `{ id = \"…\", only = true }`"), sink));
    };
    let keys = Keys::of(node, node.span, Section::EntryEnvelope, sink).only_known(&[], sink);
    let id = keys.read_required("id", sink, TomlNode::string);
    let only = keys.read("only", sink, TomlNode::boolean);
    keys.sound()?;
    let (id, only) = (id?, only?.is_some_and(|only| only.value));
    Ok(AstChoice { id: id.unwrap_or_else(|| node.at(String::new())), only })
}

fn read_code(node: TomlNode<'_>, sink: &mut Diagnostics<'_>) -> Checked<At<Code>> {
    match forms::several_codes(node, sink) {
        Some(codes) => Err(node.wrong_form(Expected::IntegerOrString, Some(codes), sink)),
        None => node.code(sink),
    }
}

fn read_retry(keys: &Keys<'_>, node: TomlNode<'_>, sink: &mut Diagnostics<'_>) -> Checked<At<RetryWord>> {
    let key = keys.get("retry").filter(|_| keys.get("retry_after").is_none()).map(|(key, _)| key.span);
    match key.and_then(|key| forms::retry_with_delay(node, key, sink)) {
        Some(meant) => {
            let diagnostic =
                Diagnostic::new(&rules::WRONG_TYPE, node.span, "a delay in the place of the kind of retry");
            Err(sink.report(diagnostic.label("expected one of `never`, `after`, `poll`, `unknown`").suggest(meant)))
        }
        None => node.word(RETRIES, sink),
    }
}

fn read_seconds(node: TomlNode<'_>, sink: &mut Diagnostics<'_>) -> Checked<At<f64>> {
    match forms::seconds(node) {
        Some(seconds) => Err(node.wrong_form(Expected::Number, Some(seconds), sink)),
        None => node.number(sink),
    }
}

fn read_body(node: TomlNode<'_>, sink: &mut Diagnostics<'_>) -> Checked<At<String>> {
    match forms::json_text(node) {
        Some(json) => Err(node.wrong_form(Expected::String, Some(json), sink)),
        None => node.string(sink),
    }
}

fn read_fields(keys: &Keys<'_>, sink: &mut Diagnostics<'_>) -> Vec<AstField> {
    let Some((_, node)) = keys.get("fields") else { return Vec::new() };
    if node.table(Expected::Other("a table of fields"), sink).is_err() {
        return Vec::new();
    }
    fields_of(ENTRY, node, sink)
        .unwrap_or_default()
        .into_iter()
        .map(|(name, node)| read_field(name, node, sink))
        .collect()
}

fn read_status(node: TomlNode<'_>, sink: &mut Diagnostics<'_>) -> Checked<At<Vec<At<StatusWord>>>> {
    let list = node.one_or_many(sink, |node, sink| {
        let word = node.as_text(sink).map(StatusWord::Word).or_else(|| node.as_integer().map(StatusWord::Number));
        match word {
            Some(word) => Ok(node.at(word)),
            None => Err(node.wrong_type(Expected::STATUS, sink)),
        }
    })?;
    Ok(node.at(list))
}

fn read_deprecated(node: TomlNode<'_>, sink: &mut Diagnostics<'_>) -> Checked<At<Option<Deprecation>>> {
    match (node.value, node.as_text(sink)) {
        (DeValue::Boolean(true), _) => Ok(node.at(Some(Deprecation::default()))),
        (DeValue::Boolean(false), _) => Ok(node.at(None)),
        (_, Some(text)) if text.trim().is_empty() => {
            let diagnostic = Diagnostic::new(&rules::EMPTY_TEXT, node.span, "empty text").label("names no replacement");
            Err(sink.report(diagnostic.help("name the replacement, or write `deprecated = true`")))
        }
        (_, Some(text)) if matches!(text.trim(), "true" | "false") => {
            let meant = Suggestion::replace("write it without quotes: {}", node.span, text.trim());
            let title = format!("`{}` is not the name of a replacement", text.trim());
            let diagnostic = Diagnostic::new(&rules::WRONG_TYPE, node.span, title);
            Err(sink.report(diagnostic.label("a string that names the replacement").suggest(meant)))
        }
        (_, Some(text)) => Ok(node.at(Some(Deprecation { replacement: Some(text) }))),
        (_, None) => {
            let expected = Expected::Other("`true`, `false`, or a string that names the replacement");
            let only =
                node.value.as_array().filter(|list| list.len() == 1).and_then(|list| list.first()?.get_ref().as_str());
            let meant = only.map(|text| Suggestion::string("write it without brackets: {}", node.span, text));
            Err(node.wrong_form(expected, meant, sink))
        }
    }
}

/// Reads the `examples` of an entry or of `[success]`.
pub(crate) fn read_examples(keys: &Keys<'_>, sink: &mut Diagnostics<'_>) -> Checked<Vec<AstExample>> {
    let examples = keys.read("examples", sink, |node, sink| {
        let expected = Expected::List("a list of examples");
        match forms::header_brackets(node, sink).filter(|_| node.is_table()) {
            Some(header) => Err(node.wrong_form(expected, Some(header), sink)),
            None => node.list(expected, sink, |node, sink| Ok(read_example(node, sink))),
        }
    });
    Ok(examples?.unwrap_or_default())
}

fn read_example(node: TomlNode<'_>, sink: &mut Diagnostics<'_>) -> AstExample {
    let file = Misplaced {
        key: "file",
        rule: &rules::UNKNOWN_KEY,
        title: "unknown key `file` in an example",
        help: "the recorded body stands in the table itself: `body = '{\"code\": 1}'`",
    };
    let keys = Keys::of(node, node.span, Section::Example, sink).only_known(&[file], sink);
    let has_file = keys.get("file").is_some() && keys.get("body").is_none();
    AstExample {
        span: node.span,
        status: keys.read_required("status", sink, TomlNode::integer),
        headers: keys.read("headers", sink, |node, sink| {
            const HEADERS: Expected = Expected::Other("a table of headers");
            if let Some(meant) = forms::listed_headers(node) {
                return Err(node.wrong_form(HEADERS, Some(meant), sink));
            }
            let table = node.table(HEADERS, sink)?;
            let mut headers = Vec::new();
            for (name, node) in in_order(table, node.origin) {
                // A header that is repeated has a list of values.
                let lines = node.one_or_many(sink, TomlNode::string)?;
                headers.extend(lines.into_iter().map(|line| (name.clone(), line.value)));
            }
            Ok(headers)
        }),
        body: if has_file { keys.sound().map(|()| None) } else { keys.read_required("body", sink, read_body) },
    }
}
