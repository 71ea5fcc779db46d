//! Responses with an origin.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use bytes::Bytes;
#[cfg(feature = "axum")]
use errspec_engine::encode::Extras;
use errspec_engine::encode::WholeResponse;
use http::{HeaderMap, HeaderName, HeaderValue, Response as HttpResponse, StatusCode};

use super::headers::replaced;
use crate::adapters::server::completion::Late;
use crate::adapters::server::origin::{Form, Origin};
use crate::adapters::shared::send::{sendable, sendable_status};
use crate::encoder::{Encoder, Request, Response};
use crate::spec::Spec;

/// Returns the response of an error, with its [`Origin`]. A status that cannot be sent becomes 500.
///
/// ```
/// # #[errspec::table("specs/flanks.toml")] pub enum FlanksError {}
/// let response: http::Response<Vec<u8>> = errspec::tower::response(FlanksError::Processing.encoder());
/// assert_eq!(response.status(), 400);
/// assert_eq!(response.headers()["content-type"], "application/json");
/// assert!(response.extensions().get::<errspec::tower::Origin>().is_some());
/// ```
#[must_use]
pub fn response<E: Spec, B: From<Vec<u8>>>(encoder: Encoder<'_, E>) -> HttpResponse<B> {
    let mut response = encoded(&encoder.request());
    response.extensions_mut().insert(Origin::copied(encoder, Form::Own));
    response
}

/// Returns a response with a request id, if it has an [`Origin`] without one: the error is written again.
///
/// The id is written where the table has its request id, and in a problem document. The status, the headers of the handler and the details
/// stay. The response of another service, which is forwarded, is not changed.
///
/// ```
/// # #[errspec::table("specs/frankieone.toml")] pub enum FrankieOneError {}
/// let response: http::Response<Vec<u8>> = errspec::tower::response(FrankieOneError::EntityNotFound.encoder());
/// let response = errspec::tower::with_request_id(response, "01GVEDZ0");
/// let decoded = FrankieOneError::decode(response.status().as_u16(), response.body());
/// assert_eq!(decoded.request_id(), Some("01GVEDZ0"));
/// ```
#[must_use]
pub fn with_request_id<B: From<Vec<u8>>>(response: HttpResponse<B>, id: impl Into<String>) -> HttpResponse<B> {
    replaced(response, &Late::of_request_id(id.into()))
}

/// Encodes the response of an error that it owns.
#[cfg(feature = "axum")]
pub(in crate::adapters) fn owning_response<E: Spec + Send + Sync + 'static, B: From<Vec<u8>>>(
    error: E,
) -> HttpResponse<B> {
    let extras = Extras { details: error.details(), ..Extras::default() };
    let mut response = encoded(&Request { error: &error, extras: &extras });
    response.extensions_mut().insert(Origin::with_extras(error, extras, Form::Own));
    response
}

/// Encodes a response, with an origin yet to be added.
fn encoded<B: From<Vec<u8>>>(request: &Request<'_>) -> HttpResponse<B> {
    match request.whole_response() {
        Some(whole) => whole_response(whole),
        None => http_response(request.response()),
    }
}

/// Converts a response of an entry to one that can be sent, which has the texts of the table as they are.
fn whole_response<B: From<Vec<u8>>>(response: WholeResponse<'static>) -> HttpResponse<B> {
    let mut out = HttpResponse::new(B::from(response.body));
    *out.status_mut() =
        StatusCode::from_u16(sendable_status(response.status)).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let media_type = response.media_type.map(|media_type| ("content-type", Cow::Borrowed(media_type)));
    for (name, value) in media_type.into_iter().chain(response.headers) {
        let value = match value {
            Cow::Borrowed(text) => HeaderValue::from_maybe_shared(Bytes::from_static(text.as_bytes())),
            Cow::Owned(text) => HeaderValue::try_from(text),
        };
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), value) {
            out.headers_mut().append(name, value);
        }
    }
    out
}

/// Converts a response, and adds its origin to the extensions.
pub(in crate::adapters) fn with_origin<B: From<Vec<u8>>>(response: Response, origin: Origin) -> HttpResponse<B> {
    let mut response = http_response(response);
    response.extensions_mut().insert(origin);
    response
}

/// Converts a response to one that can be sent. A header that HTTP does not allow is left out.
pub(in crate::adapters) fn http_response<B: From<Vec<u8>>>(response: Response) -> HttpResponse<B> {
    let response = sendable(response);
    let mut headers = HeaderMap::with_capacity(response.headers.len());
    for (name, value) in response.header_lines() {
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::from_bytes(&value)) {
            headers.append(name, value);
        }
    }
    let mut out = HttpResponse::new(B::from(response.body));
    *out.status_mut() = StatusCode::from_u16(response.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    *out.headers_mut() = headers;
    out
}
