//! Requests that a framework rejects before a handler sees them.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;
use core::time::Duration;

use super::completion::HeaderFields;
use crate::adapters::shared::send::CONTENT_TYPE;

/// The reason why a framework rejected a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RejectionKind {
    /// The body is not well-formed, or could not be read. Only an extractor tells.
    Syntax,
    /// The body is well-formed, but does not have the expected content: the status 422.
    Data,
    /// The body has another media type: the status 415.
    MediaType,
    /// The body is too long: the status 413.
    TooLarge,
    /// A parameter of the path does not have the expected content. Only an extractor tells.
    Path,
    /// A parameter of the query does not have the expected content. Only an extractor tells.
    Query,
    /// No route has the path: the status 404.
    NotFound,
    /// The route does not have the method: the status 405.
    MethodNotAllowed,
    /// The request, or its handling, took too long: the status 408 or 504.
    Timeout,
    /// There were too many requests, as a layer says that limits the rate: the status 429.
    TooManyRequests,
    /// The server does not take the request now, as a layer says that sheds load, or a timeout that is set to this status: the status 503.
    Unavailable,
    /// The server failed, as by a panic: any other status from 500 on.
    Internal,
    /// Another status than those of the other reasons.
    Other,
}

/// A request that the framework rejected before a handler saw it, or whose handling it ended.
///
/// A conversion into the error of the API says which entry each reason has. The middleware calls it for every response with an error
/// status that no handler has returned as an error of a table:
///
/// ```
/// use errspec::tower::{ErrorLayer, Rejection, RejectionKind};
///
/// #[derive(Debug, errspec::Error)]
/// #[errspec("specs/billing.toml", partial)]
/// enum BillingError {
///     InvalidRequest,
///     NotFound,
///     MethodNotAllowed,
///     #[errspec(entry = "INTERNAL")]
///     Internal,
/// }
///
/// impl From<Rejection> for BillingError {
///     fn from(rejection: Rejection) -> Self {
///         match rejection.kind() {
///             RejectionKind::NotFound => Self::NotFound,
///             RejectionKind::MethodNotAllowed => Self::MethodNotAllowed,
///             _ if rejection.status() >= 500 => Self::Internal,
///             _ => Self::InvalidRequest,
///         }
///     }
/// }
///
/// let layer = ErrorLayer::new().rejections::<BillingError>();
/// # drop(layer);
/// ```
///
/// `Display` writes the reason in words that may be shown to the client. The words of the framework are in [`text`](Self::text), which is
/// for the log: they may contain values of the request and names of types. With the feature `tracing` they are logged as an event of
/// the level `DEBUG`, whose target is `errspec::rejection`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejection {
    kind: RejectionKind,
    status: u16,
    field: Option<String>,
    text: Option<String>,
    retry_after: Option<Duration>,
}

impl Rejection {
    /// Creates the rejection of a request, with the status that the framework sends.
    #[must_use]
    pub const fn new(kind: RejectionKind, status: u16) -> Self {
        Self { kind, status, field: None, text: None, retry_after: None }
    }

    /// Creates a rejection of which only the status is known.
    #[must_use]
    pub const fn of_status(status: u16) -> Self {
        let kind = match status {
            404 => RejectionKind::NotFound,
            405 => RejectionKind::MethodNotAllowed,
            408 | 504 => RejectionKind::Timeout,
            413 => RejectionKind::TooLarge,
            415 => RejectionKind::MediaType,
            422 => RejectionKind::Data,
            429 => RejectionKind::TooManyRequests,
            503 => RejectionKind::Unavailable,
            500..=599 => RejectionKind::Internal,
            _ => RejectionKind::Other,
        };
        Self::new(kind, status)
    }

    /// Sets the field of the request that has the wrong content. An empty name is none.
    #[must_use]
    pub fn with_field(mut self, field: impl Into<String>) -> Self {
        self.field = Some(field.into()).filter(|field| !field.is_empty());
        self
    }

