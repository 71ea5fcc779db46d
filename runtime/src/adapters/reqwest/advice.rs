//! The retry advice and the labels of a failure.

use ::reqwest::Error;
use errspec_engine::{Applied, Retry};

use super::failure::{ApiError, Failure};
use super::transport::{is_broken_body, kind};
use crate::labels::{Labelled, Labels};
use crate::retry_policy::{Advice, Advise};
use crate::spec::{Decode, Spec};

/// Returns the advice of the table and the response. Without a response:
///
/// - A call that could not connect had no effect, and can be retried.
/// - A call that timed out, or whose connection failed, may have had an effect, and can be retried.
/// - Any other failure is not retried: the request could not be built, or the body is not of the type that the caller wants.
impl<E: Spec> Advise for Failure<E> {
    fn advice(&self) -> Advice {
        match self {
            Self::Api(error) => Advice { timed_out: self.is_timeout(), ..error.advice() },
            Self::Transport(error) => transport_advice(error),
            Self::EventTooLong { .. } => Advice::new(Retry::Never, Applied::Maybe),
        }
    }
}

/// Returns the advice of an error of the transport.
pub(super) fn transport_advice(error: &Error) -> Advice {
    let advice = if error.is_connect() {
        Advice::new(Retry::After, Applied::No)
    } else if error.is_timeout() || error.is_request() || is_broken_body(error) {
        Advice::new(Retry::After, Applied::Maybe)
    } else {
        Advice::new(Retry::Never, Applied::Maybe)
    };
    advice.timed_out(error.is_timeout())
}

/// Returns the advice of the table and the response.
impl<E: Spec> Advise for ApiError<E> {
    fn advice(&self) -> Advice {
        self.decoded().advice()
    }
}

/// Returns the labels of the error of the API. Those of a failure of the transport are `timeout`, `dns`, `connect`, `builder`, `redirect`,
/// `body` (it broke off), `decode` (it is not of the type that the caller wants), `request`, or `_OTHER`. That of an event that is too
/// long is `event_too_long`.
impl<E: Decode> Labelled for Failure<E> {
    fn labels(&self) -> Labels {
        match self {
            Self::Api(error) => error.labels(),
            Self::Transport(error) => {
                let labels = Labels::new(kind(error));
                error.status().map_or(labels, |status| labels.status(status.as_u16()))
            }
            Self::EventTooLong { .. } => Labels::new("event_too_long"),
        }
    }
}

/// Returns the labels of the decoded response.
impl<E: Decode> Labelled for ApiError<E> {
    fn labels(&self) -> Labels {
        self.decoded().labels()
    }
}
