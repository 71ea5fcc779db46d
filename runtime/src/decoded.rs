//! What decoding gives.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;
use core::time::Duration;

use crate::generated::Generated;
use crate::json::Json;
use crate::slot::{Body, Slot};
use crate::table::Envelope;
use crate::value::Value;
use crate::wire::{Text, whole};
use crate::{Code, Spec};

/// A response, decoded: the typed error, and what arrived with it.
///
/// It borrows the body that it was decoded from; [`into_owned`](Self::into_owned) takes a copy, and
/// [`into_error`](Self::into_error) keeps the error alone, which borrows nothing.
#[derive(Clone)]
pub struct Decoded<'b, E> {
    pub(crate) error: E,
    pub(crate) rest: Rest<'b>,
}

/// What of a response is no part of the error.
#[derive(Clone)]
pub(crate) struct Rest<'b> {
    pub(crate) status: u16,
    pub(crate) code: Option<Received<'b>>,
    pub(crate) message: Option<Cow<'b, str>>,
    pub(crate) request_id: Option<Cow<'b, str>>,
    pub(crate) retry_after: Option<Duration>,
    pub(crate) details: Slot,
    pub(crate) envelope: Option<&'static Envelope>,
    pub(crate) forgiven: bool,
    pub(crate) headers: Vec<(u16, String)>,
    pub(crate) body: Arrived<'b>,
}

/// A body that arrived; of one that is UTF-8 that is known.
#[derive(Clone)]
pub(crate) enum Arrived<'b> {
    Text(Cow<'b, str>),
    Bytes(Cow<'b, [u8]>),
}

impl<'b> Arrived<'b> {
    #[inline]
    pub(crate) fn new(body: Body<'b>) -> Self {
        if body.text.len() == body.bytes.len() {
            Self::Text(Cow::Borrowed(body.text))
        } else {
            Self::Bytes(Cow::Borrowed(body.bytes))
        }
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        match self {
            Self::Text(text) => text.as_bytes(),
            Self::Bytes(bytes) => bytes,
        }
    }

    pub(crate) fn body(&self) -> Body<'_> {
        match self {
            Self::Text(text) => Body { bytes: text.as_bytes(), text },
            Self::Bytes(bytes) => Body::new(bytes),
        }
    }

    fn into_owned(self) -> Arrived<'static> {
        match self {
            Self::Text(text) => Arrived::Text(Cow::Owned(text.into_owned())),
            Self::Bytes(bytes) => Arrived::Bytes(Cow::Owned(bytes.into_owned())),
        }
    }
}

/// A code that arrived.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Received<'b> {
    Integer(i64),
    String(Cow<'b, str>),
}

impl<'b> Received<'b> {
    /// An integer if it is a number that fits.
    #[inline]
    pub(crate) fn new(text: Text<'b>) -> Self {
        match if text.number { whole(&text.text) } else { None } {
            Some(number) => Self::Integer(number),
            None => Self::String(text.text),
        }
    }

    #[inline]
    pub(crate) fn code(&self) -> Code<'_> {
        match self {
            Self::Integer(number) => Code::Integer(*number),
            Self::String(text) => Code::String(text),
        }
    }

    pub(crate) fn into_owned(self) -> Received<'static> {
        match self {
            Self::Integer(number) => Received::Integer(number),
            Self::String(text) => Received::String(Cow::Owned(text.into_owned())),
        }
    }
}

impl Rest<'_> {
    fn into_owned(self) -> Rest<'static> {
        Rest {
            status: self.status,
            code: self.code.map(Received::into_owned),
            message: self.message.map(|message| Cow::Owned(message.into_owned())),
            request_id: self.request_id.map(|id| Cow::Owned(id.into_owned())),
            retry_after: self.retry_after,
            details: self.details,
            envelope: self.envelope,
            forgiven: self.forgiven,
            headers: self.headers,
            body: self.body.into_owned(),
        }
    }
}

impl<'b, E> Decoded<'b, E> {
    /// The error.
    pub fn error(&self) -> &E {
        &self.error
    }

    /// The error alone.
    pub fn into_error(self) -> E {
        self.error
    }

    /// The HTTP status as it arrived, or, where the transport gave none (0), as the body says.
    pub fn status(&self) -> u16 {
        self.rest.status
    }

    /// The code as it arrived, an alias included; `None` where there was none.
    pub fn code(&self) -> Option<Code<'_>> {
        self.rest.code.as_ref().map(Received::code)
    }

    /// The message as it arrived; `None` where there was none.
    pub fn message(&self) -> Option<&str> {
        self.rest.message.as_deref()
    }

    /// The request id.
    pub fn request_id(&self) -> Option<&str> {
        self.rest.request_id.as_deref()
    }

    /// How long to wait before a retry: as the response says, else as the table does.
    pub fn retry_after(&self) -> Option<Duration> {
        self.rest.retry_after
    }

    /// The body as it arrived.
    pub fn body(&self) -> &[u8] {
        self.rest.body.bytes()
    }

    /// What stands where the envelope has its details, whatever it is.
    pub fn details_json(&self) -> Option<Json> {
        self.rest.details.json(self.rest.body.body())
    }

    /// The body to hand on: as it arrived. Only a JSON body with a comma before a closing bracket is handed on without the
    /// comma, since it would be no JSON.
    pub fn encode(&self) -> Vec<u8> {
        if self.rest.forgiven {
            return Json::from_scanned(self.body()).as_str().into();
        }
        self.body().to_vec()
    }

    /// The same, borrowing nothing.
    pub fn into_owned(self) -> Decoded<'static, E> {
        Decoded { error: self.error, rest: self.rest.into_owned() }
    }
}

impl<E: Generated> Decoded<'_, E> {
    /// The sub-errors, typed as the table's `[detail]` says. One that lacks a required value is left out; it stands in
    /// [`details_json`](Self::details_json), and the strict forms reject it.
    pub fn details(&self) -> Vec<E::Detail> {
        self.typed_details()
    }

    /// Every error of a response that lists several, the headline first; just the one where the envelope has no `errors`.
    pub fn errors(&self) -> Vec<E>
    where
        E: Clone,
    {
        self.listed_errors()
    }

    /// The value of a field: of the variant, else of the table's top-level `[fields]`. Names are the table's.
    pub fn field(&self, name: &str) -> Option<Value<'_>>
    where
        E: Spec,
    {
        self.error.field_by_name(name).or_else(|| self.top_level_field(name))
    }
}

impl<E: fmt::Debug> fmt::Debug for Decoded<'_, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Decoded")
            .field("error", &self.error)
            .field("status", &self.rest.status)
            .field("code", &self.code())
            .field("message", &self.rest.message)
            .field("request_id", &self.rest.request_id)
            .field("retry_after", &self.rest.retry_after)
            .field("body", &String::from_utf8_lossy(self.body()))
            .finish()
    }
}

/// The error's message.
impl<E: fmt::Display> fmt::Display for Decoded<'_, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.error.fmt(f)
    }
}

impl<E: core::error::Error> core::error::Error for Decoded<'_, E> {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        self.error.source()
    }
}
