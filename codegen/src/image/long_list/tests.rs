//! Among many candidates, a response is found to be the same entry as if every candidate were tried in turn, with a small part of that work.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::collections::HashSet;
use std::fmt::Write as _;

use errspec_engine::Found;
use errspec_engine::decode::{Decoded, Incoming, decode};
use errspec_engine::table::{SECTIONS, Table};
use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::model::Model;
use crate::read::read;
use crate::source::Source;

/// The pieces of messages: parameters, and texts of which some begin or end with others.
const PIECES: [&str; 13] =
    ["a", "aa", "aab", "b", "ba", "ä", "äb", "Thing ", "Thing is ", " failed", "{x}", "{y}", "{z}"];

/// The parts of an entry.
#[derive(Debug, Clone)]
struct Stated {
    messages: Vec<String>,
    others: Vec<&'static str>,
    is_case: bool,
    has_code: bool,
}

/// Generates the pieces of a message, in which no parameter follows another one.
fn message() -> impl Strategy<Value = String> {
    prop::collection::vec(select(&PIECES[..]), 0..6).prop_map(|pieces| {
        let mut message = String::new();
        for piece in pieces {
            let is_parameter = piece.starts_with('{');
            if !is_parameter || !(message.contains(piece) || message.ends_with('}')) {
                message.push_str(piece);
            }
        }
        message
    })
}

fn stated() -> impl Strategy<Value = Stated> {
    let messages = prop_oneof![
        1 => Just(Vec::new()),
        12 => prop::collection::vec(message(), 1),
        3 => prop::collection::vec(message(), 2..4),
    ];
    let keys = select(vec![
        "status = 400",
        "status = [404, \"5xx\"]",
        "when = { \"/kind\" = \"a\" }",
        "when = { \"/kind\" = \"b\" }",
        "when = { \"/kind\" = { present = true } }",
        "envelope = \"inner\"",
        "envelope = { id = \"outer\", only = true }",
    ]);
    let others = prop_oneof![4 => Just(Vec::new()), 1 => prop::collection::vec(keys, 1)];
    (messages, others, prop::bool::weighted(0.2), prop::bool::weighted(0.7)).prop_map(
        |(messages, others, is_case, has_code)| {
            let known: HashSet<&String> = messages.iter().collect();
            let messages = if known.len() == messages.len() { messages } else { Vec::new() };
            Stated { messages, others, is_case, has_code }
        },
    )
}

/// Writes a table with entries, one a line.
fn write(entries: &[Stated]) -> String {
    let mut out = String::from("table = { format = 1, name = \"many\" }\n");
    let inner = "id = \"inner\", when = { \"/inner\" = { present = true } }, code = \"/inner/code\", message = \"/inner/message\"";
    writeln!(out, "envelope = [{{ {inner} }}, {{ id = \"outer\", code = \"/code\", message = \"/message\" }}]")
        .unwrap();
    let mut parent = None;
    for (number, entry) in entries.iter().enumerate() {
        let parent = match parent.filter(|_| entry.is_case) {
            Some(parent) => format!("E{parent}.cases."),
            None => {
                parent = Some(number);
                String::new()
            }
        };
        let mut keys: Vec<String> = entry.others.iter().map(ToString::to_string).collect();
        if parent.is_empty() {
            keys.extend(entry.has_code.then(|| "code = 1".to_owned()));
        } else {
            keys.retain(|key| !key.starts_with("envelope"));
        }
        if !entry.messages.is_empty() {
            keys.push(format!("message = {:?}", entry.messages));
        }
        writeln!(out, "errors.{parent}E{number} = {{ {} }}", keys.join(", ")).unwrap();
    }
    out
}

/// Reads a table without the entries that the check rejects, such as those that cannot be told from others.
fn accepted(mut entries: Vec<Stated>) -> Option<(Vec<Stated>, Model)> {
    for _ in 0..20 {
        let source = Source::new("many.toml", write(&entries));
        let report = match read(&source) {
            Ok(model) => return Some((entries, model)),
            Err(report) => report,
        };
        let lines = report.diagnostics().iter().map(|it| source.line_column(it.label.span.start).0);
        // The first entry is in line 3.
        let rejected: HashSet<usize> = lines.filter_map(|line| line.checked_sub(3)).collect();
        let mut number = 0..;
        entries.retain(|_| !rejected.contains(&number.next().unwrap()));
    }
    None
}

/// Returns the table without its long lists, so that every candidate is tried.
fn without_long_lists(model: &Model) -> Table<'_> {
    let mut sections = model.image.sections();
    sections[SECTIONS - 1] = &[];
    Table::new(model.image.text(), sections)
}

/// Returns the entry that a response is, with its values.
fn found(table: &Table<'_>, status: Option<u16>, body: &str) -> String {
    let incoming = Incoming { status, headers: None, body: body.as_bytes(), clock: || None };
    let mut out = Decoded::new(body.as_bytes());
    match decode(table, &incoming, &mut out) {
        Found::Entry(entry) => format!("{} {:?}", entry.name(), out.fields),
        Found::Unknown(nearest) => format!("unknown, {:?}", nearest.map(|entry| entry.name().to_owned())),
    }
}

