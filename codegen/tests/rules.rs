//! Every rule has a table that breaks it, and the expected report. A table with warnings only is valid.
//!
//! `ERRSPEC_BLESS=1 cargo test -p errspec-codegen --test rules` updates the reports.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use errspec_codegen::{RULES, Report, Severity, Source, read_together, read_with_warnings};

fn folders() -> Vec<PathBuf> {
    let home = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules");
    let mut folders: Vec<PathBuf> = fs::read_dir(home)
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    folders
}

/// Returns the rule of a folder named `<rule>` or `<rule>--<variant>`.
fn rule_of(folder: &Path) -> String {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    name.split("--").next().unwrap_or_default().to_owned()
}

/// Expands a line `#repeat 3 a%` to three lines `a0`, `a1`, `a2`, since some rules are only broken by very large tables.
fn expand(text: &str) -> String {
    let mut expanded = String::new();
    for line in text.lines() {
        let repeated = line.strip_prefix("#repeat ").and_then(|rest| rest.split_once(' '));
        match repeated.and_then(|(count, line)| Some((count.parse::<usize>().ok()?, line))) {
            Some((count, line)) => {
                (0..count).for_each(|number| expanded += &(line.replace('%', &number.to_string()) + "\n"));
            }
            None => expanded += &(line.to_owned() + "\n"),
        }
    }
    expanded
}

/// Returns the report of a table, and the severity of its outcome. With a file `earlier.toml` beside it, the two become one enum.
fn report(source: Source, folder: &Path) -> Option<(Report, Severity)> {
    let Ok(text) = fs::read_to_string(folder.join("earlier.toml")) else {
        return match read_with_warnings(&source) {
            Ok(table) => table.warnings.map(|warnings| (warnings, Severity::Warning)),
            Err(report) => Some((report, Severity::Error)),
        };
    };
    let first = Source::new("earlier.toml", text).with_path(folder.join("earlier.toml"));
    let mut reports = read_together(&[first, source]).err()?;
    (reports.len() == 1).then(|| (reports.remove(0), Severity::Error))
}

fn compare(folder: &Path, problems: &mut Vec<String>) {
    let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let Ok(text) = fs::read_to_string(folder.join("table.toml")) else {
        return problems.push(format!("{name}: has no table.toml"));
    };
    let source = Source::new("table.toml", expand(&text)).with_path(folder.join("table.toml"));
    let Some((report, severity)) = report(source, folder) else {
        return problems.push(format!("{name}: the table is valid"));
    };
    let rule = rule_of(folder);
    if let Some(other) = report.diagnostics().iter().find(|diagnostic| diagnostic.rule.id != rule) {
        problems.push(format!("{name}: reports `{}` too", other.rule.id));
    }
    if let Some(other) = report.diagnostics().iter().find(|diagnostic| diagnostic.rule.severity != severity) {
        problems.push(format!("{name}: `{}` is of another severity than {severity}", other.rule.id));
    }
    let rendered = format!("{report}\n");
    let expected = folder.join("report.txt");
    if std::env::var_os("ERRSPEC_BLESS").is_some() {
        if fs::write(&expected, &rendered).is_err() {
            problems.push(format!("{name}: report.txt cannot be written"));
        }
    } else if fs::read_to_string(&expected).ok().as_deref() != Some(&rendered) {
        problems.push(format!("{name}: the report differs; it is now\n{rendered}"));
    }
}

#[test]
fn every_case_has_the_expected_report() {
    let mut problems = Vec::new();
    for folder in folders() {
        compare(&folder, &mut problems);
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn every_rule_has_a_case_and_every_case_a_rule() {
    let cases: BTreeSet<String> = folders().iter().map(|folder| rule_of(folder)).collect();
    let rules: BTreeSet<String> = RULES.iter().map(|rule| rule.id.to_owned()).collect();
    assert_eq!(rules.difference(&cases).collect::<Vec<_>>(), Vec::<&String>::new(), "rules without a case");
    assert_eq!(cases.difference(&rules).collect::<Vec<_>>(), Vec::<&String>::new(), "cases without a rule");
}

#[test]
fn the_reference_lists_every_warning() {
    let reference = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs/README.md");
    let reference = fs::read_to_string(reference).unwrap_or_default();
    let is_listed = |line: &str| RULES.iter().find(|rule| line.starts_with(&format!("| `{}` |", rule.id)));
    let section = reference.split("\n### ").find(|section| section.starts_with("Warnings\n")).unwrap_or_default();
    let listed: BTreeSet<&str> = section.lines().filter_map(is_listed).map(|rule| rule.id).collect();
    let warnings = RULES.iter().filter(|rule| rule.severity == Severity::Warning);
    assert_eq!(listed, warnings.map(|rule| rule.id).collect());
}

#[test]
fn rule_ids_are_unique_and_in_kebab_case() {
    let ids: BTreeSet<&str> = RULES.iter().map(|rule| rule.id).collect();
    assert_eq!(ids.len(), RULES.len());
    for rule in RULES {
        assert!(rule.id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'), "{}", rule.id);
        assert!(rule.purpose.ends_with('.') && !rule.hint.is_empty(), "{}", rule.id);
    }
}
