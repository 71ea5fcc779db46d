//! Suggestions: the edits that would fix a table.

use std::fmt;
use std::path::{Path, PathBuf};

use crate::source::{Source, Span};
use crate::toml_text;

/// The certainty that a suggestion is what was meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Applicability {
    /// The suggestion is what was meant. A tool may apply it unseen.
    MachineApplicable,
    /// The suggestion gives a valid table, but may not be what was meant.
    MaybeIncorrect,
    /// The suggestion has a placeholder, `…`, that a person must fill in.
    HasPlaceholders,
}

/// A change of one place of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Edit {
    /// The place; it is empty where text is inserted.
    pub span: Span,
    /// The new text.
    pub replacement: String,
}

impl Edit {
    /// Replaces a place.
    #[must_use]
    pub fn replace(span: Span, replacement: impl Into<String>) -> Self {
        Self { span, replacement: replacement.into() }
    }

    /// Inserts a text.
    #[must_use]
    pub fn insert(at: usize, text: impl Into<String>) -> Self {
        Self { span: Span { start: at, end: at }, replacement: text.into() }
    }

    /// Removes a place.
    #[must_use]
    pub fn remove(span: Span) -> Self {
        Self { span, replacement: String::new() }
    }
}

/// A way to fix an error: edits that are applied together.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Suggestion {
    /// The suggestion in one line.
    pub message: String,
    /// The edits, none of which overlap.
    pub edits: Vec<Edit>,
    /// The certainty of the suggestion.
    pub applicability: Applicability,
    pub(super) display: SuggestionDisplay,
}

/// The display of a suggestion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SuggestionDisplay {
    /// The message says it all.
    Inline,
    /// The changed lines follow the message.
    Lines,
}

impl Suggestion {
    /// Creates a suggestion, which is shown with the lines that it changes.
    #[must_use]
    pub fn new(message: impl Into<String>, edits: Vec<Edit>) -> Self {
        let (message, display) = (message.into(), SuggestionDisplay::Lines);
        Self { message, edits, applicability: Applicability::MachineApplicable, display }
    }

    /// Creates a suggestion that replaces one place. `{}` in the message stands for the new text, in backquotes.
    #[must_use]
    pub fn replace(message: &str, span: Span, replacement: &str) -> Self {
        Self::inline(message, replacement, Edit::replace(span, replacement))
    }

    /// Creates a suggestion that replaces a string. `{}` in the message stands for its new text, in backquotes.
    pub(crate) fn string(message: &str, span: Span, text: &str) -> Self {
        Self::inline(message, text, Edit::replace(span, toml_text::quoted(text)))
    }

    /// Creates a suggestion that replaces a key. `{}` in the message stands for the new one, in backquotes.
    pub(crate) fn key(message: &str, span: Span, key: &str) -> Self {
        Self::inline(message, key, Edit::replace(span, toml_text::key(key)))
    }

    /// Creates a suggestion that removes an element of a list, or a member of an inline table.
    pub(crate) fn remove_element(message: &str, text: &str, element: Span) -> Self {
        Self::new(message, vec![Edit::remove(toml_text::element(text, element))]).without_lines()
    }

    fn inline(message: &str, shown: &str, edit: Edit) -> Self {
        let message = message.replacen("{}", &format!("`{shown}`"), 1);
        let applicability = Applicability::MachineApplicable;
        Self { message, edits: vec![edit], applicability, display: SuggestionDisplay::Inline }
    }

    /// Marks a suggestion that may not be what was meant.
    #[must_use]
    pub fn maybe_incorrect(mut self) -> Self {
        self.applicability = Applicability::MaybeIncorrect;
        self
    }

    /// Marks a suggestion that is what was meant.
    pub(crate) fn certain(mut self) -> Self {
        self.applicability = Applicability::MachineApplicable;
        self
    }

    /// Marks a suggestion with a placeholder.
    #[must_use]
    pub fn with_placeholders(mut self) -> Self {
        self.applicability = Applicability::HasPlaceholders;
        self
    }

    /// Shows the message alone: it names the place and the change.
    #[must_use]
    pub fn without_lines(mut self) -> Self {
        self.display = SuggestionDisplay::Inline;
        self
    }
}

/// A file of a table, as suggestions change it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ChangedFile {
    /// The path, as reports show it.
    pub name: String,
    /// The path, if the source has it.
    pub path: Option<PathBuf>,
    /// The changed text.
    pub text: String,
}

/// The error of suggestions that change one place in two ways.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct OverlappingEdits {
    /// The place that two edits change.
    pub span: Span,
}

impl fmt::Display for OverlappingEdits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("two suggestions change the same text; apply one, and check the table again")
    }
}

impl std::error::Error for OverlappingEdits {}

/// Applies suggestions, and returns the files that they change, in the order of the source.
pub(super) fn apply<'d>(
    source: &Source,
    suggestions: impl IntoIterator<Item = &'d Suggestion>,
) -> Result<Vec<ChangedFile>, OverlappingEdits> {
    let mut edits: Vec<&Edit> = suggestions.into_iter().flat_map(|suggestion| &suggestion.edits).collect();
    edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
    for (before, edit) in edits.iter().zip(edits.iter().skip(1)) {
        let is_same_place = before.span.start == edit.span.start;
        if is_same_place || edit.span.start < before.span.end {
            return Err(OverlappingEdits { span: edit.span });
        }
    }
    let changed = source.files().filter_map(|(file, span)| {
        let is_within = |edit: &&&Edit| span.start <= edit.span.start && edit.span.end <= span.end;
        let within: Vec<&Edit> = edits.iter().filter(is_within).copied().collect();
        let text = || changed_text(source.text(), span, &within);
        let file = || ChangedFile { name: file.name.clone(), path: path_of(file.path.as_deref()), text: text() };
        (!within.is_empty()).then(file)
    });
    Ok(changed.collect())
}

fn path_of(path: Option<&Path>) -> Option<PathBuf> {
    path.map(Path::to_path_buf)
}

/// Returns the text of one file with its edits, in the line ends of the file.
fn changed_text(text: &str, file: Span, edits: &[&Edit]) -> String {
    let has_crlf = text.get(file.start..file.end).is_some_and(|text| text.contains("\r\n"));
    let mut changed = String::new();
    let mut copied = file.start;
    for edit in edits {
        changed.push_str(text.get(copied..edit.span.start).unwrap_or_default());
        match has_crlf {
            true => changed.push_str(&edit.replacement.replace("\r\n", "\n").replace('\n', "\r\n")),
            false => changed.push_str(&edit.replacement),
        }
        copied = edit.span.end;
    }
    changed.push_str(text.get(copied..file.end).unwrap_or_default());
    changed
}
