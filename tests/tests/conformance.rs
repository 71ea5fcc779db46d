//! The test suites of others, read where they lie in `../shared/conformance`: bodies that are JSON and bodies that are not, and locations.

#![allow(clippy::panic, clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeSet;
use std::fs;

use errspec::DecodeErrorKind;
use errspec_codegen::{Source, read};
use errspec_engine::decode::{Decoded, Incoming, decode, top_level_field};
use errspec_tests::apis::FlanksError;
use errspec_tests::shared;
use serde_json::Value;

/// Bodies that are not JSON and yet no error of syntax: an empty body is a response without values.
const EMPTY: [&str; 3] = ["n_single_space.json", "n_structure_no_data.json", "n_structure_UTF8_BOM_no_data.json"];

/// Pointers that a table rejects, since they are more often a mistake than the name of a member: white space at the end, and nothing after the
/// last `/`.
const REJECTED: [&str; 2] = ["/ ", "/foo/"];

/// Returns `true` if strict decoding has nothing against the syntax of a body. Total decoding keeps the body as it came.
fn is_json(body: &[u8]) -> bool {
    assert_eq!(FlanksError::decode(400, body).body(), body);
    match FlanksError::try_decode(400, body) {
        Ok(_) => true,
        Err(error) => !matches!(error.kind(), DecodeErrorKind::Syntax(_)),
    }
}

#[test]
#[cfg_attr(no_shared, ignore = "needs ../shared")]
fn every_body_of_the_suite_is_judged_as_the_suite_does() {
    let (mut well_formed, mut malformed, mut either, mut wrong) = (0, 0, 0, Vec::new());
    for entry in fs::read_dir(shared().join("conformance/json-parsing")).expect("the suite is there") {
        let path = entry.expect("the folder is read").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let judged = is_json(&fs::read(&path).expect("the file is read"));
        let expected = match name.as_bytes().first() {
            Some(b'y') => {
                well_formed += 1;
                true
            }
            Some(b'n') => {
                malformed += 1;
                EMPTY.contains(&name.as_str())
            }
            _ => {
                either += 1;
                continue;
            }
        };
        if judged != expected {
            wrong.push(name);
        }
    }
    assert_eq!((well_formed, malformed, either), (95, 188, 35), "the suite is complete");
    assert!(wrong.is_empty(), "{wrong:?}");
}

/// Returns the value that a table reads at a location; an error if the table rejects the location.
fn value_at(location: &str, document: &Value) -> Result<Option<Value>, String> {
    let quoted = serde_json::to_string(location).expect("a text can be written");
    let text = format!(
        "[table]\nformat = 1\nname = \"any\"\n[envelope]\ncode = \"/no code\"\n[fields]\nvalue = {{ at = {quoted}, type = \"json\" }}\n[errors.ANY]\ncode = 7\n"
    );
    let model = read(&Source::new("any.toml", text)).map_err(|report| report.to_string())?;
    let (table, body) = (model.table(), document.to_string());
    let incoming = Incoming { status: Some(400), headers: None, body: body.as_bytes(), clock: || None };
    let mut out = Decoded::new(body.as_bytes());
    decode(&table, &incoming, &mut out);
    let value = top_level_field(&table, &out.parts, "value");
    Ok(value.map(|value| serde_json::from_str(&value.to_json()).expect("a value is JSON")))
}

/// Returns the documents and pointers of a suite.
fn pointers(file: &str) -> BTreeSet<(String, String)> {
    let text = fs::read_to_string(shared().join("conformance").join(file)).expect("the suite is there");
    let tests: Vec<Value> = serde_json::from_str(&text).expect("the suite is JSON");
    let mut found = BTreeSet::new();
    for test in &tests {
        let document = test.get("doc").unwrap_or(&Value::Null).to_string();
        for operation in test.get("patch").and_then(Value::as_array).into_iter().flatten() {
            let pointers = ["path", "from"].into_iter().filter_map(|name| operation.get(name)?.as_str());
            found.extend(pointers.map(|pointer| (document.clone(), pointer.to_owned())));
        }
    }
    found
}

#[test]
#[cfg_attr(no_shared, ignore = "needs ../shared")]
fn every_pointer_of_the_suite_reads_the_value_that_serde_json_reads() {
    let all: BTreeSet<_> = ["tests.json", "spec_tests.json"].into_iter().flat_map(pointers).collect();
    assert!(all.len() > 90, "{} pointers", all.len());
    let mut wrong = Vec::new();
    for (document, pointer) in &all {
        let document: Value = serde_json::from_str(document).expect("it was JSON");
        let expected = document.pointer(pointer).cloned();
        let is_pointer = (pointer.is_empty() || pointer.starts_with('/')) && !REJECTED.contains(&pointer.as_str());
        match value_at(pointer, &document) {
            Ok(read) if is_pointer && read == expected.filter(|value| !value.is_null()) => {}
            Err(_) if !is_pointer => {}
            read => wrong.push(format!("{pointer:?} in {document}: {read:?}")),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
