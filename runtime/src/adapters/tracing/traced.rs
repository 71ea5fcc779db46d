//! Failures that are recorded.

use ::tracing::{Level, Span};

use super::attributes::{Attributes, event};
#[cfg(feature = "problem")]
use crate::adapters::problem::Problem;
#[cfg(feature = "reqwest")]
use crate::adapters::reqwest::{ApiError, Failure};
use crate::decoded::Decoded;
use crate::labels::Labelled;
#[cfg(feature = "reqwest")]
use crate::retry_policy::Advise;
use crate::spec::{Decode, Spec};

/// A failure that is recorded in spans and events. Implement the trait for your own error that contains an error with a table.
///
/// ```
/// use errspec::tracing::{Attributes, Traced, call_span};
/// use tracing::Level;
///
/// # #[errspec::table("specs/flanks.toml")] pub enum FlanksError {}
/// enum Failure {
///     Unreachable,
///     Api(FlanksError),
/// }
///
/// impl Traced for Failure {
///     fn attributes(&self) -> Attributes<'_> {
///         match self {
///             Self::Unreachable => Attributes::new("connect"),
///             Self::Api(error) => error.attributes(),
///         }
///     }
/// }
///
/// let span = call_span!(Level::INFO, "credentials status");
/// Failure::Unreachable.record(&span);
/// # Failure::Api(FlanksError::Processing).event(Level::WARN);
/// ```
pub trait Traced {
    /// Returns the attributes.
    fn attributes(&self) -> Attributes<'_>;

    /// Records the failure in the span of its call.
    ///
    /// [`call_span!`](super::call_span) creates a span with all fields. A field that the span does not have is ignored.
    fn record(&self, span: &Span) {
        if !span.is_disabled() {
            self.attributes().record(span);
        }
    }

    /// Records the failure as an event of this level, with the fields of a span.
    fn event(&self, level: Level) {
        event(level, || self.attributes());
    }
}

/// Returns the attributes of an error that a server sends.
impl<E: Spec> Traced for E {
    fn attributes(&self) -> Attributes<'_> {
        let attributes = Attributes::of(self.labels(), self.status()).entry(self.name(), self.code());
        attributes.retry(self.retry()).sent()
    }
}

/// Returns the attributes of a response that arrived.
impl<E: Decode> Traced for Decoded<'_, E> {
    fn attributes(&self) -> Attributes<'_> {
        let attributes = Attributes::of(self.labels(), self.status()).entry(self.error().name(), self.code());
        attributes.retry(self.retry()).response(self.request_id(), self.unread_retry_after())
    }
}

/// Returns the attributes of a problem document that arrived.
#[cfg(feature = "problem")]
impl<E: Decode> Traced for Problem<'_, E> {
    fn attributes(&self) -> Attributes<'_> {
        self.decoded().attributes()
    }
}

/// Returns the attributes of the response.
#[cfg(feature = "reqwest")]
impl<E: Decode> Traced for ApiError<E> {
    fn attributes(&self) -> Attributes<'_> {
        self.decoded().attributes()
    }
}

/// Returns the attributes of the response. Without one, `error.type` is a word for what failed, see the [labels](Labelled) of a failure.
#[cfg(feature = "reqwest")]
impl<E: Decode> Traced for Failure<E> {
    fn attributes(&self) -> Attributes<'_> {
        match self.response() {
            Some(error) => error.attributes(),
            None => {
                let status = self.status().map(|status| status.as_u16());
                Attributes::of(self.labels(), status).retry(self.advice().retry)
            }
        }
    }
}
