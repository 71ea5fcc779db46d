//! Notifications of the editor: documents that are opened, changed and closed, and files that changed.

use lsp_types::notification::{
    DidChangeTextDocument, DidChangeWatchedFiles, DidChangeWorkspaceFolders, DidCloseTextDocument, DidOpenTextDocument,
    DidSaveTextDocument, Notification,
};
use serde_json::Value;

use super::addresses::path_of;
use super::documents::key_of;
use super::refusal::Refusal;
use super::state::State;

/// Handles a notification. One that is not known is passed over.
pub(super) fn handle(state: &mut State, method: &str, params: Value) -> Result<(), Refusal> {
    match method {
        DidOpenTextDocument::METHOD => {
            let document = typed::<DidOpenTextDocument>(params)?.text_document;
            let key = key_of(&document.uri);
            state.documents.open(document.uri, document.text, document.version);
            state.workspace.forget();
            state.checks.mark(&key);
        }
        DidChangeTextDocument::METHOD => {
            let params = typed::<DidChangeTextDocument>(params)?;
            let document = params.text_document;
            state.documents.change(&document.uri, document.version, params.content_changes);
            state.checks.mark(&key_of(&document.uri));
        }
        DidCloseTextDocument::METHOD => {
            let uri = typed::<DidCloseTextDocument>(params)?.text_document.uri;
            state.documents.close(&uri);
            state.checks.close(&key_of(&uri), &state.documents);
        }
        DidSaveTextDocument::METHOD => {
            state.workspace.forget();
            state.checks.mark(&key_of(&typed::<DidSaveTextDocument>(params)?.text_document.uri));
        }
        DidChangeWatchedFiles::METHOD => {
            state.workspace.forget();
            state.checks.mark_all(&state.documents);
        }
        DidChangeWorkspaceFolders::METHOD => {
            let event = typed::<DidChangeWorkspaceFolders>(params)?.event;
            let removed: Vec<_> = event.removed.iter().filter_map(|folder| path_of(&folder.uri)).collect();
            state.workspace.folders.retain(|folder| !removed.contains(folder));
            state.workspace.folders.extend(event.added.iter().filter_map(|folder| path_of(&folder.uri)));
            state.workspace.forget();
        }
        _ => {}
    }
    Ok(())
}

fn typed<N: Notification>(params: Value) -> Result<N::Params, Refusal> {
    Ok(serde_json::from_value(params)?)
}
