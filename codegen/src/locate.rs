//! Finding and reading the file of a table.

use std::fmt;
use std::io::{self, ErrorKind};
use std::path::{Component, Path, PathBuf};

use crate::sorting::sort;
use crate::suggest::nearest;

/// The most folders that are searched for a table.
const MOST_FOLDERS: usize = 200;

/// Reads the file of a table.
///
/// # Errors
///
/// Returns the path, and the reason why there is no text.
pub fn load(path: &Path) -> Result<String, LoadError> {
    let error = |kind| LoadError { path: path.to_owned(), kind };
    if path.is_dir() {
        return Err(error(LoadErrorKind::IsFolder { only_table: only_table_in(path) }));
    }
    let not_table = |text| error(LoadErrorKind::NotTable(text));
    if path.file_name().is_some_and(|name| name == "Cargo.toml") && path.is_file() {
        return Err(not_table("the manifest of a package"));
    }
    if path.extension().is_some_and(|extension| extension == "rs") && path.is_file() {
        return Err(not_table("a Rust file"));
    }
    let bytes = std::fs::read(path).map_err(|cause| match cause.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => {
            error(LoadErrorKind::NotFound { suggestion: similar_path(path) })
        }
        _ => error(LoadErrorKind::Io(cause)),
    })?;
    String::from_utf8(bytes).map_err(|invalid| {
        let offset = invalid.utf8_error().valid_up_to();
        let valid = std::str::from_utf8(invalid.as_bytes().get(..offset).unwrap_or_default()).unwrap_or_default();
        let line = valid.matches('\n').count() + 1;
        let column = valid.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        let is_utf16 = [[0xff, 0xfe], [0xfe, 0xff]].iter().any(|mark| invalid.as_bytes().starts_with(mark));
        error(LoadErrorKind::NotUtf8 { line, column, is_utf16 })
    })
}

/// Returns the path without `.` and `..` in it.
#[must_use]
pub fn without_detours(path: &Path) -> PathBuf {
    let mut parts: Vec<Component<'_>> = Vec::new();
    for part in path.components() {
        match (part, parts.last()) {
            (Component::CurDir, _) => {}
            (Component::ParentDir, Some(Component::Normal(_))) => drop(parts.pop()),
            (part, _) => parts.push(part),
        }
    }
    parts.into_iter().collect()
}

/// An error of [`load`].
///
/// `Display` is one line. [`help`](Self::help) tells how to fix it.
#[derive(Debug)]
pub struct LoadError {
    path: PathBuf,
    kind: LoadErrorKind,
}

/// The reason for a [`LoadError`].
#[derive(Debug)]
#[non_exhaustive]
pub enum LoadErrorKind {
    /// There is no file with this path.
    NotFound {
        /// An existing path with a similar spelling.
        suggestion: Option<PathBuf>,
    },
    /// The path is that of a folder.
    IsFolder {
        /// The table in the folder, if it has exactly one.
        only_table: Option<PathBuf>,
    },
    /// The file is of another kind, which the text names.
    NotTable(&'static str),
    /// The file is not UTF-8.
    NotUtf8 {
        /// The line of the first byte that is not, counted from 1.
        line: usize,
        /// The column of this byte in characters, counted from 1.
        column: usize,
        /// `true` for a file that begins as one in UTF-16 does.
        is_utf16: bool,
    },
    /// The file cannot be read.
    Io(io::Error),
}

impl LoadError {
    /// Returns the path of the file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Returns the reason.
    #[must_use]
    pub fn kind(&self) -> &LoadErrorKind {
        &self.kind
    }

    /// Returns how to fix the error, in one line, where that is known.
    #[must_use]
    pub fn help(&self) -> Option<String> {
        match self.kind {
            LoadErrorKind::NotTable(_) => Some("write the path of the TOML file with the errors".to_owned()),
            LoadErrorKind::NotUtf8 { .. } => Some("save the file in UTF-8".to_owned()),
            _ => self.similar_path().map(|path| format!("did you mean `{}`?", path.display())),
        }
    }

    /// Returns the path that was most likely meant.
    #[must_use]
    pub fn similar_path(&self) -> Option<&Path> {
        match &self.kind {
            LoadErrorKind::NotFound { suggestion } => suggestion.as_deref(),
            LoadErrorKind::IsFolder { only_table } => only_table.as_deref(),
            LoadErrorKind::NotTable(_) | LoadErrorKind::NotUtf8 { .. } | LoadErrorKind::Io(_) => None,
        }
    }

