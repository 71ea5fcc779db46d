//! The client [`reqwest`](https://docs.rs/reqwest): a response is a success or a typed error, in one call.
//!
//! ```
//! use errspec::reqwest::{Failure, ResponseExt};
//!
//! #[errspec::table("../../../specs/flanks.toml")]
//! pub enum FlanksError {}
//!
//! async fn status(client: &reqwest::Client, url: &str) -> Result<String, Failure<FlanksError>> {
//!     Ok(client.get(url).send().await?.or_error::<FlanksError>().await?.text().await?)
//! }
//!
//! # fn respond() -> reqwest::Response {
//! #     let body = r#"{"error": "Missing fields: client_id", "error_code": 40001}"#;
//! #     http::Response::builder().status(400).body(body).unwrap().into()
//! # }
//! # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
//! # runtime.block_on(async {
//! # let response = respond();
//! match response.or_error::<FlanksError>().await {
//!     Ok(response) => println!("{}", response.status()),
//!     Err(failure) => match failure.api() {
//!         Some(FlanksError::MissingFields { fields }) => assert_eq!(fields, &["client_id"]),
//!         Some(error) => println!("{error}, ask again in {:?}", failure.retry_after()),
//!         None => println!("no answer: {failure}"),
//!     },
//! }
//! # });
//! ```
//!
//! # What is read
//!
//! A 2xx answer of a table none of whose envelopes is `in_2xx` is handed on unread, so that it can be streamed. Of any
//! other the body is read, up to [`DEFAULT_LIMIT`] or what [`or_error_within`](ResponseExt::or_error_within) is given:
//!
//! - An error whose body is longer, or breaks off, is decoded from what came, as any truncated body is:
//!   [`ApiError::incomplete`] says so. The rest is not read.
//! - A success is handed on with all it had: status, version, URL, headers, extensions, and its body whole; if it is longer
//!   than the limit, it counts as a success, and what was read stands before what is still to come.
//!
//! How long this may take is the client's to say: `reqwest` has no timeout unless it is given one.

#[cfg(feature = "reqwest-blocking")]
#[cfg_attr(docsrs, doc(cfg(feature = "reqwest-blocking")))]
pub mod blocking;
mod body;
mod failure;

use alloc::vec::Vec;

use ::reqwest::{Response, StatusCode};

use crate::Decode;
use body::{Reading, rebuild};

pub use failure::{ApiError, Failure, Incomplete};

/// How much of a body is read where nothing else is said: 1 MiB.
pub const DEFAULT_LIMIT: usize = 1 << 20;

/// Turns a response into a success or a typed error.
pub trait ResponseExt: Sized {
    /// The response, unless it is an error by its status or, where the table has `in_2xx`, by its body.
    ///
    /// # Errors
    ///
    /// [`Failure::Api`] with the error that the response is; [`Failure::Transport`] where it breaks off before that is known.
    fn or_error<E: Decode>(self) -> impl Future<Output = Result<Self, Failure<E>>> + Send {
        self.or_error_within(DEFAULT_LIMIT)
    }

    /// [`or_error`](Self::or_error), which reads no more than `limit` bytes of the body.
    ///
    /// # Errors
    ///
    /// As [`or_error`](Self::or_error).
    fn or_error_within<E: Decode>(self, limit: usize) -> impl Future<Output = Result<Self, Failure<E>>> + Send;
}

impl ResponseExt for Response {
    async fn or_error_within<E: Decode>(mut self, limit: usize) -> Result<Self, Failure<E>> {
        if is_handed_on_unread::<E>(self.status()) {
            return Ok(self);
        }
        let reading = body::read(&mut self, limit).await;
        let outcome = reading.judge::<E>(self.status(), self.headers(), limit);
        match outcome {
            Judged::Error(decoded, incomplete) => {
                let url = self.url().clone();
                Err(ApiError::new(decoded, core::mem::take(self.headers_mut()), url, incomplete).into())
            }
            Judged::Broken(error) => Err(Failure::Transport(error)),
            Judged::Success { bytes, whole } => Ok(rebuild(self, bytes, whole)),
        }
    }
}

/// Whether a response with this status is a success whatever its body says.
fn is_handed_on_unread<E: Decode>(status: StatusCode) -> bool {
    status.is_success() && !E::tables().iter().flat_map(|table| table.envelopes).any(|envelope| envelope.in_2xx)
}

/// What a response is.
enum Judged<E> {
    Error(crate::Decoded<'static, E>, Option<Incomplete>),
    /// It broke off before it was known what it is.
    Broken(::reqwest::Error),
    Success {
        bytes: Vec<u8>,
        whole: bool,
    },
}

impl Reading {
    fn judge<E: Decode>(self, status: StatusCode, headers: &::http::HeaderMap, limit: usize) -> Judged<E> {
        let Self { bytes, incomplete } = self;
        let seen = bytes.get(..limit).unwrap_or(&bytes);
        // Only a status makes an error of a body that is not whole.
        if status.as_u16() >= 400 {
            return Judged::Error(E::decode_response(status.as_u16(), headers, seen).into_owned(), incomplete);
        }
        match incomplete {
            Some(Incomplete::Broken(error)) => Judged::Broken(error),
            Some(Incomplete::TooLong) => Judged::Success { bytes, whole: false },
            None => match E::detect_response(status.as_u16(), headers, seen).map(crate::Decoded::into_owned) {
                Some(decoded) => Judged::Error(decoded, None),
                None => Judged::Success { bytes, whole: true },
            },
        }
    }
}
