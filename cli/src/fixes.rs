//! The fixes of `check --fix`: the suggestions that are sure, carried out until none is left.
//!
//! The tables and the files that they extend are copied, and the copies are fixed. So each fix is checked before a file of the user is
//! written, and what makes any of the tables worse is undone.

use std::collections::{BTreeMap, HashSet};
use std::path::{Component, Path, PathBuf};

use errspec_codegen::{Applicability, Diagnostic, Report, Suggestion, load};

use crate::failure::Failure;
use crate::house::HouseRules;
use crate::tables::{self, ReadTable, TableError};

/// The most rounds. A round carries out at least one fix.
const MOST_ROUNDS: usize = 1000;

/// A fix that was carried out.
pub(crate) struct Fixed {
    /// The place before the round, as `file:line`.
    pub(crate) place: String,
    pub(crate) rule: &'static str,
    pub(crate) message: String,
}

/// The tables of a command, as copies.
pub(crate) struct Workshop {
    /// The folder of the copies, below which each file has its own path.
    folder: PathBuf,
    tables: Vec<CopiedTable>,
    /// The texts of the files, by their real paths.
    before: BTreeMap<PathBuf, String>,
    house: HouseRules,
    /// The fixes that made a table worse.
    rejected: HashSet<String>,
    pub(crate) fixed: Vec<Fixed>,
    /// Removes the copies in the end.
    _owned: tempfile::TempDir,
}

struct CopiedTable {
    /// The path, as it is shown.
    path: PathBuf,
    copy: PathBuf,
    state: ReadTable,
}

/// A file that was fixed.
pub(crate) struct FixedFile {
    pub(crate) path: PathBuf,
    pub(crate) before: String,
    pub(crate) after: String,
}

/// The numbers of errors and of warnings. A table without errors is better than one with errors, whatever its warnings.
type Counts = (usize, usize);

impl Workshop {
    /// Copies tables. One that cannot be read is left out.
    pub(crate) fn new(paths: &[PathBuf]) -> Result<Self, Failure> {
        let owned = tempfile::tempdir()?;
        let folder = owned.path().canonicalize()?;
        let mut shop = Self {
            folder,
            tables: Vec::new(),
            before: BTreeMap::new(),
            house: HouseRules::default(),
            rejected: HashSet::new(),
            fixed: Vec::new(),
            _owned: owned,
        };
        for path in paths {
            let table = tables::read_table(path);
            if matches!(table.result, Err(TableError::Load(_))) {
                continue;
            }
            let copy = shop.copy(path)?;
            for extended in tables::extended(&table) {
                shop.copy(&extended)?;
            }
            let state = shop.read(path, &copy);
            shop.tables.push(CopiedTable { path: path.clone(), copy, state });
        }
        Ok(shop)
    }

    fn copy(&mut self, path: &Path) -> Result<PathBuf, Failure> {
        let real = path.canonicalize()?;
        let below: PathBuf = real.components().filter(|part| matches!(part, Component::Normal(_))).collect();
        let copy = self.folder.join(below);
        if !self.before.contains_key(&real) {
            let text = load(path)?;
            std::fs::create_dir_all(copy.parent().unwrap_or(&self.folder))?;
            std::fs::write(&copy, &text)?;
            self.before.insert(real, text);
        }
        Ok(copy)
    }

    fn read(&mut self, path: &Path, copy: &Path) -> ReadTable {
        let text = std::fs::read_to_string(copy).unwrap_or_default();
        let mut table = tables::read_text_at(path, copy, text.clone());
        self.house.check(&mut table, path, &text);
        table
    }

    /// Fixes the tables until nothing changes.
    pub(crate) fn fix(&mut self) -> Result<(), Failure> {
        for _ in 0..MOST_ROUNDS {
            if !self.fix_once()? {
                break;
            }
        }
        Ok(())
    }

    /// Carries out the fixes of one report, or one of them. Returns `false` if there is none.
    fn fix_once(&mut self) -> Result<bool, Failure> {
        for number in 0..self.tables.len() {
            let reports: Vec<Report> =
                self.tables.get(number).into_iter().flat_map(|it| it.state.reports()).cloned().collect();
            for report in reports {
                let sure = self.sure(&report);
                let together = without_overlaps(&sure);
                if !together.is_empty() && self.carry_out(number, &report, &together)? {
                    return Ok(true);
                }
                for fix in sure {
                    if self.carry_out(number, &report, &[fix])? {
                        return Ok(true);
                    }
                    self.rejected.insert(identity(&report, fix.0));
                }
            }
        }
        Ok(false)
    }

