//! The models of valid tables.

use std::num::NonZeroU8;
use std::time::Duration;

use errspec_codegen::model::{Code, Entry, EntryId, GrpcCode, Message, Model, Part, Retry, Status, Type};
use errspec_codegen::{Source, read};

/// Returns the model of these entries with a plain envelope.
fn model(entries: &str) -> Model {
    model_under("[envelope]\ncode = \"/code\"\nmessage = \"/message\"\n", entries)
}

fn model_under(envelope: &str, entries: &str) -> Model {
    let source = Source::new("table.toml", format!("[table]\nformat = 1\nname = \"acme\"\n{envelope}{entries}"));
    match read(&source) {
        Ok(model) => model,
        Err(report) => unreachable!("{report}"),
    }
}

fn names(model: &Model, ids: &[EntryId]) -> Vec<String> {
    ids.iter().filter_map(|id| model.entry(*id)).map(|entry| entry.name.clone()).collect()
}

/// Returns the names of the candidates of the first code.
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
fn keys_have_defaults() {
    let model = model("[errors.A]\ncode = 1\n");
    assert_eq!((model.title.as_str(), model.unknown.as_str()), ("acme", "Unknown"));
    let [envelope] = model.envelopes.as_slice() else { unreachable!() };
    assert_eq!(envelope.media_type, "application/json");
    assert_eq!(envelope.retry_after.places.len(), 1);
    assert_eq!(entry(&model, "A").retry, Retry::Unknown);
}

#[test]
fn an_entry_without_message_keeps_the_text() {
    let model = model("[errors.A]\ncode = 1\nfields.id = \"/id\"\n[errors.B]\ncode = 2\nfields.message = \"/other\"\n");
    let a = entry(&model, "A");
    assert_eq!(a.message, Message::Any { kept: true });
    assert_eq!(a.message.templates().first().map(|it| it.parts.clone()), Some(vec![Part::Parameter(0)]));
    assert_eq!(fields(a), [("id", false, false), ("message", true, true)]);
    let b = entry(&model, "B");
    assert_eq!(b.message, Message::Any { kept: false });
    assert_eq!(fields(b), [("message", false, false)]);
}

#[test]
fn fields_are_in_the_order_of_the_written_wording() {
    let model = model(
        "[errors.A]\ncode = 1\nmessage = [\"{x} of {y}\", \"a much longer wording with {y} and {z}\"]\n\
         fields.id = \"/id\"\nfields.y = { type = \"integer\" }\nfields.x = { at = \"/x\", required = true }\n",
    );
    let a = entry(&model, "A");
    assert_eq!(
        fields(a),
        [("x", true, true), ("y", true, true), ("id", false, false), ("z", true, false)],
        "parameters, declared ones, parameters of other wordings"
    );
    assert_eq!(a.fields.get(1).map(|field| field.ty), Some(Type::Integer));
    assert_eq!(a.message.written_index(), 1, "the longer wording is tried first, but the first is written");
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
    assert_eq!((b.parent, &b.code, b.aliases.len()), (Some(EntryId::new(0)), &Some(Code::Integer(1)), 1));
    assert_eq!((b.summary.as_deref(), b.causes.len()), (Some("S"), 0));
    assert_eq!(b.retry, Retry::After(Some(Duration::from_secs(3))));
    assert_eq!(b.when.len(), 2, "the two conditions on one location become one");
    assert_eq!(b.statuses, Status::new(400).map(Into::into).into_iter().collect::<Vec<_>>());
    assert!(!b.states_status);
    let c = entry(&model, "C");
    assert_eq!((c.retry, c.states_status), (Retry::Never, true));
}

#[test]
fn a_case_inherits_the_exit_status_unless_it_has_its_own() {
    let table = "[errors.A]\ncode = 1\nexit = 65\n[errors.A.cases.B]\nstatus = 400\n[errors.A.cases.C]\nstatus = 401\n\
                 exit = 255\n[errors.D]\ncode = 2\ngrpc = \"DATA_LOSS\"\n";
    let model = model(table);
    for (name, exit) in [("A", Some(65)), ("B", Some(65)), ("C", Some(255)), ("D", None)] {
        assert_eq!(entry(&model, name).exit.map(NonZeroU8::get), exit, "{name}");
        let read = model.table().entry_by_name(name).and_then(|entry| entry.exit());
        assert_eq!(read.map(NonZeroU8::get), exit, "{name}");
    }
    assert_eq!(model.table().entry_by_name("C").and_then(|entry| entry.grpc()), None);
}

#[test]
fn an_entry_has_its_line() {
    let model = model("[errors.A]\ncode = 1\n\n[errors.B]\ncode = 2\n[errors.B.cases.C]\nstatus = 400\n");
    for (name, number) in [("A", 7), ("B", 10), ("C", 12)] {
        let line = entry(&model, name).line.as_ref().map(|line| (line.file.as_str(), line.number));
        assert_eq!(line, Some(("table.toml", number)), "{name}");
    }
}

