//! What a valid table means.

use errspec_codegen::model::{Code, Entry, Model, Part, Retry, Status, Type};
use errspec_codegen::{Source, read};

/// The model of these entries under a plain envelope.
fn model(entries: &str) -> Model {
    let head = "[table]\nformat = 1\nname = \"acme\"\n[envelope]\ncode = \"/code\"\nmessage = \"/message\"\n";
    let source = Source::new("table.toml", format!("{head}{entries}"));
    match read(&source) {
        Ok(model) => model,
        Err(report) => unreachable!("{}", report.render(&source, false)),
    }
}

fn names(model: &Model, indices: &[usize]) -> Vec<String> {
    indices.iter().filter_map(|index| model.entries.get(*index)).map(|entry| entry.name.clone()).collect()
}

/// The names of the candidates of the first code.
fn candidates(entries: &str) -> Vec<String> {
    let model = model(entries);
    model.lookup.rows.first().map(|row| names(&model, &row.candidates)).unwrap_or_default()
}

fn entry<'m>(model: &'m Model, name: &str) -> &'m Entry {
    match model.entries.iter().find(|entry| entry.name == name) {
        Some(entry) => entry,
        None => unreachable!("no entry {name}"),
    }
}

fn fields(entry: &Entry) -> Vec<(&str, bool, bool)> {
    entry.fields.iter().map(|field| (field.name.as_str(), field.parameter, field.required)).collect()
}

#[test]
fn defaults() {
    let model = model("[errors.A]\ncode = 1\n");
    assert_eq!((model.title.as_str(), model.unknown.as_str()), ("acme", "Unknown"));
    let [envelope] = model.envelopes.as_slice() else { unreachable!() };
    assert_eq!(envelope.media_type, "application/json");
    assert_eq!(envelope.retry_after.alternatives.len(), 1);
    assert_eq!(entry(&model, "A").retry, Retry::Unknown);
}

#[test]
fn an_entry_without_message_keeps_the_text() {
    let model = model("[errors.A]\ncode = 1\nfields.id = \"/id\"\n[errors.B]\ncode = 2\nfields.message = \"/other\"\n");
    let a = entry(&model, "A");
    assert!(a.any_text);
    assert_eq!(a.messages.first().map(|it| it.parts.clone()), Some(vec![Part::Parameter(0)]));
    assert_eq!(fields(a), [("id", false, false), ("message", true, true)]);
    let b = entry(&model, "B");
    assert!(b.any_text && b.messages.is_empty());
    assert_eq!(fields(b), [("message", false, false)]);
}

#[test]
fn fields_stand_in_the_order_of_the_written_wording() {
    let model = model(
        "[errors.A]\ncode = 1\nmessage = [\"{x} of {y}\", \"a much longer wording with {y} and {z}\"]\n\
         fields.id = \"/id\"\nfields.y = { type = \"integer\" }\nfields.x = { at = \"/x\", required = false }\n",
    );
    let a = entry(&model, "A");
    assert_eq!(
        fields(a),
        [("x", true, false), ("y", true, true), ("id", false, false), ("z", true, false)],
        "parameters, declared ones, parameters of other wordings"
    );
    assert_eq!(a.fields.get(1).map(|field| field.ty), Some(Type::Integer));
    assert_eq!(a.written, 1, "the longer wording is tried first, the first is written");
}

#[test]
fn a_case_inherits_what_it_does_not_state() {
    let model = model(
        "[errors.A]\ncode = 1\naliases = [\"one\"]\nstatus = 400\nsummary = \"S\"\ncauses = [\"C\"]\nretry = \"after\"\n\
         retry_after = 3\nwhen = { \"/a\" = [1, 2] }\n\
         [errors.A.cases.B]\nwhen = { \"/a\" = 1, \"/b\" = true }\ncauses = []\n\
         [errors.A.cases.C]\nstatus = 404\nwhen = { \"/b\" = false }\nretry = \"never\"\n",
    );
    let b = entry(&model, "B");
    assert_eq!((b.parent, &b.code, b.aliases.len()), (Some(0), &Some(Code::Integer(1)), 1));
    assert_eq!((b.summary.as_deref(), b.causes.len(), b.retry_after), (Some("S"), 0, Some(3000)));
    assert_eq!(b.when.len(), 2, "one location, one condition: the narrower");
    assert_eq!((b.statuses.as_slice(), b.states_status), ([Status { low: 400, high: 400 }].as_slice(), false));
    let c = entry(&model, "C");
    assert_eq!((c.retry, c.retry_after, c.states_status), (Retry::Never, None, true));
}

