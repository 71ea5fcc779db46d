//! The attributes of a failure.

use alloc::borrow::Cow;
use alloc::string::ToString;

use ::tracing::{Level, Span};
use errspec_engine::{Code, Retry};

use crate::labels::Labels;

/// The attributes of a failure that are recorded. [`Traced::attributes`](super::Traced::attributes) returns them.
///
/// A text that arrived is kept up to its first 128 characters.
#[derive(Debug, Clone, Default)]
pub struct Attributes<'f> {
    error_type: Cow<'f, str>,
    /// The status of OpenTelemetry, an `i64`: `tracing-opentelemetry` records other integers as texts.
    status: Option<i64>,
    otel_status: Option<&'static str>,
    table: Option<&'static str>,
    name: Option<&'f str>,
    code: Option<Cow<'f, str>>,
    request_id: Option<&'f str>,
    retry: Option<&'static str>,
    unread_retry_after: Option<&'f str>,
}

impl<'f> Attributes<'f> {
    /// Creates the attributes of a failure that is none of an API. `error_type` is one of a few words: `timeout`.
    ///
    /// [`Traced`](super::Traced) has an example.
    #[must_use]
    pub fn new(error_type: &'static str) -> Self {
        Self { error_type: Cow::Borrowed(error_type), otel_status: Some("ERROR"), ..Self::default() }
    }

    /// Creates the attributes that the labels of a failure have, and its status.
    pub(super) fn of(labels: Labels, status: Option<u16>) -> Self {
        let own = Self::new(labels.error_type());
        // A name or code that no table has would be a new value for every response. The status is one of few.
        let error_type = match status {
            Some(status) if labels.is_other() => Cow::Owned(status.to_string()),
            _ => own.error_type,
        };
        Self { error_type, status: status.map(i64::from), table: labels.table(), ..own }
    }

    /// Sets name and code.
    pub(super) fn entry(self, name: &'f str, code: Option<Code<'f>>) -> Self {
        let code = code.map(|code| match code {
            Code::Integer(number) => Cow::Owned(number.to_string()),
            Code::String(text) => Cow::Borrowed(truncated(text)),
        });
        Self { name: Some(truncated(name)), code, ..self }
    }

    /// Sets the advice of the failure.
    #[must_use]
    pub fn retry(self, retry: Retry) -> Self {
        let retry = match retry {
            Retry::Never => "never",
            Retry::After => "after",
            Retry::Poll => "poll",
            _ => "unknown",
        };
        Self { retry: Some(retry), ..self }
    }

    /// Sets the values of a response besides its error.
    pub(super) fn response(self, request_id: Option<&'f str>, unread_retry_after: Option<&'f str>) -> Self {
        Self { request_id: request_id.map(truncated), unread_retry_after: unread_retry_after.map(truncated), ..self }
    }

    /// Marks the failure as one that a server sends: a status below 500 tells that the client is to blame.
    pub(super) fn sent(self) -> Self {
        let is_own = self.status.is_none_or(|status| status >= 500);
        Self { otel_status: self.otel_status.filter(|_| is_own), ..self }
    }

    pub(super) fn record(&self, span: &Span) {
        span.record("error.type", &*self.error_type)
            .record("http.response.status_code", self.status)
            .record("otel.status_code", self.otel_status)
            .record("errspec.table", self.table)
            .record("errspec.name", self.name)
            .record("errspec.code", self.code.as_deref())
            .record("errspec.request_id", self.request_id)
            .record("errspec.retry", self.retry)
            .record("errspec.unread_retry_after", self.unread_retry_after);
    }
}

/// Records an event of this level, if a subscriber wants it.
pub(super) fn event<'f>(level: Level, attributes: impl FnOnce() -> Attributes<'f>) {
    macro_rules! event {
        ($level:ident) => {
            if ::tracing::enabled!(target: "errspec::tracing", Level::$level) {
                let attributes = attributes();
                ::tracing::event!(
                    target: "errspec::tracing",
                    Level::$level,
                    "error.type" = &*attributes.error_type,
                    "http.response.status_code" = attributes.status,
                    "errspec.table" = attributes.table,
                    "errspec.name" = attributes.name,
                    "errspec.code" = attributes.code.as_deref(),
                    "errspec.request_id" = attributes.request_id,
                    "errspec.retry" = attributes.retry,
                    "errspec.unread_retry_after" = attributes.unread_retry_after,
                    "{}",
                    if attributes.name.is_some() { "an error of the API" } else { "a failed call" }
                );
            }
        };
    }
    // The level of an event must be a constant.
    match level {
        Level::ERROR => event!(ERROR),
        Level::WARN => event!(WARN),
        Level::INFO => event!(INFO),
        Level::DEBUG => event!(DEBUG),
        Level::TRACE => event!(TRACE),
    }
}

/// Returns the first 128 characters of a text.
fn truncated(text: &str) -> &str {
    let end = text.char_indices().nth(128).map_or(text.len(), |(end, _)| end);
    text.get(..end).unwrap_or(text)
}
