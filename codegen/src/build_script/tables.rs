//! The tables of a build: finding and reading them.

use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};

use super::builder::{Build, BuildInput};
use super::error::Problems;
use super::paths;
use super::problem::BuildProblem;
use super::table::Table;
use crate::locate::{LoadErrorKind, load, similar_path};
use crate::model::Model;
use crate::parse::has_no_name;
use crate::read::read;
use crate::sorting::sort;
use crate::source::Source;

/// A table and its file.
pub(super) struct TableFile {
    pub(super) table: Table,
    pub(super) path: PathBuf,
    /// The path as it is shown.
    pub(super) shown: String,
    origin: TableOrigin,
}

/// The input that a table comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum TableOrigin {
    Table,
    Folder,
}

/// A table that has been read.
pub(super) struct ReadTable {
    pub(super) file: TableFile,
    pub(super) model: Result<Model, BuildProblem>,
}

impl ReadTable {
    /// Returns `true` for a file of a folder that is no table, since it has no name, and that others extend. What is wrong in it is
    /// reported with those.
    pub(super) fn is_only_extended(&self, extended: &[PathBuf]) -> bool {
        let Err(problem) = &self.model else { return false };
        let has_no_name = || problem.report().is_some_and(|report| has_no_name(report.source().table_text()));
        let identity = paths::identity(&self.file.path);
        self.file.origin == TableOrigin::Folder
            && has_no_name()
            && extended.iter().any(|path| paths::identity(path) == identity)
    }
}

/// Returns the tables of a build in the order in which they are given, those of a folder sorted by name. All files and folders
/// that were looked at are added to `dependencies`.
pub(super) fn find(
    build: &Build,
    root: &Path,
    dependencies: &mut Vec<PathBuf>,
    problems: &mut Problems,
) -> Vec<TableFile> {
    if build.inputs.is_empty() {
        problems.report(
            BuildProblem::invalid_option("the build has no tables")
                .help("name a table or a folder of tables: `Build::new().table(\"specs/name.toml\")`"),
        );
    }
    // Options of a table that is named go before those of its folder.
    let named: HashSet<PathBuf> = build.inputs.iter().filter_map(as_table).map(|it| identity(it, root)).collect();
    let mut known = HashSet::new();
    let mut found = Vec::new();
    for input in &build.inputs {
        match input {
            BuildInput::Table(table) if known.insert(identity(table, root)) => {
                found.push(TableFile::new(table.clone(), TableOrigin::Table, root));
            }
            BuildInput::Table(table) => {
                let shown = paths::shown(&root.join(&table.path), root);
                problems.report(
                    BuildProblem::invalid_option(format!("the table `{shown}` is given twice"))
                        .help("remove one of the two"),
                );
            }
            BuildInput::Folder(folder) => {
                let folder = root.join(folder);
                let tables = problems.check(in_folder(&folder, root)).unwrap_or_default();
                let mut is_new = |path: &PathBuf| {
                    let identity = paths::identity(path);
                    !named.contains(&identity) && known.insert(identity)
                };
                let others = tables.into_iter().filter(&mut is_new);
                found.extend(others.map(|path| TableFile::new(Table::new(path), TableOrigin::Folder, root)));
                dependencies.push(folder);
            }
        }
    }
    dependencies.extend(found.iter().map(|found| found.path.clone()));
    found
}

fn identity(table: &Table, root: &Path) -> PathBuf {
    paths::identity(&root.join(&table.path))
}

fn as_table(input: &BuildInput) -> Option<&Table> {
    match input {
        BuildInput::Table(table) => Some(table),
        BuildInput::Folder(_) => None,
    }
}

/// Returns the tables of a folder, of which there must be one.
fn in_folder(folder: &Path, root: &Path) -> Result<Vec<PathBuf>, BuildProblem> {
    let shown = paths::shown(folder, root);
    let tables = list(folder).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => {
            let problem = BuildProblem::unreadable(format!("there is no folder `{shown}`"));
            match similar_path(folder) {
                Some(similar) => problem.help(format!("did you mean `{}`?", paths::shown(&similar, root))),
                None => problem,
            }
        }
        io::ErrorKind::NotADirectory => {
            BuildProblem::unreadable(format!("`{shown}` is a file, not a folder of tables"))
                .help(format!("for a single table, write `.table(\"{shown}\")`"))
        }
        _ => BuildProblem::unreadable(format!("the folder `{shown}` cannot be read: {error}")),
    })?;
    if tables.is_empty() {
        return Err(BuildProblem::unreadable(format!("there is no table in the folder `{shown}`"))
            .help("files that end in `.toml` are read, but not those of subfolders"));
    }
    Ok(tables)
}

fn list(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut tables = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        // Editors keep hidden files beside those that are being edited.
        let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        if !hidden && path.extension().is_some_and(|extension| extension == "toml") {
            tables.push(path);
        }
    }
    sort(&mut tables);
    Ok(tables)
}

impl TableFile {
    fn new(table: Table, origin: TableOrigin, root: &Path) -> Self {
        let path = root.join(&table.path);
        let shown = paths::shown(&path, root);
        Self { table, path, shown, origin }
    }

    /// Reads the table. The files that it extends are added to `extended`.
    pub(super) fn read(self, root: &Path, extended: &mut Vec<PathBuf>) -> ReadTable {
        let model = self.read_model(root, extended);
        ReadTable { file: self, model }
    }

    fn read_model(&self, root: &Path, extended: &mut Vec<PathBuf>) -> Result<Model, BuildProblem> {
        if self.table.path.as_os_str().is_empty() {
            return Err(BuildProblem::invalid_option("the path of a table is empty")
                .help("name a file, such as `specs/name.toml`"));
        }
        let text = load(&self.path).map_err(|error| {
            let error = error.with_paths(|path| paths::shown(path, root).into());
            let is_folder = matches!(error.kind(), LoadErrorKind::IsFolder { .. });
            let problem = BuildProblem::from(error);
            match is_folder {
                true => problem.help(format!("for all tables of a folder, write `.folder(\"{}\")`", self.shown)),
                false => problem,
            }
        })?;
        let result = read(&Source::new(self.shown.as_str(), text).with_path(&self.path));
        match &result {
            Ok(model) => extended.extend_from_slice(&model.extended),
            Err(report) => extended.extend(report.source().extended().map(Path::to_path_buf)),
        }
        result.map_err(BuildProblem::from)
    }
}
