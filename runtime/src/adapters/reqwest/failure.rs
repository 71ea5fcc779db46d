//! The failure of a call.

use alloc::boxed::Box;
use alloc::vec::Vec;
use core::fmt;
use core::time::Duration;

use ::http::HeaderMap;
use ::reqwest::{StatusCode, Url};
use errspec_engine::Excerpt;

use super::transport::is_broken_body;
use crate::adapters::http::StatusExt;
use crate::decoded::Decoded;
use crate::instance::Built;
use crate::spec::Spec;

/// The failure of a call: an error of the transport, or an error of the API.
///
/// `Display` and `source` are those of the error inside. If the body of an error broke off, `source` is the reason. `?` converts a [`reqwest::Error`](::reqwest::Error) into a failure.
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
    /// The body of a blocking response took longer than it may, see [`blocking`](crate::reqwest::blocking).
    TooSlow,
    /// The connection failed, or the time of the client was over, before the end of the body. The error is without its URL.
    Broken(::reqwest::Error),
}

impl Incomplete {
    /// Creates the reason for an error of the transport.
    pub(super) fn broken(error: ::reqwest::Error) -> Self {
        Self::Broken(error.without_url())
    }
}

impl fmt::Display for Incomplete {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::TooLong => "the body is longer than the limit",
            Self::TooSlow => "the body took too long",
            Self::Broken(error) if error.is_timeout() => "the body timed out",
            Self::Broken(_) => "the body broke off",
        })
    }
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

    /// Returns the error of the transport: the failure itself, or the reason why the body of an error of the API broke off.
    pub fn transport(&self) -> Option<&::reqwest::Error> {
        match self {
            Self::Transport(error) => Some(error),
            Self::Api(error) => error.broken(),
            Self::EventTooLong { .. } => None,
        }
    }

    /// Returns `true` if the time was over: before there was a connection, a response, or the end of its body.
    ///
    /// ```
    /// # mod demo { #[errspec::table("specs/flanks.toml")] pub enum FlanksError {} }
    /// # use demo::FlanksError;
    /// use errspec::reqwest::Failure;
    ///
    /// fn explain(failure: &Failure<FlanksError>) -> &'static str {
    ///     match failure {
    ///         failure if failure.is_connect() => "the server cannot be reached",
    ///         failure if failure.is_timeout() => "the server is too slow",
    ///         failure if failure.is_body() => "the response broke off",
    ///         _ => "the call failed",
    ///     }
    /// }
    /// # let _ = explain;
    /// ```
    pub fn is_timeout(&self) -> bool {
        let is_slow = |error: &ApiError<E>| matches!(error.incomplete, Some(Incomplete::TooSlow));
        self.transport().is_some_and(::reqwest::Error::is_timeout) || self.response().is_some_and(is_slow)
    }

    /// Returns `true` if there was no connection, so that the call had no effect.
    pub fn is_connect(&self) -> bool {
        self.transport().is_some_and(::reqwest::Error::is_connect)
    }

    /// Returns `true` if the body of the response broke off: the connection failed or the time was over before its end.
    ///
    /// It may be the body of an error of the API, which is decoded from the bytes that arrived.
    pub fn is_body(&self) -> bool {
        let is_slow = |error: &ApiError<E>| matches!(error.incomplete, Some(Incomplete::TooSlow));
        self.transport().is_some_and(is_broken_body) || self.response().is_some_and(is_slow)
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

impl<E: Built> Failure<E> {
    /// Returns the sub-errors of the error of the API, typed by the table's `[detail]`; none if there is no such error.
    ///
    /// ```
    /// # mod demo { #[errspec::table("specs/frankieone.toml")] pub enum FrankieOneError {} }
    /// # use demo::FrankieOneError;
    /// use errspec::reqwest::Failure;
    ///
    /// /// Returns the locations of all values that the API rejects.
    /// fn rejected(failure: &Failure<FrankieOneError>) -> Vec<String> {
    ///     failure.details().into_iter().map(|detail| detail.location).collect()
    /// }
    /// # let _ = rejected;
    /// ```
    pub fn details(&self) -> Vec<E::Detail> {
        self.response().map(|response| response.decoded.details()).unwrap_or_default()
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

    /// Returns the error of the transport that ended the body.
    fn broken(&self) -> Option<&::reqwest::Error> {
        match &self.incomplete {
            Some(Incomplete::Broken(error)) => Some(error),
            Some(Incomplete::TooLong | Incomplete::TooSlow) | None => None,
        }
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

/// Writes the message of the error, followed by name, status and request id in parentheses, and by the reason why the body was not read to
/// its end.
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
        }?;
        self.incomplete.as_ref().map_or(Ok(()), |reason| write!(f, "; {reason}"))
    }
}

/// The source is that of the error, or else the reason why the body broke off.
impl<E: Spec> core::error::Error for ApiError<E> {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        self.error().source().or_else(|| Some(self.broken()?))
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
