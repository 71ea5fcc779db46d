//! Errors in streams: events and JSON lines, as they come.
//!
//! A stream has begun with a 200 when its error comes. [`Events`] takes the bytes of a stream in chunks of any size, and returns its events,
//! each as data or as a typed error. It does no input or output itself, and keeps no more than one event.
//!
//! ```
//! use errspec::stream::{Events, StreamError};
//!
//! # mod demo { #[errspec::table("specs/frankieone.toml")] pub enum ApiError {} }
//! # use demo::ApiError;
//! let mut events = Events::<ApiError>::event_stream();
//! let chunks = ["data: {\"delta\": \"Hel", "lo\"}\n\nevent: error\ndata: {\"errorCode\": \"SYS-", "0500\"}\n\n"];
//! let mut texts = Vec::new();
//! for chunk in chunks {
//!     events.push(chunk.as_bytes());
//!     while let Some(event) = events.next() {
//!         match event {
//!             Ok(event) => texts.push(event.text().into_owned()),
//!             Err(StreamError::Api(error)) => println!("{error}"),
//!             Err(other) => println!("{other}"),
//!         }
//!     }
//! }
//! assert_eq!(texts[0], r#"{"delta": "Hello"}"#);
//! ```

use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::fmt;
use core::marker::PhantomData;
use core::ops::Range;

use errspec_engine::parts::{Blocks, EVENT_TYPE, Event as EngineEvent, parts_of_media_type, read_event};
use errspec_engine::response::HeaderLines;
use errspec_engine::table::PartsKind;

use crate::decode::{detect, incoming_lines};
use crate::decoded::Decoded;
use crate::headers::{Headers, header_text};
use crate::spec::Decode;

/// The default limit of the bytes of one event: 1 MiB.
pub const DEFAULT_EVENT_LIMIT: usize = 1 << 20;

/// The byte order mark of UTF-8, with which a stream may begin.
const MARK: &[u8] = b"\xEF\xBB\xBF";

/// A decoder of a stream whose bytes come in chunks. The [module](crate::stream) has an example.
///
/// An event is an error if its data is one by the table, as for a response without a status. `in_2xx` is not asked for: who reads a stream
/// expects errors in it. The name of an event is the pseudo header `header::event-type`. Data that is `[DONE]` is never an error.
///
/// Decoding is total. After an error, the stream goes on.
pub struct Events<E> {
    kind: PartsKind,
    bytes: Vec<u8>,
    /// The bytes before this position have been returned.
    start: usize,
    blocks: Blocks,
    limit: usize,
    state: ReaderState,
    /// The headers of the response that the table reads. All errors share them.
    headers: Vec<(String, Arc<str>)>,
    error: PhantomData<fn() -> E>,
}

/// The state of a stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ReaderState {
    /// Nothing has been read, so that a byte order mark may come.
    First,
    Reading,
    /// The current event is too long. Its bytes are passed over.
    Skipping,
}

/// An event of a stream that is no error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event<'e>(EngineEvent<'e>);

impl<'e> Event<'e> {
    /// Returns the name of the event, if it has one. JSON lines have none.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        self.0.name.as_deref()
    }

    /// Returns the data.
    #[must_use]
    pub fn data(&self) -> &[u8] {
        &self.0.data
    }

    /// Returns the data as a text. Bytes that are not UTF-8 become U+FFFD.
    #[must_use]
    pub fn text(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(&self.0.data)
    }

    /// Returns the event with its own copy of the data.
    #[must_use]
    pub fn into_owned(self) -> Event<'static> {
        let EngineEvent { name, data } = self.0;
        let name = name.map(|name| Cow::Owned(name.into_owned()));
        Event(EngineEvent { name, data: Cow::Owned(data.into_owned()) })
    }
}

/// An error in a stream.
#[derive(Debug)]
#[non_exhaustive]
pub enum StreamError<E> {
    /// The event is an error of the API.
    Api(Box<Decoded<'static, E>>),
    /// The event is longer than the limit. It is passed over.
    TooLong {
        /// The limit in bytes.
        limit: usize,
    },
}

impl<E: fmt::Display> fmt::Display for StreamError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Api(decoded) => decoded.fmt(f),
            Self::TooLong { limit } => write!(f, "an event of the stream is longer than {limit} bytes"),
        }
    }
}

impl<E: core::error::Error> core::error::Error for StreamError<E> {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        match self {
            Self::Api(decoded) => decoded.source(),
            Self::TooLong { .. } => None,
        }
    }
}

impl<E> Events<E> {
    /// Creates the decoder of an event stream (`text/event-stream`).
    #[must_use]
    pub fn event_stream() -> Self {
        Self::new(PartsKind::EventStream)
    }

    /// Creates the decoder of JSON lines (`application/x-ndjson`). Each line is an event.
    #[must_use]
    pub fn json_lines() -> Self {
        Self::new(PartsKind::JsonLines)
    }

    fn new(kind: PartsKind) -> Self {
        Self {
            kind,
            bytes: Vec::new(),
            start: 0,
            blocks: Blocks::default(),
            limit: DEFAULT_EVENT_LIMIT,
            state: ReaderState::First,
            headers: Vec::new(),
            error: PhantomData,
        }
    }

    /// Returns the decoder with another limit of the bytes of one event than [`DEFAULT_EVENT_LIMIT`].
    #[must_use]
    pub fn limit(self, bytes: usize) -> Self {
        Self { limit: bytes, ..self }
    }

