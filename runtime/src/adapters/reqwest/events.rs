//! The events of a response that is a stream.

use ::http::HeaderMap;
use ::reqwest::{Response, Url};

use super::failure::{ApiError, Failure};
use crate::spec::Decode;
use crate::stream::{Event, Events, StreamError};

/// The events of a response. [`ResponseExt::events`](super::ResponseExt::events) returns it.
#[derive(Debug)]
pub struct EventStream<E> {
    response: Response,
    events: Events<E>,
    has_ended: bool,
}

impl<E: Decode> EventStream<E> {
    pub(super) fn new(response: Response, limit: usize) -> Self {
        let events = events_of(response.headers(), limit);
        Self { response, events, has_ended: false }
    }

    /// Returns the next event, an error in the stream, or that of the connection; `None` at the end of the stream.
    ///
    /// After an error of the API the stream goes on, if the API sends more.
    pub async fn next(&mut self) -> Option<Result<Event<'static>, Failure<E>>> {
        loop {
            if let Some(event) = self.events.next().map(|event| event.map(Event::into_owned)) {
                return Some(event.map_err(|error| failure(error, self.response.headers(), self.response.url())));
            }
            if self.has_ended {
                return None;
            }
            match self.response.chunk().await {
                Ok(Some(chunk)) => self.events.push(&chunk),
                Ok(None) => {
                    self.has_ended = true;
                    self.events.finish();
                }
                Err(error) => {
                    self.has_ended = true;
                    return Some(Err(Failure::Transport(error)));
                }
            }
        }
    }

    /// Returns the response. Its body is what has not been read yet.
    pub fn response(&self) -> &Response {
        &self.response
    }
}

/// Returns the decoder of a response: that of its media type, or else that of an event stream.
pub(super) fn events_of<E: Decode>(headers: &HeaderMap, limit: usize) -> Events<E> {
    let events = Events::of_response(headers).unwrap_or_else(|| Events::event_stream().headers(headers));
    events.limit(limit)
}

/// Returns the failure of a call whose stream has an error.
pub(super) fn failure<E>(error: StreamError<E>, headers: &HeaderMap, url: &Url) -> Failure<E> {
    match error {
        StreamError::Api(decoded) => ApiError::new(*decoded, headers.clone(), url.clone(), None).into(),
        StreamError::TooLong { limit } => Failure::EventTooLong { limit },
    }
}
