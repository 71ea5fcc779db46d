//! Conversions to and from the error objects of [jsonrpsee](https://docs.rs/jsonrpsee), a server and a client of
//! [JSON-RPC 2.0](https://www.jsonrpc.org/specification#error_object).
//!
//! The option `jsonrpsee` of [`table`](macro@crate::table) implements `From<Error> for ErrorObjectOwned`, so that a method of a server
//! returns errors of the table:
//!
//! ```
//! use jsonrpsee_types::ErrorObjectOwned;
//!
//! #[errspec::table("specs/flanks.toml", jsonrpsee)]
//! pub enum FlanksError {}
//!
//! fn portfolio() -> Result<u32, ErrorObjectOwned> {
//!     Err(FlanksError::missing_fields(["client_id"]))?
//! }
//!
//! let object = portfolio().unwrap_err();
//! assert_eq!((object.code(), object.message()), (40001, "Missing fields: client_id"));
//! let decoded = errspec::jsonrpsee::decode::<FlanksError>(&object);
//! assert_eq!(decoded.error(), &FlanksError::missing_fields(["client_id"]));
//! ```
//!
//! A client gets the object as `jsonrpsee::core::ClientError::Call(object)`.
//!
//! # The object
//!
//! A table that describes JSON-RPC, such as one with `preset = "json-rpc"`, describes the object, too: it is the member `error` of the body
//! that the table prescribes. Its body has no other members but `jsonrpc` and `id`, which jsonrpsee writes itself, and the object none but
//! these three:
//!
//! | member | of a table for JSON-RPC | of any other table |
//! |---|---|---|
//! | `code` | the code | the code, if it is an integer of 32 bits, else -32000 |
//! | `message` | the message | the message |
//! | `data` | what the table has at `/error/data` | the error as a [problem document](mod@crate::problem): name, code, fields, details, request id and delay |
//!
//! `ErrorObjectOwned::from(error.encoder().request_id(id).details(details))` adds a request id and details.
//!
//! # Parameters
//!
//! `params.parse()` of jsonrpsee fails with an object of its own, whose `data` has serde's words. A method that maps this error answers in
//! the format of the table; `runtime/examples/jsonrpsee.rs` does, and is a whole server.

mod decode;
mod encode;

use jsonrpsee_types::ErrorObjectOwned;

pub use self::decode::decode;
use crate::spec::Spec;

/// Implements `From` a type of errors for `ErrorObjectOwned`.
#[doc(hidden)]
#[macro_export]
macro_rules! __implement_jsonrpsee {
    ([$($generics:tt)*] $ty:ty [$($bounds:tt)*]) => {
        #[automatically_derived]
        impl<$($generics)*> ::core::convert::From<$ty> for $crate::__private0_1::jsonrpsee::ErrorObjectOwned
        where
            $($bounds)*
        {
            fn from(error: $ty) -> Self {
                $crate::jsonrpsee::error_object(&error)
            }
        }
    };
}

/// Returns the error object of an error.
///
/// ```
/// # #[errspec::table("specs/flanks.toml")] pub enum FlanksError {}
/// let object = errspec::jsonrpsee::error_object(&FlanksError::Processing);
/// assert_eq!(object.code(), 20002);
/// ```
#[must_use]
pub fn error_object<E: Spec>(error: &E) -> ErrorObjectOwned {
    error.encoder().into()
}