#[test]
fn the_codes_of_a_table_may_be_any_that_it_allows() {
    for (codes, entries) in [
        ("\"ACME-{_}\"", "code = \"ACME-x\"\naliases = [1, \"old\"]"),
        ("\"acme-{1..9}\"\nignore_case = true", "code = \"ACME-7\""),
        ("[\"1..9\", \"E{01..99}\"]", "codes = [3, \"4..5\", \"E07\"]"),
        ("[\"Neo.{_}\"]", "codes = \"Neo.Transient.{_}\""),
        ("\"{{x}}-{_}\"", "code = \"{x}-1\""),
        ("\"ACME-{_}\"", "status = 404"),
    ] {
        let header = format!("codes = {codes}\n[envelope]\ncode = \"/code\"\nmessage = \"/message\"\n");
        model_under(&header, &format!("[errors.A]\n{entries}\n"));
    }
}

#[test]
fn the_domain_is_the_name_unless_the_table_states_it_and_a_case_inherits_the_grpc_code() {
    let plain = model("[errors.A]\ncode = 1\ngrpc = \"DATA_LOSS\"\n[errors.A.cases.B]\nmessage = \"b\"");
    assert_eq!(plain.domains, [plain.name.as_str()]);
    for name in ["A", "B"] {
        assert_eq!(entry(&plain, name).grpc.map(GrpcCode::number), Some(15), "{name}");
        assert_eq!(plain.table().entry_by_name(name).and_then(|entry| entry.grpc()), Some(15), "{name}");
    }
    let stated = model_under("domain = \"t.example\"\n[envelope]\ncode = \"/c\"\n", "[errors.A]\ncode = 1");
    assert_eq!(stated.table().domains().iter().collect::<Vec<_>>(), ["t.example"]);
    assert_eq!(stated.table().entry_by_name("A").and_then(|entry| entry.grpc()), None);
}

#[test]
fn a_single_entry_owns_its_code() {
    let model =
        model("[errors.A]\ncode = 1\nstatus = 400\n[errors.A.cases.B]\nmessage = \"b\"\n[errors.C]\ncode = \"1x\"\n");
    let owners: Vec<_> = model.lookup.rows.iter().map(|row| (&row.code, row.owner)).collect();
    assert_eq!(
        owners,
        [(&Code::Integer(1), Some(EntryId::new(0))), (&Code::String("1x".into()), Some(EntryId::new(2)))]
    );
    assert!(!entry(&model, "B").states_status, "it is found with any status, as its entry is");
}

#[test]
fn cases_of_a_shared_code_require_the_status_of_their_entry() {
    let entries = "[errors.A]\ncode = 1\nstatus = 400\n[errors.A.cases.B]\nmessage = \"b\"\n[errors.C]\ncode = \"1\"\nstatus = 404\n";
    let model = model(entries);
    assert!(entry(&model, "B").states_status);
    assert_eq!(model.lookup.rows.first().and_then(|row| row.owner), None);
    assert_eq!(model.lookup.rows.len(), 1, "1 and \"1\" are one code");
}

