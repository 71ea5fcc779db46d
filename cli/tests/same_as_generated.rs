//! A response is decoded by a table that is read as by a type that is generated: over every recorded response of every table at hand.

#![allow(clippy::panic, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, missing_docs)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use errspec_tests::apis::{FlanksError, FrankieOneError};
use errspec_tests::generated::{Recorded, decode, examples};
use errspec_tests::zoo::{APIS, Api, Response, is_complete};
use serde_json::{Value as Json, json};

#[errspec::table("../../specs/billing.toml")]
pub enum BillingError {}

#[errspec::table("../../specs/tally.toml")]
pub enum TallyError {}

/// A table of `specs/`: its name, and what its type makes of a response and has as examples.
type Specified = (&'static str, fn(&Recorded) -> Json, fn() -> Vec<Recorded>);

/// Decodes responses by a table, with the command.
fn by_table(table: &Path, responses: &[Recorded]) -> Vec<Json> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("responses.ndjson");
    let line = |it: &Recorded| json!({ "status": it.status, "headers": it.headers, "body": it.body }).to_string();
    fs::write(&file, responses.iter().map(line).collect::<Vec<_>>().join("\n")).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-errspec"));
    let output = command.arg("decode").arg(table).arg(&file).args(["--ndjson", "--format", "json"]).output().unwrap();
    assert!(output.status.success(), "{}: {}", table.display(), String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Takes what generated types do not show from a decision, and the errors of a response that does not list several.
fn comparable(mut by_table: Json, by_type: &mut Json) -> Json {
    let object = by_table.as_object_mut().unwrap();
    for name in ["place", "nearest", "envelope"] {
        object.remove(name);
    }
    if !object.contains_key("errors") {
        by_type.as_object_mut().unwrap().remove("errors");
    }
    // The clock goes on while a delay until a date is read.
    for object in [&mut by_table, by_type] {
        if let Some(delay) = object.get_mut("retry_after") {
            *delay = json!((delay.as_f64().unwrap() / 10.0).round());
        }
    }
    by_table
}

/// Returns the responses that are decoded in two ways.
fn differences(table: &Path, responses: &[Recorded], by_type: fn(&Recorded) -> Json) -> Vec<String> {
    if responses.is_empty() {
        return Vec::new();
    }
    let by_table = by_table(table, responses);
    assert_eq!(by_table.len(), responses.len(), "{}", table.display());
    let pairs = responses.iter().zip(by_table).map(|(response, by_table)| {
        let mut by_type = by_type(response);
        (response, comparable(by_table, &mut by_type), by_type)
    });
    let different = pairs.filter(|(_, by_table, by_type)| by_table != by_type);
    different
        .map(|(response, by_table, by_type)| {
            format!("{}: {response:?}\n by table: {by_table}\n by type:  {by_type}", table.display())
        })
        .collect()
}

/// Returns the published responses of an API of the zoo; none if the reference data are not there.
fn published(api: &Api) -> Vec<Recorded> {
    let Some(text) = api.responses() else { return Vec::new() };
    let file: Json = serde_json::from_str(&text).unwrap();
    let responses = file["responses"].as_array().unwrap().iter().filter_map(Response::read);
    responses.map(|it| Recorded { status: Some(it.status), headers: it.headers, body: it.body }).collect()
}

#[test]
fn every_recorded_response_is_decoded_by_the_table_as_by_the_generated_type() {
    let home = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..");
    let specs: [Specified; 4] = [
        ("flanks", decode::<FlanksError>, examples::<FlanksError>),
        ("frankieone", decode::<FrankieOneError>, examples::<FrankieOneError>),
        ("billing", decode::<BillingError>, examples::<BillingError>),
        ("tally", decode::<TallyError>, examples::<TallyError>),
    ];
    let (mut count, mut different) = (0, Vec::new());
    for (name, by_type, examples) in specs {
        let responses = examples();
        count += responses.len();
        different.extend(differences(&home.join(format!("specs/{name}.toml")), &responses, by_type));
    }
    for api in APIS {
        let mut responses = (api.examples)();
        responses.extend(published(api));
        count += responses.len();
        different.extend(differences(&home.join(format!("tests/zoo/{}.toml", api.name)), &responses, api.decode));
    }
    assert!(different.is_empty(), "{} of {count}:\n{}", different.len(), different.join("\n"));
    assert!(count > if is_complete() { 250 } else { 20 }, "{count} responses");
}
