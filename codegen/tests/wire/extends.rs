//! Tables that extend others.

use std::fs;
use std::path::{Path, PathBuf};

use errspec_codegen::{Model, Report, Source, read};

use crate::{read_body, text, write_and_read};

/// Writes the files of a test, and returns the path of the first.
fn files(test: &str, files: &[(&str, &str)]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("extends").join(test);
    for (name, text) in files {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().expect("it is in the folder")).expect("a folder can be made");
        fs::write(path, text).expect("a file can be written");
    }
    folder.join(files.first().expect("there is a table").0)
}

fn read_table(path: &Path) -> Result<Model, Report> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    read(&Source::new(name, fs::read_to_string(path).expect("it was written")).with_path(path))
}

fn table(test: &str, parts: &[(&str, &str)]) -> Model {
    read_table(&files(test, parts)).unwrap_or_else(|report| panic!("{report}"))
}

const COMMON: &str = r#"
[table]
format = 1
docs   = "https://acme.test/errors/{code}"

[envelope]
code       = "/error/code"
message    = "/error/message"
request_id = "header:x-request-id"
details    = "/error/problems"

[fields]
trace = "/trace"

[detail]
field = "/field"

[reserved]
codes = [13]

[errors.RATE_LIMITED]
code   = 42
status = 429
retry  = "after"

[errors.GONE]
code   = 7
status = 410
action = "Stop."
cases.MOVED = { status = 301, message = "Moved" }
"#;

const ORDERS: &str = r#"
[table]
format  = 1
name    = "orders"
extends = "common.toml"

[envelope]
message = "/error/text"

[fields]
shard = "/shard"

[errors.GONE]
code   = 8
status = 404

[errors.SOLD_OUT]
code    = 9
status  = 409
message = "only {left} left"
"#;

