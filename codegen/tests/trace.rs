//! The trace of a response: why it is an entry, or none.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::fs;
use std::path::Path;

use errspec_codegen::{Model, Source, read};
use errspec_engine::Found;
use errspec_engine::decode::{Decoded, Incoming, detect};
use errspec_engine::trace::{TraceOutcome, trace};

fn model(text: &str) -> Model {
    read(&Source::new("table.toml", text)).unwrap_or_else(|report| panic!("{report}"))
}

fn traced(model: &Model, status: u16, body: &str) -> String {
    let (table, body) = (model.table(), body.as_bytes());
    let incoming = Incoming { status: Some(status), headers: None, body, clock: || None };
    trace(&table, &incoming).to_string()
}

const SHOP: &str = r#"
[table]
format = 1
name = "shop"

[[envelope]]
id = "shop"
code = ["/error/code", "/code"]
message = "/error/message"

[[envelope]]
id = "gateway"
when = { "/source" = "gateway" }
message = "/reason"

[errors.SOLD_OUT]
code = "sold_out"
status = 409
message = "{item} is sold out"

[errors.SOLD_OUT_HERE]
code = "sold_out"
status = 410
message = "{item} is sold out in {place}, of {count} shops"
when = { "/error/kind" = ["local", "regional"] }
fields.count = { type = "integer" }

[errors.LIMIT]
code = 7
fields.limit = { at = "/error/limit", type = "integer", required = true }

[errors.DOWN]
status = 503
message = "The shop is down"
"#;

