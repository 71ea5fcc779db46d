//! Each house rule has a page with a table that is rejected and one that is accepted.

#![allow(clippy::panic, clippy::unwrap_used, clippy::indexing_slicing)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// Returns the pages, each with the id of its rule.
fn pages() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("lints");
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let id = |path: &Path| path.file_stem().unwrap().to_string_lossy().into_owned();
    let pages = paths.iter().map(|path| (id(path), fs::read_to_string(path).unwrap()));
    pages.filter(|(id, _)| id != "README").collect()
}

/// Returns the block of a page that is marked so.
fn block<'p>(page: &'p str, mark: &str) -> Option<&'p str> {
    page.split(&format!("```toml,{mark}\n")).nth(1)?.split("```").next()
}

/// Checks a table by rules. Returns the ids of the rules that it breaks with the lines, and the exit status.
fn check(rules: &str, table: &str, more: &[&str]) -> (Vec<(String, String, u64)>, Option<i32>) {
    let folder = tempfile::tempdir().unwrap();
    let below = folder.path().join("specs");
    fs::create_dir(&below).unwrap();
    fs::write(folder.path().join("errspec.toml"), rules).unwrap();
    fs::write(below.join("acme.toml"), table).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-errspec"));
    let output = command
        .args(["check", "specs/acme.toml", "--format", "json"])
        .args(more)
        .current_dir(&folder)
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let objects = text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let found = objects.map(|it| {
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        (text(&it["rule"]), text(&it["severity"]), it["place"]["line"].as_u64().unwrap())
    });
    (found.collect(), output.status.code())
}

const TABLE: &str =
    "[table]\nformat = 1\nname = \"acme\"\n[envelope]\ncode = \"/code\"\n[errors.GONE]\ncode = 7\nsummary = \"gone\"\n";

#[test]
fn each_rule_rejects_and_accepts_the_tables_of_its_page() {
    let pages = pages();
    assert!(pages.len() > 10, "{}", pages.len());
    for (id, page) in pages {
        if let Some(rules) = block(&page, "rules") {
            let (found, status) = check(rules, block(&page, "rejected").unwrap(), &[]);
            assert!(!found.is_empty() && found.iter().all(|(rule, ..)| *rule == id), "{id}: {found:?}");
            assert_eq!(status, Some(1), "{id}");
            let (found, status) = check(rules, block(&page, "accepted").unwrap(), &[]);
            assert_eq!((found.len(), status), (0, Some(0)), "{id}: {found:?}");
            let (found, status) = check(&rules.replace("deny", "warn"), block(&page, "rejected").unwrap(), &[]);
            assert!(found.iter().all(|(_, severity, _)| severity == "warning"), "{id}: {found:?}");
            assert_eq!(status, Some(0), "{id}");
            assert_eq!(check(&rules.replace("deny", "allow"), block(&page, "rejected").unwrap(), &[]).0, [], "{id}");
        } else {
            let (found, status) = check(block(&page, "rejected-rules").unwrap(), TABLE, &[]);
            assert_eq!((found[0].0.as_str(), status), (id.as_str(), Some(1)));
            assert_eq!(check(block(&page, "accepted-rules").unwrap(), TABLE, &[]).1, Some(0));
        }
    }
}

#[test]
fn an_entry_or_a_table_can_be_excepted() {
    let rules = |except: &str| format!("[lints]\ncapital = {{ level = \"deny\", except = [\"{except}\"] }}\n");
    for (except, count) in [("acme", 0), ("acme.GONE", 0), ("acme.G*", 0), ("other", 1), ("acme.LOST", 1), ("GONE", 1)]
    {
        assert_eq!(check(&rules(except), TABLE, &[]).0.len(), count, "{except}");
    }
}

#[test]
fn what_is_wrong_in_the_file_is_reported_at_its_place() {
    for (rules, line) in [
        ("[lint]\ncapital = \"deny\"\n", 1),
        ("[lints]\ncapitals = \"deny\"\n", 2),
        ("[lints]\n\ncapital = \"error\"\n", 3),
        ("[lints]\ncapital = { level = \"deny\", key = [\"summary\"] }\n", 2),
        ("[lints.capital]\nlevel = \"deny\"\nkeys = [\"sumary\"]\n", 3),
        ("[lints]\ncapital = { keys = [\"summary\"] }\n", 2),
        ("[lints]\nentry-name = \"deny\"\n", 2),
        ("[lints]\ncode-form = { level = \"deny\", codes = [\"A{\"] }\n", 2),
        ("[lints]\nstatus-of-code = { level = \"deny\", statuses = { \"1..2\" = \"999\" } }\n", 2),
        ("[lints]\nstatus-of-code = { level = \"deny\", statuses = 4 }\n", 2),
        ("[lints]\ntext-length = { level = \"deny\", most = -1 }\n", 2),
        ("[lints]\ncapital = \n", 2),
        ("lints = 1\n", 1),
    ] {
        let (found, status) = check(rules, TABLE, &[]);
        let own: Vec<_> = found.iter().filter(|(rule, ..)| rule == "house-rules").collect();
        assert_eq!(own, [&("house-rules".to_owned(), "error".to_owned(), line)], "{rules}");
        assert_eq!(status, Some(1), "{rules}");
    }
}

#[test]
fn a_rule_of_the_file_fixes_texts() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("errspec.toml"), "[lints]\ncapital = \"deny\"\nfull-stop = \"warn\"\n").unwrap();
    let table = TABLE.replace("\"gone\"", "'''\ngone''' # why");
    fs::write(folder.path().join("acme.toml"), &table).unwrap();
    let run = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-errspec"));
        command.args(["check", "acme.toml", "--fix"]).current_dir(&folder).output().unwrap()
    };
    let output = run();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    assert_eq!(fs::read_to_string(folder.path().join("acme.toml")).unwrap(), table.replace("gone", "Gone."));
    assert!(String::from_utf8_lossy(&output.stderr).contains("fixed"));
    assert!(!String::from_utf8_lossy(&run().stderr).contains("fixed"));
}
