//! Typed errors for [`reqwest::blocking`].
//!
//! ```no_run
//! use errspec::reqwest::{Failure, blocking::ResponseExt};
//!
//! #[errspec::table("specs/flanks.toml")]
//! pub enum FlanksError {}
//!
//! fn status(client: &reqwest::blocking::Client, url: &str) -> Result<String, Failure<FlanksError>> {
//!     Ok(client.get(url).send()?.or_error::<FlanksError>()?.text()?)
//! }
//! ```
//!
//! With a table that has `in_2xx`, a success is read to its end even if it is longer than the limit: a blocking body cannot be
//! forwarded from its middle.
//!
//! # Timeouts
//!
//! `reqwest` counts the timeout of a blocking client anew for the body. It holds for the body as a whole, as it does for
//! [`text`](::reqwest::blocking::Response::text), if a success is read or if the `content-length` of an error is within the limit. Of such
//! an error that breaks off nothing but the status and the headers is decoded: `reqwest` does not return the bytes that arrived.
//!
//! The body of an error without a length, or with a greater one, is read chunk by chunk, since nothing else limits it. The timeout of the
//! client then holds for each chunk, and [`BODY_TIME`] for the body: a body that comes drop by drop may take these 5 seconds although the
//! client has a shorter timeout. A response does not tell its timeout, so neither a deadline for the chunks nor a thread that stops reading
//! can follow it, and a function that returns the whole body has no limit for its length. The timeout of a single request
//! ([`RequestBuilder::timeout`](::reqwest::blocking::RequestBuilder::timeout)) holds for the call and its body together, whatever the body.
//! A client that must keep a timeout of less than 5 seconds sets it there:
//!
//! ```no_run
//! # use errspec::reqwest::{Failure, blocking::ResponseExt};
//! # #[errspec::table("specs/flanks.toml")] pub enum FlanksError {}
//! # fn status(client: &reqwest::blocking::Client, url: &str) -> Result<String, Failure<FlanksError>> {
//! let response = client.get(url).timeout(std::time::Duration::from_secs(2)).send()?;
//! # Ok(response.or_error::<FlanksError>()?.text()?)
//! # }
//! ```

use alloc::vec::Vec;
use core::mem::take;
use core::time::Duration;
use std::io::{self, Write};
use std::time::Instant;

use ::http::{Extensions, HeaderMap, Version};
use ::reqwest::blocking::Response;
use ::reqwest::{StatusCode, Url};

use super::body::{Reading, extensions_with};
pub use super::event_iter::EventIter;
use super::failure::{ApiError, Failure, Incomplete};
use super::outcome::{DEFAULT_LIMIT, Outcome, is_forwarded_unread};
use crate::spec::Decode;
use crate::stream::DEFAULT_EVENT_LIMIT;

/// The time in which the body of an error without a length, or with one beyond the limit, is read.
pub const BODY_TIME: Duration = Duration::from_secs(5);

/// Turns a response into a success or a typed error.
///
/// The [module](crate::reqwest::blocking) has an example.
pub trait ResponseExt: sealed::ResponseExt + Sized {
    /// Returns the response, unless its status, or its body in a table with `in_2xx`, makes it an error.
    ///
    /// # Errors
    ///
    /// Returns the errors of the async [`or_error`](super::ResponseExt::or_error).
    fn or_error<E: Decode>(self) -> Result<Self, Failure<E>> {
        self.or_error_within(DEFAULT_LIMIT)
    }

    /// Does the same as [`or_error`](Self::or_error), and reads at most `limit` bytes of the body of an error.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`or_error`](Self::or_error).
    fn or_error_within<E: Decode>(self, limit: usize) -> Result<Self, Failure<E>>;

    /// Returns the events of a response that is an event stream or JSON lines. An event may have up to [`DEFAULT_EVENT_LIMIT`] bytes.
    fn events<E: Decode>(self) -> EventIter<E> {
        self.events_within(DEFAULT_EVENT_LIMIT)
    }

