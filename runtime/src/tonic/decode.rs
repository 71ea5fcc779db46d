//! From a status to a typed error.

use alloc::borrow::Cow;

use ::tonic::{Code, Status};
use tonic_types::StatusExt as _;

use super::http_status;
use crate::Decode;
use crate::code::integer;
use crate::decoded::Rest;
use crate::json::{Json, Scan, WHOLE, scan};
use crate::named::Named;
use crate::said::{Received, Said};
use crate::slot::Slot;
use crate::table::{Field, Type};
use crate::value::Value;
use crate::wire::{from_slot, from_text};

/// The error that a status is. Total: whatever arrives gives a value, the unknown one if nothing else.
///
/// It is told by `ErrorInfo`: the entry of this `reason` in the table that is the `domain`. The unknown has the code of the
/// metadata, the reason as its name, the message, and the HTTP [status](http_status) of the gRPC code. What else the status
/// holds (a delay, a request id) is read by `tonic_types::StatusExt`.
///
/// ```
/// # #[errspec::table("../../../specs/flanks.toml", tonic)] pub enum FlanksError {}
/// let status = tonic::Status::from(FlanksError::Processing);
/// assert_eq!(errspec::tonic::decode::<FlanksError>(&status), FlanksError::Processing);
///
/// let other = errspec::tonic::decode::<FlanksError>(&tonic::Status::unavailable("connection refused"));
/// assert_eq!((other.is_unknown(), other.status()), (true, Some(503)));
/// ```
#[must_use]
pub fn decode<E: Decode>(status: &Status) -> E {
    let info = status.get_details_error_info();
    let mut rest = Rest::new(&[]);
    // Neither is an error with `OK` one that a client can make sense of as a success.
    rest.status = if status.code() == Code::Ok { 500 } else { http_status(status.code()) };
    let metadata = |name: &str| info.as_ref()?.metadata.get(name).map(alloc::string::String::as_str);
    let code = metadata("code").map(|text| match integer(text) {
        Some(number) => Received::Integer(number),
        None => Received::String(Said::Made(Cow::Borrowed(text))),
    });
    let named = Named {
        // Without an `ErrorInfo` there is no domain, and so no table.
        table: Some(info.as_ref().map_or("", |info| &info.domain)),
        name: info.as_ref().map(|info| info.reason.as_str()),
        code: code.as_ref(),
        message: Some(status.message()),
        value: &|field| value(field, metadata(key(field))?),
    };
    named.error(&rest).0
}

/// The key of a field in the metadata, where `code` is that of the error.
pub(crate) fn key(field: &Field) -> &'static str {
    if field.name == "code" { "field_code" } else { field.name }
}

/// The value of a field from the text that stands for it in the metadata.
fn value<'t>(field: &Field, text: &'t str) -> Option<Value<'t>> {
    match field.ty {
        Type::Json => text.parse::<Json>().ok().map(|json| Value::Json(Cow::Owned(json))),
        Type::List => {
            let (mut slots, mut outcome) = ([Slot::ABSENT], Scan::default());
            scan(&WHOLE, text.as_bytes(), &mut slots, &mut outcome);
            let [list] = slots;
            if outcome.broken.is_none() && list.is_list() {
                from_slot(field, list, text.as_bytes().into())
            } else {
                None
            }
        }
        _ => from_text(field, Cow::Borrowed(text)),
    }
}
