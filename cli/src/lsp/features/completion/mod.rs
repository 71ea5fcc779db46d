//! What may be written at a position: keys, values, parameters, locations and names.

mod keys;
mod locations;
mod values;

use std::ops::Range;
use std::rc::Rc;

use lsp_types::{
    CompletionItem, CompletionItemKind, CompletionTextEdit, Documentation, InsertTextFormat, MarkupContent, MarkupKind,
    Position, TextEdit, Uri,
};

use crate::lsp::documents::Document;
use crate::lsp::outline::Spot;
use crate::lsp::state::{NamedDocument, Refusal, State};

/// Something that may be written.
#[derive(Debug, Clone)]
struct Proposal {
    /// The text, as it is shown and searched.
    label: String,
    /// The text that is inserted, with a `$0` where the cursor stands then.
    inserted: String,
    kind: CompletionItemKind,
    detail: Option<String>,
    /// The documentation, as Markdown.
    docs: Option<String>,
}

impl Proposal {
    fn new(label: impl Into<String>, kind: CompletionItemKind) -> Self {
        let label = label.into();
        Self { inserted: label.clone(), label, kind, detail: None, docs: None }
    }
}

/// A position, and the text around it.
struct Site<'s> {
    state: &'s State,
    document: &'s Rc<Document>,
    /// The document and those that it extends.
    named: &'s [NamedDocument],
    offset: usize,
}

/// Returns what may be written at a position.
pub(in crate::lsp) fn completion(
    state: &mut State,
    uri: &Uri,
    position: Position,
) -> Result<Vec<CompletionItem>, Refusal> {
    let (document, offset) = state.place(uri, position)?;
    if let Some(path) = &document.path {
        state.workspace.tables(path);
    }
    let named = state.named(&document);
    let site = Site { state, document: &document, named: &named, offset };
    let (proposals, replaced) = match document.outline().spot(&document.text, offset) {
        Some(Spot::Key { parents, key, place }) => keys::proposals(&site, &parents, key, place),
        Some(Spot::Value { path, node, .. }) => values::proposals(&site, &path, node),
        None => return Ok(Vec::new()),
    };
    let items = proposals.into_iter().enumerate();
    Ok(items.map(|(number, proposal)| item(&site, proposal, &replaced, number)).collect())
}

fn item(site: &Site<'_>, proposal: Proposal, replaced: &Range<usize>, number: usize) -> CompletionItem {
    let is_snippet = proposal.inserted.contains("$0") && site.state.client_has_snippets;
    let new_text = if is_snippet { proposal.inserted } else { proposal.inserted.replace("$0", "") };
    let docs = proposal.docs.map(|value| MarkupContent { kind: MarkupKind::Markdown, value });
    CompletionItem {
        filter_text: Some(new_text.split(" = ").next().unwrap_or_default().to_owned()),
        label: proposal.label,
        kind: Some(proposal.kind),
        detail: proposal.detail,
        documentation: docs.map(Documentation::MarkupContent),
        sort_text: Some(format!("{number:05}")),
        insert_text_format: is_snippet.then_some(InsertTextFormat::SNIPPET),
        text_edit: Some(CompletionTextEdit::Edit(TextEdit { range: site.document.range(replaced), new_text })),
        ..CompletionItem::default()
    }
}

/// Returns a text as a string of TOML.
fn quoted(text: &str) -> String {
    toml_edit::Value::from(text).to_string().trim().to_owned()
}