#[test]
fn what_is_found_comes_first_and_the_others_show_at_what_they_fail() {
    let shown = traced(&model(SHOP), 409, r#"{"error": {"code": "sold_out", "message": "Tea is sold out"}}"#);
    let expected = r#"✓ the response is SOLD_OUT
├─ the status is 409
├─ the body is read as `json`, 61 bytes
├─ ✓ the envelope `shop` is used
│  ├─ ✓ code at `/error/code`: "sold_out"
│  ├─ code at `/code`: nothing: the body has `error`
│  └─ ✓ message at `/error/message`: "Tea is sold out"
├─ ✗ the envelope `gateway` has a condition that is not met
│  ├─ ✗ `/source` must be "gateway", but has no value
│  └─ message at `/reason`: nothing: the body has `error`
└─ 2 entries can have the code "sold_out", the nearest first
   ├─ ✓ SOLD_OUT
   │  ├─ ✓ the status is 409
   │  ├─ ✓ the message is "{item} is sold out"
   │  └─ ✓ the field `item`, a string, is in the message
   └─ ✗ SOLD_OUT_HERE
      ├─ ✗ the status must be 410, but is 409
      ├─ ✗ `/error/kind` must be "local" or "regional", but has no value
      └─ ✗ the message must be "{item} is sold out in {place}, of {count} shops", but is "Tea is sold out"
"#;
    assert_eq!(shown, expected, "{shown}");
}

#[test]
fn a_location_that_leads_nowhere_tells_where_its_way_ends() {
    let model = model(SHOP);
    for (body, expected) in [
        (r#"{"errors": {"code": 7}}"#, "code at `/error/code`: nothing: the body has `errors`"),
        (r#"{"error": {"kode": 7}}"#, "code at `/error/code`: nothing: `/error` has `kode`"),
        (r#"{"error": [{"code": 7}]}"#, "code at `/error/code`: nothing: `/error` is a list of 1"),
        (r#"{"error": "code"}"#, "code at `/error/code`: nothing: `/error` is \"code\""),
        (r#"{"error": {"code": null}}"#, "code at `/error/code`: nothing: `/error/code` is null"),
        (r#"{"error": {"code": {}}}"#, "code at `/error/code`: nothing: an object is neither a string nor a number"),
        (r#"{"error": {}}"#, "code at `/error/code`: nothing: `/error` is an empty object"),
        ("[]", "code at `/error/code`: nothing: the body is a list of 0"),
        ("<html>", "the envelope `shop` is for a body of the kind `json`"),
        (r#"{"source": "gateway", "code": 7}"#, "the envelope `gateway` fits, but another one comes first"),
    ] {
        let shown = traced(&model, 500, body);
        assert!(shown.contains(expected), "{body}: {expected}\n{shown}");
    }
}

#[test]
fn the_reason_for_the_outcome_is_told() {
    let model = model(SHOP);
    for (status, body, expected) in [
        (400, r#"{"code": "sold_ut"}"#, "similar codes of the table: `sold_out`"),
        (400, r#"{"code": 8}"#, "no entry has the code \"8\""),
        (200, r#"{"code": 7}"#, "the status is 2xx, and no envelope has `in_2xx = true`"),
        (503, "", "the body is empty, so that the first envelope counts"),
        (400, r#"{"code": 7, "error": {"limit": "x"}}"#, "but \"x\" is not an integer"),
        (400, r#"{"code": 7, "error": {}}"#, "at `/error/limit`, but has no value"),
        (409, r#"{"code": "sold_out", "error": {"message": "Tea is solt"#, "the body is read as `json`"),
        (503, r#"{"error": {"message": "The shop is closed"}}"#, "but goes on with \"closed\" after \"The shop is \""),
        (500, r#"{"code": "sold_out"}"#, "but there is none"),
        (
            410,
            r#"{"code": "sold_out", "error": {"message": "T is sold out in B, of x shops"}}"#,
            "but a parameter does not fit in",
        ),
        (
            410,
            r#"{"code": "sold_out", "error": {"message": "T is sold out in B, of 2 shops!"}}"#,
            "but goes on with \"!\" after",
        ),
    ] {
        let shown = traced(&model, status, body);
        assert!(shown.contains(expected), "{body}: {expected}\n{shown}");
    }
}

#[test]
fn an_entry_that_is_found_by_white_space_at_the_end_of_a_message_is_told_to_fit() {
    let model = model(
        "[table]\nformat = 1\nname = \"shop\"\n[envelope]\nbody = \"text\"\n\
         [errors.MISSING]\nstatus = 400\nmessage = \"Please enter: {names}\"\n\
         [errors.PROMPT]\nstatus = 400\nmessage = \"Please enter:\"\n",
    );
    let shown = traced(&model, 400, "Please enter: \n");
    for expected in [
        "✓ the response is MISSING",
        "   ├─ ✓ MISSING",
        "✓ the message is \"Please enter: {names}\"",
        "└─ PROMPT fits, but is tried later",
    ] {
        assert!(shown.contains(expected), "{expected}\n{shown}");
    }
    // Without the white space, it is another entry.
    let shown = traced(&model, 400, "Please enter:");
    assert!(shown.contains("✓ the response is PROMPT"), "{shown}");
    assert!(shown.contains("✗ the message must be \"Please enter: {names}\""), "{shown}");
}

/// Returns the tables in a folder.
fn tables_in(folder: &str) -> Vec<Model> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(folder);
    let files = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let tables = files.filter(|path| path.extension().is_some_and(|extension| extension == "toml"));
    let read_table = |path: std::path::PathBuf| {
        let text = fs::read_to_string(&path).unwrap();
        read(&Source::new(path.display().to_string(), text).with_path(&path)).ok()
    };
    tables.filter_map(read_table).collect()
}

/// The trace is a walk of its own, so that it could tell another story than the decoder.
#[test]
fn the_trace_of_every_example_agrees_with_the_decoder() {
    let mut count = 0;
    for model in tables_in("specs").iter().chain(&tables_in("tests/zoo")) {
        let table = model.table();
        for example in table.examples() {
            let headers = example.headers();
            let body = example.body().as_bytes();
            for status in [example.status(), Some(400), Some(404), Some(500)] {
                let incoming = Incoming { status, headers: Some(&headers), body, clock: || None };
                let trace = trace(&table, &incoming);
                count += 1;
                let found = match status {
                    Some(_) => detect(&table, &incoming, &mut Decoded::new(body)),
                    None => continue,
                };
                let entry = match found {
                    Some(Found::Entry(entry)) => entry,
                    Some(Found::Unknown(_)) => {
                        assert!(matches!(trace.outcome, TraceOutcome::Unknown(_)), "{trace}");
                        let fits = trace.candidates.iter().any(|candidate| candidate.failures() == 0);
                        assert!(!fits || !trace.notes.is_empty(), "{}: {:?}\n{trace}", table.name(), example.body());
                        continue;
                    }
                    None => {
                        assert!(matches!(trace.outcome, TraceOutcome::Success) && !trace.notes.is_empty(), "{trace}");
                        continue;
                    }
                };
                assert!(matches!(trace.outcome, TraceOutcome::Entry(own) if own == entry), "{trace}");
                let first = trace.candidates.first().unwrap();
                assert!(
                    first.entry == entry && first.failures() == 0,
                    "{}: {:?}\n{trace}",
                    table.name(),
                    example.body()
                );
            }
        }
    }
    assert!(count > 60, "{count} responses");
}
