//! The package for which code is generated.

use std::path::Path;

use toml::de::DeTable;

use super::cargo::CHECK;

/// Returns the command that updates checked-in files.
///
/// It follows from the package alone: it is in the headers of the files, which must be the same from a build script and from a
/// test.
pub(super) fn command(root: &Path) -> String {
    let text = std::fs::read_to_string(root.join("Cargo.toml")).unwrap_or_default();
    // Cargo itself has reported a manifest that is not well-formed.
    let manifest = DeTable::parse_recoverable(&text).0.into_inner();
    let package = manifest.get("package").and_then(|package| package.get_ref().as_table());
    let name = package.and_then(|package| package.get("name")?.get_ref().as_str());
    let has_script = match package.and_then(|package| package.get("build")) {
        Some(build) => build.get_ref().as_bool() != Some(false),
        None => root.join("build.rs").is_file(),
    };
    let task = if has_script { "build" } else { "test" };
    match name {
        Some(name) => format!("{CHECK}=0 cargo {task} -p {name}"),
        None => format!("{CHECK}=0 cargo {task}"),
    }
}
