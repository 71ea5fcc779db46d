//! An edit to a table rebuilds the crate that uses it.

#![allow(clippy::panic, clippy::expect_used)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const TABLE: &str = r#"
[table]
format = 1
name   = "edited"

[envelope]
code    = "/code"
message = "/message"

[errors.ONLY]
code    = 1
message = "before the edit"
"#;

const MAIN: &str = r#"
#[errspec::table("specs/edited.toml")]
enum Edited {}

fn main() {
    println!("{}", Edited::Only);
}
"#;

const EXTENDING: &str = r#"
[table]
format  = 1
name    = "edited"
extends = "../shared/common.toml"
"#;

const DERIVE: &str = r#"
#[derive(Debug, errspec::Error)]
#[errspec("specs/edited.toml")]
enum Edited { Only }

fn main() {
    println!("{}", Edited::Only);
}
"#;

/// Creates a crate with this program that depends on this errspec.
fn new_crate(name: &str, main: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let runtime = here.join("../runtime").canonicalize().expect("the runtime is there");
    for part in ["src", "specs", "shared"] {
        fs::create_dir_all(folder.join(part)).expect("a folder can be made");
    }
    let manifest = format!(
        "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n[workspace]\n[dependencies]\nerrspec = {{ path = {:?} }}\n",
        runtime.display().to_string()
    );
    fs::write(folder.join("Cargo.toml"), manifest).expect("the manifest can be written");
    // These versions are available offline.
    fs::copy(here.join("../Cargo.lock"), folder.join("Cargo.lock")).expect("the lock file can be copied");
    fs::write(folder.join("src/main.rs"), main).expect("the source can be written");
    folder
}

/// Runs the crate, and returns its output.
fn run(folder: &Path) -> String {
    let output = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--offline"])
        .current_dir(folder)
        // All crates share their dependencies.
        .env("CARGO_TARGET_DIR", folder.join("../rebuild-target"))
        .output()
        .expect("cargo can be started");
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{error}");
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

#[test]
fn an_edit_to_a_table_rebuilds_the_crate() {
    let folder = new_crate("rebuild", MAIN);
    let table = folder.join("specs/edited.toml");
    fs::write(&table, TABLE).expect("the table can be written");
    assert_eq!(run(&folder), "before the edit");
    fs::write(&table, TABLE.replace("before", "after")).expect("the table can be written");
    assert_eq!(run(&folder), "after the edit");
}

#[test]
fn an_edit_to_an_extended_table_rebuilds_the_crate() {
    for (name, main) in [("rebuild-extended", MAIN), ("rebuild-derived", DERIVE)] {
        let folder = new_crate(name, main);
        fs::write(folder.join("specs/edited.toml"), EXTENDING).expect("the table can be written");
        let common = folder.join("shared/common.toml");
        fs::write(&common, TABLE).expect("the table can be written");
        assert_eq!(run(&folder), "before the edit");
        fs::write(&common, TABLE.replace("before", "after")).expect("the table can be written");
        assert_eq!(run(&folder), "after the edit");
    }
}
