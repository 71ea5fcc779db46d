//! Conversions to and from a status of [tonic](https://docs.rs/tonic), with the error details of google.rpc
//! ([AIP-193](https://google.aip.dev/193)).
//!
//! The option `tonic` of [`table`](macro@crate::table) implements `From<Error> for tonic::Status`, so that `?` works in a service:
//!
//! ```
//! use tonic::{Code, Response, Status};
//! use tonic_types::StatusExt;
//!
//! #[errspec::table("../../../../specs/flanks.toml", tonic)]
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
//! | code | the code of the HTTP status, see [`code`] |
//! | message | the message |
//! | `ErrorInfo` | `reason`: the entry's name; `domain`: the table's name; `metadata`: `code`, and the values of the variant by their names in the table, lists as JSON |
//! | `RetryInfo` | the delay before a retry, if there is one |
//! | `RequestInfo` | the request id, if the [`Encoder`](crate::Encoder) has one |
//! | `Help` | [`docs_url`](crate::Spec::docs_url) |
//! | `BadRequest` | the details of the encoder, for a 4xx |
//!
//! `Status::from(error.encoder().request_id(id).details(details))` adds a request id and details.
//!
//! A status travels in HTTP/2 headers, whose size is limited; if it is too large, it does not arrive. So a message longer than
//! 1 KiB is truncated, and values beyond 2 KiB are left out, as are violations beyond 2 KiB. Without a required value, the
//! error is decoded as the unknown error.
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
/// # #[errspec::table("../../../../specs/flanks.toml")] pub enum FlanksError {}
/// let status = errspec::tonic::status(&FlanksError::Processing);
/// assert_eq!(status.code(), tonic::Code::InvalidArgument);
/// ```
#[must_use]
pub fn status<E: Spec>(error: &E) -> Status {
    error.encoder().into()
}
