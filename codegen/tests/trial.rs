//! Tables with an entry that can never be decoded or encoded are rejected, and similar valid tables are accepted.
//!
//! Each folder in `trial/` holds one kind of table: invalid ones (`bad-*.toml`), with the reason in a comment at the top, and
//! similar valid ones (`good-*.toml`).

use std::fs;
use std::path::{Path, PathBuf};

use errspec_codegen::{Source, read};

/// Returns the tables whose file names begin with the prefix, by `<kind>/<name>`.
fn tables(prefix: &str) -> Vec<(String, Source)> {
    let kinds = list(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/trial"));
    let paths = kinds.iter().flat_map(|kind| list(kind));
    let name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let chosen = paths.filter(|path| name(path).starts_with(prefix));
    let read = |path: PathBuf| {
        let kind = path.parent().map(name).unwrap_or_default();
        let text = fs::read_to_string(&path).unwrap_or_default();
        (format!("{kind}/{}", name(&path)), Source::new(name(&path), text))
    };
    chosen.map(read).collect()
}

fn list(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
    paths.sort();
    paths
}

#[test]
fn valid_tables_are_accepted() {
    let tables = tables("good-");
    assert!(!tables.is_empty());
    for (name, source) in tables {
        if let Err(report) = read(&source) {
            unreachable!("{name}:\n{}", report);
        }
    }
}

#[test]
fn invalid_tables_are_rejected() {
    let tables = tables("bad-");
    assert!(!tables.is_empty());
    // Without the feature, entries in XML are not tried.
    let is_tried = |source: &Source| cfg!(feature = "xml") || !source.text().contains("\"xml\"");
    let accepted = tables.into_iter().filter(|(_, source)| is_tried(source) && read(source).is_ok());
    let accepted: Vec<String> = accepted.map(|(name, _)| name).collect();
    assert!(accepted.is_empty(), "accepted:\n{}", accepted.join("\n"));
}

#[test]
fn every_table_explains_its_case() {
    for (name, source) in tables("") {
        assert!(source.text().starts_with("# "), "{name} has no comment on top");
    }
}
