//! The same for [`reqwest::blocking`].
//!
//! ```no_run
//! use errspec::reqwest::{Failure, blocking::ResponseExt};
//!
//! #[errspec::table("../../../specs/flanks.toml")]
//! pub enum FlanksError {}
//!
//! fn status(client: &reqwest::blocking::Client, url: &str) -> Result<String, Failure<FlanksError>> {
//!     Ok(client.get(url).send()?.or_error::<FlanksError>()?.text()?)
//! }
//! ```
//!
//! Unlike there, a success that is longer than the limit is read to its end where its body may be an error (`in_2xx`): what is
//! left of a blocking body cannot be handed on.

use alloc::vec::Vec;
use core::mem::take;
use std::io::{self, Write};

use ::reqwest::blocking::Response;

use super::body::{Reading, extensions_with};
use super::{ApiError, DEFAULT_LIMIT, Failure, Incomplete, Judged, is_handed_on_unread};
use crate::Decode;

/// Turns a response into a success or a typed error.
pub trait ResponseExt: Sized {
    /// The response, unless it is an error by its status or, where the table has `in_2xx`, by its body.
    ///
    /// # Errors
    ///
    /// As [`or_error`](super::ResponseExt::or_error).
    fn or_error<E: Decode>(self) -> Result<Self, Failure<E>> {
        self.or_error_within(DEFAULT_LIMIT)
    }

    /// [`or_error`](Self::or_error), which reads no more than `limit` bytes of the body of an error.
    ///
    /// # Errors
    ///
    /// As [`or_error`](Self::or_error).
    fn or_error_within<E: Decode>(self, limit: usize) -> Result<Self, Failure<E>>;
}

impl ResponseExt for Response {
    fn or_error_within<E: Decode>(mut self, limit: usize) -> Result<Self, Failure<E>> {
        if is_handed_on_unread::<E>(self.status()) {
            return Ok(self);
        }
        let reading = read(&mut self, limit);
        match reading.judge::<E>(self.status(), self.headers(), limit) {
            Judged::Error(decoded, incomplete) => {
                let url = self.url().clone();
                Err(ApiError::new(decoded, take(self.headers_mut()), url, incomplete).into())
            }
            Judged::Broken(error) => Err(Failure::Transport(error)),
            Judged::Success { bytes, whole } => rebuild(self, bytes, whole).map_err(Failure::Transport),
        }
    }
}

/// Takes bytes until there are more than the limit.
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
    /// Keeps also what goes beyond the limit: it has been taken from the body.
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
    // `copy_to` is the one way to the error of a body as `reqwest` has it.
    let incomplete = match response.copy_to(&mut capped) {
        Ok(_) => None,
        Err(_) if capped.is_over() => Some(Incomplete::TooLong),
        Err(error) => Some(Incomplete::Broken(error)),
    };
    Reading { bytes: capped.bytes, incomplete }
}

/// The response as it was before it was read.
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
