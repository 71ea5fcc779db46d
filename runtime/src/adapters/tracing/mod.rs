//! Errors in spans and events of [`tracing`](https://docs.rs/tracing), with the attribute names of OpenTelemetry.
//!
//! ```
//! use errspec::tracing::{Traced, call_span};
//! use tracing::Level;
//!
//! # #[errspec::table("specs/flanks.toml")] pub enum FlanksError {}
//! let span = call_span!(Level::INFO, "credentials status", user = 7);
//! let _entered = span.enter();
//! let decoded = FlanksError::decode(400, r#"{"error": "Missing fields: client_id", "error_code": 40001}"#);
//! decoded.record(&span);
//! // Or, if the call has no span:
//! decoded.event(Level::WARN);
//! ```
//!
//! Every failure is [`Traced`]: a decoded response, a `Failure` of the feature `reqwest`, also one without a response, a problem document,
//! and an error that a server sends.
//!
//! | field | content |
//! |---|---|
//! | `error.type` | the entry's name; for an unknown error, the status, else `_OTHER`; without a response, what failed, such as `timeout`: few values, as the [semantic conventions] require |
//! | `http.response.status_code` | the status that arrived, or that is sent, if there is one: an integer |
//! | `otel.status_code` | `ERROR`, in a span only: `tracing-opentelemetry` sets the status of the span by it. An error that a server sends with a status below 500 is that of its client, and sets nothing |
//! | `errspec.table` | the table's name |
//! | `errspec.name` | the entry's name; for an unknown error, the name that arrived |
//! | `errspec.code` | the code that arrived |
//! | `errspec.request_id` | the request id |
//! | `errspec.retry` | `never`, `after`, `poll` or `unknown` |
//! | `errspec.unread_retry_after` | the value that should be a delay and could not be read as one |
//!
//! For metrics, [`labels`](crate::Labelled::labels) returns the same `error.type` in fewer values. The target of an event is
//! `errspec::tracing`. The body, the message and the fields of a response are not recorded, because
//! they may contain personal data. A value that arrived is recorded up to its first 128 characters.
//!
//! `runtime/examples/tracing.rs` is a whole program.
//!
//! [semantic conventions]: https://opentelemetry.io/docs/specs/semconv/registry/attributes/error/

mod attributes;
mod traced;

use ::tracing::{Level, Span};

pub use self::attributes::Attributes;
pub use self::traced::Traced;
#[doc(inline)]
pub use crate::__call_span as call_span;

/// Creates a span with the fields that [`record`](Traced::record) fills in: `call_span!(level, "name")`, and further
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

/// Records a failure in the span of its call, see [`Traced::record`].
pub fn record(failure: &(impl Traced + ?Sized), span: &Span) {
    failure.record(span);
}

/// Records a failure as an event of this level, see [`Traced::event`].
pub fn event(level: Level, failure: &(impl Traced + ?Sized)) {
    failure.event(level);
}
