//! The implementations of `ResponseError` and `Responder`, for generated types and for the types of this crate.

use ::actix_web::body::BoxBody;
use ::actix_web::http::StatusCode;
use ::actix_web::http::header::{HeaderName, HeaderValue};
use ::actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder, Responder, ResponseError};

use crate::adapters::server::origin::{Form, Origin};
use crate::adapters::shared::forward::{encoder_of, forwarded};
use crate::adapters::shared::send::{sendable, sendable_status};
use crate::decoded::Decoded;
use crate::encoder::{Encoder, Response};
use crate::instance::Generated;
use crate::spec::Spec;

/// Implements `ResponseError` for a type of errors.
#[doc(hidden)]
#[macro_export]
macro_rules! __implement_actix_web {
    ([$($generics:tt)*] $ty:ty [$($bounds:tt)*]) => {
        #[automatically_derived]
        impl<$($generics)*> $crate::__private0_1::actix_web::ResponseError for $ty
        where
            $($bounds)*
        {
            fn status_code(&self) -> $crate::__private0_1::actix_web::StatusCode {
                $crate::__private0_1::actix_web::status_code(self)
            }

            fn error_response(&self) -> $crate::__private0_1::actix_web::HttpResponse {
                $crate::__private0_1::actix_web::error_response(self)
            }
        }
    };
}

/// Returns the status with which an error is sent.
pub fn status_code<E: Spec>(error: &E) -> StatusCode {
    status(error.encode_response().status)
}

/// Returns the response with which an error is sent.
pub fn error_response<E: Spec>(error: &E) -> HttpResponse {
    with_origin(error.encode_response(), Origin::copied(error.encoder(), Form::Own))
}

/// Converts a response, and adds its origin to the extensions.
pub(super) fn with_origin(response: Response, origin: Origin) -> HttpResponse {
    let mut response = HttpResponse::from(response);
    response.extensions_mut().insert(origin);
    response
}

/// Returns a status that can be sent.
pub(super) fn status(status: u16) -> StatusCode {
    StatusCode::from_u16(sendable_status(status)).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

/// Converts the response unchanged. A status that cannot be sent becomes 500.
///
/// ```
/// use actix_web::HttpResponse;
///
/// # #[errspec::table("specs/flanks.toml")] pub enum FlanksError {}
/// let response = HttpResponse::from(FlanksError::Processing.encode_response());
/// assert_eq!(response.status(), 400);
/// assert_eq!(response.headers().get("content-type").unwrap(), "application/json");
/// ```
impl From<Response> for HttpResponse {
    fn from(response: Response) -> Self {
        let response = sendable(response);
        let mut builder = HttpResponseBuilder::new(status(response.status));
        for (name, value) in response.header_lines() {
            // A header that HTTP does not allow is left out: with it, the builder would return a 500.
            if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::from_bytes(&value)) {
                builder.append_header((name, value));
            }
        }
        builder.body(response.body)
    }
}

/// Sends the response unchanged. A status that cannot be sent becomes 500.
impl Responder for Response {
    type Body = BoxBody;

    fn respond_to(self, _request: &HttpRequest) -> HttpResponse {
        self.into()
    }
}

/// Sends the error with the request id, details and fields that the encoder was given.
///
/// ```
/// use actix_web::{HttpRequest, HttpResponse, Responder};
///
/// # #[errspec::table("specs/frankieone.toml")] pub enum FrankieOneError {}
/// async fn entity(request: HttpRequest) -> HttpResponse {
///     FrankieOneError::EntityNotFound.encoder().request_id("01GVEDZ0").respond_to(&request)
/// }
/// # let _ = entity;
/// ```
impl<E: Generated> Responder for Encoder<'_, E> {
    type Body = BoxBody;

    fn respond_to(self, _request: &HttpRequest) -> HttpResponse {
        with_origin(self.response(), Origin::copied(self, Form::Own))
    }
}

/// Sends the error with the request id, details and fields that the encoder was given.
///
/// ```
/// use errspec::Encoder;
///
/// # #[errspec::table("specs/frankieone.toml", actix_web)] pub enum FrankieOneError {}
/// async fn entity() -> Result<String, Encoder<'static, FrankieOneError>> {
///     Err(FrankieOneError::EntityNotFound.into_encoder().request_id("01GVEDZ0"))
/// }
/// # let _ = entity;
/// ```
impl<E: Spec> ResponseError for Encoder<'_, E> {
    fn status_code(&self) -> StatusCode {
        status(self.response().status)
    }

    fn error_response(&self) -> HttpResponse {
        with_origin(self.response(), Origin::copied(self.clone(), Form::Own))
    }
}

/// Forwards the response as it arrived: its status, the headers that the table reads, and its body.
///
/// ```
/// use actix_web::ResponseError;
///
/// # #[errspec::table("specs/flanks.toml")] pub enum FlanksError {}
/// let response = FlanksError::decode(502, "<html>Bad Gateway</html>").error_response();
/// assert_eq!(response.status(), 502);
/// assert_eq!(response.headers().get("content-type").unwrap(), "text/plain; charset=utf-8");
/// ```
impl<E: Spec> ResponseError for Decoded<'_, E> {
    fn status_code(&self) -> StatusCode {
        status(self.status().unwrap_or(500))
    }

    fn error_response(&self) -> HttpResponse {
        with_origin(forwarded(self), Origin::copied(encoder_of(self), Form::Forwarded))
    }
}
