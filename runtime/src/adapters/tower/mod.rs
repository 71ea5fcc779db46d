//! A layer of [tower](https://docs.rs/tower) that completes the error responses of a server: axum, and every other server whose
//! services return `http::Response`.
//!
//! A handler of axum returns an error of a table, and its response has an [`Origin`] in the extensions; other services return [`response`].
//! The layer writes the response again with what is known later, and gives the responses of the framework itself the form of the table:
//!
//! ```
//! use axum::Router;
//! use axum::routing::get;
//! use errspec::axum::{ErrorLayer, Rejection, RejectionKind};
//!
//! #[errspec::table("specs/billing.toml", axum)]
//! pub enum BillingError {}
//!
//! /// The entry for each reason for which axum rejects a request.
//! impl From<Rejection> for BillingError {
//!     fn from(rejection: Rejection) -> Self {
//!         match rejection.kind() {
//!             RejectionKind::NotFound => Self::NotFound,
//!             RejectionKind::MethodNotAllowed => Self::MethodNotAllowed,
//!             _ if rejection.status() >= 500 => Self::Internal,
//!             _ => Self::InvalidRequest,
//!         }
//!     }
//! }
//!
//! let app: Router = Router::new()
//!     .route("/invoices", get(async || Err::<(), _>(BillingError::InvalidRequest)))
//!     .layer(ErrorLayer::new().request_id_header("x-request-id").rejections::<BillingError>());
//! # let _ = app;
//! ```
//!
//! - **Request ids**: [`ErrorLayer::request_id_header`] and [`ErrorLayer::request_id_with`]. The id is written where the table has its
//!   request id. An id that the handler gave stays.
//! - **Rejections**: [`ErrorLayer::rejections`]. A response without an origin, whose status is an error and whose body is plain text or
//!   empty, becomes an error of the table: a path without a route, a method that is not allowed, a body that is too long, a timeout.
//! - **Panics**, with [`ErrorLayer::rejections`]: the client gets an error of the table. Without it, a server whose handler panics closes
//!   the connection without a response, unless a layer such as `CatchPanicLayer` of tower-http turns the panic into one. A panic while a
//!   body is sent, after its head, cannot be answered.
//! - **Content negotiation**, with the feature `problem`: `ErrorLayer::negotiate` sends a problem document to the clients that prefer it.
//!
//! An error keeps its status, and the headers of handlers and other layers stay. A rejection is sent with the status of its entry; if the
//! entry lists several (`status = [400, 422]`), with that of the framework if it is one of them. If the body is replaced, the headers that describe the old one are
//! removed: its length, its encoding, its digests and its validators. So the layer works within and outside of a layer that compresses,
//! but outside the body is not compressed again: add it first, so that it is within.
//!
//! A response of any other media type is never changed, nor is a [`Response`](crate::Response) that was sent as it is.

mod future;
mod headers;
mod layer;
mod response;

pub use self::future::ErrorFuture;
#[cfg(all(feature = "axum", feature = "problem"))]
pub(super) use self::headers::replaced;
pub use self::layer::{ErrorLayer, ErrorService};
#[cfg(feature = "axum")]
pub(super) use self::response::{http_response, owning_response, with_origin};
pub use self::response::{response, with_request_id};
pub use crate::adapters::server::origin::Origin;
pub use crate::adapters::server::rejection::{Rejection, RejectionKind};
