//! The folder in which the server works, and the tables in it.

use std::path::{Path, PathBuf};

use crate::tables::{tables_in, workspace_around};

/// The folder of the workspace.
#[derive(Debug, Default)]
pub(super) struct Workspace {
    /// The folders that the client names.
    pub(super) folders: Vec<PathBuf>,
    /// The tables in a folder, as they were last found.
    found: Option<(PathBuf, Vec<PathBuf>)>,
}

impl Workspace {
    /// Forgets the tables that were found.
    pub(super) fn forget(&mut self) {
        self.found = None;
    }

    /// Returns the root of the workspace with a file.
    pub(super) fn root_of(&self, file: &Path) -> PathBuf {
        let folder = file.parent().unwrap_or(file);
        let named = self.folders.iter().find(|root| file.starts_with(root)).map(PathBuf::as_path);
        named.or_else(|| workspace_around(folder)).unwrap_or(folder).to_path_buf()
    }

    /// Returns the tables that were last found.
    pub(super) fn found(&self) -> &[PathBuf] {
        self.found.as_ref().map_or(&[], |(_, tables)| tables.as_slice())
    }

    /// Returns the tables of the workspace with a file.
    pub(super) fn tables(&mut self, file: &Path) -> &[PathBuf] {
        let root = self.root_of(file);
        let is_known = self.found.as_ref().is_some_and(|(known, _)| *known == root);
        if !is_known {
            let tables = tables_in(&root).unwrap_or_default();
            self.found = Some((root, tables));
        }
        self.found()
    }
}
