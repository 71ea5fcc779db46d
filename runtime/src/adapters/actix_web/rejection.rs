//! The reason for which actix-web rejected a request.

use alloc::string::ToString;

use ::actix_web::error::{JsonPayloadError, PathError, PayloadError, QueryPayloadError, UrlencodedError};
use ::actix_web::{Error, HttpResponse};

use crate::adapters::server::rejection::{Rejection, RejectionKind};

/// Returns the rejection that a response is.
pub(super) fn rejection_in(response: &HttpResponse) -> Rejection {
    let status = response.status().as_u16();
    match response.error() {
        Some(error) => match kind_of(error) {
            Some(kind) => Rejection::new(kind, status),
            None => Rejection::of_status(status),
        }
        .with_text(error.to_string()),
        None => Rejection::of_status(status),
    }
}

/// Returns the reason that an extractor gives; `None` for any other error.
fn kind_of(error: &Error) -> Option<RejectionKind> {
    if let Some(error) = error.as_error::<JsonPayloadError>() {
        return match error {
            JsonPayloadError::Deserialize(error) if error.is_data() => Some(RejectionKind::Data),
            JsonPayloadError::Deserialize(_) => Some(RejectionKind::Syntax),
            JsonPayloadError::ContentType => Some(RejectionKind::MediaType),
            JsonPayloadError::Payload(error) => kind_of_payload(error),
            _ => None,
        };
    }
    if let Some(error) = error.as_error::<UrlencodedError>() {
        return match error {
            UrlencodedError::Parse(_) => Some(RejectionKind::Data),
            UrlencodedError::Encoding | UrlencodedError::Chunked => Some(RejectionKind::Syntax),
            UrlencodedError::ContentType => Some(RejectionKind::MediaType),
            UrlencodedError::Payload(error) => kind_of_payload(error),
            _ => None,
        };
    }
    if error.as_error::<PathError>().is_some() {
        return Some(RejectionKind::Path);
    }
    if error.as_error::<QueryPayloadError>().is_some() {
        return Some(RejectionKind::Query);
    }
    kind_of_payload(error.as_error::<PayloadError>()?)
}

/// Returns the reason for which a body could not be read.
fn kind_of_payload(error: &PayloadError) -> Option<RejectionKind> {
    match error {
        PayloadError::Overflow => Some(RejectionKind::TooLarge),
        PayloadError::Incomplete(_) | PayloadError::EncodingCorrupted => Some(RejectionKind::Syntax),
        _ => None,
    }
}
