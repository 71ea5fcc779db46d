//! Completion at a position: keys, values, parameters, locations and names.

mod keys;
mod locations;
mod proposal;
mod values;

use std::ops::Range;

use lsp_types::{
    CompletionItem, CompletionTextEdit, Documentation, InsertTextFormat, MarkupContent, MarkupKind, Position, TextEdit,
    Uri,
};

use self::proposal::{Proposal, Site};
use crate::lsp::outline::Spot;
use crate::lsp::refusal::Refusal;
use crate::lsp::state::State;

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
