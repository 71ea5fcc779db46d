//! Decoding: from a gRPC status to a typed error.

use alloc::borrow::Cow;

use ::tonic::{Code, Status};
use tonic_types::StatusExt as _;

use errspec_engine::body::{Body, json_value};
use errspec_engine::decode::{ForeignParts, ResponseParts};
use errspec_engine::json::compact;
use errspec_engine::response::{field_from_slot, field_from_text};
use errspec_engine::table::{Field, Type};
use errspec_engine::{Code as ErrorCode, Value};

use super::code::http_status;
use crate::adapters::shared::named::Named;
use crate::spec::Decode;

/// Decodes a status. Never fails: a status that the table does not describe becomes the unknown error.
///
/// `ErrorInfo` identifies the error: its `domain` is the name of the table, and its `reason` the name of the entry. An unknown
/// error has the code of the metadata, the reason as its name, the message, and the HTTP [status](http_status) of the gRPC code.
/// Read the rest of the status, such as a delay or a request id, with `tonic_types::StatusExt`.
///
/// ```
/// # #[errspec::table("../../../../specs/flanks.toml", tonic)] pub enum FlanksError {}
/// let status = tonic::Status::from(FlanksError::Processing);
/// assert_eq!(errspec::tonic::decode::<FlanksError>(&status), FlanksError::Processing);
///
/// let other = errspec::tonic::decode::<FlanksError>(&tonic::Status::unavailable("connection refused"));
/// assert_eq!((other.is_unknown(), other.status()), (true, Some(503)));
/// ```
#[must_use]
pub fn decode<E: Decode>(status: &Status) -> E {
    let info = status.get_details_error_info();
    let metadata = |name: &str| info.as_ref()?.metadata.get(name).map(alloc::string::String::as_str);
    let code =
        metadata("code").map(|text| errspec_engine::integer(text).map_or(ErrorCode::String(text), ErrorCode::Integer));
    // A status that is decoded is an error, even if its code is `OK`.
    let http = if status.code() == Code::Ok { 500 } else { http_status(status.code()) };
    let foreign =
        ForeignParts { status: Some(http), code, message: Some(status.message().into()), ..ForeignParts::default() };
    let parts = ResponseParts::foreign(Body::new(&[]), foreign);
    let named = Named {
        // Without an `ErrorInfo` there is no domain, and no table has an empty name.
        table: Some(info.as_ref().map_or("", |info| &info.domain)),
        name: info.as_ref().map(|info| info.reason.as_str()),
        value: &|field| value(field, metadata(key(field))?),
    };
    named.error(&parts).0
}

/// Returns the key of a field in the metadata. A field `code` has another key, because `code` is the code of the error.
pub(super) fn key<'t>(field: &Field<'t>) -> &'t str {
    if field.name() == "code" { "field_code" } else { field.name() }
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
                None
            }
        }
        _ => field_from_text(field, Cow::Borrowed(text)),
    }
}
