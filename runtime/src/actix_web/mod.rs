//! Answers of [actix-web](https://docs.rs/actix-web).
//!
//! An enum that names `actix_web` is a `ResponseError`: `Result<T, BillingError>` is the return type of a handler, and `?` is
//! all that handlers need. It is written as its table says: status, headers and body.
//!
//! ```
//! use actix_web::{App, web};
//!
//! #[errspec::table("../../../specs/flanks.toml", actix_web)]
//! pub enum FlanksError {}
//!
//! async fn portfolio() -> Result<&'static str, FlanksError> {
//!     Err(FlanksError::Processing)
//! }
//!
//! let app = App::new().route("/portfolio", web::get().to(portfolio));
//! # let _ = app;
//! ```
//!
//! Beside it,
//!
//! - an [`Encoder`], for an error with a request id or details, and a [`Response`], as `encode_response()` and the encoder's
//!   `response()` return it, are `Responder`s, and a `Response` becomes an `HttpResponse`. Both are sent as they stand: no
//!   middleware finds the error in them, and `negotiate` passes them on (the encoder's own `negotiated` asks what the client
//!   accepts);
//! - a [`Decoded`], an error of another service, is a `ResponseError` that is handed on as it came.
//!
//! A status that cannot end an exchange (none at all, 1xx, more than three digits) is sent as 500. Middleware finds an error
//! that a handler returned in the response, as it does every `ResponseError`: `response.error()?.as_error::<BillingError>()`.
//!
//! With the feature `problem`, handlers answer in the form that the client would rather have, the table's own or a problem
//! document: `negotiate` does it for all of them, `problem::Accepts` is an extractor for one.

#[cfg(feature = "problem")]
mod negotiate;

use ::actix_web::body::BoxBody;
use ::actix_web::http::StatusCode;
use ::actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder, Responder, ResponseError};

#[cfg(feature = "problem")]
pub use self::negotiate::negotiate;
use crate::generated::Generated;
use crate::hand_on::handed_on;
use crate::send::{sendable, sendable_status};
use crate::{Decoded, Encoder, Response, Spec};

/// Implements `ResponseError`.
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

/// The status with which an error is sent.
#[doc(hidden)]
pub fn status_code<E: Spec>(error: &E) -> StatusCode {
    status(error.encode_response().status)
}

/// The answer with an error.
#[doc(hidden)]
pub fn error_response<E: Spec>(error: &E) -> HttpResponse {
    error.encode_response().into()
}

fn status(status: u16) -> StatusCode {
    StatusCode::from_u16(sendable_status(status)).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

/// A response as it is; 500 if its status cannot be sent.
///
/// ```
/// use actix_web::HttpResponse;
///
/// # #[errspec::table("../../../specs/flanks.toml")] pub enum FlanksError {}
/// let answer = HttpResponse::from(FlanksError::Processing.encode_response());
/// assert_eq!(answer.status(), 400);
/// assert_eq!(answer.headers().get("content-type").unwrap(), "application/json");
/// ```
impl From<Response> for HttpResponse {
    fn from(response: Response) -> Self {
        let response = sendable(response);
        let mut answer = HttpResponseBuilder::new(status(response.status));
        for header in response.headers {
            // One that HTTP does not allow is left out: the builder would make a 500 of it.
            if let Ok((name, value)) = ::actix_web::http::header::TryIntoHeaderPair::try_into_pair(header) {
                answer.append_header((name, value));
            }
        }
        answer.body(response.body)
    }
}

/// A response as it is; 500 if its status cannot be sent.
impl Responder for Response {
    type Body = BoxBody;

    fn respond_to(self, _request: &HttpRequest) -> HttpResponse {
        self.into()
    }
}

/// The error with what the encoder was given.
///
/// ```
/// use actix_web::{HttpRequest, HttpResponse, Responder};
///
/// # #[errspec::table("../../../specs/frankieone.toml")] pub enum FrankieOneError {}
/// async fn entity(request: HttpRequest) -> HttpResponse {
///     FrankieOneError::EntityNotFound.encoder().request_id("01GVEDZ0").respond_to(&request)
/// }
/// # let _ = entity;
/// ```
impl<E: Generated> Responder for Encoder<'_, E> {
    type Body = BoxBody;

    fn respond_to(self, _request: &HttpRequest) -> HttpResponse {
        self.response().into()
    }
}

/// The response as it came: its status, the headers that the table reads, its body.
///
/// ```
/// use actix_web::ResponseError;
///
/// # #[errspec::table("../../../specs/flanks.toml")] pub enum FlanksError {}
/// let answer = FlanksError::decode(502, "<html>Bad Gateway</html>").error_response();
/// assert_eq!(answer.status(), 502);
/// assert_eq!(answer.headers().get("content-type").unwrap(), "text/plain; charset=utf-8");
/// ```
impl<E: Spec> ResponseError for Decoded<'_, E> {
    fn status_code(&self) -> StatusCode {
        status(self.status())
    }

    fn error_response(&self) -> HttpResponse {
        handed_on(self).into()
    }
}
