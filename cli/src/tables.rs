//! The tables of a command: their files, and what is read from them.

use std::path::{Path, PathBuf};

use errspec_codegen::{LoadError, Model, Report, Source, load, read_with_warnings};
use ignore::WalkBuilder;

use crate::failure::Failure;

/// A table that was read, or the reason why it was not.
pub(crate) struct ReadTable {
    /// The path, as it is shown.
    pub(crate) path: PathBuf,
    pub(crate) result: Result<Table, TableError>,
}

/// A table without errors.
pub(crate) struct Table {
    pub(crate) model: Model,
    /// What may be wrong in it.
    pub(crate) warnings: Option<Report>,
}

/// The reason why there is no table.
pub(crate) enum TableError {
    /// The file cannot be read.
    Load(LoadError),
    /// The table has errors.
    Invalid(Report),
}

/// Reads a table.
pub(crate) fn read_table(path: &Path) -> ReadTable {
    match load(path) {
        Ok(text) => read_text(path, text),
        Err(error) => ReadTable { path: path.to_path_buf(), result: Err(TableError::Load(error)) },
    }
}

/// Reads the text of a table, with the path by which it is shown, and to whose folder `extends` is relative.
pub(crate) fn read_text(path: &Path, text: String) -> ReadTable {
    let source = Source::new(path.display().to_string(), text).with_path(path);
    let result = match read_with_warnings(&source) {
        Ok(table) => Ok(Table { model: table.model, warnings: table.warnings }),
        Err(report) => Err(TableError::Invalid(report)),
    };
    ReadTable { path: path.to_path_buf(), result }
}

impl ReadTable {
    /// Returns the errors of a table that has been loaded, or its warnings.
    pub(crate) fn report(&self) -> Option<&Report> {
        match &self.result {
            Ok(table) => table.warnings.as_ref(),
            Err(TableError::Invalid(report)) => Some(report),
            Err(TableError::Load(_)) => None,
        }
    }

    /// Returns the number of warnings.
    pub(crate) fn warnings(&self) -> usize {
        let warnings = self.result.as_ref().ok().and_then(|table| table.warnings.as_ref());
        warnings.map_or(0, |report| report.diagnostics().len())
    }
}

/// Reads a table that must not have errors.
pub(crate) fn valid_table(path: &Path) -> Result<Table, Failure> {
    match read_table(path).result {
        Ok(table) => Ok(table),
        Err(TableError::Load(error)) => Err(error.into()),
        Err(TableError::Invalid(report)) => {
            let count = report.diagnostics().len();
            let errors = if count == 1 { "an error".to_owned() } else { format!("{count} errors") };
            Err(Failure::new(format!("the table `{}` has {errors}", path.display()))
                .help(format!("`errspec check {}` shows what is wrong", path.display())))
        }
    }
}

/// Returns the files of the tables that are named: files as they are, and the tables in folders. Without a name, the tables of the
/// workspace.
pub(crate) fn find(named: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    if named.is_empty() {
        let root = workspace();
        let found = tables_in(&root)?;
        return match found.is_empty() {
            false => Ok(found),
            true => Err(Failure::new(match root == Path::new(".") {
                true => "there is no table in this folder".to_owned(),
                false => format!("there is no table in `{}`", root.display()),
            })
            .help("name a table; a table is a TOML file with a `[table]` that has a `format`")),
        };
    }
    let mut found = Vec::new();
    for path in named {
        if path.is_dir() {
            let tables = tables_in(path)?;
            if tables.is_empty() {
                return Err(Failure::new(format!("there is no table in `{}`", path.display()))
                    .help("a table is a TOML file with a `[table]` that has a `format`"));
            }
            found.extend(tables);
        } else {
            found.push(path.clone());
        }
    }
    Ok(found)
}

/// Returns the tables in a folder, in the order of their paths. What git ignores is passed over.
pub(crate) fn tables_in(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut found = Vec::new();
    for entry in WalkBuilder::new(folder).sort_by_file_path(Path::cmp).build() {
        let entry = entry.map_err(|error| Failure::new(error.to_string()))?;
        let path = entry.path();
        let is_toml = path.extension().is_some_and(|extension| extension == "toml");
        if is_toml && path.is_file() && std::fs::read_to_string(path).is_ok_and(|text| is_table(&text)) {
            found.push(path.strip_prefix("./").unwrap_or(path).to_path_buf());
        }
    }
    Ok(found)
}

/// Returns `true` for the text of a table. It may have errors, so that the lines are looked at rather than parsed.
pub(crate) fn is_table(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim);
    let begins = |line: &str, key: &str| line.strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with('='));
    lines.any(|line| line == "[table]")
        && lines.take_while(|line| !line.starts_with('[')).any(|line| begins(line, "format"))
}

/// Returns the folder of the workspace around the current folder, or the current folder, as a path from here.
fn workspace() -> PathBuf {
    let here = Path::new(".");
    let Ok(current) = std::env::current_dir() else { return here.to_path_buf() };
    let root = workspace_around(&current);
    let depth = root.and_then(|root| current.strip_prefix(root).ok()).map_or(0, |below| below.components().count());
    if depth == 0 { here.to_path_buf() } else { std::iter::repeat_n("..", depth).collect() }
}

/// Returns the folder of the workspace around a folder.
pub(crate) fn workspace_around(folder: &Path) -> Option<&Path> {
    let is_root = |folder: &&Path| folder.join(".git").exists() || is_workspace(&folder.join("Cargo.toml"));
    let is_package = |folder: &&Path| folder.join("Cargo.toml").is_file();
    folder.ancestors().find(is_root).or_else(|| folder.ancestors().find(is_package))
}

fn is_workspace(manifest: &Path) -> bool {
    std::fs::read_to_string(manifest).is_ok_and(|text| text.lines().any(|line| line.trim() == "[workspace]"))
}

#[cfg(test)]
mod tests {
    use super::is_table;

    #[test]
    fn a_table_is_recognized_by_its_format_even_if_it_has_errors() {
        for (text, expected) in [
            ("[table]\nformat = 1\n", true),
            ("# c\n\n[table]\n# c\nname = \"x\"\n format=1\nstatus = [", true),
            ("[table]\nname = \"x\"\n[envelope]\nformat = 1\n", false),
            ("[package]\nformat = 1\n", false),
            ("format = 1\n", false),
        ] {
            assert_eq!(is_table(text), expected, "{text}");
        }
    }
}
