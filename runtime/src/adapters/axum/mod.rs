//! Responses of [axum](https://docs.rs/axum).
//!
//! The option `axum` of [`table`](macro@crate::table) implements `IntoResponse` for the enum. A handler returns
//! `Result<T, BillingError>` and uses `?`. Status, headers and body of the response are those of the table.
//!
//! ```
//! use axum::Router;
//! use axum::routing::get;
//!
//! #[errspec::table("../../../../specs/flanks.toml", axum)]
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
//! `IntoResponse` is implemented for these types, too:
//!
//! - An [`Encoder`](crate::Encoder), for an error with a request id or details:
//!   `error.encoder().request_id(id).into_response()`. A handler that adds these to an error returns
//!   `Err(error.encoder().request_id(id).into_response())`.
//! - A [`Response`](crate::Response), which `encode_response()` and the encoder's `response()` return. It is sent unchanged:
//!   middleware finds no error in it, and it is not negotiated.
//! - A [`Decoded`](crate::Decoded), an error of another service. It is forwarded as it arrived.
//!
//! A status that cannot be final (absent, 1xx, more than three digits) is sent as 500. Middleware finds the error in the
//! extensions of the response, as an [`Origin`]; only a [`Response`](crate::Response) has none.
//!
//! With the feature `problem`, handlers respond in the form that the client prefers: the table's own or a problem document.
//! `negotiate` is a middleware for all handlers, and `problem::Accepts` an extractor for one.
//!
//! `runtime/examples/axum.rs` is a whole server.

pub(crate) mod into_response;
#[cfg(feature = "problem")]
mod negotiate;
mod origin;
mod response;

#[cfg(feature = "problem")]
pub use self::negotiate::negotiate;
pub use self::origin::Origin;
