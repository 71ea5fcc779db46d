//! Responses of [actix-web](https://docs.rs/actix-web).
//!
//! The option `actix_web` of [`table`](macro@crate::table) implements `ResponseError` for the enum. A handler returns
//! `Result<T, BillingError>` and uses `?`. Status, headers and body of the response are those of the table.
//!
//! ```
//! use actix_web::{App, web};
//!
//! #[errspec::table("../../../../specs/flanks.toml", actix_web)]
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
//! - An [`Encoder`](crate::Encoder), for an error with a request id or details, is a `Responder`.
//! - A [`Response`](crate::Response), which `encode_response()` and the encoder's `response()` return, is a `Responder`, and
//!   converts into an `HttpResponse`.
//! - A [`Decoded`](crate::Decoded), an error of another service, is a `ResponseError`. It is forwarded as it arrived.
//!
//! An `Encoder` and a `Response` are sent unchanged: middleware finds no error in them, and `negotiate` leaves them as they
//! are. The encoder's own `negotiated` chooses the form that the client prefers.
//!
//! A status that cannot be final (absent, 1xx, more than three digits) is sent as 500. Middleware finds an error that a
//! handler returned in the response, as any `ResponseError`: `response.error()?.as_error::<BillingError>()`.
//!
//! With the feature `problem`, handlers respond in the form that the client prefers: the table's own or a problem document.
//! `negotiate` is a middleware for all handlers, and `problem::Accepts` an extractor for one.
//!
//! `runtime/examples/actix_web.rs` is a whole server.

#[cfg(feature = "problem")]
mod negotiate;
pub(crate) mod response;

#[cfg(feature = "problem")]
pub use self::negotiate::negotiate;
