//! Why a call did not succeed.

use alloc::boxed::Box;
use core::fmt;
use core::time::Duration;

use ::http::HeaderMap;
use ::reqwest::{StatusCode, Url};

use crate::http::StatusExt;
use crate::{Decoded, Spec};

/// Why a call did not succeed: there was no answer, or it was an error of the API.
///
/// It is transparent: `Display` and `source` are those of what it holds. A [`reqwest::Error`](::reqwest::Error) becomes one
/// by `?`. It is two words large, whatever the error.
#[derive(Debug)]
#[non_exhaustive]
pub enum Failure<E> {
    /// There was no answer, or it could not be read.
    Transport(::reqwest::Error),
    /// The API answered with an error.
    Api(Box<ApiError<E>>),
}

/// The error with which an API answered, and what came with it.
pub struct ApiError<E> {
    decoded: Decoded<'static, E>,
    headers: HeaderMap,
    url: Url,
    incomplete: Option<Incomplete>,
}

/// Why a body was not read to its end.
#[derive(Debug)]
#[non_exhaustive]
pub enum Incomplete {
    /// It is longer than the limit.
    TooLong,
    /// It broke off.
    Broken(::reqwest::Error),
}

impl<E> Failure<E> {
    /// The error of the API, if it answered with one.
    pub fn api(&self) -> Option<&E> {
        self.response().map(ApiError::error)
    }

    /// The error of the API and what came with it.
    pub fn response(&self) -> Option<&ApiError<E>> {
        match self {
            Self::Api(error) => Some(error),
            Self::Transport(_) => None,
        }
    }

    /// The status of the answer, if there was one.
    pub fn status(&self) -> Option<StatusCode> {
        match self {
            Self::Api(error) => error.decoded.status_code(),
            Self::Transport(error) => error.status(),
        }
    }

    /// The request id, by which the API's people find the call.
    pub fn request_id(&self) -> Option<&str> {
        self.response()?.decoded.request_id()
    }

    /// How long to wait before a retry: as the response says, else as the table does.
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

    /// The error.
    pub fn error(&self) -> &E {
        self.decoded.error()
    }

    /// The error alone.
    pub fn into_error(self) -> E {
        self.decoded.into_error()
    }

    /// The response, decoded.
    pub fn decoded(&self) -> &Decoded<'static, E> {
        &self.decoded
    }

    /// The headers of the response.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The address that answered. It is not shown by `Display`, for it may hold what is nobody's business.
    pub fn url(&self) -> &Url {
        &self.url
    }

    /// Why the body was not read to its end; `None` if it was.
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
        }
    }
}

impl<E: Spec> core::error::Error for Failure<E> {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        match self {
            Self::Transport(error) => error.source(),
            Self::Api(error) => error.source(),
        }
    }
}

/// The error's message; after it in parentheses name, status and request id, by which it is found again.
impl<E: Spec> fmt::Display for ApiError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let error = self.error();
        write!(f, "{error} ({}, status {}", error.name(), self.decoded.status())?;
        if let Some(id) = self.decoded.request_id() {
            write!(f, ", request {id}")?;
        }
        f.write_str(")")
    }
}

impl<E: Spec> core::error::Error for ApiError<E> {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        self.error().source()
    }
}

/// Without the headers, which may hold secrets.
impl<E: fmt::Debug> fmt::Debug for ApiError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ApiError")
            .field("decoded", &self.decoded)
            .field("incomplete", &self.incomplete)
            .finish_non_exhaustive()
    }
}
