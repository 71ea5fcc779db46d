//! The path that was meant where a table is not found.

use std::path::PathBuf;

use errspec_codegen::LoadError;
use syn::LitStr;

use super::base::{Base, invoking_folder, manifest_folder, normal, relative};

/// Returns the path that was most likely meant, as it is written in the attribute.
pub(super) fn of(error: &LoadError, base: Base, literal: &LitStr) -> Option<PathBuf> {
    let written = literal.value();
    let similar = || Some(base.written(error.similar_path()?, literal));
    other_base(base, literal, &written).or_else(|| other_spelling(&written)).or_else(similar)
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
