//! Responses of [axum](https://docs.rs/axum).
//!
//! The option `axum` of [`table`](macro@crate::table) implements `IntoResponse` for the enum. A handler returns
//! `Result<T, BillingError>` and uses `?`. Status, headers and body of the response are those of the table.
//!
//! ```
//! use axum::Router;
//! use axum::routing::get;
//!
//! #[errspec::table("specs/flanks.toml", axum)]
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
//! A status that cannot be final (absent, 1xx, more than three digits) is sent as 500.
//!
//! # Middleware
//!
//! Middleware finds the error in the extensions of the response, as an [`Origin`]; only a [`Response`](crate::Response) has none.
//! [`ErrorLayer`] adds request ids, gives rejections and the other responses of the framework the form of the table, answers panics, for
//! which axum closes the connection, and negotiates: see [`tower`](mod@crate::tower). [`with_request_id`] does the first of these in a middleware of your own:
//!
//! ```
//! use axum::extract::Request;
//! use axum::middleware::Next;
//! use axum::response::Response;
//! use errspec::axum::{Origin, with_request_id};
//!
//! async fn middleware(request: Request, next: Next) -> Response {
//!     let response = with_request_id(next.run(request).await, "req_1");
//!     if let Some(error) = response.extensions().get::<Origin>() {
//!         println!("{} [{:?}] {error}", error.name(), error.request_id());
//!     }
//!     response
//! }
//! ```
//!
//! With the feature `problem`, handlers respond in the form that the client prefers: the table's own or a problem document.
//! `ErrorLayer::negotiate` is for all handlers, and the extractor `problem::Accepts` for one.
//!
//! `runtime/examples/axum.rs` is a whole server, and `examples/wallet` a service with its description and its client.

#[cfg(feature = "axum-extract")]
mod extract;
pub(crate) mod into_response;
#[cfg(feature = "problem")]
mod negotiate;
mod response;

#[cfg(feature = "axum-extract")]
#[cfg_attr(docsrs, doc(cfg(feature = "axum-extract")))]
pub use self::extract::Extract;
#[cfg(feature = "problem")]
#[cfg_attr(docsrs, doc(cfg(feature = "problem")))]
pub use self::negotiate::negotiate;
pub use crate::adapters::server::origin::Origin;
pub use crate::adapters::server::rejection::{Rejection, RejectionKind};
pub use crate::adapters::tower::{ErrorLayer, with_request_id};
