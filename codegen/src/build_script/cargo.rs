//! The protocol between cargo and a build script.

use std::env;
use std::io::Write as _;
use std::path::PathBuf;

/// The variable that decides for all builds whether files are checked or written.
pub(super) const CHECK: &str = "ERRSPEC_CHECK";

/// The variables that cargo sets for a build script, and for nothing else.
const OF_BUILD_SCRIPTS: [&str; 4] = ["OUT_DIR", "TARGET", "HOST", "NUM_JOBS"];

/// Returns `true` in a build script that cargo runs. Other programs must not print instructions for cargo.
pub(super) fn in_build_script() -> bool {
    OF_BUILD_SCRIPTS.iter().all(|variable| env::var_os(variable).is_some())
}

/// Tells cargo to run the build script again when one of these files or folders changes.
pub(super) fn rerun_if_changed(dependencies: &[PathBuf]) {
    if !in_build_script() {
        return;
    }
    let mut out = std::io::stdout().lock();
    let changed = dependencies.iter().map(|path| format!("cargo::rerun-if-changed={}", path.display()));
    for line in changed.chain([format!("cargo::rerun-if-env-changed={CHECK}")]) {
        // If standard output is closed, nobody reads the instructions.
        let _ = writeln!(out, "{line}");
    }
}
