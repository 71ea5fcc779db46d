//! The state of the server.

use std::sync::Arc;

use lsp_server::ErrorCode;
use lsp_types::{Location, Position, Uri};

use super::checks::Checks;
use super::documents::{Document, Documents, key_of};
use super::family::{family, with_extended};
use super::names::{Mention, mentions, shared_parameters};
use super::refusal::Refusal;
use super::workspace::Workspace;

/// The state of the server.
#[derive(Debug, Default)]
pub(super) struct State {
    pub(super) documents: Documents,
    pub(super) checks: Checks,
    pub(super) workspace: Workspace,
    /// `true` if the client places the cursor in what it inserts.
    pub(super) client_has_snippets: bool,
}

/// A document with the names in it.
pub(super) struct NamedDocument {
    pub(super) document: Arc<Document>,
    pub(super) mentions: Vec<Mention>,
}

impl NamedDocument {
    pub(super) fn location(&self, mention: &Mention) -> Location {
        Location { uri: self.document.uri.clone(), range: self.document.range(&mention.span) }
    }
}

impl State {
    /// Returns an open document, and the offset of a position in it.
    pub(super) fn place(&self, uri: &Uri, position: Position) -> Result<(Arc<Document>, usize), Refusal> {
        let document = self.document(uri)?;
        let offset = document.offset(position);
        Ok((document, offset))
    }

    pub(super) fn document(&self, uri: &Uri) -> Result<Arc<Document>, Refusal> {
        let open = self.documents.get(&key_of(uri)).map(Arc::clone);
        open.ok_or_else(|| Refusal::new(ErrorCode::InvalidParams, format!("`{}` is not open", uri.as_str())))
    }

    /// Returns a document and those that it extends, with their names.
    pub(super) fn named(&self, document: &Arc<Document>) -> Vec<NamedDocument> {
        names_in(with_extended(document, &self.documents))
    }

    /// Returns all documents that share names with a document, with their names.
    pub(super) fn named_family(&mut self, document: &Arc<Document>) -> Vec<NamedDocument> {
        names_in(family(document, &self.documents, &mut self.workspace))
    }
}

fn names_in(files: Vec<Arc<Document>>) -> Vec<NamedDocument> {
    let shared = files.iter().flat_map(|file| shared_parameters(file)).collect();
    let named = |document: Arc<Document>| NamedDocument { mentions: mentions(&document, &shared), document };
    files.into_iter().map(named).collect()
}
