//! Errors of any table as problem documents: `application/problem+json`
//! ([RFC 9457](https://www.rfc-editor.org/rfc/rfc9457)).
//!
//! A problem document says the same as the table's own envelope, in members that every client of HTTP APIs can know:
//!
//! | member | what it holds |
//! |---|---|
//! | `type` | [`docs_url`](crate::Spec::docs_url), else `about:blank` |
//! | `title` | [`summary`](crate::Spec::summary), else the name |
//! | `status` | the status with which it is sent |
//! | `detail` | the message |
//! | `instance` | the request id, where it is an absolute URI or a path: a bare id would be taken as relative to the request |
//! | `name` | the entry's name |
//! | `code` | the code, an integer or a string |
//! | `fields` | an object: the values of the variant by the table's names, and top-level fields |
//! | `request_id` | the request id |
//! | `retry_after` | the delay before a retry in seconds; the header `retry-after` says it, too |
//! | `details` | the sub-errors, laid out as in the table's own envelope |
//!
//! What there is no value for is left out. Values stand within `fields`, not beside the other members, so that no name of a
//! table can collide with one of these.
//!
//! ```
//! #[errspec::table("../../../specs/flanks.toml")]
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
//! A server that offers both forms chooses by [`Accepts`].

mod accept;
mod decode;
mod negotiated;
mod read;

use alloc::string::String;
use core::fmt::Write as _;

pub use self::accept::Accepts;
pub use self::decode::{Problem, decode, decode_response};
pub use self::negotiated::Negotiated;
use crate::{Response, Spec};

/// The media type of a problem document.
pub const MEDIA_TYPE: &str = "application/problem+json";

/// A response with this error as a problem document. [`Encoder::problem`](crate::Encoder::problem) adds request id and
/// details.
///
/// ```
/// # #[errspec::table("../../../specs/flanks.toml")] pub enum FlanksError {}
/// let response = errspec::problem::response(&FlanksError::Processing);
/// assert_eq!(response.headers, [("content-type".to_owned(), "application/problem+json".to_owned())]);
/// ```
#[must_use]
pub fn response<E: Spec>(error: &E) -> Response {
    error.encoder().problem()
}

/// Whether a character may stand in a URI reference (RFC 3986, section 2).
fn is_uri(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~:/?#[]@!$&'()*+,;=%".contains(&byte)
}

/// A text as a URI reference: what cannot stand in one is percent-encoded.
pub(crate) fn reference(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if is_uri(byte) {
            out.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// Whether a text is a URI with a scheme, or an absolute path.
pub(crate) fn is_reference(text: &str) -> bool {
    let scheme = text.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|first: char| first.is_ascii_alphabetic())
            && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
    });
    (scheme || text.starts_with('/')) && text.bytes().all(is_uri)
}
