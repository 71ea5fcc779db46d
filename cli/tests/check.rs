//! `check`: its formats, and its exit status.

#![allow(clippy::panic, clippy::expect_used)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const WARNED: &str =
    "[table]\nformat = 1\nname = \"warned\"\n[envelope]\ncode = \"/code\"\n[errors.LOST]\ncode = \"Neo.*\"\n";

/// Creates the folder of a test, with these tables.
fn folder(test: &str, tables: &[(&str, &str)]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("check").join(test);
    fs::create_dir_all(&folder).expect("a folder can be made");
    for (name, text) in tables {
        fs::write(folder.join(name), text).expect("a file can be written");
    }
    folder
}

/// Runs `errspec check`; returns its standard output, its standard error and its exit status.
fn check(folder: &Path, arguments: &[&str]) -> (String, String, Option<i32>) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-errspec"));
    let output = command.args(["errspec", "--color", "never", "check"]).args(arguments).current_dir(folder).output();
    let output = output.expect("the program can be started");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (text(&output.stdout), text(&output.stderr), output.status.code())
}

#[test]
fn warnings_fail_only_if_they_are_denied() {
    let folder = folder("denied", &[("warned.toml", WARNED)]);
    let (shown, summary, status) = check(&folder, &["warned.toml"]);
    assert!(shown.starts_with("warning[literal-pattern]: `Neo.*` looks like a pattern\n"), "{shown}");
    assert!(shown.contains("if it is meant, add `allow = [\"literal-pattern\"]` to `[table]`"), "{shown}");
    assert_eq!((summary.as_str(), status), ("warning: 1 warning in 1 table\n", Some(0)));

    let (_, summary, status) = check(&folder, &["warned.toml", "--deny", "warnings", "--quiet"]);
    assert_eq!((summary.as_str(), status), ("error: 1 warning in 1 table, which are denied\n", Some(1)));
}

#[test]
fn an_allowed_warning_is_not_shown() {
    let allowed = WARNED.replace("[envelope]", "allow = [\"literal-pattern\"]\n[envelope]");
    let folder = folder("allowed", &[("allowed.toml", &allowed)]);
    let (shown, summary, status) = check(&folder, &["allowed.toml", "--deny", "warnings"]);
    assert_eq!((shown.as_str(), status), ("", Some(0)));
    assert!(summary.starts_with("ok: 1 table, 1 entry"), "{summary}");
}

#[test]
fn the_summary_counts_errors_and_warnings() {
    let wrong = WARNED.replace("\"Neo.*\"", "1\nstatus = 1");
    let folder = folder("both", &[("warned.toml", WARNED), ("wrong.toml", &wrong)]);
    let (_, summary, status) = check(&folder, &["warned.toml", "wrong.toml"]);
    assert_eq!((summary.as_str(), status), ("error: 1 error in 1 of 2 tables, 1 warning\n", Some(1)));
}

#[test]
fn every_format_has_the_severity() {
    let folder = folder("formats", &[("warned.toml", WARNED)]);
    for (format, expected) in [
        ("short", "warned.toml:7:8: warning[literal-pattern]: `Neo.*` looks like a pattern: is compared as it is\n"),
        ("json", "{\"severity\":\"warning\",\"rule\":\"literal-pattern\","),
        ("github", "::warning file=warned.toml,line=7,endLine=7,col=8,endColumn=15,title="),
        ("sarif", "\"ruleId\": \"literal-pattern\",\n          \"level\": \"warning\","),
        ("sarif", "\"defaultConfiguration\": {\n                \"level\": \"warning\""),
        ("junit", "<testsuites tests=\"1\" failures=\"0\">"),
        ("junit", "<system-out>warning[literal-pattern]: `Neo.*` looks like a pattern"),
    ] {
        let (shown, _, status) = check(&folder, &["warned.toml", "--format", format]);
        assert!(shown.contains(expected), "{format}: {shown}");
        assert_eq!(status, Some(0), "{format}");
    }
}
