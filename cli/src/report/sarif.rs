//! Diagnostics as SARIF 2.1.0 (OASIS, Static Analysis Results Interchange Format).

use std::io::Write;

use errspec_codegen::{RULES, Rule};
use serde_json::{Value, json};

use super::problem::{Fix, Place, Problem};
use crate::failure::Failure;
use crate::rule_pages;

pub(super) fn write(problems: &[Problem], out: &mut dyn Write) -> Result<(), Failure> {
    // A house rule is listed as it was broken, since a file decides whether it warns or denies.
    let mut house: Vec<&Rule> = Vec::new();
    for rule in problems.iter().filter_map(|problem| problem.rule).filter(|rule| rule_pages::is_of_the_house(rule.id)) {
        if !house.iter().any(|known| known.id == rule.id) {
            house.push(rule);
        }
    }
    let rules: Vec<Value> = RULES
        .iter()
        .copied()
        .chain(house)
        .map(|rule| {
            json!({
                "id": rule.id,
                "shortDescription": { "text": rule.purpose },
                "help": { "text": rule.hint, "markdown": rule_pages::named(rule.id).map_or(rule.hint, |rule| rule.page) },
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
        // What a person must fill in is no fix here: tools apply these as they are.
        "fixes": problem.fixes.iter().filter(|fix| fix.is_complete).map(fix).collect::<Vec<Value>>(),
    })
}

/// Returns a fix, with a change of an artifact for each file.
fn fix(fix: &Fix) -> Value {
    let mut paths: Vec<&str> = fix.edits.iter().map(|(place, _)| place.path.as_str()).collect();
    paths.dedup();
    let changes = paths.into_iter().map(|path| {
        let own = fix.edits.iter().filter(|(place, _)| place.path == path);
        let replacements =
            own.map(|(place, text)| json!({ "deletedRegion": region(place), "insertedContent": { "text": text } }));
        json!({ "artifactLocation": { "uri": uri(path) }, "replacements": replacements.collect::<Vec<Value>>() })
    });
    json!({ "description": { "text": fix.message }, "artifactChanges": changes.collect::<Vec<Value>>() })
}

fn location(place: &Place) -> Value {
    json!({
        "physicalLocation": {
            "artifactLocation": { "uri": uri(&place.path) },
            "region": region(place),
        },
    })
}

fn region(place: &Place) -> Value {
    json!({
        "startLine": place.start.0,
        "startColumn": place.start.1,
        "endLine": place.end.0,
        "endColumn": place.end.1,
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
