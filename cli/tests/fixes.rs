//! `check --fix` over all tables with errors: none has more errors afterwards, and comments stay.

#![allow(clippy::panic, clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Runs `errspec check` over a table. Returns the number of errors.
fn errors(table: &Path, more: &[&str]) -> usize {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-errspec"));
    let output = command.arg("check").arg(table).args(["--format", "short"]).args(more).output().unwrap();
    assert!(matches!(output.status.code(), Some(0 | 1)), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().lines().filter(|line| line.contains(": error[")).count()
}

fn copy(from: &Path, to: &Path) -> Vec<PathBuf> {
    fs::create_dir_all(to).unwrap();
    let mut tables = Vec::new();
    for entry in fs::read_dir(from).unwrap().flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            tables.extend(copy(&entry.path(), &target));
        } else {
            fs::copy(entry.path(), &target).unwrap();
            tables.extend(target.ends_with("table.toml").then_some(target));
        }
    }
    tables.sort();
    tables
}

#[test]
fn no_table_has_more_errors_after_it_was_fixed() {
    let folder = tempfile::tempdir().unwrap();
    let rules = Path::new(env!("CARGO_MANIFEST_DIR")).join("../codegen/tests/rules");
    let (mut count, mut fixed) = (0, 0);
    for table in copy(&rules, folder.path()) {
        let Ok(text) = fs::read_to_string(&table) else { continue };
        let before = errors(&table, &[]);
        let after = errors(&table, &["--fix"]);
        assert!(after <= before, "{}: {before}, then {after}", table.display());
        let is_fixed = fs::read_to_string(&table).unwrap() != text;
        // What is fixed is fixed, and a dry run changes nothing.
        if is_fixed && count % 4 == 0 {
            let now = fs::read_to_string(&table).unwrap();
            assert_eq!(errors(&table, &["--fix"]), after, "{}", table.display());
            assert_eq!(fs::read_to_string(&table).unwrap(), now, "{}", table.display());
            fs::write(&table, &text).unwrap();
            assert_eq!(errors(&table, &["--fix", "--dry-run"]), before, "{}", table.display());
            assert_eq!(fs::read_to_string(&table).unwrap(), text, "{}", table.display());
        }
        count += 1;
        fixed += usize::from(after < before);
    }
    assert!(count > 150 && fixed > 20, "{count} tables, {fixed} with fewer errors");
}
