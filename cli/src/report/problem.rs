//! A problem of a table, with its place in lines and columns.

use errspec_codegen::{
    Applicability, Diagnostic, Label, LoadError, LoadErrorKind, Report, Rule, Severity, Source, Span, Suggestion,
};

use crate::tables::{ReadTable, TableError};

/// A problem of a table.
pub(super) struct Problem {
    pub(super) place: Place,
    /// The rule that is broken; `None` for a file that cannot be read.
    pub(super) rule: Option<&'static Rule>,
    pub(super) title: String,
    /// The remark on the place; may be empty.
    pub(super) label: String,
    pub(super) related: Vec<(Place, String)>,
    pub(super) notes: Vec<String>,
    pub(super) help: Option<String>,
    pub(super) fixes: Vec<Fix>,
}

/// A way to fix a problem: edits that are applied together.
pub(super) struct Fix {
    pub(super) message: String,
    /// The applicability of the fix, in the words of rustc's JSON.
    pub(super) applicability: &'static str,
    /// `false` if the new text has a placeholder.
    pub(super) is_complete: bool,
    /// The places, each with its new text.
    pub(super) edits: Vec<(Place, String)>,
}

/// A place in a file. Lines and columns count from 1, columns in characters.
#[derive(Clone)]
pub(super) struct Place {
    pub(super) path: String,
    pub(super) start: (usize, usize),
    /// The place after the last character.
    pub(super) end: (usize, usize),
}

/// The name of the rule for a file that cannot be read.
const UNREADABLE: &str = "unreadable";

impl Problem {
    /// Returns all problems of a table.
    pub(super) fn all_of(table: &ReadTable) -> Vec<Self> {
        if let Err(TableError::Load(error)) = &table.result {
            return vec![Self::of_file(error)];
        }
        let of_report = |report: &Report| -> Vec<Self> {
            report.diagnostics().iter().map(|diagnostic| Self::new(diagnostic, report.source())).collect()
        };
        table.reports().flat_map(of_report).collect()
    }

    fn new(diagnostic: &Diagnostic, source: &Source) -> Self {
        let related = |label: &Label| (Place::new(label.span, source), label.text.clone());
        Self {
            place: Place::new(diagnostic.label.span, source),
            rule: Some(diagnostic.rule),
            title: diagnostic.title.clone(),
            label: diagnostic.label.text.clone(),
            related: diagnostic.related.iter().map(related).collect(),
            notes: diagnostic.notes.clone(),
            help: Some(diagnostic.help.clone()),
            fixes: diagnostic.suggestions.iter().map(|suggestion| Fix::new(suggestion, source)).collect(),
        }
    }

    fn of_file(error: &LoadError) -> Self {
        let line = match error.kind() {
            LoadErrorKind::NotUtf8 { line, .. } => *line,
            _ => 1,
        };
        Self {
            place: Place { path: error.path().display().to_string(), start: (line, 1), end: (line, 1) },
            rule: None,
            title: error.to_string(),
            label: String::new(),
            related: Vec::new(),
            notes: Vec::new(),
            help: error.help(),
            fixes: Vec::new(),
        }
    }

    /// Returns the id of the rule.
    pub(super) fn id(&self) -> &'static str {
        self.rule.map_or(UNREADABLE, |rule| rule.id)
    }

    pub(super) fn severity(&self) -> Severity {
        self.rule.map_or(Severity::Error, |rule| rule.severity)
    }

    /// Returns the title with the remark on its place.
    pub(super) fn text(&self) -> String {
        match self.label.is_empty() {
            true => self.title.clone(),
            false => format!("{}: {}", self.title, self.label),
        }
    }
}

impl Fix {
    fn new(suggestion: &Suggestion, source: &Source) -> Self {
        let edits = suggestion.edits.iter().map(|edit| (Place::new(edit.span, source), edit.replacement.clone()));
        Self {
            message: suggestion.message.clone(),
            applicability: match suggestion.applicability {
                Applicability::MachineApplicable => "MachineApplicable",
                Applicability::MaybeIncorrect => "MaybeIncorrect",
                Applicability::HasPlaceholders => "HasPlaceholders",
                _ => "Unspecified",
            },
            is_complete: suggestion.applicability != Applicability::HasPlaceholders,
            edits: edits.collect(),
        }
    }
}

impl Place {
    fn new(span: Span, source: &Source) -> Self {
        Self {
            path: source.name_at(span.start).to_owned(),
            start: source.line_column(span.start),
            end: source.line_column(span.end),
        }
    }
}
