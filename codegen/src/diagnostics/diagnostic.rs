//! One diagnostic.

use super::suggestion::Suggestion;
use crate::rules::Rule;
use crate::source::{At, Span};
use crate::suggest;

/// An error in a table, or a warning: the rule that is broken, the place, and how to fix it.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Diagnostic {
    /// The rule, which says whether this is an error or a warning.
    pub rule: &'static Rule,
    /// The error in one line.
    pub title: String,
    /// The place of the error.
    pub label: Label,
    /// Other places that the error is about.
    pub related: Vec<Label>,
    /// Background.
    pub notes: Vec<String>,
    /// The way to fix it. If there are suggestions, it is the message of the first.
    pub help: String,
    /// The ways to fix it as edits, with the most likely one first. Each is a fix of its own.
    pub suggestions: Vec<Suggestion>,
    /// `true` for a mistake of the text itself, in whose place other errors would be consequences.
    pub(crate) is_of_text: bool,
}

/// A place in the source, and a remark on it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Label {
    /// The place.
    pub span: Span,
    /// The remark; may be empty.
    pub text: String,
}

impl Diagnostic {
    /// Creates a diagnostic of `rule` at `span`. Its help is the hint of the rule until another is set.
    #[must_use]
    pub fn new(rule: &'static Rule, span: Span, title: impl Into<String>) -> Self {
        Self {
            rule,
            title: title.into(),
            label: Label { span, text: String::new() },
            related: Vec::new(),
            notes: Vec::new(),
            help: rule.hint.to_owned(),
            suggestions: Vec::new(),
            is_of_text: false,
        }
    }

    /// Sets the remark on the place of the error.
    #[must_use]
    pub fn label(mut self, text: impl Into<String>) -> Self {
        self.label.text = text.into();
        self
    }

    /// Adds another place.
    #[must_use]
    pub fn related(mut self, span: Span, text: impl Into<String>) -> Self {
        self.related.push(Label { span, text: text.into() });
        self
    }

    /// Adds a note.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    /// Sets the help.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = help.into();
        self
    }

    /// Sets the help if there is one; else the hint of the rule stays.
    pub(crate) fn help_or_hint(self, help: Option<String>) -> Self {
        match help {
            Some(help) => self.help(help),
            None => self,
        }
    }

    /// Adds a suggestion. The first is the help.
    #[must_use]
    pub fn suggest(mut self, suggestion: Suggestion) -> Self {
        if self.suggestions.is_empty() {
            self.help.clone_from(&suggestion.message);
        }
        self.suggestions.push(suggestion);
        self
    }

    /// Adds a suggestion, if there is one.
    pub(crate) fn suggest_some(self, suggestion: Option<Suggestion>) -> Self {
        match suggestion {
            Some(suggestion) => self.suggest(suggestion),
            None => self,
        }
    }

    /// Suggests the known word that is most similar to a string. If there is none, the help names all known ones.
    pub(crate) fn suggest_word(self, written: &At<String>, known: &[&str]) -> Self {
        match suggest::meant(&written.value, known) {
            Some(similar) => {
                let suggestion = Suggestion::string("did you mean {}?", written.span, similar);
                let is_sure = suggest::is_sure(&written.value, similar);
                self.suggest(if is_sure { suggestion } else { suggestion.maybe_incorrect() })
            }
            None => self.help(suggest::expected(known)),
        }
    }

    /// Iterates over the places, with that of the error first.
    pub(crate) fn labels(&self) -> impl Iterator<Item = &Label> {
        std::iter::once(&self.label).chain(&self.related)
    }

    /// Iterates over the places, with that of the error first.
    pub(crate) fn labels_mut(&mut self) -> impl Iterator<Item = &mut Label> {
        std::iter::once(&mut self.label).chain(&mut self.related)
    }
}