    /// Does the same as [`events`](Self::events), with events of up to `limit` bytes.
    fn events_within<E: Decode>(self, limit: usize) -> EventIter<E>;
}

/// The trait that only this module implements, so that the public one can have further methods.
mod sealed {
    pub trait ResponseExt {}
    impl ResponseExt for super::Response {}
}

impl ResponseExt for Response {
    fn events_within<E: Decode>(self, limit: usize) -> EventIter<E> {
        EventIter::new(self, limit)
    }

    fn or_error_within<E: Decode>(mut self, limit: usize) -> Result<Self, Failure<E>> {
        if is_forwarded_unread::<E>(self.status(), self.headers()) {
            return Ok(self);
        }
        let head = Head::take(&mut self);
        let reading = read(self, head.status, limit);
        match reading.outcome::<E>(head.status, &head.headers, limit) {
            Outcome::Error(decoded, incomplete) => {
                Err(ApiError::new(*decoded, head.headers, head.url, incomplete).into())
            }
            Outcome::Broken(error) => Err(Failure::Transport(error)),
            Outcome::Success { bytes, .. } => Ok(head.with(bytes)),
        }
    }
}

/// A response without its body.
struct Head {
    status: StatusCode,
    version: Version,
    headers: HeaderMap,
    extensions: Extensions,
    url: Url,
}

impl Head {
    /// Takes the headers and the extensions out of a response. Its body is left.
    fn take(response: &mut Response) -> Self {
        Self {
            status: response.status(),
            version: response.version(),
            url: response.url().clone(),
            headers: take(response.headers_mut()),
            extensions: take(response.extensions_mut()),
        }
    }

    /// Returns the response with the bytes of its body.
    fn with(self, bytes: Vec<u8>) -> Response {
        let mut response = ::http::Response::new(bytes);
        *response.status_mut() = self.status;
        *response.version_mut() = self.version;
        *response.headers_mut() = self.headers;
        *response.extensions_mut() = self.extensions;
        response.extensions_mut().extend(extensions_with(self.url));
        response.into()
    }
}

/// Reads a body. That of a success is always read to its end.
fn read(response: Response, status: StatusCode, limit: usize) -> Reading {
    let is_error = status.as_u16() >= 400;
    let is_within = response.content_length().is_some_and(|length| usize::try_from(length).is_ok_and(|it| it <= limit));
    if is_error && !is_within {
        return read_chunks(response, limit);
    }
    // Only the functions that return the whole body keep the timeout for all of it.
    match response.bytes() {
        Ok(bytes) => {
            let incomplete = (bytes.len() > limit).then_some(Incomplete::TooLong);
            Reading { bytes: bytes.into(), incomplete }
        }
        Err(error) => Reading { bytes: Vec::new(), incomplete: Some(Incomplete::broken(error)) },
    }
}

fn read_chunks(mut response: Response, limit: usize) -> Reading {
    let mut capped = Capped { bytes: Vec::new(), limit, begin: Instant::now() };
    // Only `copy_to` returns the error of a body as a `reqwest::Error`.
    let incomplete = match response.copy_to(&mut capped) {
        Ok(_) => None,
        Err(_) if capped.is_long() => Some(Incomplete::TooLong),
        Err(_) if capped.is_late() => Some(Incomplete::TooSlow),
        Err(error) => Some(Incomplete::broken(error)),
    };
    Reading { bytes: capped.bytes, incomplete }
}

/// A writer that stores bytes until they exceed the limit, or until the time is over.
struct Capped {
    bytes: Vec<u8>,
    limit: usize,
    begin: Instant,
}

impl Capped {
    fn is_long(&self) -> bool {
        self.bytes.len() > self.limit
    }

    fn is_late(&self) -> bool {
        self.begin.elapsed() > BODY_TIME
    }
}

impl Write for Capped {
    /// Stores also the bytes after which it stops, which are no longer in the body.
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.bytes.extend_from_slice(bytes);
        if self.is_long() || self.is_late() { Err(io::Error::other("no more is read")) } else { Ok(bytes.len()) }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
