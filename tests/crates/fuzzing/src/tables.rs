//! The tables of the project, as they lie in its folders.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::{fs, iter};

use errspec_codegen::{Model, Source, read};

/// A table file of the project.
#[derive(Debug, Clone)]
pub struct SourceTable {
    /// Its path.
    pub path: PathBuf,
    /// Its text.
    pub text: String,
}

impl SourceTable {
    /// Returns a text as the source of a table at this path, so that the files that it extends are found.
    #[must_use]
    pub fn source(&self, text: &str) -> Source {
        Source::new(self.path.display().to_string(), text).with_path(&self.path)
    }
}

/// Folders whose files are tables.
const FOLDERS: &[&str] =
    &["specs", "tests/zoo", "tests/tests/tables", "codegen/src/presets", "codegen/tests/rules", "codegen/tests/trial"];

/// Returns all tables in a folder, and in the folders in it, by their paths.
fn tables_below(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).into_iter().flatten().flatten().map(|it| it.path()).collect();
    paths.sort();
    let is_table = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "toml");
    let below = |path: PathBuf| {
        if path.is_dir() { tables_below(&path) } else { Vec::from_iter(iter::once(path).filter(is_table)) }
    };
    paths.into_iter().flat_map(below).collect()
}

/// Returns the tables of the project: those that are published, those of tests, the presets, and the invalid ones of the rules.
#[must_use]
pub fn table_files() -> Vec<SourceTable> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..");
    let paths = FOLDERS.iter().flat_map(|folder| tables_below(&root.join(folder)));
    paths.filter_map(|path| Some(SourceTable { text: fs::read_to_string(&path).ok()?, path })).collect()
}

/// The valid ones, without those that are large.
static MODELS: LazyLock<Vec<Model>> = LazyLock::new(|| {
    const LONGEST: usize = 20_000;
    let files = table_files().into_iter().filter(|file| file.text.len() < LONGEST);
    files.filter_map(|file| read(&file.source(&file.text)).ok()).collect()
});

/// Returns the valid tables of the project.
pub(crate) fn models() -> &'static [Model] {
    &MODELS
}
