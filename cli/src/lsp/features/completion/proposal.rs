//! Proposals, and the position for which they are made.

use std::sync::Arc;

use lsp_types::CompletionItemKind;

use crate::lsp::documents::Document;
use crate::lsp::state::{NamedDocument, State};

/// Something that may be written.
#[derive(Debug, Clone)]
pub(super) struct Proposal {
    /// The text, as it is shown and searched.
    pub(super) label: String,
    /// The text that is inserted, with a `$0` where the cursor stands then.
    pub(super) inserted: String,
    pub(super) kind: CompletionItemKind,
    pub(super) detail: Option<String>,
    /// The documentation, as Markdown.
    pub(super) docs: Option<String>,
}

impl Proposal {
    pub(super) fn new(label: impl Into<String>, kind: CompletionItemKind) -> Self {
        let label = label.into();
        Self { inserted: label.clone(), label, kind, detail: None, docs: None }
    }
}

/// A position, and the text around it.
pub(super) struct Site<'s> {
    pub(super) state: &'s State,
    pub(super) document: &'s Arc<Document>,
    /// The document and those that it extends.
    pub(super) named: &'s [NamedDocument],
    pub(super) offset: usize,
}

/// Returns a text as a string of TOML.
pub(super) fn quoted(text: &str) -> String {
    toml_edit::Value::from(text).to_string().trim().to_owned()
}