    /// Takes the next bytes of the stream.
    pub fn push(&mut self, chunk: &[u8]) {
        // What has been returned is dropped. Each byte is moved at most once on average.
        if self.start * 2 >= self.bytes.len() {
            self.bytes.drain(..self.start);
            self.start = 0;
        }
        self.bytes.extend_from_slice(chunk);
    }

    /// Takes the end of the stream: what has not been ended by an empty line is an event, too.
    pub fn finish(&mut self) {
        let end: &[u8] = if self.kind == PartsKind::EventStream { b"\n\n" } else { b"\n" };
        self.push(end);
    }

    /// Returns the range of the next event that has data; the limit if the event is longer.
    fn advance(&mut self) -> Option<Result<Range<usize>, usize>> {
        loop {
            let Some((length, after)) = self.find_end() else {
                return (self.skip_too_long()).then_some(Err(self.limit));
            };
            let begin = self.start;
            let begins_with_mark = self.bytes.get(begin..).is_some_and(|bytes| bytes.starts_with(MARK));
            let mark = if self.state == ReaderState::First && begins_with_mark { MARK.len() } else { 0 };
            self.start += after;
            let was_skipping = core::mem::replace(&mut self.state, ReaderState::Reading) == ReaderState::Skipping;
            if was_skipping {
                continue;
            }
            if length > self.limit {
                return Some(Err(self.limit));
            }
            let range = begin + mark.min(length)..begin + length;
            if self.event(range.clone()).is_some() {
                return Some(Ok(range));
            }
        }
    }

    /// Returns the length of the current event, and that with its end; `None` if the end has not come yet.
    fn find_end(&mut self) -> Option<(usize, usize)> {
        let pending = self.bytes.get(self.start..).unwrap_or_default();
        match self.kind {
            PartsKind::JsonLines => self.blocks.find_line(pending),
            PartsKind::EventStream | PartsKind::Multipart => self.blocks.find(pending),
        }
    }

    /// Drops the bytes of an event without an end, if they are too many. Returns `true` if they have just become too many.
    fn skip_too_long(&mut self) -> bool {
        if self.bytes.len() - self.start <= self.limit {
            return false;
        }
        self.blocks.drop_seen(&mut self.bytes);
        self.start = 0;
        core::mem::replace(&mut self.state, ReaderState::Skipping) != ReaderState::Skipping
    }

    /// Returns the event in a range of the bytes, if it has data.
    fn event(&self, range: Range<usize>) -> Option<Event<'_>> {
        let block = self.bytes.get(range)?;
        match self.kind {
            PartsKind::JsonLines => {
                let data = block.trim_ascii();
                (!data.is_empty()).then_some(Event(EngineEvent { name: None, data: Cow::Borrowed(data) }))
            }
            PartsKind::EventStream | PartsKind::Multipart => read_event(block).map(Event),
        }
    }
}

impl<E: Decode> Events<E> {
    /// Creates the decoder of a response by its media type; `None` if that is neither an event stream nor JSON lines.
    ///
    /// The headers that the table reads, such as a request id, are those of every error in the stream.
    #[must_use]
    pub fn of_response(headers: &(impl Headers + ?Sized)) -> Option<Self> {
        let kind = parts_of_media_type(headers.header("content-type")?)?;
        (kind != PartsKind::Multipart).then(|| Self::new(kind).headers(headers))
    }

    /// Returns the decoder with the headers of the response. See [`of_response`](Self::of_response).
    #[must_use]
    pub fn headers(mut self, headers: &(impl Headers + ?Sized)) -> Self {
        // The media type is that of the stream, and not of an event.
        let read = E::tables().iter().flat_map(|table| table.headers()).filter(|name| *name != "content-type");
        self.headers.clear();
        for name in read.chain(["date"]) {
            headers.each_line(name, &mut |value| self.headers.push((name.into(), header_text(value))));
        }
        self
    }

    /// Returns the next event, as data or as an error; `None` until more bytes come.
    #[allow(clippy::should_implement_trait, reason = "an event borrows from the decoder")]
    pub fn next(&mut self) -> Option<Result<Event<'_>, StreamError<E>>> {
        let range = match self.advance()? {
            Ok(range) => range,
            Err(limit) => return Some(Err(StreamError::TooLong { limit })),
        };
        let event = self.event(range)?;
        if event.data().trim_ascii() == b"[DONE]" {
            return Some(Ok(event));
        }
        let headers = EventHeaders { name: event.name(), headers: &self.headers };
        let error = incoming_lines(None, Some(&headers), event.data(), detect::<E>).map(Decoded::into_owned);
        Some(match error {
            Some(error) => Err(StreamError::Api(Box::new(error))),
            None => Ok(event),
        })
    }
}

/// The headers of an event: its name, and those of the response.
struct EventHeaders<'e> {
    name: Option<&'e str>,
    headers: &'e [(String, Arc<str>)],
}

impl HeaderLines for EventHeaders<'_> {
    fn each_line(&self, name: &str, take: &mut dyn FnMut(Arc<str>)) {
        match self.name.filter(|_| name == EVENT_TYPE) {
            Some(event) => take(event.into()),
            None => {
                let lines = self.headers.iter().filter(|(own, _)| own.eq_ignore_ascii_case(name));
                lines.for_each(|(_, value)| take(Arc::clone(value)));
            }
        }
    }
}

impl<E> fmt::Debug for Events<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Events").field("kind", &self.kind).field("limit", &self.limit).finish_non_exhaustive()
    }
}
