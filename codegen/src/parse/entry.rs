//! Entries, cases and examples.

use toml::de::DeValue;

use super::envelope::read_conditions;
use super::field::read_field;
use super::keys::{Keys, Misplaced, in_order};
use super::node::Node;
use crate::fault::{Checked, Faults};
use crate::model::{Applied, Deprecation};
use crate::rules;
use crate::source::At;
use crate::table::{Entry, Example, Field, RetryWord, StatusWord};

/// The keys of an entry.
pub(crate) const KEYS: &[&str] = &[
    "code",
    "status",
    "message",
    "envelope",
    "when",
    "fields",
    "summary",
    "causes",
    "action",
    "notes",
    "retry",
    "retry_after",
    "applied",
    "docs",
    "since",
    "deprecated",
    "variant",
    "examples",
    "aliases",
    "without_code",
    "any_code",
    "cases",
];

/// Those of them that a case does not have.
const OF_ENTRIES: &[&str] = &["code", "aliases", "without_code", "any_code", "cases"];

const CASE_MISPLACED: &[Misplaced] = &[
    Misplaced {
        key: "code",
        rule: &rules::CASE_KEY,
        title: "a case has no `code` of its own",
        help: "a case is found by the code of its entry; what has another code is an entry of its own: \
               `[errors.NAME]`",
    },
    Misplaced {
        key: "aliases",
        rule: &rules::CASE_KEY,
        title: "a case has no `aliases`",
        help: "write them on its entry: a case is found by every code of its entry",
    },
    Misplaced {
        key: "without_code",
        rule: &rules::CASE_KEY,
        title: "a case has no `without_code` of its own",
        help: "write it on its entry: a case is found where its entry is",
    },
    Misplaced {
        key: "any_code",
        rule: &rules::CASE_KEY,
        title: "a case has no `any_code` of its own",
        help: "write it on its entry: a case is found where its entry is",
    },
    Misplaced {
        key: "cases",
        rule: &rules::CASE_KEY,
        title: "a case has no cases",
        help: "write them beside this one, each with everything that tells it",
    },
];

const RETRIES: &[(&str, RetryWord)] = &[
    ("never", RetryWord::Never),
    ("after", RetryWord::After),
    ("poll", RetryWord::Poll),
    ("unknown", RetryWord::Unknown),
];

const APPLIED: &[(&str, Applied)] = &[("no", Applied::No), ("yes", Applied::Yes), ("maybe", Applied::Maybe)];

/// Reads an entry with its cases.
pub(crate) fn read_entry(name: At<String>, node: Node<'_>, faults: &mut Faults<'_>) -> Entry {
    let keys = Keys::of(node, name.span, "a table", faults).only("an entry", KEYS, &[], faults);
    let mut entry = read_keys(name, &keys, faults);
    entry.cases = read_cases(&keys, faults);
    entry
}

fn read_cases(keys: &Keys<'_>, faults: &mut Faults<'_>) -> Vec<Entry> {
    let Some((_, node)) = keys.get("cases") else { return Vec::new() };
    let Ok(table) = node.table("a table of cases", faults) else { return Vec::new() };
    let known: Vec<&str> = KEYS.iter().copied().filter(|key| !OF_ENTRIES.contains(key)).collect();
    in_order(table, node.origin)
        .into_iter()
        .map(|(name, node)| {
            let keys = Keys::of(node, name.span, "a table", faults).only("a case", &known, CASE_MISPLACED, faults);
            read_keys(name, &keys, faults)
        })
        .collect()
}

fn read_keys(name: At<String>, keys: &Keys<'_>, faults: &mut Faults<'_>) -> Entry {
    Entry {
        name,
        sound: keys.sound(),
        keys: keys.names(),
        code: keys.read("code", faults, Node::code),
        aliases: keys.read("aliases", faults, Node::codes),
        status: keys.read("status", faults, read_status),
        message: keys.read("message", faults, |node, faults| node.one_or_many(faults, Node::string)),
        without_code: keys.read("without_code", faults, Node::boolean),
        any_code: keys.read("any_code", faults, Node::boolean),
        envelope: keys.read("envelope", faults, Node::string),
        when: keys.read("when", faults, read_conditions),
        fields: read_fields(keys, faults),
        summary: keys.read("summary", faults, Node::string),
        causes: keys.read("causes", faults, Node::strings),
        action: keys.read("action", faults, Node::string),
        notes: keys.read("notes", faults, Node::strings),
        retry: keys.read("retry", faults, |node, faults| node.word(RETRIES, faults)),
        retry_after: keys.read("retry_after", faults, Node::number),
        applied: keys.read("applied", faults, |node, faults| node.word(APPLIED, faults)),
        docs: keys.read("docs", faults, Node::string),
        since: keys.read("since", faults, Node::string),
        deprecated: keys.read("deprecated", faults, read_deprecated),
        variant: keys.read("variant", faults, Node::string),
        examples: read_examples(keys, faults),
        cases: Vec::new(),
    }
}

fn read_fields(keys: &Keys<'_>, faults: &mut Faults<'_>) -> Vec<Field> {
    let Some((_, node)) = keys.get("fields") else { return Vec::new() };
    let Ok(table) = node.table("a table of fields", faults) else { return Vec::new() };
    in_order(table, node.origin).into_iter().map(|(name, node)| read_field(name, node, faults)).collect()
}

fn read_status(node: Node<'_>, faults: &mut Faults<'_>) -> Checked<At<Vec<At<StatusWord>>>> {
    let list = node.one_or_many(faults, |node, faults| match node.value {
        DeValue::String(word) => Ok(node.at(StatusWord::Word(word.as_ref().to_owned()))),
        _ => match node.as_integer() {
            Some(number) => Ok(node.at(StatusWord::Number(number))),
            None => Err(node.wrong_type("a status: a number, or a class such as `\"4xx\"`", faults)),
        },
    })?;
    Ok(node.at(list))
}

fn read_deprecated(node: Node<'_>, faults: &mut Faults<'_>) -> Checked<Option<Deprecation>> {
    match node.value {
        DeValue::Boolean(true) => Ok(Some(Deprecation::default())),
        DeValue::Boolean(false) => Ok(None),
        DeValue::String(text) => {
            let replacement = Some(text.as_ref().to_owned()).filter(|text| !text.trim().is_empty());
            Ok(Some(Deprecation { replacement }))
        }
        _ => Err(node.wrong_type("`true`, `false`, or a string that says what takes its place", faults)),
    }
}

/// Reads the `examples` of an entry or of `[success]`.
pub(crate) fn read_examples(keys: &Keys<'_>, faults: &mut Faults<'_>) -> Checked<Vec<Example>> {
    let examples = keys.read("examples", faults, |node, faults| {
        node.list("a list of examples", faults, |node, faults| Ok(read_example(node, faults)))
    });
    Ok(examples?.unwrap_or_default())
}

fn read_example(node: Node<'_>, faults: &mut Faults<'_>) -> Example {
    let keys =
        Keys::of(node, node.span, "a table", faults).only("an example", &["status", "headers", "body"], &[], faults);
    Example {
        status: keys.need("an example", "status", faults, Node::integer),
        headers: keys.read("headers", faults, |node, faults| {
            let table = node.table("a table of headers", faults)?;
            let headers: Vec<_> = in_order(table, node.origin)
                .into_iter()
                .map(|(name, node)| Ok((name, node.string(faults)?.value)))
                .collect();
            headers.into_iter().collect()
        }),
        body: keys.need("an example", "body", faults, Node::string),
    }
}
