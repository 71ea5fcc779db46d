//! The failure of a call.

use alloc::boxed::Box;
use core::error::Error as _;
use core::fmt;
use core::time::Duration;

use ::http::HeaderMap;
use ::reqwest::{StatusCode, Url};
use errspec_engine::{Applied, Excerpt, Retry};

use crate::adapters::http::StatusExt;
use crate::decoded::Decoded;
use crate::retry_policy::{Advice, Advise};
use crate::spec::Spec;

/// The failure of a call: an error of the transport, or an error of the API.
///
/// `Display` and `source` are those of the error inside. `?` converts a [`reqwest::Error`](::reqwest::Error) into a failure.
/// The size is two words for any type of error.
///
/// The [module](crate::reqwest) has an example.
#[derive(Debug)]
#[non_exhaustive]
pub enum Failure<E> {
    /// There was no response, or it could not be read.
    Transport(::reqwest::Error),
    /// The API returned an error.
    Api(Box<ApiError<E>>),
    /// An event of a stream is longer than the limit.
    EventTooLong {
        /// The limit in bytes.
        limit: usize,
    },
}

/// An error of the API, with the rest of its response.
///
/// [`Failure::response`] returns it.
pub struct ApiError<E> {
    decoded: Decoded<'static, E>,
    headers: HeaderMap,
    url: Url,
    incomplete: Option<Incomplete>,
}

/// The reason why a body was not read to its end, see [`ApiError::incomplete`].
#[derive(Debug)]
#[non_exhaustive]
pub enum Incomplete {
    /// The body is longer than the limit.
    TooLong,
    /// The connection failed before the end of the body.
    Broken(::reqwest::Error),
}

impl<E> Failure<E> {
    /// Returns the error of the API, if there is one.
    pub fn api(&self) -> Option<&E> {
        self.response().map(ApiError::error)
    }

    /// Returns the error of the API with the rest of its response, if there is one.
    pub fn response(&self) -> Option<&ApiError<E>> {
        match self {
            Self::Api(error) => Some(error),
            Self::Transport(_) | Self::EventTooLong { .. } => None,
        }
    }

    /// Returns the status of the response, if there was one.
    pub fn status(&self) -> Option<StatusCode> {
        match self {
            Self::Api(error) => error.decoded.status_code(),
            Self::Transport(error) => error.status(),
            Self::EventTooLong { .. } => None,
        }
    }

    /// Returns the request id, by which the publisher of the API finds the call.
    pub fn request_id(&self) -> Option<&str> {
        self.response()?.decoded.request_id()
    }

    /// Returns the delay before a retry: the delay of the response, else of the table.
    pub fn retry_after(&self) -> Option<Duration> {
        self.response()?.decoded.retry_after()
    }
}

impl<E> ApiError<E> {
    pub(super) fn new(
        decoded: Decoded<'static, E>,
        headers: HeaderMap,
        url: Url,
        incomplete: Option<Incomplete>,
    ) -> Self {
        Self { decoded, headers, url, incomplete }
    }

    /// Returns the error.
    pub fn error(&self) -> &E {
        self.decoded.error()
    }

    /// Returns the error without its response.
    pub fn into_error(self) -> E {
        self.decoded.into_error()
    }

    /// Returns the decoded response.
    pub fn decoded(&self) -> &Decoded<'static, E> {
        &self.decoded
    }

    /// Returns the headers of the response.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// Returns the URL of the response. `Display` does not show it, because it may contain secrets.
    pub fn url(&self) -> &Url {
        &self.url
    }

    /// Returns the reason why the body was not read to its end; `None` if it was.
    pub fn incomplete(&self) -> Option<&Incomplete> {
        self.incomplete.as_ref()
    }
}

impl<E> From<::reqwest::Error> for Failure<E> {
    fn from(error: ::reqwest::Error) -> Self {
        Self::Transport(error)
    }
}

impl<E> From<ApiError<E>> for Failure<E> {
    fn from(error: ApiError<E>) -> Self {
        Self::Api(Box::new(error))
    }
}

impl<E: Spec> fmt::Display for Failure<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Transport(error) => error.fmt(f),
            Self::Api(error) => error.fmt(f),
            Self::EventTooLong { limit } => write!(f, "an event of the stream is longer than {limit} bytes"),
        }
    }
}

impl<E: Spec> core::error::Error for Failure<E> {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        match self {
            Self::Transport(error) => error.source(),
            Self::Api(error) => error.source(),
            Self::EventTooLong { .. } => None,
        }
    }
}

/// Writes the message of the error, followed by name, status and request id in parentheses.
impl<E: Spec> fmt::Display for ApiError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let error = self.error();
        let (name, id) = (Excerpt::new(error.name()), self.decoded.request_id().map(Excerpt::new));
        // An event of a stream has no status.
        let status = self.decoded.status().map(|status| alloc::format!(", status {status}")).unwrap_or_default();
        // The message of an unknown error without text already has its code and status.
        let has_status = error.unknown().is_some_and(|unknown| unknown.message().is_none_or(str::is_empty));
        match (has_status, id) {
            (true, None) => write!(f, "{error}"),
            (true, Some(id)) => write!(f, "{error} (request {id})"),
            (false, None) => write!(f, "{error} ({name}{status})"),
            (false, Some(id)) => write!(f, "{error} ({name}{status}, request {id})"),
        }
    }
}

impl<E: Spec> core::error::Error for ApiError<E> {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        self.error().source()
    }
}

/// Writes the error without the headers, which may contain secrets.
impl<E: fmt::Debug> fmt::Debug for ApiError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ApiError")
            .field("decoded", &self.decoded)
            .field("incomplete", &self.incomplete)
            .finish_non_exhaustive()
    }
}

/// Returns the advice of the table and the response. Without a response:
///
/// - A call that could not connect had no effect, and can be retried.
/// - A call that timed out, or whose connection failed, may have had an effect, and can be retried.
/// - Any other failure is not retried: the request could not be built, or the body is not of the type that the caller wants.
impl<E: Spec> Advise for Failure<E> {
    fn advice(&self) -> Advice {
        match self {
            Self::Api(error) => error.decoded.advice(),
            Self::Transport(error) if error.is_connect() => Advice::new(Retry::After, Applied::No),
            Self::Transport(error) if error.is_timeout() || error.is_request() || is_broken_body(error) => {
                Advice::new(Retry::After, Applied::Maybe)
            }
            Self::Transport(_) | Self::EventTooLong { .. } => Advice::new(Retry::Never, Applied::Maybe),
        }
    }
}

/// Returns `true` if the connection failed while the body was read.
///
/// `reqwest` calls this an error of decoding, as it does a body of another type than the caller wants. The sources differ.
fn is_broken_body(error: &::reqwest::Error) -> bool {
    let mut source = error.source();
    while let Some(error) = source {
        if error.is::<hyper::Error>() {
            return true;
        }
        source = error.source();
    }
    error.is_body()
}
