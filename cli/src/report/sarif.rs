//! Diagnostics as SARIF 2.1.0 (OASIS, Static Analysis Results Interchange Format).

use std::io::Write;

use errspec_codegen::RULES;
use serde_json::{Value, json};

use super::problem::{Place, Problem};
use crate::failure::Failure;

pub(super) fn write(problems: &[Problem], out: &mut dyn Write) -> Result<(), Failure> {
    let rules: Vec<Value> = RULES
        .iter()
        .map(|rule| {
            json!({
                "id": rule.id,
                "shortDescription": { "text": rule.purpose },
                "help": { "text": rule.hint },
                "defaultConfiguration": { "level": rule.severity.to_string() },
            })
        })
        .collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "errspec",
                "version": env!("CARGO_PKG_VERSION"),
                "informationUri": env!("CARGO_PKG_REPOSITORY"),
                "rules": rules,
            } },
            "columnKind": "unicodeCodePoints",
            "results": problems.iter().map(result).collect::<Vec<Value>>(),
        }],
    });
    writeln!(out, "{log:#}")?;
    Ok(())
}

fn result(problem: &Problem) -> Value {
    let mut text = problem.text();
    for more in problem.notes.iter().chain(&problem.help) {
        text.push('\n');
        text.push_str(more);
    }
    let related: Vec<Value> = problem
        .related
        .iter()
        .map(|(place, text)| {
            let mut location = location(place);
            if let Some(members) = location.as_object_mut().filter(|_| !text.is_empty()) {
                members.insert("message".into(), json!({ "text": text }));
            }
            location
        })
        .collect();
    json!({
        "ruleId": problem.id(),
        "level": problem.severity().to_string(),
        "message": { "text": text },
        "locations": [location(&problem.place)],
        "relatedLocations": related,
    })
}

fn location(place: &Place) -> Value {
    json!({
        "physicalLocation": {
            "artifactLocation": { "uri": uri(&place.path) },
            "region": {
                "startLine": place.start.0,
                "startColumn": place.start.1,
                "endLine": place.end.0,
                "endColumn": place.end.1,
            },
        },
    })
}

/// Returns a path as a relative reference (RFC 3986), or as a `file` URI if it is absolute.
fn uri(path: &str) -> String {
    let path = path.replace(std::path::MAIN_SEPARATOR, "/");
    let mut out = String::from(if path.starts_with('/') { "file://" } else { "" });
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' | b'~' => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}
