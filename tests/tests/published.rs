//! Large published code tables: each is a valid errspec table and compiles, no record is lost, and every code decodes to its entry.

#![allow(clippy::panic, clippy::expect_used)]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use errspec_codegen::{Source, read};
use errspec_tests::published::{Published, Response, convert, convert_services};
use errspec_tests::shared;
use serde_json::Value as Json;

/// Returns the published tables beside the project, with their names.
fn published() -> Vec<(String, Published)> {
    let mut tables = Vec::new();
    for entry in fs::read_dir(shared().join("tables")).expect("the tables can be listed") {
        let path = entry.expect("the tables can be listed").path();
        let Ok(text) = fs::read_to_string(path.join("table.json")) else { continue };
        let records: Vec<Json> = serde_json::from_str(&text).expect("a published table is a list of records");
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let table = convert(&name, &records);
        println!("{name}: {} records, {} entries", records.len(), table.responses.len());
        assert_eq!(table.responses.len() + table.folded.len(), records.len(), "{name}: a record is lost");
        tables.push((name, table));
    }
    assert!(!tables.is_empty(), "there are no published tables");
    tables
}

#[test]
#[cfg_attr(no_shared, ignore = "needs ../shared")]
fn every_published_table_is_valid() {
    for (name, published) in published() {
        let source = Source::new(format!("{name}.toml"), published.table);
        match read(&source) {
            Ok(model) => assert_eq!(model.entries.len(), published.responses.len(), "{name}"),
            Err(report) => panic!("{report}"),
        }
    }
}

/// The records that have the code of another one: second names of a condition, and a reason that is a cause, too.
const FOLDED: [(&str, &[&str]); 2] = [
    ("kubernetes_reasons", &["Internal"]),
    (
        "postgres_errcodes",
        &[
            "ERRCODE_ARRAY_SUBSCRIPT_ERROR",
            "ERRCODE_DATETIME_VALUE_OUT_OF_RANGE",
            "ERRCODE_UNDEFINED_CURSOR",
            "ERRCODE_UNDEFINED_DATABASE",
            "ERRCODE_UNDEFINED_PSTATEMENT",
            "ERRCODE_UNDEFINED_SCHEMA",
        ],
    ),
];

#[test]
#[cfg_attr(no_shared, ignore = "needs ../shared")]
fn a_record_is_an_entry_or_another_name_of_one() {
    for (name, mut published) in published() {
        published.folded.sort_unstable();
        let expected = FOLDED.iter().find(|(table, _)| *table == name).map_or(&[][..], |(_, folded)| *folded);
        assert_eq!(published.folded, expected, "{name}");
        for folded in expected {
            assert!(published.table.contains(&format!("Also {folded}.")), "{name}: {folded}");
        }
    }
}

#[test]
#[cfg_attr(no_shared, ignore = "needs ../shared")]
fn services_with_common_messages_extend_one_file() {
    let text = fs::read_to_string(shared().join("tables/redfish_message_registries/table.json")).expect("it is there");
    let records: Vec<Json> = serde_json::from_str(&text).expect("a published table is a list of records");
    let services = convert_services("Base", &records);
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("services");
    fs::create_dir_all(&folder).expect("a folder can be made");
    fs::write(folder.join("base.toml"), &services.shared.table).expect("a table can be written");
    let mut count = services.shared.responses.len();
    let mut names = BTreeSet::new();
    for (registry, published) in &services.tables {
        let path = folder.join(format!("{registry}.toml"));
        let source = Source::new(path.display().to_string(), published.table.clone()).with_path(&path);
        let model = read(&source).unwrap_or_else(|report| panic!("{report}"));
        assert_eq!(model.entries.len(), published.responses.len() + services.shared.responses.len(), "{registry}");
        count += published.responses.len();
        names.extend(model.entries.iter().map(|entry| entry.variant.clone()));
    }
    assert_eq!(count, records.len());
    // Two registries that use one name have two variants, so that one enum can have the tables of all.
    assert_eq!(names.len(), records.len());
}

#[test]
#[cfg_attr(no_shared, ignore = "needs ../shared")]
fn every_code_of_every_published_table_is_found() {
    let tables = published();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("published");
    fs::create_dir_all(folder.join("src")).expect("a folder can be made");
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let runtime = here.join("../runtime").canonicalize().expect("the runtime is there").display().to_string();
    let manifest = format!(
        "[package]\nname = \"published\"\nversion = \"0.0.0\"\nedition = \"2024\"\n[workspace]\n[dependencies]\nerrspec = {{ path = {runtime:?} }}\n"
    );
    let mut main = String::from(CHECK);
    let mut calls = String::new();
    for (name, published) in &tables {
        fs::write(folder.join(format!("{name}.toml")), &published.table).expect("a table can be written");
        let lines: Vec<String> = published.responses.iter().map(line).collect();
        fs::write(folder.join(format!("{name}.txt")), lines.join("\n")).expect("the responses can be written");
        let written = "writing to a string cannot fail";
        writeln!(main, "mod {name} {{ #[errspec::table({:?})] pub enum Error {{}} }}", format!("{name}.toml"))
            .expect(written);
        writeln!(calls, "    check::<{name}::Error>({name:?}, include_str!({:?}));", format!("../{name}.txt"))
            .expect(written);
    }
    write!(main, "fn main() {{\n{calls}}}\n").expect("writing to a string cannot fail");
    fs::write(folder.join("Cargo.toml"), manifest).expect("the manifest can be written");
    fs::copy(here.join("../Cargo.lock"), folder.join("Cargo.lock")).expect("the lock file can be copied");
    fs::write(folder.join("src/main.rs"), main).expect("the source can be written");
    let output = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--offline"])
        .current_dir(&folder)
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .output()
        .expect("cargo can be started");
    let (out, error) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{out}{error}");
    let checked: usize = out.lines().filter_map(|line| line.parse::<usize>().ok()).sum();
    assert_eq!(checked, tables.iter().map(|(_, published)| published.responses.len()).sum::<usize>());
}

fn line(response: &Response) -> String {
    format!("{}\t{}\t{}", response.entry, response.status, response.body)
}

/// The program that checks each table: every response decodes to its entry, and the encoded entry to itself.
const CHECK: &str = r#"
fn check<E: errspec::Decode + PartialEq>(table: &str, responses: &str) {
    let mut count = 0;
    for line in responses.lines() {
        let (entry, response) = line.split_once('\t').unwrap();
        let (status, body) = response.split_once('\t').unwrap();
        let status: u16 = status.parse().unwrap();
        let decoded = E::decode(status, body);
        assert_eq!(decoded.error().name(), entry, "{table}: {body}");
        assert!(!decoded.error().is_unknown(), "{table}: {body}");
        let written = decoded.error().encode();
        let read = E::decode(status, &written);
        assert_eq!(read.error(), decoded.error(), "{table}: {body}");
        count += 1;
    }
    println!("{count}");
}
"#;
