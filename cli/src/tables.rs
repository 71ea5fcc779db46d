//! The tables of a command: their files, and what is read from them.

use std::io::{IsTerminal, Read};
use std::path::{Path, PathBuf};

use errspec_codegen::{LoadError, Model, Report, Severity, Source, load, read_with_warnings};
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
    /// The warnings of the table.
    pub(crate) warnings: Option<Report>,
    /// The violations of house rules, with a report for each file.
    pub(crate) house: Vec<Report>,
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
    read_text_at(path, path, text)
}

/// Reads the text of a table that is shown by one path, and stands at another.
pub(crate) fn read_text_at(path: &Path, place: &Path, text: String) -> ReadTable {
    let source = Source::new(path.display().to_string(), text).with_path(place);
    let result = match read_with_warnings(&source) {
        Ok(table) => Ok(Table { model: table.model, warnings: table.warnings, house: Vec::new() }),
        Err(report) => Err(TableError::Invalid(report)),
    };
    ReadTable { path: path.to_path_buf(), result }
}

impl ReadTable {
    /// Iterates over the reports of a table that has been loaded: its errors, or else its warnings and what breaks the rules of the house.
    pub(crate) fn reports(&self) -> impl Iterator<Item = &Report> {
        let (own, house): (_, &[Report]) = match &self.result {
            Ok(table) => (table.warnings.as_ref(), &table.house),
            Err(TableError::Invalid(report)) => (Some(report), &[]),
            Err(TableError::Load(_)) => (None, &[]),
        };
        own.into_iter().chain(house)
    }

    /// Returns the number of errors.
    pub(crate) fn errors(&self) -> usize {
        match self.result {
            Err(TableError::Load(_)) => 1,
            _ => self.count(Severity::Error),
        }
    }

    /// Returns the number of warnings.
    pub(crate) fn warnings(&self) -> usize {
        self.count(Severity::Warning)
    }

    fn count(&self, severity: Severity) -> usize {
        self.reports().flat_map(Report::diagnostics).filter(|it| it.rule.severity == severity).count()
    }
}

/// The name by which the table of standard input is shown.
pub(crate) const INPUT: &str = "standard input";

/// Returns `true` if standard input is named, as `-`, which stands alone.
pub(crate) fn is_input(named: &[PathBuf]) -> Result<bool, Failure> {
    let is_named = named.iter().any(|path| path == Path::new("-"));
    if is_named && named.len() > 1 {
        return Err(Failure::new("`-` is standard input, and cannot be read with other tables").help("name it alone"));
    }
    Ok(is_named)
}

/// Reads the text of a table from standard input, for a command.
pub(crate) fn read_input(command: &str) -> Result<String, Failure> {
    let mut input = std::io::stdin();
    if input.is_terminal() {
        let help = format!("pipe one: `errspec {command} - < table.toml`");
        return Err(Failure::new("there is no table to read").help(help));
    }
    let mut text = String::new();
    input.read_to_string(&mut text)?;
    Ok(text)
}

/// Returns the paths of the files that a table extends.
pub(crate) fn extended(table: &ReadTable) -> Vec<PathBuf> {
    match &table.result {
        Ok(table) => table.model.extended.clone(),
        Err(TableError::Invalid(report)) => report.source().extended().map(Path::to_path_buf).collect(),
        Err(TableError::Load(_)) => Vec::new(),
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
/// workspace. A file in a folder that another one extends and that has no `name` is no table.
pub(crate) fn find(named: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let mut found = find_files(named)?;
    let text = |path: &PathBuf| std::fs::read_to_string(path).unwrap_or_default();
    let is_part = |path: &PathBuf| !named.contains(path) && !has_key(&text(path), "name");
    let parts: Vec<PathBuf> = found.iter().filter(|path| is_part(path)).cloned().collect();
    if !parts.is_empty() {
        let extended: Vec<PathBuf> = found.iter().flat_map(|path| extended_by(path, &text(path))).collect();
        let is_extended = |path: &PathBuf| path.canonicalize().is_ok_and(|path| extended.contains(&path));
        found.retain(|path| !parts.contains(path) || !is_extended(path));
    }
    Ok(found)
}

/// Returns the files that the text of a table extends, as far as it is TOML.
fn extended_by(path: &Path, text: &str) -> Vec<PathBuf> {
    let Ok(document) = toml_edit::Document::parse(text) else { return Vec::new() };
    let extends = document.get("table").and_then(|table| table.get("extends")).and_then(toml_edit::Item::as_value);
    let list = extends.and_then(toml_edit::Value::as_array).into_iter().flatten();
    let paths = list.chain(extends).filter_map(toml_edit::Value::as_str);
    let folder = path.parent().unwrap_or(Path::new("."));
    paths.filter_map(|extended| folder.join(extended).canonicalize().ok()).collect()
}

/// Returns the files that are named, with the parts that tables share: what `find` returns, and what it leaves out.
pub(crate) fn find_files(named: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
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
    has_key(text, "format")
}

/// Returns `true` if `[table]` has a key. Only the lines of this section are looked at, or those above all headers: `table = { format = 1 }`
/// and `table.format = 1`.
pub(crate) fn has_key(text: &str, key: &str) -> bool {
    let mut lines = text.lines().map(|line| line.trim_start_matches('\u{feff}').trim());
    let begins = |line: &str| line.strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with('='));
    let has_inline = |line: &str| {
        let Some(rest) = line.strip_prefix("table").map(str::trim_start) else { return false };
        let dotted = rest.strip_prefix('.').map(str::trim_start).is_some_and(begins);
        let inline = rest.strip_prefix('=').map(str::trim_start).filter(|value| value.starts_with('{'));
        dotted || inline.is_some_and(|value| value.split(['{', ',']).any(|member| begins(member.trim_start())))
    };
    let is_header = |line: &str| {
        let name =
            line.strip_prefix('[').and_then(|rest| rest.split_once(']')).filter(|(name, _)| name.trim() == "table");
        name.is_some_and(|(_, rest)| rest.trim().is_empty() || rest.trim_start().starts_with('#'))
    };
    let header = lines.by_ref().find(|line| line.starts_with('[') || has_inline(line));
    match header {
        Some(line) if !line.starts_with('[') => true,
        Some(line) => {
            (is_header(line) || lines.any(is_header)) && lines.take_while(|line| !line.starts_with('[')).any(begins)
        }
        None => false,
    }
}

/// Returns a path from the current folder, if it is below this.
pub(crate) fn shown(path: &Path) -> PathBuf {
    let current = std::env::current_dir().and_then(|current| current.canonicalize()).unwrap_or_default();
    path.strip_prefix(&current).unwrap_or(path).to_path_buf()
}

/// Returns the folder of the workspace around the current folder, or the current folder, as a path from here.
pub(crate) fn workspace() -> PathBuf {
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
            ("[table] # the service\nformat = 1\n", true),
            ("table = { name = \"x\", format = 1 }\n", true),
            ("table.name = \"x\"\ntable.format = 1\n[errors]\n", true),
            ("table = { name = \"x\" }\n[envelope]\nformat = 1\n", false),
            ("[package]\ntable = { format = 1 }\n", false),
        ] {
            assert_eq!(is_table(text), expected, "{text}");
        }
    }
}
