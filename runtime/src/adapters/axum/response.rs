//! The implementations of `IntoResponse` for the types of this crate.

use axum_core::response::{IntoResponse, Response as AxumResponse};

use crate::adapters::server::origin::{Form, Origin};
use crate::adapters::shared::forward::{encoder_of, forwarded};
use crate::adapters::tower::{http_response, response, with_origin};
use crate::decoded::Decoded;
use crate::encoder::{Encoder, Response};
use crate::spec::Spec;

/// Sends the response unchanged, without an [`Origin`]. A status that cannot be sent becomes 500.
///
/// ```
/// use axum::response::IntoResponse;
///
/// # #[errspec::table("specs/flanks.toml")] pub enum FlanksError {}
/// let response = FlanksError::Processing.encode_response().into_response();
/// assert_eq!(response.status(), 400);
/// assert_eq!(response.headers()["content-type"], "application/json");
/// ```
impl IntoResponse for Response {
    fn into_response(self) -> AxumResponse {
        http_response(self)
    }
}

/// Sends the error with the request id, details and fields that the encoder was given.
///
/// The [`Origin`] of the response has a copy of the error's values.
///
/// ```
/// use axum::response::IntoResponse;
///
/// # #[errspec::table("specs/frankieone.toml")] pub enum FrankieOneError {}
/// let response = FrankieOneError::EntityNotFound.encoder().request_id("01GVEDZ0").into_response();
/// assert_eq!(response.extensions().get::<errspec::axum::Origin>().unwrap().name(), "ENTITY_NOT_FOUND");
/// ```
impl<E: Spec> IntoResponse for Encoder<'_, E> {
    fn into_response(self) -> AxumResponse {
        response(self)
    }
}

/// Forwards the response as it arrived: its status, the headers that the table reads, and its body.
///
/// ```
/// use axum::response::IntoResponse;
///
/// # #[errspec::table("specs/flanks.toml")] pub enum FlanksError {}
/// let decoded = FlanksError::decode(502, "<html>Bad Gateway</html>");
/// let response = decoded.into_response();
/// assert_eq!(response.status(), 502);
/// assert_eq!(response.headers()["content-type"], "text/plain; charset=utf-8");
/// ```
impl<E: Spec> IntoResponse for Decoded<'_, E> {
    fn into_response(self) -> AxumResponse {
        let origin = Origin::copied(encoder_of(&self), Form::Forwarded);
        with_origin(forwarded(&self), origin)
    }
}
