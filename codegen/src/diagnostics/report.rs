//! All diagnostics of a table.

use std::fmt;

use super::diagnostic::Diagnostic;
use super::render::RenderStyle;
use super::suggestion::{ChangedFile, OverlappingEdits, Suggestion, apply};
use crate::sorting::sort_by_key;
use crate::source::Source;

/// The diagnostics of a table, with its text: its errors, or if it has none, its warnings. There is at least one.
///
/// `Display` shows them without colors, as [`render`](Self::render) does.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    source: Source,
    diagnostics: Vec<Diagnostic>,
}

impl Report {
    pub(super) fn new(source: Source, diagnostics: Vec<Diagnostic>) -> Self {
        Self { source, diagnostics }
    }

    /// Creates a report of diagnostics in the order of the table; `None` if there is none of them.
    ///
    /// A tool with rules of its own shows what they find as the rules of the format are shown.
    ///
    /// ```
    /// use errspec_codegen::{Diagnostic, Report, Rule, Severity, Source, Span};
    ///
    /// static SHOUT: Rule = Rule::new("shout", Severity::Warning, "No text shouts.", "write it in lower case");
    /// let source = Source::new("pay.toml", "message = \"NO\"");
    /// let diagnostic = Diagnostic::new(&SHOUT, Span { start: 10, end: 14 }, "a text in upper case");
    /// let report = Report::of(source, vec![diagnostic]).unwrap();
    /// assert!(report.to_string().starts_with("warning[shout]: a text in upper case"));
    /// ```
    #[must_use]
    pub fn of(source: Source, mut diagnostics: Vec<Diagnostic>) -> Option<Self> {
        sort_by_key(&mut diagnostics, |diagnostic| (diagnostic.label.span.start, diagnostic.label.span.end));
        (!diagnostics.is_empty()).then(|| Self::new(source, diagnostics))
    }

    /// Returns the table.
    #[must_use]
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// Returns the diagnostics in the order of the table. There are at most 200; the last one notes how many more were found.
    #[must_use]
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// Returns the report with some of the diagnostics; `None` if there is none of them.
    #[cfg(feature = "build")]
    pub(crate) fn filtered(&self, mut is_kept: impl FnMut(&Diagnostic) -> bool) -> Option<Self> {
        let kept: Vec<Diagnostic> = self.diagnostics.iter().filter(|it| is_kept(it)).cloned().collect();
        (!kept.is_empty()).then(|| Self { source: self.source.clone(), diagnostics: kept })
    }

    /// Returns the files that suggestions of these diagnostics change, with the table first. Apply one suggestion of a diagnostic,
    /// and check the table again afterwards: what else is wrong may have moved.
    ///
    /// # Errors
    ///
    /// Returns an error if two edits change the same text.
    ///
    /// ```
    /// use errspec_codegen::{Applicability, Source, read};
    ///
    /// let table = "[table]\nformat = 1\nname = \"pay\"\n[envelope]\ncode = \"/code\"\n[errors.DECLINED]\ncode = 7\nretry = false\n";
    /// let report = read(&Source::new("pay.toml", table)).unwrap_err();
    /// let suggestions = report.diagnostics().iter().filter_map(|it| it.suggestions.first());
    /// let sure = suggestions.filter(|it| it.applicability == Applicability::MachineApplicable);
    /// let fixed = report.apply(sure)?;
    /// assert_eq!(fixed[0].text, table.replace("false", "\"never\""));
    /// # Ok::<(), errspec_codegen::OverlappingEdits>(())
    /// ```
    pub fn apply<'d>(
        &self,
        suggestions: impl IntoIterator<Item = &'d Suggestion>,
    ) -> Result<Vec<ChangedFile>, OverlappingEdits> {
        apply(&self.source, suggestions)
    }

    /// Renders all diagnostics, with the lines of the table that they are about.
    #[must_use]
    pub fn render(&self, style: RenderStyle) -> String {
        let rendered: Vec<String> = self.diagnostics.iter().map(|it| it.render(&self.source, style)).collect();
        rendered.join("\n\n")
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(RenderStyle::Plain))
    }
}

impl std::error::Error for Report {}
