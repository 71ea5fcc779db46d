//! Every published package contains the licences and its own README.

#![allow(clippy::panic, clippy::expect_used)]

use std::fs;
use std::path::Path;
use std::process::Command;

/// The crates that are published, by their folder.
const CRATES: [&str; 6] = ["cli", "codegen", "engine", "macros", "runtime", "specs"];

#[test]
fn every_package_contains_licences_and_a_readme() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    for folder in CRATES.map(|name| root.join(name)).iter().filter(|folder| folder.join("Cargo.toml").is_file()) {
        let output = Command::new(env!("CARGO"))
            .args(["package", "--list", "--allow-dirty"])
            .current_dir(folder)
            .output()
            .expect("cargo can be started");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let list = String::from_utf8_lossy(&output.stdout).into_owned();
        for file in ["LICENSE-APACHE", "LICENSE-MIT", "README.md"] {
            assert!(list.lines().any(|line| line == file), "{}: {file} is not packaged", folder.display());
        }
        for licence in ["LICENSE-APACHE", "LICENSE-MIT"] {
            let read = |folder: &Path| fs::read_to_string(folder.join(licence)).expect("a licence can be read");
            assert_eq!(read(folder), read(&root), "{}: {licence}", folder.display());
        }
    }
}
