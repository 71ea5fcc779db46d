//! The fixes of `check --fix`: the suggestions that are sure, carried out until none is left.
//!
//! They are carried out on copies. So each fix is checked before a file of the user is written, and what makes any of the tables worse is
//! undone.

use std::collections::HashSet;
use std::path::PathBuf;

use errspec_codegen::{Applicability, Diagnostic, Report, Suggestion};

use crate::copies::{ChangedCopy, Copies};
use crate::failure::Failure;
use crate::tables::ReadTable;

/// The most rounds. A round carries out at least one fix.
const MOST_ROUNDS: usize = 1000;

/// A fix that was carried out.
pub(crate) struct Fixed {
    /// The place before the round, as `file:line`.
    pub(crate) place: String,
    pub(crate) rule: &'static str,
    pub(crate) message: String,
}

/// The tables of a command while they are fixed.
pub(crate) struct Workshop {
    copies: Copies,
    /// The fixes that made a table worse.
    rejected: HashSet<String>,
    pub(crate) fixed: Vec<Fixed>,
}

/// A diagnostic, and the fix that is the first of its suggestions.
type SureFix<'r> = (&'r Diagnostic, &'r Suggestion);

/// The numbers of errors and of warnings. A table without errors is better than one with errors, whatever its warnings.
type Tally = (usize, usize);

impl Workshop {
    pub(crate) fn new(paths: &[PathBuf]) -> Result<Self, Failure> {
        Ok(Self { copies: Copies::new(paths)?, rejected: HashSet::new(), fixed: Vec::new() })
    }

    /// Returns the files that are other than before.
    pub(crate) fn changed(&self) -> Vec<ChangedCopy> {
        self.copies.changed()
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
        for number in 0..self.copies.tables.len() {
            let reports: Vec<Report> =
                self.copies.tables.get(number).into_iter().flat_map(|it| it.state.reports()).cloned().collect();
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
    fn sure<'r>(&self, report: &'r Report) -> Vec<SureFix<'r>> {
        let first = report.diagnostics().iter().filter_map(|it| Some((it, it.suggestions.first()?)));
        let is_sure = |fix: &Suggestion| fix.applicability == Applicability::MachineApplicable;
        first.filter(|(it, fix)| is_sure(fix) && !self.rejected.contains(&identity(report, it))).collect()
    }

    /// Carries out fixes. Returns `false`, and leaves the copies as they were, if a table has more errors or warnings than before.
    fn carry_out(&mut self, number: usize, report: &Report, fixes: &[SureFix<'_>]) -> Result<bool, Failure> {
        let Ok(changed) = report.apply(fixes.iter().map(|(_, fix)| *fix)) else { return Ok(false) };
        let Some(own) = self.copies.tables.get(number).map(|table| table.copy.clone()) else { return Ok(false) };
        let copy_of =
            |path: Option<PathBuf>| path.and_then(|path| self.copies.known(&path)).unwrap_or_else(|| own.clone());
        let texts: Vec<(PathBuf, String)> = changed.into_iter().map(|file| (copy_of(file.path), file.text)).collect();
        if !texts.iter().all(|(copy, _)| self.copies.is_ours(copy)) {
            return Ok(false);
        }
        let mut before = Vec::new();
        for (copy, text) in texts {
            before.push((copy.clone(), std::fs::read_to_string(&copy)?));
            std::fs::write(copy, text)?;
        }
        let changed: Vec<PathBuf> = before.iter().map(|(copy, _)| copy.clone()).collect();
        let states = self.copies.read_again(&changed);
        let is_worse = |(number, state): &(usize, ReadTable)| {
            self.copies.tables.get(*number).is_some_and(|table| counts(state) > counts(&table.state))
        };
        let is_same = before.iter().all(|(copy, text)| std::fs::read_to_string(copy).is_ok_and(|now| now == *text));
        if is_same || states.iter().any(is_worse) {
            before.into_iter().try_for_each(|(copy, text)| std::fs::write(copy, text))?;
            return Ok(false);
        }
        for (number, state) in states {
            if let Some(table) = self.copies.tables.get_mut(number) {
                table.state = state;
            }
        }
        self.note(report, fixes);
        Ok(true)
    }

    /// Notes what was carried out.
    fn note(&mut self, report: &Report, fixes: &[SureFix<'_>]) {
        let source = report.source();
        for (diagnostic, fix) in fixes {
            let start = diagnostic.label.span.start;
            let file = self.copies.real_name(source.name_at(start));
            let place = format!("{file}:{}", source.line_column(start).0);
            self.fixed.push(Fixed { place, rule: diagnostic.rule.id, message: fix.message.clone() });
        }
    }
}

/// Returns the numbers of errors and warnings of a table.
fn counts(table: &ReadTable) -> Tally {
    (table.errors(), table.warnings())
}

/// Returns the fixes that change places of their own, each with those before it.
fn without_overlaps<'r>(fixes: &[SureFix<'r>]) -> Vec<SureFix<'r>> {
    let mut kept: Vec<SureFix<'_>> = Vec::new();
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
