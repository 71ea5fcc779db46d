//! House rules: what a team asks of its tables beyond what the format does. They stand in `errspec.toml`, beside the tables or in a folder
//! above them, and act in the command line and in the language server, not in the macros.
//!
//! ```text
//! lints    the rules by their names
//! settings the file `errspec.toml`
//! glob     names with stars
//! codes    classes of codes and of statuses
//! places   where the keys of entries stand
//! texts    the rules about texts
//! entries  the rules about names, codes and retries
//! ```

mod codes;
mod entries;
mod glob;
mod lints;
mod places;
mod settings;
mod texts;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use errspec_codegen::{Diagnostic, Model, Report};

pub(crate) use self::lints::{LINTS, SETTINGS_LINT};
use self::places::Files;
use self::settings::{Active, Settings};
pub(crate) use self::settings::{FILE_NAME, find as rules_of};
use crate::tables::{ReadTable, TableError};

/// The house rules of tables. Each file with rules is read once.
#[derive(Default)]
pub(crate) struct HouseRules {
    /// The rules by the path of their file.
    files: HashMap<PathBuf, Rc<Settings>>,
}

impl HouseRules {
    /// Checks a table without errors by the rules of a path, which is its own unless it is a copy.
    pub(crate) fn check(&mut self, table: &mut ReadTable, path: &Path, text: &str) {
        let Some(settings) = self.settings_of(path) else { return };
        let name = table.path.display().to_string();
        let files = Files::new(&name, &table.path, text);
        if let Ok(table) = &mut table.result {
            table.house = diagnostics(&table.model, &settings.active, files);
        }
    }

    /// Returns what breaks the rules of a path in the text of a table, which is not saved. `name` is that of its source.
    pub(crate) fn of_text(&mut self, model: &Model, name: &str, path: &Path, text: &str) -> Option<Report> {
        let settings = self.settings_of(path)?;
        let mut reports = diagnostics(model, &settings.active, Files::new(name, path, text));
        (reports.first()?.source().name() == name).then(|| reports.swap_remove(0))
    }

    /// Returns what is wrong in the files with rules that were read, as if they were tables.
    pub(crate) fn faulty_files(&self) -> Vec<ReadTable> {
        let mut faulty: Vec<ReadTable> = self
            .files
            .values()
            .filter_map(|settings| {
                let report = settings.report.clone()?;
                let path = PathBuf::from(report.source().name());
                Some(ReadTable { path, result: Err(TableError::Invalid(report)) })
            })
            .collect();
        faulty.sort_by(|one, other| one.path.cmp(&other.path));
        faulty
    }

    fn settings_of(&mut self, table: &Path) -> Option<Rc<Settings>> {
        let path = rules_of(table)?;
        let read = || Rc::new(Settings::read(&path));
        Some(Rc::clone(self.files.entry(path.clone()).or_insert_with(read)))
    }
}

/// Returns what breaks the rules, with a report for each file.
fn diagnostics(model: &Model, active: &[Active], mut files: Files) -> Vec<Report> {
    let mut found: HashMap<String, Vec<Diagnostic>> = HashMap::new();
    for entry in &model.entries {
        let Some(line) = &entry.line else { continue };
        let parent = entry.parent.and_then(|id| model.entry(id)).map(|parent| parent.name.as_str());
        let Some(place) = files.entry(&line.file, &entry.name, parent) else { continue };
        for rule in active.iter().filter(|rule| !rule.excepts(&model.name, &entry.name)) {
            let mut own = entries::check(rule, entry, model, &place);
            own.extend(texts::check(rule, &place));
            let own = own.into_iter().map(|diagnostic| diagnostic.note(rule.origin()));
            found.entry(line.file.clone()).or_default().extend(own);
        }
    }
    let mut reports: Vec<Report> =
        found.into_iter().filter_map(|(file, found)| Report::of(files.source(&file)?, found)).collect();
    // The table itself is the first, as in other reports.
    reports.sort_by_key(|report| (report.source().name() != files.table(), report.source().name().to_owned()));
    reports
}
