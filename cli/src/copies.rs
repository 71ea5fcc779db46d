//! Tables as copies, with the files that they extend: what is tried on a copy changes no file of the user.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use errspec_codegen::load;

use crate::failure::Failure;
use crate::house::HouseRules;
use crate::tables::{self, ReadTable, TableError};

/// The tables of a command, as copies.
pub(crate) struct Copies {
    /// The folder of the copies, below which each file has its own path.
    folder: PathBuf,
    pub(crate) tables: Vec<CopiedTable>,
    /// The texts of the files, by their real paths.
    before: BTreeMap<PathBuf, String>,
    house: HouseRules,
    /// Removes the copies in the end.
    _owned: tempfile::TempDir,
}

/// A table, and its copy.
pub(crate) struct CopiedTable {
    /// The path, as it is shown.
    path: PathBuf,
    pub(crate) copy: PathBuf,
    pub(crate) state: ReadTable,
}

/// A file whose copy was changed.
pub(crate) struct ChangedCopy {
    pub(crate) path: PathBuf,
    pub(crate) before: String,
    pub(crate) after: String,
}

impl Copies {
    /// Copies tables. One that cannot be read is left out.
    pub(crate) fn new(paths: &[PathBuf]) -> Result<Self, Failure> {
        let owned = tempfile::tempdir()?;
        let folder = owned.path().canonicalize()?;
        let (tables, before, house) = (Vec::new(), BTreeMap::new(), HouseRules::default());
        let mut copies = Self { folder, tables, before, house, _owned: owned };
        for path in paths {
            let table = tables::read_table(path);
            if matches!(table.result, Err(TableError::Load(_))) {
                continue;
            }
            let copy = copies.copy(path)?;
            for extended in tables::extended(&table) {
                copies.copy(&extended)?;
            }
            let state = copies.read(path, &copy);
            copies.tables.push(CopiedTable { path: path.clone(), copy, state });
        }
        Ok(copies)
    }

    fn copy(&mut self, path: &Path) -> Result<PathBuf, Failure> {
        let real = path.canonicalize()?;
        let copy = self.copy_of(&real);
        if !self.before.contains_key(&real) {
            let text = load(path)?;
            std::fs::create_dir_all(copy.parent().unwrap_or(&self.folder))?;
            std::fs::write(&copy, &text)?;
            self.before.insert(real, text);
        }
        Ok(copy)
    }

    /// Returns the path of the copy of a file.
    fn copy_of(&self, real: &Path) -> PathBuf {
        let below: PathBuf = real.components().filter(|part| matches!(part, Component::Normal(_))).collect();
        self.folder.join(below)
    }

    /// Returns the copy with a path, if it is one.
    pub(crate) fn known(&self, path: &Path) -> Option<PathBuf> {
        path.canonicalize().ok().filter(|path| path.starts_with(&self.folder))
    }

    fn read(&mut self, path: &Path, copy: &Path) -> ReadTable {
        let text = std::fs::read_to_string(copy).unwrap_or_default();
        let mut table = tables::read_text_at(path, copy, text.clone());
        self.house.check(&mut table, path, &text);
        table
    }

    /// Reads the tables that have one of these copies, each with its number.
    pub(crate) fn read_again(&mut self, changed: &[PathBuf]) -> Vec<(usize, ReadTable)> {
        let mut affected = Vec::new();
        for (number, table) in self.tables.iter().enumerate() {
            let extended = tables::extended(&table.state);
            let extended = extended.iter().filter_map(|path| path.canonicalize().ok());
            if changed.contains(&table.copy) || { extended }.any(|path| changed.contains(&path)) {
                affected.push((number, table.path.clone(), table.copy.clone()));
            }
        }
        affected.into_iter().map(|(number, path, copy)| (number, self.read(&path, &copy))).collect()
    }

    /// Writes the text of a file to its copy, and returns the tables as they are then.
    pub(crate) fn with_text(mut self, file: &Path, text: &str) -> Result<Vec<ReadTable>, Failure> {
        let copy = self.copy_of(&file.canonicalize()?);
        std::fs::write(&copy, text)?;
        Ok(self.read_again(&[copy]).into_iter().map(|(_, table)| table).collect())
    }

    /// Returns `true` for a table of the command, and for a file of the workspace.
    pub(crate) fn is_ours(&self, copy: &Path) -> bool {
        let workspace = tables::workspace().canonicalize().ok();
        let real = copy.strip_prefix(&self.folder).map(|below| Path::new("/").join(below));
        let is_within = |root: &Path| real.as_ref().is_ok_and(|real| real.starts_with(root));
        self.tables.iter().any(|table| table.copy == copy) || workspace.as_deref().is_some_and(is_within)
    }

    /// Returns the name of a file without the folder of the copies.
    pub(crate) fn real_name(&self, name: &str) -> String {
        let real = Path::new(name).strip_prefix(&self.folder).map(|below| Path::new("/").join(below));
        real.map_or_else(|_| name.to_owned(), |real| tables::shown(&real).display().to_string())
    }

    /// Returns the files whose copies are other than before.
    pub(crate) fn changed(&self) -> Vec<ChangedCopy> {
        let changed = self.before.iter().filter_map(|(path, before)| {
            let after = std::fs::read_to_string(self.copy_of(path)).ok()?;
            (after != *before).then(|| ChangedCopy { path: path.clone(), before: before.clone(), after })
        });
        changed.collect()
    }
}
