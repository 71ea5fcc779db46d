//! Why a call did not succeed.

use alloc::boxed::Box;
use core::error::Error as _;
use core::fmt;
use core::time::Duration;

use ::http::HeaderMap;
use ::reqwest::{StatusCode, Url};

use crate::http::StatusExt;
use crate::{Advice, Advise, Applied, Decoded, Retry, Spec};

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
        let (name, status, id) = (error.name(), self.decoded.status(), self.decoded.request_id());
        // An unknown one that has no message shows code and status instead.
        let said = error.unknown().is_some_and(|unknown| unknown.message().is_none_or(str::is_empty));
        match (said, id) {
            (true, None) => write!(f, "{error}"),
            (true, Some(id)) => write!(f, "{error} (request {id})"),
            (false, None) => write!(f, "{error} ({name}, status {status})"),
            (false, Some(id)) => write!(f, "{error} ({name}, status {status}, request {id})"),
        }
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

/// What the table and the response say. Without an answer: a call that could not connect had no effect; one that broke off, or
/// took too long, may have had. What cannot be sent, or read as what the caller wants, is not tried again.
impl<E: Spec> Advise for Failure<E> {
    fn advice(&self) -> Advice {
        match self {
            Self::Api(error) => error.decoded.advice(),
            Self::Transport(error) if error.is_connect() => Advice::new(Retry::After, Applied::No),
            Self::Transport(error) if error.is_timeout() || error.is_request() || broke_off(error) => {
                Advice::new(Retry::After, Applied::Maybe)
            }
            Self::Transport(_) => Advice::new(Retry::Never, Applied::Maybe),
        }
    }
}

/// Whether the connection failed while the body was read. `reqwest` calls that an error of decoding, as it does a body that is
/// not what the caller wants; they differ in what is below.
fn broke_off(error: &::reqwest::Error) -> bool {
    let mut below = error.source();
    while let Some(error) = below {
        if error.is::<hyper::Error>() {
            return true;
        }
        below = error.source();
    }
    error.is_body()
}
