//! The environment of a build: what cargo and the user have set.

use std::env;
use std::path::{Path, PathBuf};

use super::builder::Build;
use super::cargo::CHECK;
use super::error::Problems;
use super::problem::BuildProblem;

/// Returns the folder to which paths are relative.
pub(super) fn root(build: &Build) -> PathBuf {
    let here = || env::current_dir().unwrap_or_default();
    let manifest = || env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let root = build.root.clone().or_else(manifest).unwrap_or_else(here);
    std::path::absolute(&root).unwrap_or(root)
}

/// Returns the folder that the build writes to instead of the source tree: the one that is set, or `$OUT_DIR`.
pub(super) fn out_dir(build: &Build, root: &Path, problems: &mut Problems) -> Option<PathBuf> {
    let set = build.out_dir.as_ref().map(|folder| root.join(folder));
    let found = set.or_else(|| env::var_os("OUT_DIR").map(PathBuf::from));
    if found.is_none() {
        let title = "`OUT_DIR` is not set: this is not a build script that cargo runs";
        problems.report(
            BuildProblem::invalid_option(title)
                .help("for code that is checked in, name its folder: `.into_source(\"src/errors\")`")
                .help("for other code, name the folder to write to: `.out_dir(…)`"),
        );
    }
    found
}

/// The way in which a build treats checked-in files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// It writes them.
    Write,
    /// It only checks that they are up to date.
    Check,
}

/// Returns the mode: that of the environment, or else that of the build.
pub(super) fn mode(build: &Build, problems: &mut Problems) -> Mode {
    let value = env::var_os(CHECK).unwrap_or_default();
    let check = match value.to_string_lossy().trim() {
        "" => build.check,
        "1" | "true" => Some(true),
        "0" | "false" => Some(false),
        other => {
            problems.report(
                BuildProblem::invalid_option(format!("`{CHECK}` has the unknown value `{other}`"))
                    .help("`1` checks the files that are checked in, and `0` writes them"),
            );
            None
        }
    };
    if check == Some(true) { Mode::Check } else { Mode::Write }
}
