//! Where a build runs: what cargo and the user's environment say.

use std::env;
use std::path::{Path, PathBuf};

use super::builder::Build;
use super::fault::{Faults, Problem};

/// The variable that decides for all builds whether files are checked or written.
pub(super) const CHECK: &str = "ERRSPEC_CHECK";

/// What cargo sets for a build script, and for nothing else.
const OF_BUILD_SCRIPTS: [&str; 4] = ["OUT_DIR", "TARGET", "HOST", "NUM_JOBS"];

/// Whether this is a build script that cargo runs: who else calls is not to be told what cargo is to do.
pub(super) fn in_build_script() -> bool {
    OF_BUILD_SCRIPTS.iter().all(|variable| env::var_os(variable).is_some())
}

/// The folder to which paths are relative.
pub(super) fn root(build: &Build) -> PathBuf {
    let here = || env::current_dir().unwrap_or_default();
    let manifest = || env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let root = build.root.clone().or_else(manifest).unwrap_or_else(here);
    std::path::absolute(&root).unwrap_or(root)
}

/// `$OUT_DIR`, or what stands for it.
pub(super) fn out_dir(build: &Build, root: &Path, faults: &mut Faults) -> Option<PathBuf> {
    let given = build.out_dir.as_ref().map(|folder| root.join(folder));
    let found = given.or_else(|| env::var_os("OUT_DIR").map(PathBuf::from));
    if found.is_none() {
        let problem = Problem::new("there is no `OUT_DIR` to write to: this does not run in a build script of cargo")
            .help("for code that is checked in, say where: `.into_source(\"src/errors\")`")
            .help("for other code, too: `.out_dir(…)`");
        faults.report(problem);
    }
    found
}

/// Whether to check, as the environment has it, or else the build.
pub(super) fn check(build: &Build, faults: &mut Faults) -> bool {
    let asked = env::var_os(CHECK).unwrap_or_default();
    let said = match asked.to_string_lossy().trim() {
        "" => build.check,
        "1" | "true" => Some(true),
        "0" | "false" => Some(false),
        other => {
            let problem = Problem::new(format!("`{CHECK}` is `{other}`, which says neither yes nor no"))
                .help("`1` checks the files that are checked in, and `0` writes them");
            faults.report(problem);
            None
        }
    };
    said.unwrap_or_default()
}
