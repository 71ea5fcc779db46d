//! Typed errors for [`reqwest::blocking`].
//!
//! ```no_run
//! use errspec::reqwest::{Failure, blocking::ResponseExt};
//!
//! #[errspec::table("../../../../specs/flanks.toml")]
//! pub enum FlanksError {}
//!
//! fn status(client: &reqwest::blocking::Client, url: &str) -> Result<String, Failure<FlanksError>> {
//!     Ok(client.get(url).send()?.or_error::<FlanksError>()?.text()?)
//! }
//! ```
//!
//! With a table that has `in_2xx`, a success is read to its end even if it is longer than the limit: a blocking body cannot be
//! forwarded from its middle.

use alloc::vec::Vec;
use core::mem::take;
use std::io::{self, Write};

use ::reqwest::blocking::Response;

use super::body::{Reading, extensions_with};
pub use super::event_iter::EventIter;
use super::failure::{ApiError, Failure, Incomplete};
use super::outcome::{DEFAULT_LIMIT, Outcome, is_forwarded_unread};
use crate::spec::Decode;
use crate::stream::DEFAULT_EVENT_LIMIT;

/// Turns a response into a success or a typed error.
///
/// The [module](crate::reqwest::blocking) has an example.
pub trait ResponseExt: Sized {
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

impl ResponseExt for Response {
    fn events_within<E: Decode>(self, limit: usize) -> EventIter<E> {
        EventIter::new(self, limit)
    }

    fn or_error_within<E: Decode>(mut self, limit: usize) -> Result<Self, Failure<E>> {
        if is_forwarded_unread::<E>(self.status(), self.headers()) {
            return Ok(self);
        }
        let reading = read(&mut self, limit);
        match reading.outcome::<E>(self.status(), self.headers(), limit) {
            Outcome::Error(decoded, incomplete) => {
                let url = self.url().clone();
                Err(ApiError::new(*decoded, take(self.headers_mut()), url, incomplete).into())
            }
            Outcome::Broken(error) => Err(Failure::Transport(error)),
            Outcome::Success { bytes, whole } => rebuild(self, bytes, whole).map_err(Failure::Transport),
        }
    }
}

/// A writer that stores bytes until they exceed the limit.
struct Capped {
    bytes: Vec<u8>,
    limit: usize,
}

impl Capped {
    fn is_over(&self) -> bool {
        self.bytes.len() > self.limit
    }
}

impl Write for Capped {
    /// Stores also the bytes beyond the limit, which are no longer in the body.
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.bytes.extend_from_slice(bytes);
        if self.is_over() { Err(io::Error::other("the body is too long")) } else { Ok(bytes.len()) }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn read(response: &mut Response, limit: usize) -> Reading {
    let mut capped = Capped { bytes: Vec::new(), limit };
    // Only `copy_to` returns the error of a body as a `reqwest::Error`.
    let incomplete = match response.copy_to(&mut capped) {
        Ok(_) => None,
        Err(_) if capped.is_over() => Some(Incomplete::TooLong),
        Err(error) => Some(Incomplete::Broken(error)),
    };
    Reading { bytes: capped.bytes, incomplete }
}

/// Rebuilds a response from the bytes that were read and the rest of its body.
fn rebuild(mut response: Response, mut bytes: Vec<u8>, whole: bool) -> Result<Response, ::reqwest::Error> {
    if !whole {
        response.copy_to(&mut bytes)?;
    }
    let mut rebuilt = ::http::Response::new(bytes);
    *rebuilt.status_mut() = response.status();
    *rebuilt.version_mut() = response.version();
    *rebuilt.headers_mut() = take(response.headers_mut());
    *rebuilt.extensions_mut() = take(response.extensions_mut());
    rebuilt.extensions_mut().extend(extensions_with(response.url().clone()));
    Ok(rebuilt.into())
}
