//! Finding the tables of a build, and reading them.

use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};

use super::builder::{Build, Input};
use super::fault::{Faults, Problem};
use super::paths;
use super::table::Table;
use crate::{Model, Source, load, read};

/// A table that is to be read.
pub(super) struct Found {
    pub(super) table: Table,
    /// Where it is.
    pub(super) path: PathBuf,
    /// Its path as it is shown.
    pub(super) shown: String,
}

/// The tables of a build in the order in which they are given, those of a folder by name. What was looked at on the way is
/// added to `seen`.
pub(super) fn find(build: &Build, root: &Path, seen: &mut Vec<PathBuf>, faults: &mut Faults) -> Vec<Found> {
    if build.inputs.is_empty() {
        let problem = Problem::new("there is nothing to generate from");
        faults.report(problem.help("name a table or a folder of tables: `Build::new().table(\"specs/name.toml\")`"));
    }
    // What is said of a table by its own name goes before what holds for its folder.
    let named: HashSet<PathBuf> = build.inputs.iter().filter_map(as_table).map(|it| identity(it, root)).collect();
    let mut known = HashSet::new();
    let mut found = Vec::new();
    for input in &build.inputs {
        match input {
            Input::Table(table) if known.insert(identity(table, root)) => found.push(Found::new(table.clone(), root)),
            Input::Table(table) => {
                let shown = paths::shown(&root.join(&table.path), root);
                faults
                    .report(Problem::new(format!("the table `{shown}` is given twice")).help("an enum has one table"));
            }
            Input::Folder(folder) => {
                let folder = root.join(folder);
                let tables = faults.ok(in_folder(&folder, root)).unwrap_or_default();
                let mut is_new = |path: &PathBuf| {
                    let identity = paths::identity(path);
                    !named.contains(&identity) && known.insert(identity)
                };
                let others = tables.into_iter().filter(&mut is_new);
                found.extend(others.map(|path| Found::new(Table::new(path), root)));
                seen.push(folder);
            }
        }
    }
    seen.extend(found.iter().map(|found| found.path.clone()));
    found
}

fn identity(table: &Table, root: &Path) -> PathBuf {
    paths::identity(&root.join(&table.path))
}

fn as_table(input: &Input) -> Option<&Table> {
    match input {
        Input::Table(table) => Some(table),
        Input::Folder(_) => None,
    }
}

/// The tables of a folder. At least one.
fn in_folder(folder: &Path, root: &Path) -> Result<Vec<PathBuf>, Problem> {
    let shown = paths::shown(folder, root);
    let tables = list(folder).map_err(|fault| match fault.kind() {
        io::ErrorKind::NotFound => not_found(folder, root),
        io::ErrorKind::NotADirectory => Problem::new(format!("`{shown}` is a file, not a folder of tables"))
            .help(format!("a single table is given with `.table(\"{shown}\")`")),
        _ => Problem::new(format!("the folder `{shown}` cannot be read: {fault}")),
    })?;
    if tables.is_empty() {
        return Err(Problem::new(format!("there is no table in the folder `{shown}`"))
            .help("the files that end in `.toml` are read, and not those of folders within"));
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
    tables.sort();
    Ok(tables)
}

/// That there is no such folder, with what may be meant.
fn not_found(folder: &Path, root: &Path) -> Problem {
    let lines = load(folder).err().unwrap_or_default();
    Problem::from_lines(&from_root(&lines, root).replacen("there is no file", "there is no folder", 1))
}

impl Found {
    fn new(table: Table, root: &Path) -> Self {
        let path = root.join(&table.path);
        let shown = paths::shown(&path, root);
        Self { table, path, shown }
    }

    /// What the table says, if it is valid.
    pub(super) fn read(&self, root: &Path, faults: &mut Faults) -> Option<Model> {
        if self.table.path.as_os_str().is_empty() {
            faults.report(Problem::new("the path of a table is empty").help("name a file, such as `specs/name.toml`"));
            return None;
        }
        let text = load(&self.path).map_err(|lines| {
            let problem = Problem::from_lines(&from_root(&lines, root));
            if !self.path.is_dir() {
                return problem;
            }
            problem.help(format!("all tables of a folder are given with `.folder(\"{}\")`", self.shown))
        });
        let source = Source::new(self.shown.as_str(), faults.ok(text)?);
        match read(&source) {
            Ok(model) => Some(model),
            Err(report) => {
                faults.report_table(source, report);
                None
            }
        }
    }
}

/// The text with paths as they are shown.
fn from_root(text: &str, root: &Path) -> String {
    text.replace(&format!("`{}{}", root.display(), std::path::MAIN_SEPARATOR), "`")
}
