//! The answers to requests.

use lsp_server::ErrorCode;
use lsp_types::request::{
    CodeActionRequest, Completion, DocumentSymbolRequest, Formatting, GotoDefinition, GotoImplementation, HoverRequest,
    PrepareRenameRequest, References, Rename, Request,
};
use lsp_types::{CompletionResponse, GotoDefinitionResponse, Location};
use serde::Serialize;
use serde_json::Value;

use super::features::{completion, definition, formatting, hover, quick_fixes, references, rename, symbols};
use super::refusal::Refusal;
use super::state::State;

/// Answers a request.
pub(super) fn answer(state: &mut State, method: &str, params: Value) -> Result<Value, Refusal> {
    match method {
        CodeActionRequest::METHOD => {
            typed::<CodeActionRequest>(params, |params| Ok(Some(quick_fixes::quick_fixes(state, &params))))
        }
        Completion::METHOD => typed::<Completion>(params, |params| {
            let place = params.text_document_position;
            let items = completion::completion(state, &place.text_document.uri, place.position)?;
            Ok(Some(CompletionResponse::Array(items)))
        }),
        DocumentSymbolRequest::METHOD => typed::<DocumentSymbolRequest>(params, |params| {
            symbols::symbols(state, &params.text_document.uri).map(Some)
        }),
        Formatting::METHOD => {
            typed::<Formatting>(params, |params| formatting::formatting(state, &params.text_document.uri).map(Some))
        }
        GotoDefinition::METHOD => typed::<GotoDefinition>(params, |params| {
            let place = params.text_document_position_params;
            definition::definition(state, &place.text_document.uri, place.position).map(response)
        }),
        GotoImplementation::METHOD => typed::<GotoImplementation>(params, |params| {
            let place = params.text_document_position_params;
            definition::implementation(state, &place.text_document.uri, place.position).map(response)
        }),
        References::METHOD => typed::<References>(params, |params| {
            let (place, with_definition) = (params.text_document_position, params.context.include_declaration);
            references::references(state, &place.text_document.uri, place.position, with_definition).map(Some)
        }),
        HoverRequest::METHOD => typed::<HoverRequest>(params, |params| {
            let place = params.text_document_position_params;
            hover::hover(state, &place.text_document.uri, place.position)
        }),
        PrepareRenameRequest::METHOD => typed::<PrepareRenameRequest>(params, |place| {
            rename::prepare(state, &place.text_document.uri, place.position)
        }),
        Rename::METHOD => typed::<Rename>(params, |params| {
            let place = params.text_document_position;
            rename::rename(state, &place.text_document.uri, place.position, &params.new_name).map(Some)
        }),
        _ => Err(Refusal::new(ErrorCode::MethodNotFound, format!("there is no `{method}`"))),
    }
}

fn response(places: Vec<Location>) -> Option<GotoDefinitionResponse> {
    (!places.is_empty()).then_some(GotoDefinitionResponse::Array(places))
}

fn typed<R: Request>(
    params: Value,
    answer: impl FnOnce(R::Params) -> Result<R::Result, Refusal>,
) -> Result<Value, Refusal> {
    value_of(answer(serde_json::from_value(params)?)?)
}

/// Returns an answer as JSON.
pub(super) fn value_of(answer: impl Serialize) -> Result<Value, Refusal> {
    serde_json::to_value(answer).map_err(|error| Refusal::new(ErrorCode::InternalError, error.to_string()))
}