#[test]
fn a_table_has_the_parts_that_it_extends() {
    let model = table("parts", &[("orders.toml", ORDERS), ("common.toml", COMMON)]);
    let names: Vec<&str> = model.entries.iter().map(|entry| entry.name.as_str()).collect();
    assert_eq!(names, ["GONE", "SOLD_OUT", "RATE_LIMITED"], "an entry replaces that of the same name, with its cases");
    assert_eq!(model.docs.as_deref(), Some("https://acme.test/errors/{code}"));
    assert_eq!((model.name.as_str(), model.title.as_str()), ("orders", "orders"));
    assert_eq!(model.detail.as_ref().map(Vec::len), Some(1));
    assert!(model.extended.len() == 1 && model.extended.iter().all(|path| path.ends_with("common.toml")));

    let body = r#"{"error":{"code":42,"text":"slow down","message":"no"},"trace":"t1","shard":3}"#;
    assert_eq!(read_body(&model, 429, body), "RATE_LIMITED 42: slow down shard=\"3\" trace=\"t1\"");
    assert_eq!(read_body(&model, 404, r#"{"error":{"code":8}}"#), "GONE 8: ");
    assert_eq!(read_body(&model, 410, r#"{"error":{"code":7}}"#), "unknown 7: ");
    assert_eq!(
        write_and_read(&model, "SOLD_OUT", &[("left", text("2"))]),
        r#"{"error":{"text":"only 2 left","code":9}}"#
    );
}

#[test]
fn an_extended_entry_is_written_in_the_first_envelope_of_its_file() {
    let gateway = r#"
[table]
format = 1

[[envelope]]
id      = "gateway"
code    = "/fault/code"
message = "/fault/text"

[[envelope]]
id   = "edge"
code = "header:x-edge-error"

[errors.UNREACHABLE]
code   = 1
status = 502
cases.BUSY = { status = 503 }

[errors.BLOCKED]
code     = "WAF"
status   = 403
envelope = "edge"
"#;
    let service = r#"
[table]
format  = 1
name    = "service"
extends = "gateway.toml"

[[envelope]]
id   = "service"
code = "/code"

[[envelope]]
id      = "edge"
message = "/why"

[errors.EMPTY]
code   = 2
status = 400
"#;
    let model = table("envelopes", &[("service.toml", service), ("gateway.toml", gateway)]);
    let ids: Vec<&str> = model.envelopes.iter().filter_map(|envelope| envelope.id.as_deref()).collect();
    assert_eq!(ids, ["service", "edge", "gateway"]);
    let envelope = |name: &str| model.entries.iter().find(|entry| entry.name == name).map(|entry| entry.envelope);
    assert_eq!(["EMPTY", "UNREACHABLE", "BUSY", "BLOCKED"].map(envelope), [Some(0), Some(2), Some(2), Some(1)]);
    assert_eq!(write_and_read(&model, "EMPTY", &[("message", text(""))]), r#"{"code":2}"#);
    assert_eq!(read_body(&model, 502, r#"{"fault":{"code":1,"text":"no route"}}"#), "UNREACHABLE 1: no route");
}

#[test]
fn of_several_files_the_later_one_has_priority_and_each_is_read_once() {
    let entry = |code: u8, name: &str| format!("[errors.{name}]\ncode = {code}\n");
    let part = |extends: &str, entries: &str| format!("[table]\nformat = 1\n{extends}\n{entries}");
    let base = part("", &format!("[envelope]\ncode = \"/code\"\n{}{}{}", entry(1, "A"), entry(2, "B"), entry(3, "C")));
    let left = part("extends = \"base.toml\"", &(entry(11, "A") + &entry(12, "B")));
    let right = part("extends = \"../base.toml\"", &entry(21, "A"));
    let top = "[table]\nformat = 1\nname = \"top\"\nextends = [\"left.toml\", \"right/right.toml\"]\n";
    let parts = [("top.toml", top), ("left.toml", &left), ("right/right.toml", &right), ("base.toml", &base)];
    let model = table("priority", &parts);
    let mut codes: Vec<(String, String)> = model
        .entries
        .iter()
        .map(|entry| (entry.name.clone(), entry.code.as_ref().map(|code| format!("{code:?}")).unwrap_or_default()))
        .collect();
    codes.sort();
    let expected = [("A", "Integer(21)"), ("B", "Integer(12)"), ("C", "Integer(3)")];
    assert_eq!(codes, expected.map(|(name, code)| (name.to_owned(), code.to_owned())));
    assert_eq!(model.extended.len(), 3);
}

#[test]
fn presets_are_filled_in_for_each_file() {
    let common = "[table]\nformat = 1\n[envelope]\npreset = \"rfc9457\"\n[errors.GONE]\ncode = \"urn:gone\"\n";
    let top = "[table]\nformat = 1\nname = \"top\"\nextends = \"common.toml\"\n[envelope]\nrequest_id = \"/id\"\n";
    let model = table("presets", &[("top.toml", top), ("common.toml", common)]);
    let body = r#"{"type":"urn:gone","title":"Gone","id":"r1"}"#;
    assert_eq!(read_body(&model, 410, body), "GONE urn:gone: Gone (r1) title=\"Gone\"");
}

#[test]
fn a_report_has_the_places_in_all_files() {
    let common = COMMON.replace("retry  = \"after\"", "retry  = \"later\"");
    let path = files("report", &[("orders.toml", ORDERS), ("common.toml", &common)]);
    let report = read_table(&path).expect_err("the file is wrong");
    let source = report.source();
    let diagnostic = report.diagnostics().first().expect("there is one");
    let span = diagnostic.label.span;
    assert_eq!(source.text().get(span.start..span.end), Some("\"later\""));
    assert_eq!(source.name_at(span.start), "common.toml");
    assert_eq!(source.line_column(span.start), (24, 10));
    assert_eq!((source.name_at(0), source.name()), ("orders.toml", "orders.toml"));
    assert_eq!(source.extended().count(), 1);
    // What a report returns can be read again.
    assert_eq!(read(source), Err(report.clone()));
}

#[test]
fn a_table_without_a_path_extends_nothing() {
    let report = read(&Source::new("orders.toml", ORDERS)).expect_err("its folder is unknown").to_string();
    assert!(report.contains("orders.toml:5:11") && report.contains("Source::with_path"), "{report}");
}

#[test]
fn a_file_that_is_cut_off_anywhere_is_reported_in_its_place() {
    for end in (0..COMMON.len()).filter(|end| COMMON.is_char_boundary(*end)) {
        let path = files("cut", &[("orders.toml", ORDERS), ("common.toml", &COMMON[..end])]);
        if let Err(report) = read_table(&path) {
            let source = report.source();
            for diagnostic in report.diagnostics() {
                assert!(source.text().get(diagnostic.label.span.start..diagnostic.label.span.end).is_some());
            }
            assert!(report.to_string().starts_with("error["), "{report}");
        }
    }
}

#[test]
fn the_case_of_codes_is_shared() {
    let common = "[table]\nformat = 1\nignore_case = true\n[errors.SLOW]\ncodes = \"slow.{_}\"\n";
    let own = "[table]\nformat = 1\nname = \"own\"\nextends = \"common.toml\"\n[envelope]\ncode = \"/code\"\n";
    let model = table("ignore_case", &[("own.toml", own), ("common.toml", common)]);
    assert_eq!(read_body(&model, 400, r#"{"code":"SLOW.Disk"}"#), "SLOW SLOW.Disk:  code=\"SLOW.Disk\"");
}

#[test]
fn the_domain_is_shared() {
    let common = "[table]\nformat = 1\ndomain = [\"acme.example\", \"old.example\"]\n[errors.SLOW]\ncode = 1\n";
    let own = "[table]\nformat = 1\nname = \"own\"\nextends = \"common.toml\"\n[envelope]\ncode = \"/code\"\n";
    let model = table("domain", &[("own.toml", own), ("common.toml", common)]);
    assert_eq!(model.domains, ["acme.example", "old.example"]);
}
