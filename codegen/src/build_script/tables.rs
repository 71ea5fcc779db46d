//! The tables of a build: finding and reading them.

use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};

use super::builder::{Build, BuildInput};
use super::error::Problems;
use super::paths;
use super::problem::BuildProblem;
use super::table::Table;
use crate::diagnostics::Report;
use crate::locate::{LoadErrorKind, load, similar_path};
use crate::model::Model;
use crate::parse::has_no_name;
use crate::read::read_with_warnings;
use crate::sorting::sort;
use crate::source::Source;
use crate::together::{SourceOf, check_together};

/// The tables of an enum and their files.
pub(super) struct TableFile {
    pub(super) table: Table,
    /// The path of the first table.
    pub(super) path: PathBuf,
    /// The path as it is shown.
    pub(super) shown: String,
    /// The paths of the further tables, and how they are shown.
    further: Vec<(PathBuf, String)>,
    origin: TableOrigin,
}

/// The input that a table comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum TableOrigin {
    Table,
    Folder,
}

/// The findings from reading tables, besides their models.
#[derive(Default)]
pub(super) struct FoundInTables {
    /// The files that the tables extend.
    pub(super) extended: Vec<PathBuf>,
    /// The warnings of valid tables.
    pub(super) warnings: Vec<Report>,
}

/// The tables of an enum that have been read.
pub(super) struct ReadTable {
    pub(super) file: TableFile,
    /// The models in the order of the tables.
    pub(super) models: Result<Vec<Model>, Vec<BuildProblem>>,
}

impl ReadTable {
    /// Returns `true` for a file of a folder that is no table, since it has no name, and that others extend. What is wrong in it is
    /// reported with those.
    pub(super) fn is_only_extended(&self, extended: &[PathBuf]) -> bool {
        let Err(problems) = &self.models else { return false };
        let report = problems.first().and_then(BuildProblem::report);
        let has_no_name = || report.is_some_and(|report| has_no_name(report.source().table_text()));
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
    let named = build.inputs.iter().filter_map(as_table).flat_map(Table::paths);
    let named: HashSet<PathBuf> = named.map(|path| paths::identity(&root.join(path))).collect();
    let mut known = HashSet::new();
    let mut found = Vec::new();
    for input in &build.inputs {
        match input {
            BuildInput::Table(table) => {
                let is_known = |path: &&PathBuf| !known.insert(paths::identity(&root.join(path)));
                let repeated: Vec<&PathBuf> = table.paths().filter(is_known).collect();
                for path in &repeated {
                    let shown = paths::shown(&root.join(path), root);
                    problems.report(
                        BuildProblem::invalid_option(format!("the table `{shown}` is given twice"))
                            .help("remove one of the two"),
                    );
                }
                if repeated.is_empty() {
                    found.push(TableFile::new(table.clone(), TableOrigin::Table, root));
                }
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
    dependencies.extend(found.iter().flat_map(|found| found.files().map(|(path, _)| path.to_owned())));
    found
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

/// Files that may stand beside tables: the manifest of a package of tables, and the rules of the house for tables.
const NO_TABLES: [&str; 2] = ["Cargo.toml", "errspec.toml"];

fn list(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut tables = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        // Editors keep hidden files beside those that are being edited.
        let is_passed_over = path.file_name().is_some_and(|name| {
            name.to_string_lossy().starts_with('.') || NO_TABLES.iter().any(|no_table| name == *no_table)
        });
        if !is_passed_over && path.extension().is_some_and(|extension| extension == "toml") {
            tables.push(path);
        }
    }
    sort(&mut tables);
    Ok(tables)
}

impl TableFile {
    fn new(table: Table, origin: TableOrigin, root: &Path) -> Self {
        let file = |path: &PathBuf| {
            let path = root.join(path);
            let shown = paths::shown(&path, root);
            (path, shown)
        };
        let (path, shown) = file(&table.path);
        let further = table.further.iter().map(file).collect();
        Self { table, path, shown, further, origin }
    }

    /// Returns the paths of all tables, and how they are shown.
    pub(super) fn files(&self) -> impl Iterator<Item = (&Path, &str)> {
        let further = self.further.iter().map(|(path, shown)| (path.as_path(), shown.as_str()));
        std::iter::once((self.path.as_path(), self.shown.as_str())).chain(further)
    }

    /// Reads the tables, and adds what is found beside them.
    pub(super) fn read(self, root: &Path, found: &mut FoundInTables) -> ReadTable {
        let models = self.read_models(root, found);
        ReadTable { file: self, models }
    }

    fn read_models(&self, root: &Path, found: &mut FoundInTables) -> Result<Vec<Model>, Vec<BuildProblem>> {
        let (mut sources, mut models, mut problems) = (Vec::new(), Vec::new(), Vec::new());
        for (written, (path, shown)) in self.table.paths().zip(self.files()) {
            let loaded =
                if written.as_os_str().is_empty() { Err(empty_path()) } else { load_source(path, shown, root) };
            let result = loaded.and_then(|source| {
                let model = read_model(&source, found)?;
                Ok((source, model))
            });
            match result {
                Ok((source, model)) => {
                    sources.push(source);
                    models.push(model);
                }
                Err(problem) => problems.push(problem),
            }
        }
        if problems.is_empty() {
            let tables: Vec<SourceOf<'_>> = sources.iter().zip(&models).collect();
            problems.extend(check_together(&tables).into_iter().map(|(_, report)| BuildProblem::from(report)));
        }
        if problems.is_empty() { Ok(models) } else { Err(problems) }
    }
}

fn empty_path() -> BuildProblem {
    BuildProblem::invalid_option("the path of a table is empty").help("name a file, such as `specs/name.toml`")
}

fn load_source(path: &Path, shown: &str, root: &Path) -> Result<Source, BuildProblem> {
    let text = load(path).map_err(|error| {
        let error = error.or_elsewhere(root).with_paths(|path| paths::shown(path, root).into());
        let is_folder = matches!(error.kind(), LoadErrorKind::IsFolder { .. });
        let problem = BuildProblem::from(error);
        match is_folder {
            true => problem.help(format!("for all tables of a folder, write `.folder(\"{shown}\")`")),
            false => problem,
        }
    })?;
    Ok(Source::new(shown, text).with_path(path))
}

fn read_model(source: &Source, found: &mut FoundInTables) -> Result<Model, BuildProblem> {
    match read_with_warnings(source) {
        Ok(table) => {
            found.extended.extend_from_slice(&table.model.extended);
            found.warnings.extend(table.warnings);
            Ok(table.model)
        }
        Err(report) => {
            found.extended.extend(report.source().extended().map(Path::to_path_buf));
            Err(BuildProblem::from(report))
        }
    }
}
