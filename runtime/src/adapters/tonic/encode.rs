//! Encoding: an error as a gRPC status, with the error details of google.rpc.

use alloc::borrow::ToOwned;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use std::collections::HashMap;

use ::tonic::{Code, Status};
use tonic_types::{ErrorDetails, FieldViolation, StatusExt as _};

use errspec_engine::encode::{DetailTree, Tree};
use errspec_engine::table::BodyKind;
use errspec_engine::{field_json, json_string};

use super::code::code;
use super::decode::key;
use crate::adapters::shared::message::rendered;
use crate::adapters::shared::named::is_message;
use crate::adapters::shared::summary::Summary;
use crate::encoder::{Encoder, Request};
use crate::instance::{Generated, entry_of};
use crate::value::Value;

/// The greatest length of a message in bytes, because a status travels in headers.
const MAX_MESSAGE: usize = 1024;

/// The greatest size of all values in bytes, and also of all violations.
const MAX_DETAILS: usize = 2048;

/// The usual names of the member of a sub-error that holds its location.
const LOCATION_NAMES: &[&str] =
    &["field", "location", "issueLocation", "path", "pointer", "param", "parameter", "property"];

/// The usual names of the member of a sub-error that holds its text.
const TEXT_NAMES: &[&str] = &["description", "message", "issue", "detail", "reason", "title", "error"];

/// Converts the error with the request id and details that the encoder was given.
///
/// ```
/// use tonic_types::StatusExt;
///
/// # #[errspec::table("../../../../specs/frankieone.toml")] pub enum FrankieOneError {}
/// let status = tonic::Status::from(FrankieOneError::EntityNotFound.encoder().request_id("01GVEDZ0"));
/// assert_eq!(status.get_details_request_info().unwrap().request_id, "01GVEDZ0");
/// ```
impl<E: Generated> From<Encoder<'_, E>> for Status {
    fn from(encoder: Encoder<'_, E>) -> Self {
        grpc_status(&encoder.request())
    }
}

fn grpc_status(request: &Request<'_>) -> Status {
    let summary = Summary::new(request);
    let message = summary.message.clone().unwrap_or_else(|| rendered(request.error));
    let message = truncated(&message);
    let mut details = ErrorDetails::new();
    let mut metadata = metadata(request, &message);
    if let Some(code) = summary.code {
        metadata.insert("code".to_owned(), code.to_string());
    }
    details.set_error_info(summary.name, request.error.table().name(), metadata);
    if let Some(delay) = summary.retry_after {
        details.set_retry_info(Some(delay));
    }
    if let Some(id) = &request.extras.request_id {
        details.set_request_info(id, "");
    }
    if let Some(docs) = summary.docs() {
        details.add_help_link(summary.title(), docs);
    }
    if summary.status.is_some_and(|status| (400..500).contains(&status)) {
        add_violations(request, &mut details);
    }
    let code = summary.status.map_or(Code::Unknown, code);
    Status::with_error_details(code, message, details)
}

/// The values of the variant, as far as the limit allows. The message itself is left out if it is not truncated.
fn metadata(request: &Request<'_>, message: &str) -> HashMap<String, String> {
    let (mut metadata, mut room) = (HashMap::new(), MAX_DETAILS);
    let Some(entry) = entry_of(request.error) else { return metadata };
    for (number, field) in entry.carried().iter().enumerate() {
        let Some(value) = request.error.field(number) else { continue };
        let text = match &value {
            Value::List(_) | Value::Integers(_) | Value::Numbers(_) => value.to_json().as_str().to_owned(),
            Value::Json(json) => json.as_str().to_owned(),
            Value::Duration(_) => field_json(&field, &value.clone().into_engine()),
            value => value.to_string(),
        };
        let is_in_message = is_message(entry, &field) && text == message;
        let size = text.len() + field.name().len();
        if !is_in_message && size <= room {
            room -= size;
            metadata.insert(key(&field).to_owned(), text);
        }
    }
    metadata
}

/// Adds the sub-errors as field violations, as far as the limit allows.
fn add_violations(request: &Request<'_>, details: &mut ErrorDetails) {
    let (mut violations, mut room) = (Vec::new(), MAX_DETAILS);
    for DetailTree { name, tree, .. } in &request.extras.details {
        let field = name.clone().or_else(|| member(tree, LOCATION_NAMES)).unwrap_or_default();
        let description = member(tree, TEXT_NAMES).or_else(|| text(tree));
        let description = description.unwrap_or_else(|| tree.write(BodyKind::Json));
        let size = field.len() + description.len();
        if size > room {
            break;
        }
        room -= size;
        violations.push(FieldViolation::new(field, description));
    }
    if !violations.is_empty() {
        details.set_bad_request(violations);
    }
}

/// Returns the message, truncated if it is too long.
fn truncated(message: &str) -> String {
    const ELLIPSIS: &str = "…";
    if message.len() <= MAX_MESSAGE {
        return message.to_owned();
    }
    let end = (0..=MAX_MESSAGE - ELLIPSIS.len()).rev().find(|end| message.is_char_boundary(*end)).unwrap_or_default();
    let mut short = message.get(..end).unwrap_or_default().to_owned();
    short.push_str(ELLIPSIS);
    short
}

/// Returns the text of the first of these members that is a string.
fn member(tree: &Tree, names: &[&str]) -> Option<String> {
    let Tree::Object(members) = tree else { return None };
    names.iter().find_map(|wanted| text(members.iter().find(|(name, _)| name == wanted).map(|(_, member)| member)?))
}

/// Returns the text of a value that is a string.
fn text(tree: &Tree) -> Option<String> {
    match tree {
        Tree::Value(json) => json_string(json),
        _ => None,
    }
}