#[test]
fn a_single_entry_owns_its_code() {
    let model =
        model("[errors.A]\ncode = 1\nstatus = 400\n[errors.A.cases.B]\nmessage = \"b\"\n[errors.C]\ncode = \"1x\"\n");
    let owners: Vec<_> = model.lookup.rows.iter().map(|row| (&row.code, row.owner)).collect();
    assert_eq!(owners, [(&Code::Integer(1), Some(0)), (&Code::String("1x".into()), Some(2))]);
    assert!(!entry(&model, "B").states_status, "it is found whatever the status, as its entry is");
}

#[test]
fn where_a_code_is_shared_cases_ask_for_the_status_of_their_entry() {
    let entries = "[errors.A]\ncode = 1\nstatus = 400\n[errors.A.cases.B]\nmessage = \"b\"\n[errors.C]\ncode = \"1\"\nstatus = 404\n";
    let model = model(entries);
    assert!(entry(&model, "B").states_status);
    assert_eq!(model.lookup.rows.first().and_then(|row| row.owner), None);
    assert_eq!(model.lookup.rows.len(), 1, "1 and \"1\" are one code");
}

#[test]
fn the_more_specific_comes_first() {
    let order = candidates(
        "[errors.ANY]\ncode = 1\n\
         [errors.SOME]\ncode = 1\nmessage = \"{x}\"\n\
         [errors.LONG]\ncode = 1\nmessage = \"user {x}\"\n\
         [errors.LONGER]\ncode = 1\nmessage = \"user {x} is gone\"\n\
         [errors.FIXED]\ncode = 1\nmessage = \"user 17 is really gone\"\n\
         [errors.HERE]\ncode = 1\nmessage = \"user {x} is gone\"\nwhen = { \"/here\" = true }\n",
    );
    let place = |name: &str| order.iter().position(|other| other == name);
    assert!(place("HERE") < place("LONGER") && place("LONGER") < place("LONG"));
    assert!(place("FIXED") < place("LONG") && place("LONG") < place("SOME") && place("SOME") < place("ANY"));
}

#[test]
fn fewer_statuses_come_before_more() {
    let order = candidates(
        "[errors.ANY]\ncode = 1\n[errors.CLASS]\ncode = 1\nstatus = \"4xx\"\n[errors.TWO]\ncode = 1\nstatus = [404, 405]\n\
         [errors.ONE]\ncode = 1\nstatus = 404\n",
    );
    assert_eq!(order, ["ONE", "TWO", "CLASS", "ANY"]);
}

#[test]
fn a_case_comes_before_its_entry() {
    let order =
        candidates("[errors.A]\ncode = 1\nmessage = \"a long fixed message\"\n[errors.A.cases.B]\nmessage = \"b\"\n");
    assert_eq!(order, ["B", "A"]);
}

#[test]
fn names_become_rust_names() {
    let model = model(
        "[errors.HTTP_2_ERROR]\ncode = 1\nfields.vmType = \"/a\"\nfields.type = \"/b\"\nfields.\"@id\" = \"/c\"\n",
    );
    let entry = entry(&model, "HTTP_2_ERROR");
    assert_eq!(entry.variant, "Http2Error");
    let idents: Vec<&str> = entry.fields.iter().map(|field| field.ident.as_str()).collect();
    assert_eq!(idents, ["vm_type", "r#type", "_id", "message"]);
}

#[test]
fn thousands_of_fixed_messages_without_code_are_told_apart_at_once() {
    use std::fmt::Write;
    let mut entries = String::new();
    for number in 0..5_000 {
        let _ = write!(entries, "[errors.E{number}]\nstatus = 400\nmessage = \"message {number}\"\n");
    }
    assert_eq!(model(&entries).lookup.codeless.len(), 5_000);
}
