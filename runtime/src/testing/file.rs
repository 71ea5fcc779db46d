//! The comparison of the contract with a file.

use alloc::borrow::ToOwned;
use alloc::format;
use alloc::string::{String, ToString};
use core::sync::atomic::{AtomicU32, Ordering};
use std::path::Path;
use std::{env, fs, io, process};

use similar::TextDiff;

use super::{Types, contract};

/// The environment variable that accepts a change.
const BLESS: &str = "ERRSPEC_BLESS";

/// Checks that a file holds the [`contract`] of the tables. The path is relative to the package, where `cargo test` runs.
///
/// Check the file in. A change to the wire format then fails the test with a line-by-line diff. If the change is intended,
/// `ERRSPEC_BLESS=1 cargo test` updates the file, and the change can be reviewed in the commit. The same command creates the file.
///
/// # Panics
///
/// Panics if the contract and the file differ, or if the file cannot be read or written.
///
/// ```no_run
/// # #[errspec::table("specs/flanks.toml")] pub enum FlanksError {}
/// errspec::testing::assert_contract::<FlanksError>("tests/contract.txt");
/// ```
#[track_caller]
#[allow(clippy::panic, reason = "the function is an assertion")]
pub fn assert_contract<T: Types>(path: impl AsRef<Path>) {
    let contract = contract::<T>();
    let result = match env::var_os(BLESS) {
        Some(_) => update(&contract, path.as_ref()),
        None => compare(&contract, path.as_ref()),
    };
    if let Err(message) = result {
        panic!("{message}");
    }
}

/// Compares the contract with the file.
fn compare(contract: &str, path: &Path) -> Result<(), String> {
    let shown = path.display();
    let Some(expected) = read(path)? else {
        return Err(format!("{shown} does not exist; create it with\n\n    {BLESS}=1 cargo test\n"));
    };
    if expected == contract {
        return Ok(());
    }
    let diff = TextDiff::from_lines(expected.as_str(), contract);
    let lines = diff.unified_diff().context_radius(0).header(&format!("{shown}"), "the table").to_string();
    Err(format!(
        "the contract differs from {shown}:\n\n{lines}\nif the change is intended, accept it with\n\n    {BLESS}=1 cargo test\n"
    ))
}

/// Writes the contract to the file unless the file holds it already.
fn update(contract: &str, path: &Path) -> Result<(), String> {
    if read(path)?.as_deref() == Some(contract) {
        return Ok(());
    }
    write(path, contract).map_err(|error| format!("cannot write {}: {error}", path.display()))
}

/// Reads the file; returns `None` if it does not exist.
fn read(path: &Path) -> Result<Option<String>, String> {
    match fs::read_to_string(path) {
        // A checkout may convert the line endings.
        Ok(text) => Ok(Some(text.replace("\r\n", "\n"))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(format!("cannot read {}: {error}", path.display())),
    }
}

/// Replaces a file atomically: writes another file and renames it.
fn write(path: &Path, text: &str) -> io::Result<()> {
    static COUNT: AtomicU32 = AtomicU32::new(0);

    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut name = path.file_name().ok_or(io::ErrorKind::InvalidInput)?.to_owned();
    name.push(format!(".{}-{}.tmp", process::id(), COUNT.fetch_add(1, Ordering::Relaxed)));
    let temporary = path.with_file_name(name);
    let result = fs::write(&temporary, text).and_then(|()| fs::rename(&temporary, path));
    if result.is_err() {
        // The error of the write matters more than one of the cleanup.
        let _ = fs::remove_file(&temporary);
    }
    result
}