/// A message by which a response is made: that of an entry with texts for its parameters, which may be changed.
#[derive(Debug, Clone)]
struct Said {
    entry: Index,
    wording: Index,
    values: [String; 3],
    change: (u8, Index, String),
    status: Option<u16>,
    kind: Option<&'static str>,
    code: Option<i64>,
    is_inner: bool,
}

fn said() -> impl Strategy<Value = Said> {
    let text = || prop::collection::vec(select(&PIECES[..10]), 0..3).prop_map(|pieces| pieces.concat());
    let change = (0..6_u8, any::<Index>(), text());
    (
        (any::<Index>(), any::<Index>(), [text(), text(), text()], change),
        select(vec![Some(400), Some(404), Some(503), None]),
        select(vec![None, Some("a"), Some("b"), Some("c")]),
        select(vec![None, Some(1), Some(1), Some(2)]),
        any::<bool>(),
    )
        .prop_map(|((entry, wording, values, change), status, kind, code, is_inner)| Said {
            entry,
            wording,
            values,
            change,
            status,
            kind,
            code,
            is_inner,
        })
}

impl Said {
    /// Returns the message; `None` for a response without one.
    fn message(&self, entries: &[Stated]) -> Option<String> {
        let (kind, place, text) = &self.change;
        let messages = &self.entry.get(entries).messages;
        if *kind == 0 || messages.is_empty() {
            return if text.is_empty() { None } else { Some(text.clone()) };
        }
        let mut message = self.wording.get(messages).clone();
        for (name, value) in ["{x}", "{y}", "{z}"].into_iter().zip(&self.values) {
            message = message.replace(name, value);
        }
        let place = message.floor_char_boundary(place.index(message.len() + 1));
        match kind {
            1 => message.insert_str(place, text),
            2 => message.truncate(place),
            3 => message = message.split_off(place),
            _ => {}
        }
        Some(message)
    }

    fn body(&self, entries: &[Stated]) -> String {
        let code = self.code.map(|code| format!("\"code\": {code}"));
        let message = self.message(entries).map(|message| format!("\"message\": {message:?}"));
        let said: Vec<String> = code.into_iter().chain(message).collect();
        let said = said.join(", ");
        let kind = self.kind.map_or(String::new(), |kind| format!(", \"kind\": {kind:?}"));
        let said = if self.is_inner { format!("\"inner\": {{{said}}}") } else { said };
        format!("{{\"x\": 0, {said}{kind}}}").replace(", ,", ",").replace(", }", "}")
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_response_is_the_entry_that_it_is_if_every_candidate_is_tried(
        stated in prop::collection::vec(stated(), 60..120),
        said in prop::collection::vec(said(), 200),
    ) {
        let Some((entries, model)) = accepted(stated) else { return Err(TestCaseError::reject("the table is rejected")) };
        prop_assume!(!model.image.sections()[SECTIONS - 1].is_empty());
        let (table, plain) = (model.table(), without_long_lists(&model));
        for said in said {
            let body = said.body(&entries);
            prop_assert_eq!(found(&table, said.status, &body), found(&plain, said.status, &body), "{}", body);
        }
    }
}

#[test]
fn an_entry_that_alone_has_a_code_is_found_by_it_among_many_cases() {
    let mut text = write(&[]);
    text.push_str("[errors.ALONE]\ncode = 1\nstatus = 400\nmessage = \"Alone\"\n");
    for number in 0..40 {
        writeln!(text, "[errors.ALONE.cases.CASE_{number}]\nmessage = \"Case {number}\"").unwrap();
    }
    let model = read(&Source::new("many.toml", text)).unwrap();
    assert!(!model.image.sections()[SECTIONS - 1].is_empty());
    for (message, expected) in [("Case 7", "CASE_7 "), ("Case 77", "ALONE "), ("", "ALONE "), ("Alone", "ALONE ")] {
        let body = format!("{{\"code\": 1, \"message\": {message:?}}}");
        let found = found(&model.table(), Some(500), &body);
        assert!(found.starts_with(expected), "{message}: {found}");
    }
}

#[test]
fn a_message_that_begins_with_the_texts_of_most_entries_is_the_most_specific_of_them() {
    let mut text = write(&[]);
    for length in 1..60 {
        writeln!(text, "errors.E{length} = {{ code = 1, message = \"{}{{x}}\" }}", "a".repeat(length)).unwrap();
    }
    let model = read(&Source::new("many.toml", text)).unwrap();
    let (table, plain) = (model.table(), without_long_lists(&model));
    for length in 1..70 {
        let body = format!("{{\"code\": 1, \"message\": \"{}b\"}}", "a".repeat(length));
        let is = found(&table, Some(500), &body);
        assert!(is.starts_with(&format!("E{} ", length.min(59))), "{body}: {is}");
        assert_eq!(is, found(&plain, Some(500), &body));
    }
}
