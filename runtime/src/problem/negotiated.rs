//! An error with the form in which it is answered.

use core::fmt;

use super::Accepts;
use crate::{Response, Spec};

/// An error that is answered with in the form that the client would rather have: the error type of a handler that offers
/// problem documents beside the table's own form.
///
/// Made by [`Accepts::negotiate`]. It is an answer of axum and actix-web, if their features are on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Negotiated<E> {
    error: E,
    accepts: Accepts,
}

impl<E> Negotiated<E> {
    pub(super) fn new(error: E, accepts: Accepts) -> Self {
        Self { error, accepts }
    }

    /// The error.
    pub fn error(&self) -> &E {
        &self.error
    }

    /// The error alone.
    pub fn into_error(self) -> E {
        self.error
    }
}

impl<E: Spec> Negotiated<E> {
    /// The response, with `vary: accept`.
    #[must_use]
    pub fn response(&self) -> Response {
        self.error.encoder().negotiated(&self.accepts)
    }
}

/// The error's message.
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
