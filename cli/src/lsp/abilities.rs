//! The abilities of client and server, which they exchange in `initialize`.

use std::path::PathBuf;

use lsp_types::{
    CodeActionKind, CodeActionOptions, CodeActionProviderCapability, CompletionOptions, InitializeParams,
    InitializeResult, OneOf, RenameOptions, ServerCapabilities, ServerInfo, TextDocumentSyncCapability,
    TextDocumentSyncKind, TextDocumentSyncOptions, WorkDoneProgressOptions,
};
use serde_json::{Value, json};

use super::addresses::path_of;
use super::features::quick_fixes::FIX_ALL;
use super::findings::SERVER;
use super::positions::ColumnUnit;
use super::refusal::Refusal;

/// The abilities of a client that matter here.
pub(super) struct ClientAbilities {
    pub(super) unit: ColumnUnit,
    pub(super) folders: Vec<PathBuf>,
    /// `true` if it tells of changed files when it is asked to.
    pub(super) registers_files: bool,
    /// `true` if it places the cursor in what it inserts.
    pub(super) has_snippets: bool,
}

/// Reads the parameters of `initialize`.
pub(super) fn client_from(params: Value) -> Result<ClientAbilities, Refusal> {
    let params: InitializeParams = serde_json::from_value(params)?;
    let offered = params.capabilities.general.and_then(|general| general.position_encodings).unwrap_or_default();
    let named = params.workspace_folders.unwrap_or_default();
    #[allow(deprecated, reason = "older clients name their folder so")]
    let root = params.root_uri;
    let folders = named.iter().map(|folder| &folder.uri).chain(&root).filter_map(path_of);
    let completion = params.capabilities.text_document.and_then(|document| document.completion);
    let item = completion.and_then(|completion| completion.completion_item);
    let watched = params.capabilities.workspace.and_then(|workspace| workspace.did_change_watched_files);
    Ok(ClientAbilities {
        unit: ColumnUnit::chosen_from(&offered),
        folders: folders.collect(),
        registers_files: watched.and_then(|watched| watched.dynamic_registration).unwrap_or_default(),
        has_snippets: item.and_then(|item| item.snippet_support).unwrap_or_default(),
    })
}

/// Returns the request for news of changed files: its method and its parameters.
pub(super) fn watched_files() -> (String, Value) {
    let watchers = json!([{ "globPattern": "**/*.toml" }]);
    let registration = json!({
        "id": "tables",
        "method": "workspace/didChangeWatchedFiles",
        "registerOptions": { "watchers": watchers },
    });
    ("client/registerCapability".to_owned(), json!({ "registrations": [registration] }))
}

/// Returns what the server can do.
pub(super) fn abilities(unit: ColumnUnit) -> InitializeResult {
    let code_actions = CodeActionOptions {
        code_action_kinds: Some(vec![CodeActionKind::QUICKFIX, CodeActionKind::new(FIX_ALL)]),
        ..CodeActionOptions::default()
    };
    let sync = TextDocumentSyncOptions {
        open_close: Some(true),
        change: Some(TextDocumentSyncKind::INCREMENTAL),
        save: Some(lsp_types::TextDocumentSyncSaveOptions::Supported(true)),
        ..TextDocumentSyncOptions::default()
    };
    let rename =
        RenameOptions { prepare_provider: Some(true), work_done_progress_options: WorkDoneProgressOptions::default() };
    let triggers = ["[", ".", "\"", "'", "{", "/", "="];
    let completion = CompletionOptions {
        trigger_characters: Some(triggers.map(str::to_owned).into()),
        ..CompletionOptions::default()
    };
    InitializeResult {
        capabilities: ServerCapabilities {
            position_encoding: Some(unit.name()),
            text_document_sync: Some(TextDocumentSyncCapability::Options(sync)),
            completion_provider: Some(completion),
            hover_provider: Some(true.into()),
            definition_provider: Some(OneOf::Left(true)),
            implementation_provider: Some(true.into()),
            references_provider: Some(OneOf::Left(true)),
            document_symbol_provider: Some(OneOf::Left(true)),
            code_action_provider: Some(CodeActionProviderCapability::Options(code_actions)),
            document_formatting_provider: Some(OneOf::Left(true)),
            rename_provider: Some(OneOf::Right(rename)),
            ..ServerCapabilities::default()
        },
        server_info: Some(ServerInfo { name: SERVER.to_owned(), version: Some(env!("CARGO_PKG_VERSION").to_owned()) }),
    }
}
