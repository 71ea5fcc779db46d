//! Responses with an origin.

use alloc::string::String;
use alloc::vec::Vec;

use http::{HeaderName, HeaderValue, Response as HttpResponse, StatusCode};

use super::headers::replaced;
use crate::adapters::server::completion::Late;
use crate::adapters::server::origin::{Form, Origin};
use crate::adapters::shared::send::sendable;
use crate::encoder::{Encoder, Response};
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
    with_origin(encoder.response(), Origin::copied(encoder, Form::Own))
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

/// Converts a response, and adds its origin to the extensions.
pub(in crate::adapters) fn with_origin<B: From<Vec<u8>>>(response: Response, origin: Origin) -> HttpResponse<B> {
    let mut response = http_response(response);
    response.extensions_mut().insert(origin);
    response
}

/// Converts a response to one that can be sent. A header that HTTP does not allow is left out.
pub(in crate::adapters) fn http_response<B: From<Vec<u8>>>(response: Response) -> HttpResponse<B> {
    let response = sendable(response);
    let mut out = HttpResponse::new(B::from(response.body));
    *out.status_mut() = StatusCode::from_u16(response.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    for (name, value) in response.headers {
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            out.headers_mut().append(name, value);
        }
    }
    out
}