    /// Returns the fixes of a report that are sure and were not tried in vain.
    fn sure<'r>(&self, report: &'r Report) -> Vec<(&'r Diagnostic, &'r Suggestion)> {
        let first = report.diagnostics().iter().filter_map(|it| Some((it, it.suggestions.first()?)));
        let is_sure = |fix: &Suggestion| fix.applicability == Applicability::MachineApplicable;
        first.filter(|(it, fix)| is_sure(fix) && !self.rejected.contains(&identity(report, it))).collect()
    }

    /// Carries out fixes. Returns `false`, and leaves the copies as they were, if a table has more errors or warnings than before.
    fn carry_out(
        &mut self,
        number: usize,
        report: &Report,
        fixes: &[(&Diagnostic, &Suggestion)],
    ) -> Result<bool, Failure> {
        let Ok(changed) = report.apply(fixes.iter().map(|(_, fix)| *fix)) else { return Ok(false) };
        let Some(own) = self.tables.get(number).map(|table| table.copy.clone()) else { return Ok(false) };
        let mut undo = Vec::new();
        for file in changed {
            let copy = file
                .path
                .and_then(|path| path.canonicalize().ok())
                .filter(|path| path.starts_with(&self.folder))
                .unwrap_or_else(|| own.clone());
            if !self.is_ours(&copy) {
                return self.undo(undo).map(|()| false);
            }
            let before = std::fs::read_to_string(&copy)?;
            std::fs::write(&copy, &file.text)?;
            undo.push((copy, before));
        }
        let before: Vec<Counts> = self.tables.iter().map(|table| counts(&table.state)).collect();
        let states: Vec<ReadTable> = self.read_all();
        let is_worse = before.iter().zip(&states).any(|(before, state)| counts(state) > *before);
        let is_same = undo.iter().all(|(copy, before)| std::fs::read_to_string(copy).is_ok_and(|text| text == *before));
        if is_worse || is_same {
            return self.undo(undo).map(|()| false);
        }
        self.tables.iter_mut().zip(states).for_each(|(table, state)| table.state = state);
        let source = report.source();
        let carried_out = fixes.iter().map(|(diagnostic, fix)| {
            let start = diagnostic.label.span.start;
            let file = self.real_name(source.name_at(start));
            Fixed {
                place: format!("{file}:{}", source.line_column(start).0),
                rule: diagnostic.rule.id,
                message: fix.message.clone(),
            }
        });
        let carried_out: Vec<Fixed> = carried_out.collect();
        self.fixed.extend(carried_out);
        Ok(true)
    }

    /// Writes texts back.
    fn undo(&self, texts: Vec<(PathBuf, String)>) -> Result<(), Failure> {
        texts.into_iter().try_for_each(|(copy, text)| std::fs::write(copy, text)).map_err(Failure::from)
    }

    /// Returns `true` for a table of the command, and for a file of the workspace.
    fn is_ours(&self, copy: &Path) -> bool {
        let workspace = tables::workspace().canonicalize().ok();
        let is_within = |root: &Path| {
            copy.strip_prefix(&self.folder).is_ok_and(|below| Path::new("/").join(below).starts_with(root))
        };
        self.tables.iter().any(|table| table.copy == copy) || workspace.as_deref().is_some_and(is_within)
    }

    fn read_all(&mut self) -> Vec<ReadTable> {
        let paths: Vec<(PathBuf, PathBuf)> = self.tables.iter().map(|it| (it.path.clone(), it.copy.clone())).collect();
        paths.iter().map(|(path, copy)| self.read(path, copy)).collect()
    }

    /// Returns the name of a file without the folder of the copies.
    fn real_name(&self, name: &str) -> String {
        let real = Path::new(name).strip_prefix(&self.folder).map(|below| Path::new("/").join(below));
        real.map_or_else(|_| name.to_owned(), |real| tables::shown(&real).display().to_string())
    }

    /// Returns the files that are other than before.
    pub(crate) fn changed(&self) -> Vec<FixedFile> {
        let changed = self.before.iter().filter_map(|(path, before)| {
            let below: PathBuf = path.components().filter(|part| matches!(part, Component::Normal(_))).collect();
            let after = std::fs::read_to_string(self.folder.join(below)).ok()?;
            (after != *before).then(|| FixedFile { path: path.clone(), before: before.clone(), after })
        });
        changed.collect()
    }
}

/// Returns the numbers of errors and warnings of a table.
fn counts(table: &ReadTable) -> Counts {
    (table.errors(), table.warnings())
}

/// Returns the fixes that change places of their own, each with those before it.
fn without_overlaps<'r>(fixes: &[(&'r Diagnostic, &'r Suggestion)]) -> Vec<(&'r Diagnostic, &'r Suggestion)> {
    let mut kept: Vec<(&Diagnostic, &Suggestion)> = Vec::new();
    for fix in fixes {
        let is_apart = kept.iter().flat_map(|(_, other)| &other.edits).all(|other| {
            fix.1.edits.iter().all(|edit| edit.span.end < other.span.start || other.span.end < edit.span.start)
        });
        if is_apart {
            kept.push(*fix);
        }
    }
    kept
}

/// Returns what tells a diagnostic from others, wherever it moves.
fn identity(report: &Report, diagnostic: &Diagnostic) -> String {
    let span = diagnostic.label.span;
    let written = report.source().text().get(span.start..span.end).unwrap_or_default();
    format!("{} {} {} {written}", report.source().name_at(span.start), diagnostic.rule.id, diagnostic.title)
}
