//! Each kind of change has a page with a pair of tables, which differ in this change.

#![allow(clippy::panic, clippy::unwrap_used, clippy::indexing_slicing)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

fn pages() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("changes");
    let mut pages: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    pages.retain(|path| path.file_name().is_some_and(|name| name != "README.md"));
    pages.sort();
    pages
}

fn id(page: &Path) -> String {
    page.file_stem().unwrap().to_string_lossy().into_owned()
}

/// Returns the blocks of TOML of a page.
fn tables(page: &Path) -> Vec<String> {
    let text = fs::read_to_string(page).unwrap();
    let blocks = text.split("```toml\n").skip(1);
    blocks.map(|block| block.split("```").next().unwrap_or_default().to_owned()).collect()
}

fn diff(arguments: &[&str], folder: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-errspec"));
    command.arg("diff").args(arguments).current_dir(folder).env("NO_COLOR", "1").output().unwrap()
}

/// Returns the rules of the changes between two tables, and the report.
fn rules(old: &str, new: &str) -> (BTreeSet<String>, Value) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("old.toml"), old).unwrap();
    fs::write(folder.path().join("new.toml"), new).unwrap();
    let output = diff(&["old.toml", "new.toml", "--format", "json"], folder.path());
    let text = String::from_utf8(output.stdout).unwrap();
    let report: Value =
        serde_json::from_str(&text).unwrap_or_else(|_| panic!("{}{old}{new}", String::from_utf8_lossy(&output.stderr)));
    let changes = report["changes"].as_array().unwrap();
    let rules = changes.iter().map(|change| change["rule"].as_str().unwrap().to_owned()).collect();
    (rules, report)
}

#[test]
fn each_rule_has_a_page_whose_tables_differ_in_it() {
    let (mut count, mut lacking) = (0, Vec::new());
    for page in pages() {
        let id = id(&page);
        let tables = tables(&page);
        if id == "table-added" || id == "table-removed" {
            assert!(tables.is_empty(), "{id}");
            continue;
        }
        let [old, new] = tables.as_slice() else { panic!("{id} has {} tables", tables.len()) };
        let (found, _) = rules(old, new);
        if !found.contains(&id) {
            lacking.push(format!("{id}: {found:?}"));
        }
        count += 1;
    }
    assert!(lacking.is_empty(), "{lacking:#?}");
    assert!(count > 45, "only {count} pages");
}

#[test]
fn the_tables_of_a_page_differ_in_nothing_that_its_rule_does_not_bring() {
    let mut more = Vec::new();
    for page in pages() {
        let (id, tables) = (id(&page), tables(&page));
        let [old, new] = tables.as_slice() else { continue };
        let (mut found, _) = rules(old, new);
        found.remove(&id);
        // A change of what is written often takes another one with it.
        let brought: &[&str] = match id.as_str() {
            "code-reused" => &["entry-removed", "entry-added"],
            "code-freed" => &["entry-removed"],
            "entry-removed" => &["reservation-added"],
            "entry-revived" => &["entry-added", "reservation-dropped"],
            "name-reused" => &["code-changed", "code-dropped", "wording-changed", "wording-dropped"],
            _ => &[],
        };
        found.retain(|rule| !brought.contains(&rule.as_str()));
        if !found.is_empty() {
            more.push(format!("{id} also brings {found:?}"));
        }
    }
    assert!(more.is_empty(), "{more:#?}");
}

#[test]
fn a_table_that_is_compared_with_itself_has_no_changes() {
    let specs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs");
    for entry in fs::read_dir(specs).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "toml") && !path.ends_with("Cargo.toml") {
            let text = fs::read_to_string(&path).unwrap();
            let (found, report) = rules(&text, &text);
            assert!(found.is_empty(), "{}: {report:#}", path.display());
            assert_eq!(report["bump"], "none");
        }
    }
}

#[test]
fn every_change_back_is_found_too() {
    for page in pages() {
        let tables = tables(&page);
        let [old, new] = tables.as_slice() else { continue };
        let (found, report) = rules(new, old);
        assert!(!found.is_empty(), "{}: {report:#}", id(&page));
    }
}

#[test]
fn the_index_lists_each_page() {
    let index = Path::new(env!("CARGO_MANIFEST_DIR")).join("changes/README.md");
    let index = fs::read_to_string(index).unwrap();
    for page in pages() {
        let id = id(&page);
        assert!(index.contains(&format!("- [`{id}`]({id}.md): ")), "{id}");
    }
}

fn git(folder: &Path, arguments: &[&str]) {
    let identity = ["-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"];
    let status = Command::new("git").args(identity).args(arguments).current_dir(folder).output().unwrap();
    assert!(status.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&status.stderr));
}

/// Returns a repository with a table of two versions: the first is the tag `v1`, the second is in the folder.
fn repository() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let shared = "[table]\nformat = 1\nname = \"common\"\n[envelope]\ncode = \"/code\"\n";
    let table =
        "[table]\nformat = 1\nname = \"shop\"\nextends = \"common.toml\"\n[errors.GONE]\ncode = 7\nstatus = 404\n";
    fs::create_dir(folder.path().join("specs")).unwrap();
    fs::write(folder.path().join("specs/common.toml"), shared).unwrap();
    fs::write(folder.path().join("specs/shop.toml"), table).unwrap();
    git(folder.path(), &["init", "--quiet"]);
    git(folder.path(), &["add", "."]);
    git(folder.path(), &["commit", "--quiet", "-m", "first"]);
    git(folder.path(), &["tag", "v1"]);
    fs::write(folder.path().join("specs/shop.toml"), table.replace("code = 7", "code = 8")).unwrap();
    folder
}

#[test]
fn a_revision_of_git_is_compared_with_the_files() {
    let folder = repository();
    for arguments in [&["v1"][..], &["v1:specs", "specs"], &["v1:specs/shop.toml", "specs/shop.toml"]] {
        let output = diff(&[arguments, &["--deny", "decoding", "--from", "1.4.2"]].concat(), folder.path());
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(text.contains("GONE: another code is written [code-changed]"), "{text}");
        assert!(text.contains("this asks for a major version: 2.0.0"), "{text}");
        assert_eq!(output.status.code(), Some(1), "{text}");
    }
}

#[test]
fn what_is_no_version_is_an_error_of_use() {
    let folder = repository();
    for (argument, title) in [
        ("v2", "`v2` is no file, no folder and no revision of git"),
        ("v1:tables", "there is no table at `tables` in the revision `v1`"),
        ("--output=x", "unexpected argument"),
    ] {
        let output = diff(&[argument], folder.path());
        let text = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(text.contains(title), "{text}");
        assert_eq!(output.status.code(), Some(2), "{text}");
    }
}

#[test]
fn a_faulty_table_is_not_compared() {
    let folder = repository();
    fs::write(
        folder.path().join("specs/shop.toml"),
        "[table]\nformat = 1\nname = \"shop\"\nextend = \"common.toml\"\n",
    )
    .unwrap();
    let output = diff(&["v1"], folder.path());
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(text.contains("the table `specs/shop.toml` has errors, the first in line"), "{text}");
    assert_eq!(output.status.code(), Some(2));
}
