//! Diagnostics as the protocol has them, each with its fixes.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use errspec_codegen::{Applicability, Diagnostic, Label, Report, Severity, Source, Span, Suggestion};
use lsp_types::{DiagnosticRelatedInformation, DiagnosticSeverity, Location, NumberOrString, TextEdit, Uri};
use serde_json::json;

use super::addresses::address_of;
use super::documents::Document;

/// The name of the server, as it is shown beside a diagnostic.
pub(super) const SERVER: &str = "errspec";

/// A diagnostic in a file.
#[derive(Debug, Clone)]
pub(super) struct Finding {
    pub(super) uri: Uri,
    pub(super) diagnostic: lsp_types::Diagnostic,
    pub(super) remedies: Vec<Remedy>,
}

/// A way to fix an error: edits that are applied together.
#[derive(Debug, Clone)]
pub(super) struct Remedy {
    pub(super) message: String,
    pub(super) applicability: Applicability,
    pub(super) edits: Vec<(Uri, TextEdit)>,
}

/// Returns the diagnostics of a report. `root` is the table.
pub(super) fn findings(report: &Report, root: &Document) -> Vec<Finding> {
    let files = ReportFiles { source: report.source(), root, extended: RefCell::default() };
    report.diagnostics().iter().filter_map(|diagnostic| files.finding(diagnostic)).collect()
}

impl Finding {
    /// Returns the line at which it begins.
    pub(super) fn line(&self) -> u32 {
        self.diagnostic.range.start.line
    }
}

/// The files of a report.
struct ReportFiles<'r> {
    source: &'r Source,
    root: &'r Document,
    /// The files that the table extends, by the offsets of their texts.
    extended: RefCell<BTreeMap<usize, Option<Arc<Document>>>>,
}

impl ReportFiles<'_> {
    fn finding(&self, diagnostic: &Diagnostic) -> Option<Finding> {
        let place = self.location(diagnostic.label.span)?;
        let related = diagnostic.related.iter().filter_map(|label| self.related(label)).collect::<Vec<_>>();
        let remedies: Vec<Remedy> = diagnostic.suggestions.iter().filter_map(|it| self.remedy(it)).collect();
        let data = json!({ "suggestions": remedies.iter().map(Remedy::data).collect::<Vec<_>>() });
        let diagnostic = lsp_types::Diagnostic {
            range: place.range,
            severity: Some(match diagnostic.rule.severity {
                Severity::Error => DiagnosticSeverity::ERROR,
                Severity::Warning => DiagnosticSeverity::WARNING,
                _ => DiagnosticSeverity::INFORMATION,
            }),
            code: Some(NumberOrString::String(diagnostic.rule.id.to_owned())),
            code_description: crate::rule_pages::address(diagnostic.rule.id)
                .and_then(|address| address.parse().ok())
                .map(|href| lsp_types::CodeDescription { href }),
            source: Some(SERVER.to_owned()),
            message: message(diagnostic),
            related_information: (!related.is_empty()).then_some(related),
            tags: None,
            data: (!remedies.is_empty()).then_some(data),
        };
        Some(Finding { uri: place.uri, diagnostic, remedies })
    }

    fn related(&self, label: &Label) -> Option<DiagnosticRelatedInformation> {
        let message = if label.text.is_empty() { "see also".to_owned() } else { label.text.clone() };
        Some(DiagnosticRelatedInformation { location: self.location(label.span)?, message })
    }

    fn remedy(&self, suggestion: &Suggestion) -> Option<Remedy> {
        let edits = suggestion.edits.iter().map(|edit| {
            let place = self.location(edit.span)?;
            let file = self.source.file_span(edit.span.start);
            let has_crlf = self.source.text().get(file.start..file.end).is_some_and(|text| text.contains("\r\n"));
            let lines = edit.replacement.replace("\r\n", "\n");
            let new_text = if has_crlf { lines.replace('\n', "\r\n") } else { lines };
            Some((place.uri, TextEdit { range: place.range, new_text }))
        });
        Some(Remedy {
            message: suggestion.message.clone(),
            applicability: suggestion.applicability,
            edits: edits.collect::<Option<Vec<_>>>()?,
        })
    }

    /// Returns the place in its file.
    fn location(&self, span: Span) -> Option<Location> {
        let file = self.source.file_span(span.start);
        let own = |offset: usize| offset.min(file.end).saturating_sub(file.start);
        let range: Range<usize> = own(span.start)..own(span.end);
        let is_root = file.start == 0 && self.source.path_at(0) == self.root.path.as_deref();
        if is_root || self.root.path.is_none() {
            return Some(Location { uri: self.root.uri.clone(), range: self.root.range(&range) });
        }
        let mut extended = self.extended.borrow_mut();
        let document = extended.entry(file.start).or_insert_with(|| self.file_at(file)).as_ref()?;
        Some(Location { uri: document.uri.clone(), range: document.range(&range) })
    }

    fn file_at(&self, file: Span) -> Option<Arc<Document>> {
        let address = address_of(self.source.path_at(file.start)?)?;
        let uri = if self.root.path.is_some() && super::addresses::path_of(&address) == self.root.path {
            self.root.uri.clone()
        } else {
            address
        };
        Some(Arc::new(self.root.sibling(uri, self.source.text().get(file.start..file.end)?.to_owned())))
    }
}

impl Remedy {
    /// Returns `true` if it is what was meant.
    pub(super) fn is_safe(&self) -> bool {
        self.applicability == Applicability::MachineApplicable
    }

    /// Returns the fix as data for a client.
    fn data(&self) -> serde_json::Value {
        let applicability = match self.applicability {
            Applicability::MachineApplicable => "MachineApplicable",
            Applicability::MaybeIncorrect => "MaybeIncorrect",
            Applicability::HasPlaceholders => "HasPlaceholders",
            _ => "Unspecified",
        };
        let edits = self.edits.iter();
        let edits = edits.map(|(uri, edit)| json!({ "uri": uri, "range": edit.range, "newText": edit.new_text }));
        json!({ "message": self.message, "applicability": applicability, "edits": edits.collect::<Vec<_>>() })
    }
}

/// Returns the text of a diagnostic, with its notes and its help.
fn message(diagnostic: &Diagnostic) -> String {
    let mut text = diagnostic.title.clone();
    if !diagnostic.label.text.is_empty() {
        text.push_str(": ");
        text.push_str(&diagnostic.label.text);
    }
    for note in &diagnostic.notes {
        text.push_str("\nnote: ");
        text.push_str(note);
    }
    if !diagnostic.help.is_empty() {
        text.push_str("\nhelp: ");
        text.push_str(&diagnostic.help);
    }
    text
}
