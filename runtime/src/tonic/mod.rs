//! To and from a status of [tonic](https://docs.rs/tonic), with the error details of
//! [google.rpc](https://google.aip.dev/193).
//!
//! An enum that names `tonic` becomes a `tonic::Status` by `From`, so that `?` is all that a service needs:
//!
//! ```
//! use tonic::{Code, Response, Status};
//! use tonic_types::StatusExt;
//!
//! #[errspec::table("../../../specs/flanks.toml", tonic)]
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
//! | of the status | what it holds |
//! |---|---|
//! | code | that of the HTTP status, see [`code`] |
//! | message | the message |
//! | `ErrorInfo` | `reason`: the entry's name; `domain`: the table's name; `metadata`: `code`, and the values of the variant by the table's names, lists as JSON |
//! | `RetryInfo` | the delay before a retry, if there is one |
//! | `RequestInfo` | the request id, if the [`Encoder`](crate::Encoder) was given one |
//! | `Help` | [`docs_url`](crate::Spec::docs_url) |
//! | `BadRequest` | of a 4xx, the details that the encoder was given |
//!
//! `Status::from(error.encoder().request_id(id).details(details))` adds what the error does not carry itself.
//!
//! All of it travels in HTTP/2 headers, which are limited, and a status that is too large arrives as none. So a message longer
//! than 1 KiB is cut, and values and violations that would together exceed 2 KiB each are left out; such an error may be
//! read back as the unknown one of its entry.

mod code;
mod decode;

use ::tonic::Status;

pub use self::code::{code, http_status};
pub use self::decode::decode;
pub(crate) use self::decode::key;
use crate::Spec;

/// Implements `From<Type> for tonic::Status`.
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

/// The status with this error.
///
/// ```
/// # #[errspec::table("../../../specs/flanks.toml")] pub enum FlanksError {}
/// let status = errspec::tonic::status(&FlanksError::Processing);
/// assert_eq!(status.code(), tonic::Code::InvalidArgument);
/// ```
#[must_use]
pub fn status<E: Spec>(error: &E) -> Status {
    error.encoder().into()
}
