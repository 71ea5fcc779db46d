//! An error that is sent in the form that the client prefers.

use core::fmt;

use super::accept::Accepts;
#[cfg(any(feature = "actix_web", feature = "axum"))]
use super::reference::MEDIA_TYPE;
use crate::encoder::Response;
#[cfg(any(feature = "actix_web", feature = "axum"))]
use crate::headers::Headers as _;
use crate::spec::Spec;

/// An error that is sent in the form that the client prefers: the error type of a handler that offers problem documents beside
/// the table's own form.
///
/// Returned by [`Accepts::negotiate`]. The type implements `IntoResponse` of axum and `ResponseError` of actix-web if their
/// features are enabled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Negotiated<E> {
    error: E,
    accepts: Accepts,
}

impl Accepts {
    /// Returns the error, to be sent in the form that the client prefers.
    ///
    /// ```
    /// use errspec::problem::{Accepts, Negotiated};
    ///
    /// # #[errspec::table("specs/flanks.toml")] pub enum FlanksError {}
    /// async fn portfolio(accepts: Accepts) -> Result<&'static str, Negotiated<FlanksError>> {
    ///     let data: Result<_, FlanksError> = Err(FlanksError::Processing);
    ///     data.map_err(|error| accepts.negotiate(error))
    /// }
    /// # let _ = portfolio;
    /// ```
    #[must_use]
    pub fn negotiate<E: Spec>(&self, error: E) -> Negotiated<E> {
        Negotiated { error, accepts: self.clone() }
    }
}

impl<E> Negotiated<E> {
    /// Returns the error.
    pub fn error(&self) -> &E {
        &self.error
    }

    /// Returns the error without the preference.
    pub fn into_error(self) -> E {
        self.error
    }
}

impl<E: Spec> Negotiated<E> {
    /// Returns the response, with the header `vary: accept`.
    #[must_use]
    pub fn response(&self) -> Response {
        self.error.encoder().negotiated(&self.accepts)
    }
}

/// Writes the message of the error.
impl<E: fmt::Display> fmt::Display for Negotiated<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.error.fmt(f)
    }
}

impl<E: core::error::Error> core::error::Error for Negotiated<E> {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        self.error.source()
    }
}

/// Returns `true` if a response is a problem document.
#[cfg(any(feature = "actix_web", feature = "axum"))]
pub(in crate::adapters) fn is_problem(response: &Response) -> bool {
    response.header("content-type") == Some(MEDIA_TYPE)
}
