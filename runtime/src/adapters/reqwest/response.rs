//! The extension of a response by typed errors.

use core::mem::take;

use ::reqwest::Response;

use super::body::{read, rebuild_begun, rebuild_whole};
use super::events::EventStream;
use super::failure::{ApiError, Failure};
use super::outcome::{DEFAULT_LIMIT, Outcome, is_forwarded_unread};
use crate::spec::Decode;
use crate::stream::DEFAULT_EVENT_LIMIT;

/// Turns a response into a success or a typed error.
///
/// The [module](crate::reqwest) has an example.
pub trait ResponseExt: sealed::ResponseExt + Sized {
    /// Returns the response, unless its status, or its body in a table with `in_2xx`, makes it an error.
    ///
    /// # Errors
    ///
    /// Returns [`Failure::Api`] if the response is an error of the API, and [`Failure::Transport`] if the body breaks off before
    /// it can be decoded.
    fn or_error<E: Decode>(self) -> impl Future<Output = Result<Self, Failure<E>>> + Send {
        self.or_error_within(DEFAULT_LIMIT)
    }

    /// Does the same as [`or_error`](Self::or_error), and reads at most `limit` bytes of the body.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`or_error`](Self::or_error).
    fn or_error_within<E: Decode>(self, limit: usize) -> impl Future<Output = Result<Self, Failure<E>>> + Send;

    /// Returns the events of a response that is an event stream or JSON lines. An event may have up to [`DEFAULT_EVENT_LIMIT`] bytes.
    fn events<E: Decode>(self) -> EventStream<E> {
        self.events_within(DEFAULT_EVENT_LIMIT)
    }

    /// Does the same as [`events`](Self::events), with events of up to `limit` bytes.
    fn events_within<E: Decode>(self, limit: usize) -> EventStream<E>;
}

/// The trait that only this module implements, so that the public one can have further methods.
mod sealed {
    pub trait ResponseExt {}
    impl ResponseExt for super::Response {}
}

impl ResponseExt for Response {
    fn events_within<E: Decode>(self, limit: usize) -> EventStream<E> {
        EventStream::new(self, limit)
    }

    async fn or_error_within<E: Decode>(mut self, limit: usize) -> Result<Self, Failure<E>> {
        if is_forwarded_unread::<E>(self.status(), self.headers()) {
            return Ok(self);
        }
        let reading = read(&mut self, limit).await;
        match reading.outcome::<E>(self.status(), self.headers(), limit) {
            Outcome::Error(decoded, incomplete) => {
                let url = self.url().clone();
                Err(ApiError::new(*decoded, take(self.headers_mut()), url, incomplete).into())
            }
            Outcome::Broken(error) => Err(Failure::Transport(error)),
            Outcome::Success { bytes, whole: true } => Ok(rebuild_whole(self, bytes)),
            Outcome::Success { bytes, whole: false } => Ok(rebuild_begun(self, bytes)),
        }
    }
}
