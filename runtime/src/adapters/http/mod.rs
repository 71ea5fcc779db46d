//! Conversions to and from the crate [`http`](https://docs.rs/http): status codes, headers and responses.
//!
//! ```
//! use errspec::http::{ResponseExt, StatusExt};
//! use http::{Response, StatusCode};
//!
//! #[errspec::table("specs/flanks.toml")]
//! pub enum FlanksError {}
//!
//! // A response that arrived.
//! let body = r#"{"error": "Missing fields: client_id", "error_code": 40001}"#;
//! let response = Response::builder().status(StatusCode::BAD_REQUEST).body(body).unwrap();
//! let decoded = response.decode::<FlanksError>();
//! assert_eq!(decoded.error(), &FlanksError::missing_fields(["client_id"]));
//!
//! // A response to send.
//! let response: Response<Vec<u8>> = FlanksError::Processing.encode_response().into();
//! assert_eq!(response.status(), StatusCode::BAD_REQUEST);
//! assert_eq!(FlanksError::MethodNotAllowed.status_code(), Some(StatusCode::METHOD_NOT_ALLOWED));
//! ```
//!
//! `runtime/examples/http.rs` is a whole program.

use alloc::string::String;
use alloc::vec::Vec;

use ::http::{Error, HeaderMap, HeaderName, HeaderValue, StatusCode};

use crate::decode_error::DecodeError;
use crate::decoded::Decoded;
use crate::encoder::Response;
use crate::headers::Headers;
use crate::spec::{Decode, Spec};

/// Reads a value that is not UTF-8 as ISO-8859-1, as everywhere in this crate.
///
/// [RFC 9110, section 5.5](https://www.rfc-editor.org/rfc/rfc9110#section-5.5) leaves the meaning of such bytes open.
impl Headers for HeaderMap {
    fn header(&self, name: &str) -> Option<&str> {
        core::str::from_utf8(self.header_bytes(name)?).ok()
    }

    fn header_bytes(&self, name: &str) -> Option<&[u8]> {
        Some(self.get(name)?.as_bytes())
    }

    fn each_line(&self, name: &str, take: &mut dyn FnMut(&[u8])) {
        self.get_all(name).iter().for_each(|value| take(value.as_bytes()));
    }
}

/// The status of an error as a [`StatusCode`].
///
/// The [module](crate::http) has an example.
pub trait StatusExt: sealed::StatusExt {
    /// Returns the status. `None` if there is none, as for a table of another protocol, or if it is not an HTTP status.
    fn status_code(&self) -> Option<StatusCode>;
}

/// Returns the status with which the error is sent.
impl<E: Spec> StatusExt for E {
    fn status_code(&self) -> Option<StatusCode> {
        StatusCode::from_u16(self.status()?).ok()
    }
}

/// Returns the status that arrived.
impl<E> StatusExt for Decoded<'_, E> {
    fn status_code(&self) -> Option<StatusCode> {
        StatusCode::from_u16(self.status()?).ok()
    }
}

/// Decodes a response of the crate `http`, with its headers.
///
/// The [module](crate::http) has an example.
pub trait ResponseExt: sealed::ResponseExt {
    /// Decodes a response as an error, see [`Decode::decode_response`].
    fn decode<E: Decode>(&self) -> Decoded<'_, E>;

    /// Decodes a response strictly, see [`Decode::try_decode_response`].
    ///
    /// # Errors
    ///
    /// Returns an error if the response is not exactly as the table describes.
    fn try_decode<E: Decode>(&self) -> Result<Decoded<'_, E>, DecodeError>;

    /// Decodes a response if it is an error, see [`Decode::detect_response`].
    fn detect<E: Decode>(&self) -> Option<Decoded<'_, E>>;
}

impl<B: AsRef<[u8]>> ResponseExt for ::http::Response<B> {
    fn decode<E: Decode>(&self) -> Decoded<'_, E> {
        E::decode_response(self.status().as_u16(), self.headers(), self.body())
    }

    fn try_decode<E: Decode>(&self) -> Result<Decoded<'_, E>, DecodeError> {
        E::try_decode_response(self.status().as_u16(), self.headers(), self.body())
    }

    fn detect<E: Decode>(&self) -> Option<Decoded<'_, E>> {
        E::detect_response(self.status().as_u16(), self.headers(), self.body())
    }
}

/// The traits that only this module implements, so that the public ones can have further methods.
mod sealed {
    use super::{Decoded, Spec};

    pub trait StatusExt {}
    impl<E: Spec> StatusExt for E {}
    impl<E> StatusExt for Decoded<'_, E> {}

    pub trait ResponseExt {}
    impl<B: AsRef<[u8]>> ResponseExt for ::http::Response<B> {}
}

/// The headers that cannot be sent, in the extensions of a response that was converted from a [`Response`].
///
/// ```
/// # #[errspec::table("specs/flanks.toml")] pub enum FlanksError {}
/// let mut response = FlanksError::Processing.encode_response();
/// response.headers.push(("no name".into(), "a value".into()));
/// let response: http::Response<Vec<u8>> = response.into();
/// let left = response.extensions().get::<errspec::http::Unsendable>();
/// assert_eq!(left.map(|left| left.headers.len()), Some(1));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Unsendable {
    /// The name and value of each header.
    pub headers: Vec<(String, String)>,
}

/// Converts any response; never panics.
///
/// - A control character in the value of a header becomes a space.
/// - A header with an invalid name is stored in the extensions, as [`Unsendable`].
/// - A status below 100 or above 999 becomes 500.
///
/// [`try_into_response`] returns an error instead.
impl From<Response> for ::http::Response<Vec<u8>> {
    fn from(response: Response) -> Self {
        let mut out = Self::new(Vec::new());
        *out.status_mut() = StatusCode::from_u16(response.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut unsendable = Vec::new();
        for ((name, text), (_, sent)) in response.headers.iter().zip(response.header_lines()) {
            match (HeaderName::from_bytes(name.as_bytes()), sendable(&sent)) {
                (Ok(name), Some(value)) => _ = out.headers_mut().append(name, value),
                _ => unsendable.push((name.clone(), text.clone())),
            }
        }
        *out.body_mut() = response.body;
        if !unsendable.is_empty() {
            out.extensions_mut().insert(Unsendable { headers: unsendable });
        }
        out
    }
}

/// Returns the value with a space for every control character, which could otherwise end the header and begin another.
fn sendable(value: &[u8]) -> Option<HeaderValue> {
    let without_control = || value.iter().map(|byte| if byte.is_ascii_control() { b' ' } else { *byte }).collect();
    HeaderValue::from_bytes(value).or_else(|_| HeaderValue::from_maybe_shared::<Vec<u8>>(without_control())).ok()
}

/// Converts a response without any change.
///
/// # Errors
///
/// Returns an error if the status, or the name or value of a header, cannot be sent
/// ([RFC 9110](https://www.rfc-editor.org/rfc/rfc9110), sections 5 and 15).
///
/// ```
/// # #[errspec::table("specs/flanks.toml")] pub enum FlanksError {}
/// let mut response = FlanksError::Processing.encode_response();
/// response.headers.push(("x-note".into(), "one\r\nset-cookie: two".into()));
/// assert!(errspec::http::try_into_response(response).is_err());
/// ```
pub fn try_into_response(response: Response) -> Result<::http::Response<Vec<u8>>, Error> {
    let mut out = ::http::Response::builder().status(response.status);
    for (name, value) in response.header_lines() {
        out = out.header(name, &*value);
    }
    out.body(response.body)
}
