//! The implementations of `IntoResponse` for the types of this crate.

use alloc::string::ToString;

use axum_core::body::Body;
use axum_core::response::{IntoResponse, Response as AxumResponse};
use http::{HeaderName, HeaderValue, StatusCode};

use super::origin::Origin;
use crate::adapters::shared::forward::forwarded;
use crate::adapters::shared::message::rendered;
use crate::adapters::shared::send::sendable;
use crate::decoded::Decoded;
use crate::encoder::{Encoder, Response};
use crate::instance::Generated;
use crate::spec::Spec;

/// Sends the response unchanged, without an [`Origin`]. A status that cannot be sent becomes 500.
///
/// ```
/// use axum::response::IntoResponse;
///
/// # #[errspec::table("../../../../specs/flanks.toml")] pub enum FlanksError {}
/// let response = FlanksError::Processing.encode_response().into_response();
/// assert_eq!(response.status(), 400);
/// assert_eq!(response.headers()["content-type"], "application/json");
/// ```
impl IntoResponse for Response {
    fn into_response(self) -> AxumResponse {
        axum_response(sendable(self))
    }
}

/// Sends the error with the request id, details and fields that the encoder was given.
///
/// The [`Origin`] of the response describes the error, but does not own it.
///
/// ```
/// use axum::response::IntoResponse;
///
/// # #[errspec::table("../../../../specs/frankieone.toml")] pub enum FrankieOneError {}
/// let response = FrankieOneError::EntityNotFound.encoder().request_id("01GVEDZ0").into_response();
/// assert_eq!(response.extensions().get::<errspec::axum::Origin>().unwrap().name(), "ENTITY_NOT_FOUND");
/// ```
impl<E: Generated> IntoResponse for Encoder<'_, E> {
    fn into_response(self) -> AxumResponse {
        let origin = Origin::described(self.request.error, rendered(self.request.error), &self);
        with_origin(self.response(), origin)
    }
}

/// Forwards the response as it arrived: its status, the headers that the table reads, and its body.
///
/// ```
/// use axum::response::IntoResponse;
///
/// # #[errspec::table("../../../../specs/flanks.toml")] pub enum FlanksError {}
/// let decoded = FlanksError::decode(502, "<html>Bad Gateway</html>");
/// let response = decoded.into_response();
/// assert_eq!(response.status(), 502);
/// assert_eq!(response.headers()["content-type"], "text/plain; charset=utf-8");
/// ```
impl<E: Spec> IntoResponse for Decoded<'_, E> {
    fn into_response(self) -> AxumResponse {
        let mut encoder = self.error().encoder();
        if let Some(status) = self.status() {
            encoder = encoder.status(status);
        }
        if let Some(id) = self.request_id() {
            encoder = encoder.request_id(id);
        }
        if let Some(delay) = self.retry_after() {
            encoder = encoder.retry_after(delay);
        }
        if let Some(details) = self.details_json() {
            encoder = encoder.details_json(details);
        }
        let origin = Origin::described(self.error(), self.error().to_string(), &encoder);
        with_origin(forwarded(&self), origin)
    }
}

/// Converts a response, and adds its origin to the extensions.
pub(super) fn with_origin(response: Response, origin: Origin) -> AxumResponse {
    let mut out = response.into_response();
    out.extensions_mut().insert(origin);
    out
}

/// Converts a response that can be sent. A header that HTTP does not allow is left out.
fn axum_response(response: Response) -> AxumResponse {
    let mut out = AxumResponse::new(Body::from(response.body));
    *out.status_mut() = StatusCode::from_u16(response.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    for (name, value) in response.headers {
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            out.headers_mut().append(name, value);
        }
    }
    out
}
