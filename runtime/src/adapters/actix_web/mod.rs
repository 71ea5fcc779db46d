//! Responses of [actix-web](https://docs.rs/actix-web).
//!
//! The option `actix_web` of [`table`](macro@crate::table) implements `ResponseError` for the enum. A handler returns
//! `Result<T, BillingError>` and uses `?`. Status, headers and body of the response are those of the table.
//!
//! ```
//! use actix_web::{App, web};
//!
//! #[errspec::table("specs/flanks.toml", actix_web)]
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
//! These types work with actix-web, too:
//!
//! - An [`Encoder`](crate::Encoder), for an error with a request id or details, is a `Responder`. One that has its error
//!   ([`into_encoder`](crate::Spec::into_encoder)) is a `ResponseError`, so that a handler returns it as an error.
//! - A [`Response`](crate::Response), which `encode_response()` and the encoder's `response()` return, is a `Responder`, and
//!   converts into an `HttpResponse`. It is sent unchanged: middleware finds no error in it, and it is not negotiated.
//! - A [`Decoded`](crate::Decoded), an error of another service, is a `ResponseError`. It is forwarded as it arrived.
//!
//! A status that cannot be final (absent, 1xx, more than three digits) is sent as 500.
//!
//! # Middleware
//!
//! Middleware finds the error in the extensions of the response, as an [`Origin`]. An error that a handler returned is also found as any
//! `ResponseError`: `response.error()?.as_error::<BillingError>()`. [`ErrorMiddleware`] adds request ids, gives rejections and the other
//! responses of the framework the form of the table, and negotiates. [`with_request_id`] does the first of these in a middleware of your
//! own.
//!
//! With the feature `problem`, handlers respond in the form that the client prefers: the table's own or a problem document.
//! `ErrorMiddleware::negotiate` is for all handlers, and the extractor `problem::Accepts` for one.
//!
//! `runtime/examples/actix_web.rs` is a whole server.

mod headers;
mod middleware;
#[cfg(feature = "problem")]
mod negotiate;
mod rejection;
pub(crate) mod response;

pub use self::middleware::{ErrorMiddleware, ErrorService, with_request_id};
#[cfg(feature = "problem")]
#[cfg_attr(docsrs, doc(cfg(feature = "problem")))]
pub use self::negotiate::negotiate;
pub use crate::adapters::server::origin::Origin;
pub use crate::adapters::server::rejection::{Rejection, RejectionKind};
