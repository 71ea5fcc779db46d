//! Every suggestion fixes its error and makes no other.

use std::fs;
use std::path::{Path, PathBuf};

use errspec_codegen::{Applicability, ChangedFile, Diagnostic, Report, Source, Suggestion, read_with_warnings};

fn folders(home: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(home).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut folders: Vec<PathBuf> = entries.filter(|path| path.join("table.toml").is_file()).collect();
    folders.sort();
    folders
}

fn check(text: &str, folder: &Path) -> Option<Report> {
    let source = Source::new("table.toml", text).with_path(folder.join("table.toml"));
    read_with_warnings(&source).map_or_else(Some, |table| table.warnings)
}

/// Returns the errors of a report in a form that does not depend on their places.
fn errors(report: Option<&Report>) -> Vec<(&str, &str)> {
    let diagnostics = report.map(Report::diagnostics).unwrap_or_default();
    diagnostics.iter().map(|it| (it.rule.id, it.title.as_str())).collect()
}

/// The rules of errors that a suggestion may bring to light: a fix of one word can't also write what is missing, or correct a recorded response.
const BROUGHT_TO_LIGHT: &[&str] = &["stray-example", "missing-key", "unknown-key", "required-key", "retry-after"];

/// Returns what is wrong with a suggestion.
fn problem(report: &Report, fixed: &Diagnostic, suggestion: &Suggestion, folder: &Path) -> Option<String> {
    let message = format!("`{}`: {}", fixed.title, suggestion.message);
    let changed = match report.apply([suggestion]) {
        Ok(changed) => changed,
        Err(error) => return Some(format!("{message}: {error}")),
    };
    let [file] = changed.as_slice() else { return Some(format!("{message}: changes {} files", changed.len())) };
    if file.name != "table.toml" {
        return None;
    }
    let after = check(&file.text, folder);
    let mut before = errors(Some(report));
    let own = before.iter().position(|it| *it == (fixed.rule.id, fixed.title.as_str()));
    own.map(|own| before.remove(own));
    for error in errors(after.as_ref()) {
        match before.iter().position(|it| *it == error) {
            Some(known) => _ = before.remove(known),
            None if BROUGHT_TO_LIGHT.contains(&error.0) => {}
            None => return Some(format!("{message}: leads to {}: {}\n{}", error.0, error.1, file.text)),
        }
    }
    None
}

/// Applies each suggestion of each table, and returns how many there were, and what is wrong with them.
fn try_all(home: &Path) -> (usize, Vec<String>) {
    let mut count = 0;
    let mut problems = Vec::new();
    for folder in folders(home) {
        let text = fs::read_to_string(folder.join("table.toml")).unwrap_or_default();
        if text.contains("#repeat ") {
            continue;
        }
        let Some(report) = check(&text, &folder) else { continue };
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        for diagnostic in report.diagnostics() {
            let sure = diagnostic.suggestions.iter().filter(|it| it.applicability != Applicability::HasPlaceholders);
            for suggestion in sure {
                count += 1;
                problems.extend(problem(&report, diagnostic, suggestion, &folder).map(|it| format!("{name}: {it}")));
            }
        }
    }
    (count, problems)
}

#[test]
fn every_suggestion_of_a_rule_case_fixes_its_error_and_makes_no_other() {
    let (count, problems) = try_all(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules"));
    assert!(problems.is_empty(), "{} of {count} suggestions:\n{}", problems.len(), problems.join("\n"));
    assert!(count > 50, "{count} suggestions");
}

#[test]
fn every_suggestion_for_a_mistake_fixes_its_error_and_makes_no_other() {
    let (count, problems) = try_all(Path::new("/work/shared/mistakes"));
    assert!(problems.is_empty(), "{} of {count} suggestions:\n{}", problems.len(), problems.join("\n"));
}

#[test]
fn suggestions_for_one_place_are_not_applied_together() {
    let text = "[table]\nformat = 1\nname = \"it\"\n[envelope]\ncode = \"code\"\n[errors.A]\ncode = 1\nretry = false\n";
    let report = check(text, Path::new("."));
    let report = report.as_ref();
    let all = || report.iter().flat_map(|report| report.diagnostics()).flat_map(|it| &it.suggestions);
    let text_of = |files: Vec<ChangedFile>| files.into_iter().map(|file| file.text).collect::<String>();
    let fixed = report.map(|report| report.apply(all()).map(text_of));
    let expected = text.replace("\"code\"", "\"/code\"").replace("false", "\"never\"");
    assert_eq!(fixed, Some(Ok(expected)));
    assert!(report.is_some_and(|report| report.apply(all().chain(all())).is_err()));
}
