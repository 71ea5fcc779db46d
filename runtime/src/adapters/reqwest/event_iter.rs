//! The events of a blocking response.

use alloc::vec::Vec;
use std::io::{self, Write};

use ::reqwest::blocking::Response;

use super::events::{events_of, failure};
use super::failure::Failure;
use crate::spec::Decode;
use crate::stream::{Event, Events};

/// The events of a response, each as data or as an error. After an error of the API the stream goes on, if the API sends more.
#[derive(Debug)]
pub struct EventIter<E> {
    response: Response,
    events: Events<E>,
    has_ended: bool,
}

impl<E: Decode> EventIter<E> {
    pub(super) fn new(response: Response, limit: usize) -> Self {
        let events = events_of(response.headers(), limit);
        Self { response, events, has_ended: false }
    }
}

impl<E: Decode> Iterator for EventIter<E> {
    type Item = Result<Event<'static>, Failure<E>>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(event) = self.events.next().map(|event| event.map(Event::into_owned)) {
                return Some(event.map_err(|error| failure(error, self.response.headers(), self.response.url())));
            }
            if self.has_ended {
                return None;
            }
            let mut chunk = Chunk(Vec::new());
            // Only `copy_to` returns the error of a body as a `reqwest::Error`.
            let copied = self.response.copy_to(&mut chunk);
            if !chunk.0.is_empty() {
                self.events.push(&chunk.0);
                continue;
            }
            self.has_ended = true;
            match copied {
                Ok(_) => self.events.finish(),
                Err(error) => return Some(Err(Failure::Transport(error))),
            }
        }
    }
}

/// A writer that stops after the first bytes.
struct Chunk(Vec<u8>);

impl Write for Chunk {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.extend_from_slice(bytes);
        Err(io::Error::other("one chunk"))
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