    /// Suggests the only table of a package with this file name, in whatever folder it is, if no similar path is known.
    #[must_use]
    pub fn or_elsewhere(mut self, package: &Path) -> Self {
        if let LoadErrorKind::NotFound { suggestion: suggestion @ None } = &mut self.kind {
            *suggestion = elsewhere(&self.path, package);
        }
        self
    }

    /// Spells all paths of the error as `shown` does.
    #[must_use]
    pub fn with_paths(mut self, shown: impl Fn(&Path) -> PathBuf) -> Self {
        self.path = shown(&self.path);
        match &mut self.kind {
            LoadErrorKind::NotFound { suggestion: Some(path) } | LoadErrorKind::IsFolder { only_table: Some(path) } => {
                *path = shown(path);
            }
            _ => {}
        }
        self
    }
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path.display();
        match &self.kind {
            LoadErrorKind::NotFound { .. } => write!(f, "there is no file `{path}`"),
            LoadErrorKind::IsFolder { .. } => write!(f, "`{path}` is a folder, not a table"),
            LoadErrorKind::NotTable(kind) => write!(f, "`{path}` is {kind}, not a table"),
            LoadErrorKind::NotUtf8 { is_utf16: true, .. } => write!(f, "`{path}` is in UTF-16, and TOML is in UTF-8"),
            LoadErrorKind::NotUtf8 { line, column, .. } => {
                write!(f, "`{path}` is not UTF-8, which TOML must be: see line {line}, column {column}")
            }
            LoadErrorKind::Io(cause) => write!(f, "`{path}` cannot be read: {cause}"),
        }
    }
}

impl std::error::Error for LoadError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.kind {
            LoadErrorKind::Io(cause) => Some(cause),
            _ => None,
        }
    }
}

/// Returns an existing path with a similar spelling.
pub(crate) fn similar_path(path: &Path) -> Option<PathBuf> {
    if let Some(slashes) =
        path.to_str().filter(|path| path.contains('\\')).map(|path| PathBuf::from(path.replace('\\', "/")))
        && slashes.is_file()
    {
        return Some(slashes);
    }
    // The first part of the path that is missing is the one that may be misspelled.
    let is_folder = |folder: &&Path| folder.as_os_str().is_empty() || folder.is_dir();
    let existing = path.ancestors().skip(1).find(is_folder)?;
    let rest: Vec<_> = path.strip_prefix(existing).ok()?.components().collect();
    let (first, below) = rest.split_first()?;
    let names = names_in(existing);
    let name = nearest(first.as_os_str().to_str()?, names.iter().map(String::as_str))?;
    let similar: PathBuf = [existing, Path::new(name)].into_iter().chain(below.iter().map(Path::new)).collect();
    similar.exists().then_some(similar)
}

/// Returns the TOML file of a folder, if it has exactly one.
fn only_table_in(folder: &Path) -> Option<PathBuf> {
    let mut tables = names_in(folder).into_iter().filter(|name| name.ends_with(".toml"));
    match (tables.next(), tables.next()) {
        (Some(table), None) => Some(folder.join(table)),
        _ => None,
    }
}

/// Returns the path of the only TOML file of a package that has this name, apart from the extension and the case.
fn elsewhere(path: &Path, package: &Path) -> Option<PathBuf> {
    let name = path.file_stem()?;
    let mut folders = vec![package.to_path_buf()];
    let mut found = None;
    let mut visited = 0;
    while let Some(folder) = folders.pop() {
        visited += 1;
        if visited > MOST_FOLDERS {
            return None;
        }
        for path in names_in(&folder).iter().filter(|name| is_searched(name)).map(|name| folder.join(name)) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "toml")
                && path.file_stem().is_some_and(|stem| stem.eq_ignore_ascii_case(name))
                && found.replace(path).is_some()
            {
                return None;
            }
        }
    }
    found
}

/// Returns `true` for files and folders of the user, not of tools.
fn is_searched(name: &str) -> bool {
    !name.starts_with('.') && name != "target" && name != "node_modules"
}

fn names_in(folder: &Path) -> Vec<String> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    // The order of a folder is the file system's, and a suggestion should not depend on it.
    sort(&mut names);
    names
}
