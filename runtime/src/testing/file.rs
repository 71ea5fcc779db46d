//! The contract as a file that is checked in.

use alloc::borrow::ToOwned;
use alloc::format;
use alloc::string::{String, ToString};
use core::sync::atomic::{AtomicU32, Ordering};
use std::path::Path;
use std::{env, fs, io, process};

use similar::TextDiff;

use super::{Types, contract};

/// The variable of the environment that accepts a change.
const BLESS: &str = "ERRSPEC_BLESS";

/// Compares [`contract`] with a file that is checked in. The path is relative to the crate, where `cargo test` runs.
///
/// Whoever changes what is on the wire sees it, with the difference line by line; if it is meant,
/// `ERRSPEC_BLESS=1 cargo test` writes the file, and the change is in the commit for all to review. The first run writes it
/// the same way.
///
/// # Panics
///
/// If they differ, or the file cannot be read or written.
#[track_caller]
#[allow(clippy::panic, reason = "it is an assertion")]
pub fn assert_contract<T: Types>(path: impl AsRef<Path>) {
    if let Err(why) = compare(&contract::<T>(), path.as_ref(), env::var_os(BLESS).is_some()) {
        panic!("{why}");
    }
}

/// Compares, or writes.
fn compare(now: &str, path: &Path, bless: bool) -> Result<(), String> {
    let shown = path.display();
    let before = match fs::read_to_string(path) {
        // A checkout may have changed the ends of the lines.
        Ok(before) => Some(before.replace("\r\n", "\n")),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(format!("{shown} cannot be read: {error}")),
    };
    if before.as_deref() == Some(now) {
        return Ok(());
    }
    if bless {
        return write(path, now).map_err(|error| format!("{shown} cannot be written: {error}"));
    }
    let Some(before) = before else {
        return Err(format!("there is no {shown} yet; write it with\n\n    {BLESS}=1 cargo test\n"));
    };
    let diff = TextDiff::from_lines(before.as_str(), now);
    let lines = diff.unified_diff().context_radius(0).header(&format!("{shown}"), "the table").to_string();
    Err(format!(
        "the contract is no longer that of {shown}:\n\n{lines}\nif this is meant, accept it with\n\n    {BLESS}=1 cargo test\n"
    ))
}

/// Writes a file whole or not at all: another file takes its place.
fn write(path: &Path, text: &str) -> io::Result<()> {
    static COUNT: AtomicU32 = AtomicU32::new(0);

    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut name = path.file_name().ok_or(io::ErrorKind::InvalidInput)?.to_owned();
    name.push(format!(".{}-{}.tmp", process::id(), COUNT.fetch_add(1, Ordering::Relaxed)));
    let beside = path.with_file_name(name);
    let outcome = fs::write(&beside, text).and_then(|()| fs::rename(&beside, path));
    if outcome.is_err() {
        let _ = fs::remove_file(&beside);
    }
    outcome
}
