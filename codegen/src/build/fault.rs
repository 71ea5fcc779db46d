//! What is wrong with a build, and how it is read.

use std::fmt;

use annotate_snippets::{Group, Level, Renderer};

use super::color;
use super::diff::Diff;
use crate::{Report, Source};

/// All that is wrong with a build.
///
/// Both `Display` and `Debug` are the faults as people read them, so that a build script can return it from `main` and a
/// test can unwrap it. `Debug` is in colour where standard error has it.
///
/// ```
/// use errspec_codegen::Build;
///
/// let fault = Build::new().table("specs/none.toml").out_dir("target").run().unwrap_err();
/// assert!(fault.to_string().starts_with("error: there is no file `specs/none.toml`"));
/// ```
#[derive(Clone, PartialEq)]
pub struct BuildError {
    faults: Vec<Fault>,
    summary: Box<Problem>,
}

impl BuildError {
    /// All faults, each with its place and how to mend it.
    ///
    /// ```
    /// let fault = errspec_codegen::Build::new().out_dir("target").run().unwrap_err();
    /// assert!(fault.render(true).contains("\u{1b}["));
    /// assert_eq!(fault.render(false), fault.to_string());
    /// ```
    #[must_use]
    pub fn render(&self, color: bool) -> String {
        let faults = self.faults.iter().map(|fault| fault.render(color));
        faults.chain([self.summary.render(color)]).collect::<Vec<_>>().join("\n\n")
    }
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(false))
    }
}

impl fmt::Debug for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // It is printed after `Error: ` or the like, and its first line is to stand with the others.
        write!(f, "\n{}", self.render(color::on_stderr()))
    }
}

impl std::error::Error for BuildError {}

/// One of the things that are wrong.
#[derive(Clone, PartialEq)]
enum Fault {
    /// A table has faults.
    Table(Source, Report),
    /// A path, an option, or the file system.
    Problem(Problem),
    /// A checked-in file is not what it should be.
    Difference(Problem),
}

impl Fault {
    fn render(&self, color: bool) -> String {
        match self {
            Self::Table(source, report) => report.render(source, color),
            Self::Problem(problem) | Self::Difference(problem) => problem.render(color),
        }
    }

    fn count(&self) -> usize {
        match self {
            Self::Table(_, report) => report.faults().len(),
            Self::Problem(_) | Self::Difference(_) => 1,
        }
    }
}

/// A fault that is in no table.
#[derive(Clone, PartialEq)]
pub(super) struct Problem {
    title: String,
    diff: Option<Diff>,
    notes: Vec<String>,
    help: Vec<String>,
}

impl Problem {
    pub(super) fn new(title: impl Into<String>) -> Self {
        Self { title: title.into(), diff: None, notes: Vec::new(), help: Vec::new() }
    }

    /// A fault as [`crate::load`] words it: what is wrong, and on further lines what may be meant.
    pub(super) fn from_lines(lines: &str) -> Self {
        let mut lines = lines.lines();
        let problem = Self::new(lines.next().unwrap_or_default());
        lines.fold(problem, |problem, line| problem.help(line.strip_prefix("help: ").unwrap_or(line)))
    }

    pub(super) fn diff(mut self, diff: Diff) -> Self {
        self.diff = Some(diff);
        self
    }

    pub(super) fn note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(help.into());
        self
    }

    fn render(&self, color: bool) -> String {
        let renderer = if color { Renderer::styled() } else { Renderer::plain() };
        let group = Group::with_title(Level::ERROR.primary_title(self.title.as_str()));
        let notes = self.notes.iter().map(|note| Level::NOTE.message(note.as_str()));
        let help = self.help.iter().map(|help| Level::HELP.message(help.as_str()));
        let group = group.elements(notes).elements(help);
        let mut rendered = renderer.render(&[group]);
        if let Some(diff) = &self.diff {
            rendered.push('\n');
            rendered.push_str(&diff.render(color));
        }
        rendered
    }
}

/// Where faults are reported.
#[derive(Default)]
pub(super) struct Faults {
    list: Vec<Fault>,
}

impl Faults {
    pub(super) fn report(&mut self, problem: Problem) {
        self.list.push(Fault::Problem(problem));
    }

    pub(super) fn report_table(&mut self, source: Source, report: Report) {
        self.list.push(Fault::Table(source, report));
    }

    pub(super) fn report_difference(&mut self, problem: Problem) {
        self.list.push(Fault::Difference(problem));
    }

    /// What is right; what is not is reported.
    pub(super) fn ok<T>(&mut self, result: Result<T, Problem>) -> Option<T> {
        result.map_err(|problem| self.report(problem)).ok()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// An error if anything was reported; `command` is what mends differences.
    pub(super) fn into_result(self, command: &str) -> Result<(), BuildError> {
        if self.list.is_empty() {
            return Ok(());
        }
        let differences = self.list.iter().all(|fault| matches!(fault, Fault::Difference(_)));
        let summary = match (differences, self.list.iter().map(Fault::count).sum::<usize>()) {
            (true, 1) => Problem::new("one file is not what the tables make").help(format!("run `{command}`")),
            (true, count) => {
                Problem::new(format!("{count} files are not what the tables make")).help(format!("run `{command}`"))
            }
            (false, 1) => Problem::new("nothing was generated, because of the fault above"),
            (false, count) => Problem::new(format!("nothing was generated, because of the {count} faults above")),
        };
        Err(BuildError { faults: self.list, summary: Box::new(summary) })
    }
}
