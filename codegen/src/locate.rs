//! Finding and reading the file of a table, and saying what is wrong if there is none to read.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::suggest::nearest;

/// What the file of a table holds.
///
/// # Errors
///
/// Says in one line what is wrong with the file, with the path as it was tried, and on further lines what may be meant.
pub fn load(path: &Path) -> Result<String, String> {
    let shown = path.display();
    if path.is_dir() {
        return Err(with_help(format!("`{shown}` is a folder, not a table"), table_in(path)));
    }
    match std::fs::read(path) {
        Ok(bytes) => String::from_utf8(bytes).map_err(|fault| {
            let at = fault.utf8_error().valid_up_to();
            let line = fault.as_bytes().iter().take(at).filter(|byte| **byte == b'\n').count() + 1;
            format!("`{shown}` is not UTF-8, which TOML must be: see line {line}, byte {at}")
        }),
        Err(fault) if matches!(fault.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            Err(with_help(format!("there is no file `{shown}`"), meant(path)))
        }
        Err(fault) => Err(format!("`{shown}` cannot be read: {fault}")),
    }
}

fn with_help(fault: String, meant: Option<PathBuf>) -> String {
    match meant {
        Some(meant) => format!("{fault}\nhelp: did you mean `{}`?", meant.display()),
        None => fault,
    }
}

/// A path that exists and is spelled much like this one.
fn meant(path: &Path) -> Option<PathBuf> {
    // The first part of the path that is missing is the one that may be misspelled.
    let existing = path.ancestors().skip(1).find(|folder| folder.is_dir())?;
    let rest: Vec<_> = path.strip_prefix(existing).ok()?.components().collect();
    let (first, below) = rest.split_first()?;
    let names = names_in(existing);
    let name = nearest(first.as_os_str().to_str()?, names.iter().map(String::as_str))?;
    let meant: PathBuf = existing.join(name).join(below.iter().collect::<PathBuf>());
    let meant = if below.is_empty() { existing.join(name) } else { meant };
    meant.exists().then_some(meant)
}

/// The only TOML file in a folder.
fn table_in(folder: &Path) -> Option<PathBuf> {
    let mut tables = names_in(folder).into_iter().filter(|name| name.ends_with(".toml"));
    match (tables.next(), tables.next()) {
        (Some(table), None) => Some(folder.join(table)),
        _ => None,
    }
}

fn names_in(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    // The order of a folder is the file system's, and a suggestion should not depend on it.
    names.sort_unstable();
    names
}
