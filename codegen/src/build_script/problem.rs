//! One problem of a build.

use std::fmt;

use annotate_snippets::{Group, Level};

use super::diff::Diff;
use crate::diagnostics::{RenderStyle, Report};
use crate::integrations::UnknownIntegration;
use crate::locate::LoadError;

/// One of the problems of a [`BuildError`](super::BuildError).
#[derive(Clone, PartialEq)]
pub struct BuildProblem {
    kind: BuildProblemKind,
    content: Content,
}

/// The kind of a [`BuildProblem`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum BuildProblemKind {
    /// A table has errors; [`BuildProblem::report`] has them.
    InvalidTable,
    /// A table has warnings, and [`Build::deny_warnings`](super::Build::deny_warnings) denies them; [`BuildProblem::report`] has them.
    DeniedWarnings,
    /// The file of a table, or a folder of tables, cannot be read.
    Unreadable,
    /// An option of the build, or of a table, is invalid.
    InvalidOption,
    /// Two tables would make the same file or the same type.
    Collision,
    /// A checked-in file is not what the tables make.
    OutOfDate,
    /// A file cannot be written.
    Unwritable,
}

#[derive(Clone, PartialEq)]
enum Content {
    Report(Report),
    Text(Box<Text>),
}

#[derive(Clone, PartialEq)]
struct Text {
    title: String,
    diff: Option<Diff>,
    notes: Vec<String>,
    help: Vec<String>,
}

impl BuildProblem {
    pub(super) fn new(kind: BuildProblemKind, title: impl Into<String>) -> Self {
        let text = Text { title: title.into(), diff: None, notes: Vec::new(), help: Vec::new() };
        Self { kind, content: Content::Text(Box::new(text)) }
    }

    pub(super) fn denied(warnings: Report) -> Self {
        Self { kind: BuildProblemKind::DeniedWarnings, content: Content::Report(warnings) }
    }

    pub(super) fn unreadable(title: impl Into<String>) -> Self {
        Self::new(BuildProblemKind::Unreadable, title)
    }

    pub(super) fn invalid_option(title: impl Into<String>) -> Self {
        Self::new(BuildProblemKind::InvalidOption, title)
    }

    pub(super) fn unwritable(title: impl Into<String>) -> Self {
        Self::new(BuildProblemKind::Unwritable, title)
    }

    pub(super) fn out_of_date(title: impl Into<String>) -> Self {
        Self::new(BuildProblemKind::OutOfDate, title)
    }

    pub(super) fn diff(mut self, diff: Diff) -> Self {
        if let Content::Text(text) = &mut self.content {
            text.diff = Some(diff);
        }
        self
    }

    pub(super) fn note(mut self, note: impl Into<String>) -> Self {
        if let Content::Text(text) = &mut self.content {
            text.notes.push(note.into());
        }
        self
    }

    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        if let Content::Text(text) = &mut self.content {
            text.help.push(help.into());
        }
        self
    }

    /// Returns the kind.
    #[must_use]
    pub fn kind(&self) -> BuildProblemKind {
        self.kind
    }

    /// Returns the errors of the table, for [`BuildProblemKind::InvalidTable`], or its warnings, for
    /// [`BuildProblemKind::DeniedWarnings`].
    #[must_use]
    pub fn report(&self) -> Option<&Report> {
        match &self.content {
            Content::Report(report) => Some(report),
            Content::Text(_) => None,
        }
    }

    /// Renders the problem, with its place and how to fix it.
    #[must_use]
    pub fn render(&self, style: RenderStyle) -> String {
        match &self.content {
            Content::Report(report) => report.render(style),
            Content::Text(text) => text.render(style),
        }
    }

    /// Returns the number of errors, or of warnings.
    pub(super) fn count(&self) -> usize {
        self.report().map_or(1, |report| report.diagnostics().len())
    }
}

impl Text {
    fn render(&self, style: RenderStyle) -> String {
        let group = Group::with_title(Level::ERROR.primary_title(self.title.as_str()));
        let notes = self.notes.iter().map(|note| Level::NOTE.message(note.as_str()));
        let help = self.help.iter().map(|help| Level::HELP.message(help.as_str()));
        let mut rendered = style.renderer().render(&[group.elements(notes).elements(help)]);
        if let Some(diff) = &self.diff {
            rendered.push('\n');
            rendered.push_str(&diff.render(style));
        }
        rendered
    }
}

impl fmt::Display for BuildProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(RenderStyle::Plain))
    }
}

impl fmt::Debug for BuildProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}: {self}", self.kind)
    }
}

impl From<Report> for BuildProblem {
    fn from(report: Report) -> Self {
        Self { kind: BuildProblemKind::InvalidTable, content: Content::Report(report) }
    }
}

impl From<LoadError> for BuildProblem {
    fn from(error: LoadError) -> Self {
        let problem = Self::unreadable(error.to_string());
        match error.help() {
            Some(help) => problem.help(help),
            None => problem,
        }
    }
}

impl From<UnknownIntegration> for BuildProblem {
    fn from(error: UnknownIntegration) -> Self {
        Self::invalid_option(error.to_string()).help(error.help())
    }
}
