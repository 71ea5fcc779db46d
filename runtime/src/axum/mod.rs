//! Answers of [axum](https://docs.rs/axum).
//!
//! An enum that names `axum` is an answer: `Result<T, BillingError>` is the return type of a handler, and `?` is all that
//! handlers need. It is written as its table says: status, headers and body.
//!
//! ```
//! use axum::Router;
//! use axum::routing::get;
//!
//! #[errspec::table("../../../specs/flanks.toml", axum)]
//! pub enum FlanksError {}
//!
//! async fn portfolio() -> Result<&'static str, FlanksError> {
//!     Err(FlanksError::Processing)
//! }
//!
//! let app: Router = Router::new().route("/portfolio", get(portfolio));
//! # let _ = app;
//! ```
//!
//! Answers, too, are
//!
//! - an [`Encoder`], for an error with a request id or details: `error.encoder().request_id(id).into_response()`;
//! - a [`Response`], as `encode_response()` and the encoder's `response()` return it. It is sent as it stands: no middleware
//!   finds the error in it, and it is not negotiated. So a handler that knows more than the error does returns what
//!   `into_response()` makes: `Err(error.encoder().request_id(id).into_response())`;
//! - a [`Decoded`], an error of another service that is handed on as it came.
//!
//! A status that cannot end an exchange (none at all, 1xx, more than three digits) is sent as 500. Middleware finds the error
//! in the extensions of all but a [`Response`], as an [`Origin`].
//!
//! With the feature `problem`, handlers answer in the form that the client would rather have, the table's own or a problem
//! document: `negotiate` does it for all of them, `problem::Accepts` is an extractor for one.

pub(crate) mod implement;
#[cfg(feature = "problem")]
mod negotiate;
mod origin;

use alloc::string::ToString;

use axum_core::body::Body;
use axum_core::response::{IntoResponse, Response as Answer};
use http::{HeaderName, HeaderValue, StatusCode};

#[cfg(feature = "problem")]
pub use self::negotiate::negotiate;
pub use self::origin::Origin;
use crate::generated::Generated;
use crate::hand_on::handed_on;
use crate::render::display;
use crate::send::sendable;
use crate::{Decoded, Encoder, Response, Spec};

/// A response as it is, without an [`Origin`]; 500 if its status cannot be sent.
///
/// ```
/// use axum::response::IntoResponse;
///
/// # #[errspec::table("../../../specs/flanks.toml")] pub enum FlanksError {}
/// let answer = FlanksError::Processing.encode_response().into_response();
/// assert_eq!(answer.status(), 400);
/// assert_eq!(answer.headers()["content-type"], "application/json");
/// ```
impl IntoResponse for Response {
    fn into_response(self) -> Answer {
        answer(sendable(self))
    }
}

/// The error with what the encoder was given. Its [`Origin`] can be asked, and does not have the error itself.
///
/// ```
/// use axum::response::IntoResponse;
///
/// # #[errspec::table("../../../specs/frankieone.toml")] pub enum FrankieOneError {}
/// let answer = FrankieOneError::EntityNotFound.encoder().request_id("01GVEDZ0").into_response();
/// assert_eq!(answer.extensions().get::<errspec::axum::Origin>().unwrap().name(), "ENTITY_NOT_FOUND");
/// ```
impl<E: Generated> IntoResponse for Encoder<'_, E> {
    fn into_response(self) -> Answer {
        let origin = Origin::told(self.error(), Shown(self.error()).to_string(), &self);
        with_origin(self.response(), origin)
    }
}

/// The response as it came: its status, the headers that the table reads, its body.
///
/// ```
/// use axum::response::IntoResponse;
///
/// # #[errspec::table("../../../specs/flanks.toml")] pub enum FlanksError {}
/// let decoded = FlanksError::decode(502, "<html>Bad Gateway</html>");
/// let answer = decoded.into_response();
/// assert_eq!(answer.status(), 502);
/// assert_eq!(answer.headers()["content-type"], "text/plain; charset=utf-8");
/// ```
impl<E: Spec> IntoResponse for Decoded<'_, E> {
    fn into_response(self) -> Answer {
        let mut encoder = self.error().encoder().status(self.status());
        if let Some(id) = self.request_id() {
            encoder = encoder.request_id(id);
        }
        if let Some(delay) = self.retry_after() {
            encoder = encoder.retry_after(delay);
        }
        if let Some(details) = self.details_json() {
            encoder = encoder.details_json(details);
        }
        let origin = Origin::told(self.error(), self.error().to_string(), &encoder);
        with_origin(handed_on(&self), origin)
    }
}

/// An error shown by its table.
struct Shown<'e>(&'e dyn crate::generated::Instance);

impl core::fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        display(self.0, f)
    }
}

fn with_origin(response: Response, origin: Origin) -> Answer {
    let mut answer = response.into_response();
    answer.extensions_mut().insert(origin);
    answer
}

/// A sendable response. A header that HTTP does not allow is left out.
fn answer(response: Response) -> Answer {
    let mut answer = Answer::new(Body::from(response.body));
    *answer.status_mut() = StatusCode::from_u16(response.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    for (name, value) in response.headers {
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            answer.headers_mut().append(name, value);
        }
    }
    answer
}
