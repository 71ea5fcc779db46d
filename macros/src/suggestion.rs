//! The path that was meant where a table is not found.

use std::fs::DirEntry;
use std::path::{Path, PathBuf};

use errspec_codegen::LoadError;
use syn::LitStr;

use crate::base::{Base, invoking_folder, manifest_folder, normal, relative};

/// The most folders that are searched for a table.
const MOST_FOLDERS: usize = 200;

/// Returns the path that was most likely meant, as it is written in the attribute.
pub(crate) fn of(error: &LoadError, base: Base, literal: &LitStr) -> Option<PathBuf> {
    let written = literal.value();
    let similar = error.similar_path().map(|similar| base.written(similar, literal));
    similar
        .or_else(|| other_base(base, literal, &written))
        .or_else(|| other_spelling(&written))
        .or_else(|| elsewhere(error.path(), base, literal))
}

/// Returns the path of the table, if it is where the other kind of path would look for it.
fn other_base(base: Base, literal: &LitStr, written: &str) -> Option<PathBuf> {
    let (here, package) = (invoking_folder(literal)?, manifest_folder()?);
    let found = normal(&if base == Base::File { package.join(written) } else { here.join(written) });
    if !found.is_file() {
        return None;
    }
    match found.strip_prefix(&package) {
        Ok(below) if base == Base::File => Some(below.to_path_buf()),
        _ => Some(relative(&found, &here)),
    }
}

/// Returns the path with the slashes that it should have, and without spaces around it.
fn other_spelling(written: &str) -> Option<PathBuf> {
    let spelling = written.trim().replace('\\', "/");
    let spelling = spelling.trim_start_matches('/');
    manifest_folder()?.join(spelling).is_file().then(|| PathBuf::from(spelling))
}

/// Returns the path of the only table of the package with this file name, in whatever folder it is.
fn elsewhere(path: &Path, base: Base, literal: &LitStr) -> Option<PathBuf> {
    let name = path.file_stem()?;
    let mut folders = vec![manifest_folder()?];
    let mut found = Vec::new();
    let mut visited = 0;
    while let Some(folder) = folders.pop() {
        visited += 1;
        if visited > MOST_FOLDERS {
            return None;
        }
        for path in
            std::fs::read_dir(folder).into_iter().flatten().flatten().filter(is_searched).map(|entry| entry.path())
        {
            let is_table = path.extension().is_some_and(|extension| extension == "toml");
            if path.is_dir() {
                folders.push(path);
            } else if is_table && path.file_stem().is_some_and(|stem| stem.eq_ignore_ascii_case(name)) {
                found.push(path);
            }
        }
    }
    match found.as_slice() {
        [only] => Some(base.written(only, literal)),
        _ => None,
    }
}

/// Returns `true` for files and folders of the user, not of tools.
fn is_searched(entry: &DirEntry) -> bool {
    let name = entry.file_name();
    !name.to_string_lossy().starts_with('.') && name != "target" && name != "node_modules"
}
