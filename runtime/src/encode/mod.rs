//! From a value to a response.

mod draft;
#[cfg(any(feature = "problem", feature = "tonic"))]
mod facts;
#[cfg(feature = "problem")]
mod problem;
mod sheet;
#[cfg(feature = "tonic")]
mod tonic;
mod tree;

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;
use core::marker::PhantomData;
use core::time::Duration;

use crate::generated::{Generated, Instance, Record};
use crate::headers::Headers;
use crate::json::Json;
use crate::render::entry_of;
use crate::value::Value;
use draft::{Draft, detail_tree};
#[cfg(any(feature = "schemars", feature = "utoipa"))]
pub(crate) use {sheet::written, tree::segments};

/// A response to send: status, headers and body.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Response {
    /// The HTTP status.
    pub status: u16,
    /// The headers, names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl Headers for Response {
    fn header(&self, name: &str) -> Option<&str> {
        self.headers.header(name)
    }
}

/// Writes an error together with what it does not carry itself: request id, details, top-level fields.
///
/// Made by [`Spec::encoder`](crate::Spec::encoder).
pub struct Encoder<'e, E> {
    draft: Draft<'e>,
    /// It takes details of this type.
    of: PhantomData<fn(E)>,
}

impl<'e, E: Generated> Encoder<'e, E> {
    pub(crate) fn new(error: &'e E) -> Self {
        let draft = Draft {
            error,
            status: None,
            request_id: None,
            retry_after: None,
            details: Vec::new(),
            details_json: None,
            fields: Vec::new(),
        };
        Self { draft, of: PhantomData }
    }

    /// The error that is written.
    #[cfg(feature = "axum")]
    pub(crate) fn error(&self) -> &dyn Instance {
        self.draft.error
    }

    /// With this status instead of the entry's first.
    #[must_use]
    pub fn status(mut self, status: u16) -> Self {
        self.draft.status = Some(status);
        self
    }

    /// With this request id.
    #[must_use]
    pub fn request_id(mut self, id: impl Into<String>) -> Self {
        self.draft.request_id = Some(id.into());
        self
    }

    /// With this delay before a retry instead of the entry's.
    #[must_use]
    pub fn retry_after(mut self, delay: Duration) -> Self {
        self.draft.retry_after = Some(delay);
        self
    }

    /// With these sub-errors, after those that were given before.
    #[must_use]
    pub fn details(mut self, details: impl IntoIterator<Item = E::Detail>) -> Self {
        // A transparent error may be of another table than that whose sub-errors these are.
        let table = E::tables().first().filter(|_| E::Detail::TYPED).copied();
        for detail in details {
            self.draft.details.push(detail_tree(table, &|number| detail.field(number)));
        }
        self
    }

    /// With this JSON where the envelope has its details, instead of any sub-errors.
    #[must_use]
    pub fn details_json(mut self, details: Json) -> Self {
        self.draft.details_json = Some(details);
        self
    }

    /// With this value of a top-level field of the table. A name that the table does not have is passed over.
    #[must_use]
    pub fn field(mut self, name: impl Into<String>, value: Value<'_>) -> Self {
        self.draft.fields.push((name.into(), value.into_owned()));
        self
    }

    /// The body.
    #[must_use]
    pub fn body(&self) -> Vec<u8> {
        self.response().body
    }

    /// Status, headers and body. The status is 500 where neither the entry nor the caller gives one.
    #[must_use]
    pub fn response(&self) -> Response {
        self.draft.response()
    }
}

impl<E> Clone for Encoder<'_, E> {
    fn clone(&self) -> Self {
        Self { draft: self.draft.clone(), of: PhantomData }
    }
}

impl<E> fmt::Debug for Encoder<'_, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Encoder").field("response", &self.draft.response()).finish_non_exhaustive()
    }
}

/// The status that an error is sent with.
pub(crate) fn status_of(error: &dyn Instance) -> Option<u16> {
    match error.as_unknown() {
        Some(unknown) => (unknown.status() != 0).then(|| unknown.status()),
        None => entry_of(error)?.status(),
    }
}
