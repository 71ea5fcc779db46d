//! Decoding: from a gRPC status to a typed error.

use alloc::borrow::Cow;

use ::tonic::{Code, Status};
use tonic_types::{ErrorDetails, StatusExt as _};

use errspec_engine::body::{Body, Slot, json_value};
use errspec_engine::decode::{ForeignParts, ResponseParts};
use errspec_engine::json::compact;
use errspec_engine::response::{field_from_slot, field_from_text};
use errspec_engine::table::{Field, Type};
use errspec_engine::{Code as ErrorCode, Value};

use super::code::http_status;
use super::decoded::DecodedStatus;
use super::find::StatusMatch;
use super::violations::violations_json;
use crate::adapters::shared::named::Named;
use crate::decoded::Decoded;
use crate::details::details_of;
use crate::spec::Decode;

/// Decodes a status. Never fails: a status that the table does not describe becomes the unknown error.
///
/// The [module](crate::tonic) says how the entry is found. An unknown error has the code of the metadata, the reason as its name, the
/// message, and the HTTP [status](http_status) of the gRPC code, which it has again when it becomes a status. [`decode_status`] also returns the rest of the status.
///
/// ```
/// # #[errspec::table("specs/flanks.toml", tonic)] pub enum FlanksError {}
/// let status = tonic::Status::from(FlanksError::Processing);
/// assert_eq!(errspec::tonic::decode::<FlanksError>(&status), FlanksError::Processing);
///
/// let other = errspec::tonic::decode::<FlanksError>(&tonic::Status::unavailable("connection refused"));
/// assert_eq!((other.is_unknown(), other.status()), (true, Some(503)));
/// ```
#[must_use]
pub fn decode<E: Decode>(status: &Status) -> E {
    decode_status(status).into_error()
}

/// Decodes a status as [`decode`] does, and returns the error with the other details of the status: the delay before a retry, the request id,
/// the violations.
///
/// ```
/// use std::time::Duration;
/// use tonic_types::{ErrorDetails, StatusExt};
///
/// # #[errspec::table("specs/flanks.toml", tonic)] pub enum FlanksError {}
/// let mut details = ErrorDetails::with_retry_info(Some(Duration::from_secs(3)));
/// details.set_request_info("req_1", "");
/// let status = tonic::Status::with_error_details(tonic::Code::Unavailable, "busy", details);
/// let decoded = errspec::tonic::decode_status::<FlanksError>(&status);
/// assert_eq!(decoded.retry_after(), Some(Duration::from_secs(3)));
/// assert_eq!(decoded.request_id(), Some("req_1"));
/// ```
#[must_use]
pub fn decode_status<E: Decode>(status: &Status) -> DecodedStatus<E> {
    let details = error_details(status);
    let info = details.error_info();
    let metadata = |name: &str| info?.metadata.get(name).map(alloc::string::String::as_str);
    let code =
        metadata("code").map(|text| errspec_engine::integer(text).map_or(ErrorCode::String(text), ErrorCode::Integer));
    // A status that is decoded is an error, even if its code is `OK`.
    let http = if status.code() == Code::Ok { 500 } else { http_status(status.code()) };
    let violations = details.bad_request().map(|request| request.field_violations.as_slice()).unwrap_or_default();
    let id = details.request_info().map(|request| request.request_id.as_str()).filter(|id| !id.is_empty());
    let id = id.or_else(|| status.metadata().get("x-request-id")?.to_str().ok());
    let foreign = |details: Slot| ForeignParts {
        status: Some(http),
        code,
        message: Some(status.message().into()),
        request_id: id.map(Cow::from),
        details,
    };
    // A status has no body, so an unknown error has none.
    let parts = ResponseParts::foreign(Body::new(&[]), foreign(Slot::ABSENT));
    let reason = info.map(|info| info.reason.as_str());
    let code_text = || metadata("code").or(reason);
    let named = Named {
        table: info.map(|info| info.domain.as_str()).filter(|domain| !domain.is_empty()),
        name: reason,
        grpc: Some(status.code() as i32),
        value: &|field| {
            let text = metadata(key(field)).or_else(|| in_other_style(&info?.metadata, key(field)));
            value(field, text.or_else(|| code_text().filter(|_| field.is_code()))?)
        },
    };
    let search = StatusMatch { info, grpc: status.code(), message: status.message(), code };
    let (mut error, table): (E, usize) = named.error_by(&parts, &|table| search.find(table));
    let delay = details.retry_info().and_then(|retry| retry.retry_delay).or_else(|| error.retry_after());
    let envelope = error.entry().and_then(|entry| entry.envelope());
    let body = violations_json::<E>(table, violations, envelope);
    let (list, _) = json_value(body.as_bytes());
    let parts = ResponseParts::foreign(Body::of_str(&body), foreign(list)).with(envelope, delay).into_owned();
    error.set_details(&mut || details_of::<E>(table, &parts));
    DecodedStatus::new(Decoded { error, table, parts }, status.code(), details)
}

/// Returns the details of a status. If one of them is malformed, those that an error is made of are read one by one.
fn error_details(status: &Status) -> ErrorDetails {
    status.check_error_details().unwrap_or_else(|_| {
        let mut details = ErrorDetails::new();
        if let Some(info) = status.get_details_error_info() {
            details.set_error_info(info.reason, info.domain, info.metadata);
        }
        if let Some(retry) = status.get_details_retry_info() {
            details.set_retry_info(retry.retry_delay);
        }
        if let Some(request) = status.get_details_request_info() {
            details.set_request_info(request.request_id, request.serving_data);
        }
        if let Some(request) = status.get_details_bad_request() {
            details.set_bad_request(request.field_violations);
        }
        details
    })
}

/// Returns the key of a field in the metadata. A field `code` has another key, because `code` is the code of the error.
pub(super) fn key<'t>(field: &Field<'t>) -> &'t str {
    if field.name() == "code" { "field_code" } else { field.name() }
}

/// Returns the value of a key that is written in another style, such as `quotaLimit` for `quota_limit`; `None` if there are several.
fn in_other_style<'t>(
    metadata: &'t std::collections::HashMap<alloc::string::String, alloc::string::String>,
    key: &str,
) -> Option<&'t str> {
    let letters = |text: &str| {
        let letters = text.bytes().filter(u8::is_ascii_alphanumeric);
        letters.map(|letter| letter.to_ascii_lowercase()).collect::<alloc::vec::Vec<u8>>()
    };
    let wanted = letters(key);
    let mut similar = metadata.iter().filter(|(other, _)| other.is_ascii() && letters(other) == wanted);
    match (similar.next(), similar.next()) {
        (Some((_, value)), None) => Some(value),
        _ => None,
    }
}

/// Reads the value of a field from its text in the metadata.
fn value<'t>(field: &Field<'_>, text: &'t str) -> Option<Value<'t>> {
    match field.ty() {
        Type::Json => {
            let (_, errors) = json_value(text.as_bytes());
            errors.first().is_none().then(|| Value::Json(Cow::Owned(compact(text.as_bytes()))))
        }
        ty if ty.is_list() => {
            let (list, errors) = json_value(text.as_bytes());
            if errors.fatal.is_none() && list.is_list() {
                field_from_slot(field, list, text.as_bytes().into())
            } else {
                field_from_text(field, Cow::Borrowed(text))
            }
        }
        _ => field_from_text(field, Cow::Borrowed(text)),
    }
}
