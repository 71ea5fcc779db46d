//! Conversions to and from a status of [tonic](https://docs.rs/tonic), with the error details of google.rpc
//! ([AIP-193](https://google.aip.dev/193)).
//!
//! The option `tonic` of [`table`](macro@crate::table) implements `From<Error> for tonic::Status`, so that `?` works in a service:
//!
//! ```
//! use tonic::{Code, Response, Status};
//! use tonic_types::StatusExt;
//!
//! #[errspec::table("specs/flanks.toml", tonic)]
//! pub enum FlanksError {}
//!
//! fn portfolio() -> Result<Response<()>, Status> {
//!     Err(FlanksError::missing_fields(["client_id"]))?
//! }
//!
//! let status = portfolio().unwrap_err();
//! assert_eq!(status.code(), Code::InvalidArgument);
//! assert_eq!(status.message(), "Missing fields: client_id");
//! assert_eq!(status.get_details_error_info().unwrap().reason, "MISSING_FIELDS");
//! assert_eq!(errspec::tonic::decode::<FlanksError>(&status), FlanksError::missing_fields(["client_id"]));
//! ```
//!
//! | part of the status | content |
//! |---|---|
//! | code | the `grpc` of the entry, else the code of its HTTP status, see [`code`]; of an unknown error that arrived as a status, its code; a status that the encoder sets goes before all |
//! | message | the message |
//! | `ErrorInfo` | `reason`: the entry's name; `domain`: the first `domain` of the table; `metadata`: `code`, and the values of the variant by their names in the table, lists as JSON |
//! | `RetryInfo` | the delay before a retry, if there is one |
//! | `RequestInfo` | the request id, if the [`Encoder`](crate::Encoder) or a [`RequestIdLayer`] has one |
//! | `Help` | [`docs_url`](crate::Spec::docs_url) |
//! | `BadRequest` | the details of the encoder, if the gRPC code tells an error of the client; a list of texts is as many violations |
//!
//! `Status::from(error.encoder().request_id(id).details(details))` adds a request id and details.
//!
//! A status of another service is found by its `reason` and `domain`, and without them by its gRPC code and its message; the
//! [format reference](https://github.com/errspec/errspec/blob/main/specs/README.md#statuses-of-grpc) has the rules. [`decode`] returns the error alone,
//! [`decode_status`] also the other details: the delay of `RetryInfo`, the request id, the violations.
//!
//! # Size
//!
//! A status travels in headers of HTTP/2, and a peer accepts 8 KiB of them by default. A status that is larger arrives as
//! `RESOURCE_EXHAUSTED`, without its error. So a status takes up to 7 KiB, its percent-encoding, its Base64, its second copy of the message
//! and the overhead of HTTP/2 counted. A message that takes more than 3 KiB is truncated. The room that it leaves is given, in this order,
//! to the code, the request id, required values, other values, the link of `Help` and violations; what does not fit is left out. Without a
//! required value, the error is decoded as the unknown error. Metadata that a handler adds to the status is not counted.
//!
//! # Request ids
//!
//! ```
//! use errspec::tonic::RequestIdLayer;
//!
//! let server = tonic::transport::Server::builder().layer(RequestIdLayer::from_header("x-request-id"));
//! # drop(server);
//! ```
//!
//! `runtime/examples/tonic.rs` is a whole service.

mod code;
mod decode;
mod decoded;
mod encode;
mod find;
mod request_id;
mod size;
mod violations;

use ::tonic::Status;

pub use self::code::{code, http_status};
pub use self::decode::{decode, decode_status};
pub use self::decoded::DecodedStatus;
pub use self::request_id::{RequestIdBody, RequestIdFuture, RequestIdLayer, RequestIdService};
use crate::spec::Spec;

/// Implements `From` a type of errors for `tonic::Status`.
#[doc(hidden)]
#[macro_export]
macro_rules! __implement_tonic {
    ([$($generics:tt)*] $ty:ty [$($bounds:tt)*]) => {
        #[automatically_derived]
        impl<$($generics)*> ::core::convert::From<$ty> for $crate::__private0_1::tonic::Status
        where
            $($bounds)*
        {
            fn from(error: $ty) -> Self {
                $crate::tonic::status(&error)
            }
        }
    };
}

/// Returns the status of an error.
///
/// ```
/// # #[errspec::table("specs/flanks.toml")] pub enum FlanksError {}
/// let status = errspec::tonic::status(&FlanksError::Processing);
/// assert_eq!(status.code(), tonic::Code::InvalidArgument);
/// ```
#[must_use]
pub fn status<E: Spec>(error: &E) -> Status {
    error.encoder().into()
}
