//! The parts of a response.

use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::time::Duration;

use super::gathered::each_gathered;
#[cfg(feature = "xml")]
use crate::body::repeated_elements;
use crate::body::{Body, Charset, Gathered, ReceivedCode, Slot, Text, json_value, without_text_around};
use crate::code::{Code, Key};
use crate::json::without_trailing_commas;
#[cfg(feature = "xml")]
use crate::kind::Kind;
use crate::location::segments;
use crate::parts::Framing;
use crate::response::{Header, UnreadDelay};
use crate::retry::Retry;
use crate::table::{BodyKind, Envelope, Layout, Table};
use crate::value::Fields;

/// The result of decoding: the values of the entry's fields, and the other parts of the response.
///
/// The caller passes it as an out parameter, since a move of the finished value would cost more than writing it in place.
#[derive(Debug)]
pub struct Decoded<'t, 'b> {
    /// The parts of the response besides its entry.
    pub parts: ResponseParts<'t, 'b>,
    /// The values of the entry's fields.
    pub fields: Fields<'b>,
}

impl<'b> Decoded<'_, 'b> {
    /// Creates an empty result for a body.
    #[inline]
    #[must_use]
    pub fn new(body: &'b [u8]) -> Self {
        Self { parts: ResponseParts::new(body), fields: Fields::default() }
    }
}

/// The parts of a response besides its entry.
#[derive(Debug, Clone)]
pub struct ResponseParts<'t, 'b> {
    pub(super) status: Option<u16>,
    pub(super) code: Option<ReceivedCode<'b>>,
    pub(super) message: Option<Text<'b>>,
    pub(super) request_id: Option<Text<'b>>,
    pub(super) retry: Option<Retry>,
    pub(super) retry_after: Option<Duration>,
    pub(super) details: Slot,
    /// The path from `details` to the sub-errors that are gathered.
    pub(super) gathered: Option<&'t str>,
    pub(super) envelope: Option<Envelope<'t>>,
    /// `true` if the body has an error that was tolerated.
    pub(super) tolerated: bool,
    pub(super) body: Cow<'b, [u8]>,
    /// `true` if the body is known to be UTF-8.
    pub(super) valid: bool,
    pub(super) charset: Charset,
    pub(super) rare: Option<Box<RareParts<'b>>>,
}

/// A body as received that is decoded in another form.
#[derive(Debug, Clone)]
pub(super) struct ReceivedBody<'b> {
    pub(super) bytes: Cow<'b, [u8]>,
    /// The media type with which it came; `None` if it came without.
    pub(super) media_type: Option<Arc<str>>,
}

/// The parts that most responses do not have. They are boxed, so that a decoded response is cheap to move.
#[derive(Debug, Clone, Default)]
pub(super) struct RareParts<'b> {
    /// The symbolic name, which is read only if no entry was found.
    pub(super) name: Option<Text<'b>>,
    pub(super) headers: Vec<Header>,
    /// A value at a location of the delay that is not a delay.
    pub(super) unread_delay: Option<UnreadDelay>,
    pub(super) received: Option<ReceivedBody<'b>>,
    /// The text in which the details are, if it is a body of its own.
    pub(super) details_text: Option<String>,
    /// The whole body, if the response is a part of it.
    pub(super) sequence: Option<Sequence<'b>>,
}

/// A body in parts, of which a response is one.
#[derive(Debug, Clone)]
pub(super) struct Sequence<'b> {
    pub(super) body: Cow<'b, [u8]>,
    pub(super) framing: Framing,
    /// The status of the whole.
    pub(super) status: Option<u16>,
    /// The headers of the whole.
    pub(super) headers: Vec<Header>,
    /// The rank of the part. Those of the same rank are errors, too.
    pub(super) rank: Rank,
}

/// The rank of a part. The first part with the highest rank is the response.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    /// Nothing tells that the part is an error.
    None,
    /// The part has a message.
    Message,
    /// The part has a code that does not mean success.
    Code,
    /// The part is an error.
    Error,
}

impl<'t, 'b> ResponseParts<'t, 'b> {
    #[inline]
    fn new(body: &'b [u8]) -> Self {
        Self {
            status: None,
            code: None,
            message: None,
            request_id: None,
            retry: None,
            retry_after: None,
            details: Slot::ABSENT,
            gathered: None,
            envelope: None,
            tolerated: false,
            body: Cow::Borrowed(body),
            valid: false,
            charset: Charset::Utf8,
            rare: None,
        }
    }