    /// Sets the words of the framework.
    #[must_use]
    pub fn with_text(mut self, text: impl Into<String>) -> Self {
        self.text = Some(text.into()).filter(|text| !text.is_empty());
        self
    }

    /// Returns the reason.
    #[must_use]
    pub fn kind(&self) -> RejectionKind {
        self.kind
    }

    /// Returns the status that the framework would have sent.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.status
    }

    /// Returns the field of the request that has the wrong content, such as `items[2].price`; `None` if the framework does not tell, as
    /// for a missing member of the body.
    #[must_use]
    pub fn field(&self) -> Option<&str> {
        self.field.as_deref()
    }

    /// Returns the words of the framework, for the log.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        self.text.as_deref()
    }

    /// Sets the delay before a retry that the framework sends.
    #[must_use]
    pub const fn with_retry_after(mut self, delay: Duration) -> Self {
        self.retry_after = Some(delay);
        self
    }

    /// Returns the delay before a retry: the `retry-after` of the framework's response, in seconds, as a layer sends it that limits the
    /// rate.
    ///
    /// The error is sent with this delay, unless it has one of its own by [`Encoder::retry_after`](crate::Encoder::retry_after).
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.retry_after
    }

    /// Takes the delay from the headers of the framework's response, if it is not known.
    pub(in crate::adapters) fn or_delay(self, headers: &dyn HeaderFields) -> Self {
        let seconds = |value: &[u8]| core::str::from_utf8(value).ok()?.trim().parse().ok();
        let delay = headers.all("retry-after").first().and_then(|value| seconds(value));
        match (self.retry_after, delay) {
            (None, Some(seconds)) => self.with_retry_after(Duration::from_secs(seconds)),
            _ => self,
        }
    }

    /// Returns `true` if a framework sends such a response by itself: an error in plain text or without a body.
    pub(in crate::adapters) fn is_sent_by(status: u16, headers: &dyn HeaderFields) -> bool {
        let is_plain = |media_type: &&[u8]| {
            let essence = media_type.split(|byte| *byte == b';').next().unwrap_or_default();
            essence.trim_ascii().eq_ignore_ascii_case(b"text/plain")
        };
        (400..600).contains(&status) && headers.all(CONTENT_TYPE).first().is_none_or(is_plain)
    }

    /// Sets the words of the framework to the body of its response, if they are not known.
    pub(in crate::adapters) fn or_text(self, body: Vec<u8>) -> Self {
        match (&self.text, String::from_utf8(body)) {
            (None, Ok(text)) => self.with_text(text),
            _ => self,
        }
    }

    /// Logs the words of the framework.
    pub(in crate::adapters) fn log(&self) {
        #[cfg(feature = "tracing")]
        ::tracing::event!(
            target: "errspec::rejection",
            ::tracing::Level::DEBUG,
            "http.response.status_code" = self.status,
            field = self.field(),
            text = self.text(),
            "{self}"
        );
    }
}

/// Writes the reason, without the words of the framework.
impl fmt::Display for Rejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.kind {
            RejectionKind::Syntax => "the body is malformed",
            RejectionKind::Data => "the body has a wrong value",
            RejectionKind::MediaType => "the body has a wrong media type",
            RejectionKind::TooLarge => "the body is too long",
            RejectionKind::Path => "the path has a wrong value",
            RejectionKind::Query => "the query has a wrong value",
            RejectionKind::NotFound => "there is nothing at this path",
            RejectionKind::MethodNotAllowed => "the method is not allowed",
            RejectionKind::Timeout => "the request took too long",
            RejectionKind::TooManyRequests => "there were too many requests",
            RejectionKind::Unavailable => "the server does not take the request now",
            RejectionKind::Internal => "the server failed",
            RejectionKind::Other => "the request was rejected",
        })?;
        match &self.field {
            Some(field) => write!(f, " at `{field}`"),
            None => Ok(()),
        }
    }
}

impl core::error::Error for Rejection {}
