//! What decoding gives.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;
use core::time::Duration;

use crate::generated::Built;
use crate::json::Json;
use crate::said::{Received, Said};
use crate::slot::{Body, Slot};
use crate::table::Envelope;
use crate::value::Value;
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
    /// The number of the table by which it was decoded.
    pub(crate) table: usize,
    pub(crate) status: u16,
    pub(crate) code: Option<Received<'b>>,
    pub(crate) message: Option<Said<'b>>,
    pub(crate) request_id: Option<Said<'b>>,
    pub(crate) retry_after: Option<Duration>,
    pub(crate) details: Slot,
    pub(crate) envelope: Option<&'static Envelope>,
    pub(crate) forgiven: bool,
    pub(crate) headers: Vec<(u16, String)>,
    pub(crate) body: Cow<'b, [u8]>,
    /// Whether the body is UTF-8.
    pub(crate) valid: bool,
}

impl<'b> Rest<'b> {
    /// A body that says nothing.
    #[inline]
    pub(crate) fn new(body: &'b [u8]) -> Self {
        Self {
            table: 0,
            status: 0,
            code: None,
            message: None,
            request_id: None,
            retry_after: None,
            details: Slot::ABSENT,
            envelope: None,
            forgiven: false,
            headers: Vec::new(),
            body: Cow::Borrowed(body),
            valid: false,
        }
    }

    #[inline]
    pub(crate) fn body(&self) -> Body<'_> {
        Body { bytes: &self.body, valid: self.valid }
    }

    fn into_owned(self) -> Rest<'static> {
        Rest {
            table: self.table,
            status: self.status,
            code: self.code.map(Received::into_owned),
            message: self.message.map(Said::into_owned),
            request_id: self.request_id.map(Said::into_owned),
            retry_after: self.retry_after,
            details: self.details,
            envelope: self.envelope,
            forgiven: self.forgiven,
            headers: self.headers,
            body: Cow::Owned(self.body.into_owned()),
            valid: self.valid,
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
        self.rest.message.as_ref().map(Said::as_str)
    }

    /// The request id.
    pub fn request_id(&self) -> Option<&str> {
        self.rest.request_id.as_ref().map(Said::as_str)
    }

    /// How long to wait before a retry: as the response says, else as the table does.
    ///
    /// A date (RFC 9110, section 10.2.3) counts from the response's `Date`, so that the clocks of both ends need not agree; else
    /// from the system's clock, with the feature `std`; else it says nothing. None is left of one that is past.
    pub fn retry_after(&self) -> Option<Duration> {
        self.rest.retry_after
    }

    /// The body as it arrived.
    pub fn body(&self) -> &[u8] {
        &self.rest.body
    }

    /// What stands where the envelope has its details, whatever it is.
    pub fn details_json(&self) -> Option<Json> {
        self.rest.details.json(self.rest.body())
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

impl<E: Built> Decoded<'_, E> {
    /// The sub-errors, typed as the table's `[detail]` says. One that lacks a required value is left out; it stands in
    /// [`details_json`](Self::details_json), and the strict forms reject it.
    pub fn details(&self) -> Vec<E::Detail> {
        self.typed_details()
    }

    /// Every error of a response that lists several, the headline first; just the one where the envelope has no `errors`.
    pub fn errors(&self) -> Vec<E> {
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
            .field("message", &self.message())
            .field("request_id", &self.request_id())
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
