//! Diagnostics as JSON, one object in a line for each.

use std::io::Write;

use serde_json::{Value, json};

use super::problem::{Fix, Place, Problem};
use crate::failure::Failure;

pub(super) fn write(problems: &[Problem], out: &mut dyn Write) -> Result<(), Failure> {
    for problem in problems {
        let related: Vec<Value> =
            problem.related.iter().map(|(place, text)| json!({ "place": object(place), "text": text })).collect();
        let object = json!({
            "severity": problem.severity().to_string(),
            "rule": problem.id(),
            "title": problem.title,
            "place": object(&problem.place),
            "label": problem.label,
            "related": related,
            "notes": problem.notes,
            "help": problem.help,
            "fixes": problem.fixes.iter().map(fix).collect::<Vec<Value>>(),
        });
        writeln!(out, "{object}")?;
    }
    Ok(())
}

fn fix(fix: &Fix) -> Value {
    let edits: Vec<Value> =
        fix.edits.iter().map(|(place, text)| json!({ "place": object(place), "replacement": text })).collect();
    json!({ "message": fix.message, "applicability": fix.applicability, "edits": edits })
}

fn object(place: &Place) -> Value {
    json!({
        "path": place.path,
        "line": place.start.0,
        "column": place.start.1,
        "end_line": place.end.0,
        "end_column": place.end.1,
    })
}