#[test]
fn more_specific_entries_come_first() {
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
fn thousands_of_fixed_messages_without_code_are_distinguished_fast() {
    use std::fmt::Write;
    let mut entries = String::new();
    for number in 0..5_000 {
        let _ = write!(entries, "[errors.E{number}]\nstatus = 400\nmessage = \"message {number}\"\n");
    }
    assert_eq!(model(&entries).lookup.codeless.len(), 5_000);
}

#[test]
fn messages_and_conditions_decide_before_the_status() {
    let order = candidates(
        "[errors.STATUS]\ncode = 1\nstatus = 500\n[errors.MESSAGE]\ncode = 1\nmessage = \"x\"\n\
         [errors.BOTH]\ncode = 1\nstatus = \"5xx\"\nmessage = \"x\"\n",
    );
    assert_eq!(order, ["BOTH", "MESSAGE", "STATUS"]);
}

#[test]
fn an_entry_that_allows_no_code_is_found_without_its_code() {
    let model = model(
        "[errors.ANY]\nstatus = 404\n[errors.A]\ncode = 1\nmessage = \"a {x}\"\nwithout_code = true\n\
         [errors.A.cases.B]\nmessage = \"a b {x}\"\n[errors.C]\ncode = 2\nmessage = \"c\"\n",
    );
    assert_eq!(names(&model, &model.lookup.codeless), ["B", "A", "ANY"]);
    assert!(entry(&model, "B").without_code && !entry(&model, "C").without_code);
    let owners: Vec<_> = model.lookup.rows.iter().map(|row| row.owner).collect();
    assert_eq!(owners, [Some(EntryId::new(1)), Some(EntryId::new(3))], "it is still found by its code");
    assert_eq!(names(&model, &model.lookup.any_code), ["ANY"], "its status alone tells it");
}

#[test]
fn a_class_is_found_by_a_code_that_no_entry_has() {
    let model = model(
        "[errors.CLASS]\nany_code = true\nwhen = { \"/type\" = \"card\" }\n\
         [errors.CLASS.cases.LOST]\nwhen = { \"/why\" = \"lost\" }\n[errors.STATUS]\nstatus = 404\n",
    );
    assert_eq!(names(&model, &model.lookup.any_code), ["LOST", "CLASS", "STATUS"]);
    assert_eq!(names(&model, &model.lookup.codeless), ["LOST", "CLASS", "STATUS"]);
}

#[test]
fn an_entry_is_written_in_the_envelope_that_it_names() {
    let envelopes = "[[envelope]]\ncode = \"/code\"\n[[envelope]]\nid = \"token\"\ncode = \"/error\"\n";
    let model = model_under(
        envelopes,
        "[errors.A]\ncode = 1\n[errors.B]\ncode = 2\nenvelope = \"token\"\n[errors.B.cases.C]\nstatus = 400\n",
    );
    assert_eq!(
        model.envelopes.iter().map(|envelope| envelope.id.as_deref()).collect::<Vec<_>>(),
        [None, Some("token")]
    );
    assert_eq!(model.entries.iter().map(|entry| entry.envelope).collect::<Vec<_>>(), [0, 1, 1]);
}

#[test]
fn a_case_inherits_the_fields_that_have_a_place() {
    let model = model(
        "[errors.A]\ncode = 1\nmessage = \"{n} of {id}\"\n\
         fields = { n = { type = \"integer\" }, id = { at = \"/id\", required = true }, count = { at = \"/n\", type = \"integer\" }, own = \"/a\" }\n\
         [errors.A.cases.B]\nmessage = \"{count} more of {x}\"\nfields = { own = \"/b\", z = \"/z\" }\n\
         [errors.A.cases.C]\nstatus = 400\n",
    );
    let b = entry(&model, "B");
    assert_eq!(
        fields(b),
        [("count", true, true), ("x", true, true), ("own", false, false), ("z", false, false), ("id", false, true)]
    );
    assert_eq!(b.fields.first().map(|field| field.ty), Some(Type::Integer));
    let c = entry(&model, "C");
    assert_eq!(
        fields(c),
        [("id", false, true), ("count", false, false), ("own", false, false), ("message", true, true)]
    );
}

#[test]
fn a_message_that_is_the_code_is_not_kept() {
    let model =
        model_under("[envelope]\ncode = \"/error\"\nmessage = [\"/error\", \"/text\"]\n", "[errors.A]\ncode = 1\n");
    let a = entry(&model, "A");
    assert_eq!((&a.message, a.fields.len()), (&Message::Any { kept: false }, 0));
}

#[test]
fn a_parameter_need_not_be_required() {
    let model =
        model("[errors.A]\ncode = 1\nmessage = \"wait {s} s\"\nfields.s = { type = \"integer\", required = false }\n");
    assert_eq!(fields(entry(&model, "A")), [("s", true, false)]);
}

#[test]
fn equally_specific_wordings_are_tried_in_the_order_of_the_table() {
    let model = model("[errors.A]\ncode = 1\nmessage = [\"b {x}\", \"a {x}\", \"{_} {_} {x}\"]\n");
    let a = entry(&model, "A");
    let begins: Vec<_> = a.message.templates().iter().filter_map(|template| template.parts.first()).cloned().collect();
    assert_eq!(begins, [Part::Text("b ".into()), Part::Text("a ".into()), Part::Parameter(0)]);
    assert_eq!(a.message.written_index(), 0);
}

#[test]
fn conditions_at_a_star_hold_for_any_element() {
    let entries = "[errors.A]\ncode = 1\nwhen = { \"/d/*/r\" = \"a\" }\n\
                   [errors.A.cases.Y]\nwhen = { \"/d/*/r\" = \"y\" }\n[errors.A.cases.X]\nwhen = { \"/d/*/r\" = \"x\" }\n";
    assert_eq!(candidates(entries), ["Y", "X", "A"], "the first in the table");
    assert_eq!(entry(&model(entries), "X").when.len(), 2, "both must hold");
}

#[test]
fn parameters_of_sources_have_the_names_of_their_keys() {
    let keys = ["code", "message", "name", "request_id", "status", "retry_after", "details"];
    let sources =
        keys.map(|key| format!("{key} = {{ at = \"/{key}\", template = [\"<{{{key}}}>\", \"<{{{key}}}> {{_}}\"] }}\n"));
    let model = model_under(&format!("[envelope]\n{}", sources.concat()), "[errors.A]\ncode = 1\n");
    assert_eq!(model.envelopes.len(), 1);
}

#[test]
fn a_report_of_thousands_of_ambiguities_is_truncated() {
    use std::fmt::Write;
    let mut text = "[table]\nformat = 1\nname = \"acme\"\n[envelope]\nmessage = \"/message\"\n".to_owned();
    for number in 0..2_000 {
        let _ = write!(text, "[errors.E{number}]\nmessage = \"{{a}} x{number} {{b}}\"\n");
    }
    let report = read(&Source::new("table.toml", text)).err();
    let diagnostics = report.iter().flat_map(|report| report.diagnostics());
    let (mut count, mut notes) = (0, 0);
    diagnostics.for_each(|it| (count, notes) = (count + 1, notes + it.notes.len()));
    assert_eq!((count, notes), (100, 101), "the last one notes that there may be more");
}
