//! The files that belong to a table: those that it extends, and those that extend it.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use errspec_codegen::without_detours;

use super::documents::{Document, Documents, key_of, key_of_path};
use super::workspace::Workspace;
use crate::tables::has_key;

/// Returns `true` for a file with shared parts, which is no table itself.
pub(super) fn is_fragment(document: &Document) -> bool {
    !has_key(&document.text, "name")
}

/// Returns the files that a file extends by itself.
pub(super) fn extends(document: &Document) -> Vec<PathBuf> {
    let Some(folder) = document.path.as_deref().and_then(std::path::Path::parent) else { return Vec::new() };
    let sections = document.outline().sections_named(&["table"]);
    let values = sections.filter_map(|section| section.value("extends")).flat_map(|node| node.strings());
    let paths = values.filter_map(|node| node.text(&document.text));
    paths.map(|path| without_detours(&folder.join(path.as_ref()))).collect()
}

/// Returns a file and all files that it extends, with the file first.
pub(super) fn with_extended(document: &Arc<Document>, documents: &Documents) -> Vec<Arc<Document>> {
    let mut seen: BTreeSet<String> = BTreeSet::from([key_of(&document.uri)]);
    let mut found = vec![Arc::clone(document)];
    let mut next = 0;
    while let Some(file) = found.get(next).map(Arc::clone) {
        next += 1;
        for path in extends(&file).into_iter().filter(|path| seen.insert(key_of_path(path))) {
            found.extend(documents.of_path(&path));
        }
    }
    found
}

/// Returns the tables of the workspace that extend a file, directly or not.
pub(super) fn tables_that_extend(
    document: &Document,
    documents: &Documents,
    workspace: &mut Workspace,
) -> Vec<Arc<Document>> {
    let Some(path) = &document.path else { return Vec::new() };
    let own = key_of(&document.uri);
    let on_disk = workspace.tables(path).iter().filter(|path| documents.get(&key_of_path(path)).is_none());
    let on_disk: Vec<Arc<Document>> = on_disk.filter_map(|path| documents.of_path(path)).collect();
    let all = documents.iter().map(|(_, open)| Arc::clone(open)).chain(on_disk);
    let others = all.filter(|other| other.text.contains("extends") && key_of(&other.uri) != own);
    let reaches = |other: &Arc<Document>| with_extended(other, documents).iter().any(|file| key_of(&file.uri) == own);
    others.filter(|other| reaches(other)).collect()
}

/// Returns all files that share names with a file, with this file first.
pub(super) fn family(document: &Arc<Document>, documents: &Documents, workspace: &mut Workspace) -> Vec<Arc<Document>> {
    let mut found = with_extended(document, documents);
    let mut seen: BTreeSet<String> = found.iter().map(|file| key_of(&file.uri)).collect();
    for file in found.clone() {
        for table in tables_that_extend(&file, documents, workspace) {
            for part in with_extended(&table, documents) {
                if seen.insert(key_of(&part.uri)) {
                    found.push(part);
                }
            }
        }
    }
    found
}
