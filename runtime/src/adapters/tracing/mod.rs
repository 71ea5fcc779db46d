//! Errors in spans and events of [`tracing`](https://docs.rs/tracing), with the attribute names of OpenTelemetry.
//!
//! ```
//! use errspec::tracing::{call_span, record};
//! use tracing::Level;
//!
//! # #[errspec::table("../../../../specs/flanks.toml")] pub enum FlanksError {}
//! let span = call_span!(Level::INFO, "credentials status", user = 7);
//! let _entered = span.enter();
//! let decoded = FlanksError::decode(400, r#"{"error": "Missing fields: client_id", "error_code": 40001}"#);
//! record(&decoded, &span);
//! // Or, if the call has no span:
//! errspec::tracing::event(Level::WARN, &decoded);
//! ```
//!
//! | field | content |
//! |---|---|
//! | `error.type` | the entry's name; for an unknown error, the status, else `_OTHER`: few values, as the [semantic conventions] require |
//! | `http.response.status_code` | the status that arrived, if there was one |
//! | `otel.status_code` | `ERROR`, in a span only: `tracing-opentelemetry` sets the status of the span by it |
//! | `errspec.table` | the table's name |
//! | `errspec.name` | the entry's name; for an unknown error, the name that arrived |
//! | `errspec.code` | the code that arrived |
//! | `errspec.request_id` | the request id |
//! | `errspec.retry` | `never`, `after`, `poll` or `unknown` |
//! | `errspec.unread_retry_after` | the value that should be a delay and could not be read as one |
//!
//! The target of an event is `errspec::tracing`. The body, the message and the fields of a response are not recorded, because
//! they may contain personal data. A value that arrived is recorded up to its first 128 characters.
//!
//! `runtime/examples/tracing.rs` is a whole program.
//!
//! [semantic conventions]: https://opentelemetry.io/docs/specs/semconv/registry/attributes/error/

use alloc::string::{String, ToString};

use ::tracing::{Level, Span};
use errspec_engine::Retry;

use crate::decoded::Decoded;
use crate::spec::Decode;

#[doc(inline)]
pub use crate::__call_span as call_span;

/// Creates a span with the fields that [`record`](crate::tracing::record) fills in: `call_span!(level, "name")`, and further
/// fields in the syntax of `tracing`.
///
/// A span must have all its fields from the beginning, so these are empty until `record` is called.
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
            "errspec.unread_retry_after" = $crate::__private0_1::tracing::field::Empty,
            $($($fields)*)?
        )
    };
}

/// The attributes of a response that are recorded.
struct Attributes<'d> {
    kind: String,
    status: Option<u16>,
    table: Option<&'static str>,
    name: &'d str,
    code: Option<String>,
    request_id: Option<&'d str>,
    retry: &'static str,
    unread_retry_after: Option<&'d str>,
}

impl<'d> Attributes<'d> {
    fn of<E: Decode>(decoded: &'d Decoded<'_, E>) -> Self {
        let error = decoded.error();
        let status = decoded.status();
        // A name or code that no table has would be a new value of `error.type` for every response.
        let kind = match (error.is_unknown(), status) {
            (false, _) => error.name().into(),
            (true, Some(status)) => status.to_string(),
            (true, None) => "_OTHER".into(),
        };
        Self {
            kind,
            status,
            table: decoded.own_table().map(|table| table.name()),
            name: truncated(error.name()),
            code: decoded.code().map(|code| truncated(&code.to_string()).into()),
            request_id: decoded.request_id().map(truncated),
            unread_retry_after: decoded.unread_retry_after(),
            retry: match decoded.retry() {
                Retry::Never => "never",
                Retry::After => "after",
                Retry::Poll => "poll",
                _ => "unknown",
            },
        }
    }
}

/// Returns the first 128 characters of a text.
fn truncated(text: &str) -> &str {
    let end = text.char_indices().nth(128).map_or(text.len(), |(end, _)| end);
    text.get(..end).unwrap_or(text)
}

/// Records an error in the span of its call.
///
/// [`call_span!`] creates a span with all fields. A field that the span does not have is ignored.
pub fn record<E: Decode>(decoded: &Decoded<'_, E>, span: &Span) {
    if span.is_disabled() {
        return;
    }
    let attributes = Attributes::of(decoded);
    span.record("error.type", attributes.kind.as_str())
        .record("http.response.status_code", attributes.status)
        .record("otel.status_code", "ERROR")
        .record("errspec.table", attributes.table)
        .record("errspec.name", attributes.name)
        .record("errspec.code", attributes.code.as_deref())
        .record("errspec.request_id", attributes.request_id)
        .record("errspec.retry", attributes.retry)
        .record("errspec.unread_retry_after", attributes.unread_retry_after);
}

/// Records an error as an event of this level, with the fields of a span.
///
/// The [module](crate::tracing) has an example.
pub fn event<E: Decode>(level: Level, decoded: &Decoded<'_, E>) {
    macro_rules! event {
        ($level:ident) => {
            if ::tracing::enabled!(Level::$level) {
                let attributes = Attributes::of(decoded);
                ::tracing::event!(
                    Level::$level,
                    "error.type" = attributes.kind.as_str(),
                    "http.response.status_code" = attributes.status,
                    "errspec.table" = attributes.table,
                    "errspec.name" = attributes.name,
                    "errspec.code" = attributes.code.as_deref(),
                    "errspec.request_id" = attributes.request_id,
                    "errspec.retry" = attributes.retry,
                    "errspec.unread_retry_after" = attributes.unread_retry_after,
                    "an error of the API"
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
