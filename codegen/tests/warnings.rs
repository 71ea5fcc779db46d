//! Warnings: where they are allowed, and what they do not change.

#![allow(clippy::panic, clippy::expect_used)]

use std::fs;
use std::path::Path;

use errspec_codegen::{Severity, Source, read, read_with_warnings};

const ALLOW: &str = "allow = [\"literal-pattern\"]\n";

/// Returns a table with one warning, and these lines in `[table]`.
fn table(lines: &str) -> String {
    format!(
        "[table]\nformat = 1\nname = \"own\"\n{lines}\n[envelope]\ncode = \"/code\"\n[errors.LOST]\ncode = \"Own.*\"\n"
    )
}

/// Returns the files of the warnings of a table that extends a file, with what is in the `[table]` of both.
fn files(test: &str, own: &str, shared: &str) -> Vec<String> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("warnings").join(test);
    fs::create_dir_all(&folder).expect("a folder can be made");
    let extended = format!("[table]\nformat = 1\n{shared}[errors.LATE]\ncode = \"Shared.*\"\n");
    fs::write(folder.join("shared.toml"), extended).expect("a file can be written");
    let text = table(&format!("extends = \"shared.toml\"\n{own}"));
    let source = Source::new("own.toml", text).with_path(folder.join("own.toml"));
    let Some(report) = read_with_warnings(&source).expect("the table is valid").warnings else { return Vec::new() };
    let diagnostics = report.diagnostics();
    assert!(diagnostics.iter().all(|it| it.rule.severity == Severity::Warning), "{report}");
    diagnostics.iter().map(|it| report.source().name_at(it.label.span.start).to_owned()).collect()
}

#[test]
fn the_table_allows_warnings_in_all_files_and_an_extended_file_in_itself() {
    assert_eq!(files("none", "", ""), ["own.toml", "shared.toml"]);
    assert_eq!(files("own", ALLOW, ""), Vec::<String>::new());
    assert_eq!(files("shared", "", ALLOW), ["own.toml"]);
    assert_eq!(files("both", ALLOW, ALLOW), Vec::<String>::new());
    assert_eq!(files("other", "allow = [\"star-in-object\"]\n", ""), ["own.toml", "shared.toml"]);
}

#[test]
fn warnings_change_nothing_else() {
    let read = |text: &str| read(&Source::new("own.toml", text)).expect("the table is valid");
    // The entry is in the same line of both.
    assert_eq!(read(&table("\n")), read(&table(ALLOW)));
}

#[test]
fn a_table_with_errors_has_only_these() {
    let text = table("").replace("code = \"Own.*\"", "code = \"Own.*\"\nstatus = 1");
    let report = read(&Source::new("own.toml", text)).expect_err("the status is wrong");
    let rules: Vec<&str> = report.diagnostics().iter().map(|it| it.rule.id).collect();
    assert_eq!(rules, ["bad-status"]);
}
