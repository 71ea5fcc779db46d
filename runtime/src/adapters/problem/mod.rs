//! Errors of any table as problem documents: `application/problem+json`
//! ([RFC 9457](https://www.rfc-editor.org/rfc/rfc9457)).
//!
//! A problem document has the same content as the table's own envelope, in members that any client can read:
//!
//! | member | content |
//! |---|---|
//! | `type` | [`docs_url`](crate::Spec::docs_url), else `about:blank` |
//! | `title` | [`summary`](crate::Spec::summary), else the name; of `about:blank`, the phrase of the status |
//! | `status` | the status of the response |
//! | `detail` | the message |
//! | `instance` | the request id, if it is an absolute URI or a path; a client would resolve any other id against the request's URI |
//! | `name` | the entry's name |
//! | `code` | the code, an integer or a string |
//! | `fields` | an object: the values of the variant and the top-level fields, by their names in the table |
//! | `request_id` | the request id |
//! | `retry_after` | the delay before a retry, in seconds; the header `retry-after` has it, too |
//! | `details` | the sub-errors, in the layout of the table's own envelope |
//!
//! A member without a value is left out. The values are in `fields` and not beside the other members, so that no name in a
//! table can collide with a member.
//!
//! The headers are those of the table's own form, such as `x-ratelimit-remaining` or a request id, with another media type. A delay is
//! always in `retry-after`, in seconds.
//!
//! ```
//! #[errspec::table("specs/flanks.toml")]
//! pub enum FlanksError {}
//!
//! let error = FlanksError::missing_fields(["client_id"]);
//! let response = errspec::problem::response(&error);
//! assert_eq!(response.status, 400);
//!
//! let problem = errspec::problem::decode::<FlanksError>(response.status, &response.body);
//! assert_eq!(problem.error(), &error);
//! assert_eq!(problem.detail(), Some("Missing fields: client_id"));
//! ```
//!
//! A document of another server has neither `name` nor `code`. Its entry is the one with this `type` as its `docs_url`, and its fields are
//! further members, or parameters of the `detail`:
//!
//! ```
//! # #[errspec::table("specs/billing.toml")] pub enum BillingError {}
//! let body = r#"{"type": "https://billing.example/errors#INVOICE_NOT_FOUND", "title": "No invoice", "number": 7}"#;
//! let problem = errspec::problem::decode::<BillingError>(404, body);
//! assert_eq!(problem.error(), &BillingError::invoice_not_found(7));
//! ```
//!
//! A client of the feature `reqwest` reads such documents by their media type, whatever the envelope of its table.
//!
//! A server that offers both forms chooses by [`Accepts`]. `runtime/examples/problem.rs` is a whole program.

mod accept;
mod decode;
mod encode;
mod media_range;
mod negotiated;
mod read;
mod reference;

pub use self::accept::Accepts;
#[cfg(feature = "jsonrpsee")]
pub(in crate::adapters) use self::decode::decode_embedded;
#[cfg(feature = "reqwest")]
pub(crate) use self::decode::decode_received;
pub use self::decode::{Problem, decode, decode_response};
pub use self::negotiated::Negotiated;
#[cfg(any(feature = "actix_web", feature = "axum"))]
pub(super) use self::negotiated::is_problem;
pub use self::reference::MEDIA_TYPE;
use crate::encoder::Response;
use crate::spec::Spec;

/// Returns a response with the error as a problem document. [`Encoder::problem`](crate::Encoder::problem) adds a request id and
/// details.
///
/// ```
/// # #[errspec::table("specs/flanks.toml")] pub enum FlanksError {}
/// let response = errspec::problem::response(&FlanksError::Processing);
/// assert_eq!(response.headers, [("content-type".to_owned(), "application/problem+json".to_owned())]);
/// ```
#[must_use]
pub fn response<E: Spec>(error: &E) -> Response {
    error.encoder().problem()
}
