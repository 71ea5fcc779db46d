//! Errors in traces: spans and events of [`tracing`](https://docs.rs/tracing), named as OpenTelemetry has it.
//!
//! ```
//! use errspec::tracing::{call_span, record};
//! use tracing::Level;
//!
//! # #[errspec::table("../../specs/flanks.toml")] pub enum FlanksError {}
//! let span = call_span!(Level::INFO, "credentials status", user = 7);
//! let _entered = span.enter();
//! let decoded = FlanksError::decode(400, r#"{"error": "Missing fields: client_id", "error_code": 40001}"#);
//! record(&decoded, &span);
//! // Or, where there is no span of the call:
//! errspec::tracing::event(Level::WARN, &decoded);
//! ```
//!
//! | field | what it is |
//! |---|---|
//! | `error.type` | the entry's name; of the unknown, the status, else `_OTHER`: few values, as [semantic conventions] want it |
//! | `http.response.status_code` | the status as it arrived, where there was one |
//! | `otel.status_code` | `ERROR`, of a span only: what `tracing-opentelemetry` makes the span's status of |
//! | `errspec.table` | the table's name |
//! | `errspec.name` | the entry's name; of the unknown, the one that arrived |
//! | `errspec.code` | the code as it arrived |
//! | `errspec.request_id` | the request id |
//! | `errspec.retry` | `never`, `after`, `poll` or `unknown` |
//!
//! The target of an event is `errspec::tracing`. Nothing else of a response is recorded: no body, no message, no field, for they may hold what is nobody's business. Of what
//! arrived no more is recorded than its first 128 characters.
//!
//! [semantic conventions]: https://opentelemetry.io/docs/specs/semconv/registry/attributes/error/

use alloc::string::{String, ToString};

use ::tracing::{Level, Span};

use crate::{Decode, Decoded, Retry};

#[doc(inline)]
pub use crate::__call_span as call_span;

/// A span with the fields that [`record`](crate::tracing::record) fills in, which a span must have from its beginning:
/// `call_span!(level, "name")`, and further fields as `tracing` takes them.
///
/// ```
/// use errspec::tracing::call_span;
/// use tracing::Level;
///
/// let id = 7;
/// let span = call_span!(Level::INFO, "get user", user = id, http.request.method = "GET");
/// # drop(span);
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! __call_span {
    ($level:expr, $name:expr $(, $($fields:tt)*)?) => {
        $crate::__private0_1::tracing::span!(
            $level,
            $name,
            "error.type" = $crate::__private0_1::tracing::field::Empty,
            "http.response.status_code" = $crate::__private0_1::tracing::field::Empty,
            "otel.status_code" = $crate::__private0_1::tracing::field::Empty,
            "errspec.table" = $crate::__private0_1::tracing::field::Empty,
            "errspec.name" = $crate::__private0_1::tracing::field::Empty,
            "errspec.code" = $crate::__private0_1::tracing::field::Empty,
            "errspec.request_id" = $crate::__private0_1::tracing::field::Empty,
            "errspec.retry" = $crate::__private0_1::tracing::field::Empty,
            $($($fields)*)?
        )
    };
}

/// What is recorded of a response.
struct Facts<'d> {
    kind: String,
    status: Option<u16>,
    table: Option<&'static str>,
    name: &'d str,
    code: Option<String>,
    request_id: Option<&'d str>,
    retry: &'static str,
}

impl<'d> Facts<'d> {
    fn of<E: Decode>(decoded: &'d Decoded<'_, E>) -> Self {
        let error = decoded.error();
        let status = Some(decoded.status()).filter(|status| *status != 0);
        // A name or code that no table has would be a value of its own for whatever anybody sends.
        let kind = match (error.is_unknown(), status) {
            (false, _) => error.name().into(),
            (true, Some(status)) => status.to_string(),
            (true, None) => "_OTHER".into(),
        };
        Self {
            kind,
            status,
            table: E::tables().get(decoded.rest.table).map(|table| table.name),
            name: beginning(error.name()),
            code: decoded.code().map(|code| beginning(&code.to_string()).into()),
            request_id: decoded.request_id().map(beginning),
            retry: match error.retry() {
                Retry::Never => "never",
                Retry::After => "after",
                Retry::Poll => "poll",
                Retry::Unknown => "unknown",
            },
        }
    }
}

/// The first 128 characters.
fn beginning(text: &str) -> &str {
    let end = text.char_indices().nth(128).map_or(text.len(), |(end, _)| end);
    text.get(..end).unwrap_or(text)
}

/// Records an error in the span of its call, made by [`call_span!`] or with the same fields; one that a span does not have is
/// passed over.
pub fn record<E: Decode>(decoded: &Decoded<'_, E>, span: &Span) {
    if span.is_disabled() {
        return;
    }
    let facts = Facts::of(decoded);
    span.record("error.type", facts.kind.as_str())
        .record("http.response.status_code", facts.status)
        .record("otel.status_code", "ERROR")
        .record("errspec.table", facts.table)
        .record("errspec.name", facts.name)
        .record("errspec.code", facts.code.as_deref())
        .record("errspec.request_id", facts.request_id)
        .record("errspec.retry", facts.retry);
}

/// Says in an event of this level that an error came, with the same fields.
pub fn event<E: Decode>(level: Level, decoded: &Decoded<'_, E>) {
    macro_rules! event {
        ($level:ident) => {
            if ::tracing::enabled!(Level::$level) {
                let facts = Facts::of(decoded);
                ::tracing::event!(
                    Level::$level,
                    "error.type" = facts.kind.as_str(),
                    "http.response.status_code" = facts.status,
                    "errspec.table" = facts.table,
                    "errspec.name" = facts.name,
                    "errspec.code" = facts.code.as_deref(),
                    "errspec.request_id" = facts.request_id,
                    "errspec.retry" = facts.retry,
                    "an error of the API"
                );
            }
        };
    }
    // The level of an event is part of where it is written.
    match level {
        Level::ERROR => event!(ERROR),
        Level::WARN => event!(WARN),
        Level::INFO => event!(INFO),
        Level::DEBUG => event!(DEBUG),
        Level::TRACE => event!(TRACE),
    }
}