    /// Creates the parts of a response whose body is not in an envelope of the table.
    #[must_use]
    pub fn foreign(body: Body<'b>, parts: ForeignParts<'_, 'b>) -> Self {
        Self {
            status: parts.status,
            code: parts.code.map(|code| match code {
                Code::Integer(number) => ReceivedCode::Integer(number),
                Code::String(text) => ReceivedCode::String(Text::Decoded(Cow::Owned(text.into()))),
            }),
            message: parts.message.map(Text::Decoded).filter(|message| !message.is_page()),
            request_id: parts.request_id.map(Text::Decoded),
            details: parts.details,
            valid: body.valid,
            charset: body.charset,
            ..Self::new(body.bytes)
        }
    }

    /// Sets the envelope that defines the layout of the details, and the delay before a retry.
    #[must_use]
    pub fn with(mut self, envelope: Option<Envelope<'t>>, retry_after: Option<Duration>) -> Self {
        self.envelope = envelope;
        self.retry_after = retry_after;
        self
    }

    /// Returns the status of the transport, or else the one in the body.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        self.status
    }

    /// Returns the code as received.
    #[must_use]
    pub fn code(&self) -> Option<Code<'_>> {
        self.code.as_ref().map(ReceivedCode::code)
    }

    /// Returns the code in the form in which codes are compared.
    #[must_use]
    pub fn code_key(&self) -> Option<Key<'_>> {
        self.code.as_ref().map(ReceivedCode::key)
    }

    /// Returns the message.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.message.as_ref().map(Text::as_str)
    }

    /// Returns the symbolic name; it is read only if no entry was found.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        self.rare.as_ref()?.name.as_ref().map(Text::as_str)
    }

    /// Returns the request id.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.request_id.as_ref().map(Text::as_str)
    }

    /// Returns the retry advice of the response; `None` if it gives none.
    #[must_use]
    pub fn retry(&self) -> Option<Retry> {
        self.retry
    }

    /// Returns the delay before a retry: that of the response, or else that of the entry.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.retry_after
    }

    /// Returns the value at a location of the delay that could not be read as a delay.
    #[must_use]
    pub fn unread_delay(&self) -> Option<&UnreadDelay> {
        self.rare.as_ref()?.unread_delay.as_ref()
    }

    /// Returns the envelope that the response matches.
    #[must_use]
    pub fn envelope(&self) -> Option<Envelope<'t>> {
        self.envelope
    }

    /// Returns the body as received. For a body in parts, [`body`](Self::body) is the part, and this the whole.
    #[must_use]
    pub fn received_body(&self) -> &[u8] {
        if let Some(received) = self.received_in_other_form() {
            return &received.bytes;
        }
        self.sequence().map_or(&self.body, |sequence| &sequence.body)
    }

    /// Returns the body in which the values are. It is JSON for a body in CBOR or MessagePack.
    #[inline]
    #[must_use]
    pub fn body(&self) -> Body<'_> {
        Body { bytes: &self.body, valid: self.valid, charset: self.charset }
    }

    /// Returns the body in which the details are: that of the response, or a text in it.
    pub(super) fn details_body(&self) -> Body<'_> {
        let text = self.rare.as_ref().and_then(|rare| rare.details_text.as_deref());
        text.map_or_else(|| self.body(), Body::of_str)
    }

    /// Returns `true` if the details are in a text that is a body of its own.
    pub(super) fn has_details_in_text(&self) -> bool {
        self.rare.as_ref().is_some_and(|rare| rare.details_text.is_some())
    }

    /// Returns the body in parts of which the response is one.
    pub(super) fn sequence(&self) -> Option<&Sequence<'b>> {
        self.rare.as_ref()?.sequence.as_ref()
    }

    /// Returns the JSON at the location of the details, whatever its type. In XML, one element is a list of one, and
    /// the names of attributes begin with `@`.
    #[must_use]
    pub fn details_json(&self) -> Option<String> {
        let body = self.details_body();
        if let Some(path) = self.gathered {
            let mut items = Vec::new();
            let mut take = |gathered: Gathered| items.extend(gathered.value.json(body));
            each_gathered(self.detail_layout(), body, (self.details, &segments(path)), &mut take);
            return (!self.details.is_absent()).then(|| ["[", &items.join(","), "]"].concat());
        }
        #[cfg(feature = "xml")]
        if let (Kind::Xml | Kind::Elements, false) =
            (self.details.kind, self.envelope.is_some_and(|envelope| envelope.has_details_map()))
        {
            let elements = repeated_elements(body, self.details).into_iter();
            let items: Vec<String> = elements.filter_map(|element| element.json(body)).collect();
            return Some(["[", &items.join(","), "]"].concat());
        }
        self.details.json(body)
    }

    /// Returns the layout of a sub-error, if the table has one.
    pub(super) fn detail_layout(&self) -> Option<Layout<'t>> {
        Some(self.envelope?.of_table().detail()?.0)
    }

    /// Returns the headers that the table reads, by slot.
    pub(crate) fn headers_by_slot(&self) -> &[Header] {
        self.rare.as_ref().map_or(&[], |rare| &rare.headers)
    }

    /// Returns the headers that the table reads, by name.
    pub fn headers(&self, table: &'t Table<'t>) -> impl Iterator<Item = (&'t str, &str)> {
        let first = table.body().slots();
        self.headers_by_slot().iter().filter_map(move |header| {
            let place = (header.slot as usize).checked_sub(first)?;
            Some((table.headers().get(place)?, &*header.value))
        })
    }

    /// Returns the body to forward: the body as received, but without what is not JSON: trailing commas, and text around the value. No other
    /// byte changes: a body in another charset than UTF-8, or in CBOR or MessagePack, is forwarded as received.
    #[must_use]
    pub fn forwarded_body(&self) -> Vec<u8> {
        let is_json = self.envelope.is_some_and(|envelope| envelope.body() == BodyKind::Json);
        let is_converted = self.received_in_other_form().is_some();
        if self.tolerated && is_json && !is_converted && self.sequence().is_none() {
            let value = without_text_around(&self.body);
            // What is no JSON has no trailing commas.
            if json_value(value).1.fatal.is_none() {
                return without_trailing_commas(value);
            }
        }
        self.received_body().to_vec()
    }

    /// Returns the media type of the body to forward: that of its envelope, but of a body that is decoded in another form, the one with
    /// which it came.
    #[must_use]
    pub fn forwarded_media_type(&self) -> Option<&str> {
        match self.received_in_other_form() {
            Some(received) => received.media_type.as_deref(),
            None => self.envelope.map(|envelope| envelope.media_type()),
        }
    }

    fn received_in_other_form(&self) -> Option<&ReceivedBody<'b>> {
        self.rare.as_ref()?.received.as_ref()
    }

    /// Returns the parts with an owned body.
    #[must_use]
    pub fn into_owned(self) -> ResponseParts<'t, 'static> {
        ResponseParts {
            status: self.status,
            code: self.code.map(ReceivedCode::into_owned),
            message: self.message.map(Text::into_owned),
            request_id: self.request_id.map(Text::into_owned),
            retry: self.retry,
            retry_after: self.retry_after,
            details: self.details,
            gathered: self.gathered,
            envelope: self.envelope,
            tolerated: self.tolerated,
            body: Cow::Owned(self.body.into_owned()),
            valid: self.valid,
            charset: self.charset,
            rare: self.rare.map(|rare| {
                Box::new(RareParts {
                    name: rare.name.map(Text::into_owned),
                    headers: rare.headers,
                    unread_delay: rare.unread_delay,
                    details_text: rare.details_text,
                    received: rare
                        .received
                        .map(|it| ReceivedBody { bytes: Cow::Owned(it.bytes.into_owned()), media_type: it.media_type }),
                    sequence: rare.sequence.map(|it| Sequence { body: Cow::Owned(it.body.into_owned()), ..it }),
                })
            }),
        }
    }
}

/// The parts of a response whose body is not in an envelope of the table.
#[derive(Debug, Default)]
pub struct ForeignParts<'c, 'b> {
    /// The status.
    pub status: Option<u16>,
    /// The code.
    pub code: Option<Code<'c>>,
    /// The message.
    pub message: Option<Cow<'b, str>>,
    /// The request id.
    pub request_id: Option<Cow<'b, str>>,
    /// The details.
    pub details: Slot,
}
