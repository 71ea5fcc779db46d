//! The error of a build, and the sink in which its problems are collected.

use std::fmt;

use super::color::style_of_stderr;
use super::problem::{BuildProblem, BuildProblemKind};
use super::repeats::Reported;
use crate::diagnostics::RenderStyle;

/// The error of a build: all its problems.
///
/// Both `Display` and `Debug` show the problems as people read them, so that a build script can return the error from `main`
/// and a test can unwrap it. `Debug` is in color where standard error is.
///
/// ```
/// use errspec_codegen::Build;
///
/// let error = Build::new().table("specs/none.toml").out_dir("target").run().unwrap_err();
/// assert!(error.to_string().starts_with("error: there is no file `specs/none.toml`"));
/// ```
#[derive(Clone, PartialEq)]
pub struct BuildError {
    problems: Vec<BuildProblem>,
    command: String,
}

impl BuildError {
    /// Returns the problems in the order in which they were found. There is at least one.
    #[must_use]
    pub fn problems(&self) -> &[BuildProblem] {
        &self.problems
    }

    /// Renders all problems, each with its place and how to fix it, and a summary.
    ///
    /// ```
    /// use errspec_codegen::RenderStyle;
    ///
    /// let error = errspec_codegen::Build::new().out_dir("target").run().unwrap_err();
    /// assert!(error.render(RenderStyle::Colored).contains("\u{1b}["));
    /// assert_eq!(error.render(RenderStyle::Plain), error.to_string());
    /// ```
    #[must_use]
    pub fn render(&self, style: RenderStyle) -> String {
        let problems = self.problems.iter().map(|problem| problem.render(style));
        problems.chain([self.summary().render(style)]).collect::<Vec<_>>().join("\n\n")
    }

    fn summary(&self) -> BuildProblem {
        let out_of_date = self.problems.iter().all(|problem| problem.kind() == BuildProblemKind::OutOfDate);
        let count: usize = self.problems.iter().map(BuildProblem::count).sum();
        let of_denied = |problem: &BuildProblem| problem.kind() == BuildProblemKind::DeniedWarnings;
        let title = match (out_of_date, count) {
            _ if self.problems.iter().all(of_denied) => denied(count),
            (true, 1) => "1 file is out of date".to_owned(),
            (true, count) => format!("{count} files are out of date"),
            (false, 1) => "nothing was generated because of the error above".to_owned(),
            (false, count) => format!("nothing was generated because of the {count} errors above"),
        };
        match out_of_date {
            true => BuildProblem::out_of_date(title).help(format!("run `{}`", self.command)),
            false => BuildProblem::unwritable(title),
        }
    }
}

fn denied(count: usize) -> String {
    match count {
        1 => "nothing was generated because of the warning above, which is denied".to_owned(),
        _ => format!("nothing was generated because of the {count} warnings above, which are denied"),
    }
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(RenderStyle::Plain))
    }
}

impl fmt::Debug for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // `main` prints it after `Error: `. A line break makes its first line begin at the margin, as the others do.
        write!(f, "\n{}", self.render(style_of_stderr()))
    }
}

impl std::error::Error for BuildError {}

/// The sink for the problems of a build.
#[derive(Default)]
pub(super) struct Problems {
    list: Vec<BuildProblem>,
    reported: Reported,
}

impl Problems {
    pub(super) fn report(&mut self, problem: impl Into<BuildProblem>) {
        self.list.push(problem.into());
    }

    /// Returns the value, or reports the error.
    pub(super) fn check<T, E: Into<BuildProblem>>(&mut self, result: Result<T, E>) -> Option<T> {
        result.map_err(|problem| self.report(problem)).ok()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Reports a problem of a table, without the errors in shared files that the problems before it have.
    pub(super) fn report_table(&mut self, problem: BuildProblem) {
        match problem.report().map(|report| self.reported.without_repeats(report)) {
            None => self.list.push(problem),
            Some(report) => self.list.extend(report.map(BuildProblem::from)),
        }
    }

    /// Returns an error if there are problems. `command` brings checked-in files up to date.
    pub(super) fn into_result(self, command: String) -> Result<(), BuildError> {
        if self.list.is_empty() { Ok(()) } else { Err(BuildError { problems: self.list, command }) }
    }
}
