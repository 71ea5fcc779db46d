//! Encoding: an error as a gRPC status, with the error details of google.rpc.

use alloc::borrow::{Cow, ToOwned};
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use std::collections::HashMap;

use ::tonic::{Code, Status};
use tonic_types::{ErrorDetails, FieldViolation, StatusExt as _};

use errspec_engine::body::{Body, Elements, Slot, json_value};
use errspec_engine::encode::{DetailTree, Tree};
use errspec_engine::table::BodyKind;
use errspec_engine::{Kind, field_json, json_string};

use super::code::{code, http_status};
use super::decode::key;
use super::size::{Room, shortened, truncated};
use super::violations::{LOCATION_NAMES, TEXT_NAMES};
use crate::adapters::shared::message::rendered;
use crate::adapters::shared::named::is_message;
use crate::adapters::shared::summary::Summary;
use crate::encoder::{Encoder, Request};
use crate::instance::{Generated, entry_of};
use crate::value::Value;

/// The greatest length of a name or a domain in bytes.
const MAX_NAME: usize = 256;

/// The greatest length of a request id that is added to the status later.
const MAX_ID: usize = 200;

/// Converts the error with the request id and details that the encoder was given.
///
/// ```
/// use tonic_types::StatusExt;
///
/// # #[errspec::table("specs/frankieone.toml")] pub enum FrankieOneError {}
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
    let mut room = Room::new(MAX_ID);
    let domain = request.error.table().domains().first().unwrap_or_default();
    let (name, domain) = (shortened(summary.name, MAX_NAME), shortened(domain, MAX_NAME));
    room.take(&[name, domain]);
    let message = summary.message.clone().unwrap_or_else(|| rendered(request.error));
    let message = truncated(&message, &mut room);
    let mut details = ErrorDetails::new();
    let code_text = summary.code.map(|code| code.to_string()).filter(|code| room.take(&["code", code]));
    let id = request.extras.request_id.as_deref().filter(|id| room.take(&[id]));
    let mut metadata = metadata(request, &message, &mut room);
    metadata.extend(code_text.map(|code| ("code".to_owned(), code)));
    details.set_error_info(name, domain, metadata);
    if let Some(delay) = summary.retry_after {
        details.set_retry_info(Some(delay));
    }
    if let Some(id) = id {
        details.set_request_info(id, "");
    }
    if let Some(docs) = summary.docs().filter(|docs| room.take(&[summary.title(), docs])) {
        details.add_help_link(summary.title(), docs);
    }
    let code = grpc_code(request, &summary);
    if (400..500).contains(&http_status(code)) {
        let violations = violations(request, &mut room);
        if !violations.is_empty() {
            details.set_bad_request(violations);
        }
    }
    Status::with_error_details(code, message, details)
}

/// Returns the gRPC code: that of the status that the caller has set, else that of the entry or with which an unknown error arrived, else that
/// of its status.
fn grpc_code(request: &Request<'_>, summary: &Summary<'_>) -> Code {
    let stated = entry_of(request.error).and_then(|entry| entry.grpc()).filter(|_| request.extras.status.is_none());
    let stated = stated.and_then(|number| i32::try_from(number).ok()).map(Code::from_i32);
    let received =
        || request.error.as_unknown()?.grpc().filter(|_| request.extras.status.is_none()).map(Code::from_i32);
    let stated = stated.or_else(received).filter(|code| *code != Code::Ok);
    stated.or_else(|| summary.status.map(code)).unwrap_or(Code::Unknown)
}

/// The values of the variant, as far as there is room: those that are required first. The message itself is left out if it is whole.
fn metadata(request: &Request<'_>, message: &str, room: &mut Room) -> HashMap<String, String> {
    let mut metadata = HashMap::new();
    let Some(entry) = entry_of(request.error) else { return metadata };
    let fields = || entry.carried().iter().enumerate();
    let required = fields().filter(|(_, field)| field.is_required());
    for (number, field) in required.chain(fields().filter(|(_, field)| !field.is_required())) {
        let Some(value) = request.error.field(number) else { continue };
        let text = match &value {
            Value::List(_) | Value::Integers(_) | Value::Numbers(_) => value.to_json().as_str().to_owned(),
            Value::Json(json) => json.as_str().to_owned(),
            Value::Duration(_) => field_json(&field, &value.clone().into_engine()),
            value => value.to_string(),
        };
        let is_in_message = is_message(entry, &field) && text == message;
        if !is_in_message && room.take(&[key(&field), &text]) {
            metadata.insert(key(&field).to_owned(), text);
        }
    }
    metadata
}

/// Returns the sub-errors as field violations, as far as there is room. A sub-error with several texts is as many violations.
fn violations(request: &Request<'_>, room: &mut Room) -> Vec<FieldViolation> {
    let mut violations = Vec::new();
    for DetailTree { name, tree, .. } in &request.extras.details {
        let field = name.clone().or_else(|| member(tree, LOCATION_NAMES)).unwrap_or_default();
        let descriptions = match member(tree, TEXT_NAMES) {
            Some(description) => alloc::vec![description],
            None => texts(tree).unwrap_or_else(|| alloc::vec![tree.write(BodyKind::Json)]),
        };
        for description in descriptions {
            if !room.take(&[&field, &description]) {
                return violations;
            }
            violations.push(FieldViolation::new(field.as_str(), description));
        }
    }
    violations
}

/// Returns the text of the first of these members that is a string.
fn member(tree: &Tree<'_>, names: &[&str]) -> Option<String> {
    let Tree::Object(members) = tree else { return None };
    names.iter().find_map(|wanted| text(members.iter().find(|(name, _)| name == wanted).map(|(_, member)| member)?))
}

/// Returns the text of a slot that is a string.
fn string(slot: Slot, body: Body<'_>) -> Option<String> {
    let is_string = matches!(slot.kind, Kind::Plain | Kind::Escaped);
    slot.text(body).filter(|_| is_string).map(Cow::into_owned)
}

/// Returns the text of a value that is a string, or the texts of a list of strings.
fn texts(tree: &Tree<'_>) -> Option<Vec<String>> {
    let json = match tree {
        Tree::Value(json) => json,
        _ => return Some(alloc::vec![text(tree)?]),
    };
    let body = Body::of_str(json);
    let (value, _) = json_value(body.bytes);
    match value.kind {
        Kind::Array => Elements::new(body.bytes, value).map(|element| string(element.value, body)).collect(),
        _ => string(value, body).map(|text| alloc::vec![text]),
    }
}

/// Returns the text of a value that is a string.
fn text(tree: &Tree<'_>) -> Option<String> {
    match tree {
        Tree::Text(text) => Some(text.clone().into_owned()),
        Tree::Value(json) => json_string(json),
        _ => None,
    }
}
