//! The error of a response, for middleware.

use alloc::string::ToString;
use alloc::sync::Arc;
use core::fmt;
use core::time::Duration;

use errspec_engine::Code;
use errspec_engine::encode::Extras;

use crate::adapters::shared::send::sendable;
use crate::encoder::{Encoder, Request, Response};
use crate::entries::Entry;
use crate::instance::{Generated, Instance, code_of, entry_of};
use crate::snapshot::{Kept, Snapshot};
use crate::spec::Spec;
use crate::unknown::Unknown;

/// The error behind a response: an extension of the response, for middleware that logs, counts or completes errors.
///
/// Name, code and message can be read without knowing the type of the error. [`downcast_ref`](Self::downcast_ref) returns the
/// error itself where the response owns it: with axum, an error that a handler returned, if its type has no generics and is `Send`
/// and `Sync`, as every enum of [`table`](macro@crate::table) is. Of any other error the origin has a copy of the values.
#[derive(Clone)]
pub struct Origin {
    error: Arc<dyn Kept>,
    /// The values that the error does not carry itself; `None` if there are none, as for most responses.
    extras: Option<Arc<Extras>>,
    form: Form,
}

static NO_EXTRAS: Extras = Extras::NONE;

/// The form in which an error is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::adapters) enum Form {
    /// The form of the table.
    Own,
    #[cfg(feature = "problem")]
    Problem,
    /// The form in which it arrived from another service.
    Forwarded,
}

impl Origin {
    /// Creates the origin that owns an error.
    pub(in crate::adapters) fn of<E: Spec + Send + Sync + 'static>(error: E, form: Form) -> Self {
        let extras = error.encoder().into_extras();
        Self::with_extras(error, extras, form)
    }

    /// Creates the origin that owns an error, with the values beside it.
    pub(in crate::adapters) fn with_extras<E: Spec + Send + Sync + 'static>(
        error: E,
        extras: Extras,
        form: Form,
    ) -> Self {
        Self::new(Arc::new(error), extras, form)
    }

    /// Creates the origin of an error with the values that an encoder has beside it.
    pub(in crate::adapters) fn of_encoder<E: Spec + Send + Sync + 'static>(encoder: Encoder<'static, E>) -> Self {
        let (error, extras) = encoder.into_parts();
        match error {
            Ok(error) => Self::new(error, extras, Form::Own),
            Err(error) => Self::new(Arc::new(Snapshot::of(error)), extras, Form::Own),
        }
    }

    /// Creates the origin of an error that is only borrowed.
    pub(in crate::adapters) fn copied<E: Generated>(encoder: Encoder<'_, E>, form: Form) -> Self {
        let error = Arc::new(Snapshot::of(encoder.error()));
        Self::new(error, encoder.into_extras(), form)
    }

    fn new(error: Arc<dyn Kept>, extras: Extras, form: Form) -> Self {
        Self { error, extras: (!extras.is_empty()).then(|| Arc::new(extras)), form }
    }

    /// Returns the origin with a request id; `None` if the response has one, or is that of another service.
    pub(in crate::adapters) fn with_request_id(&self, id: &str) -> Option<Self> {
        if self.extras().request_id.is_some() || self.form == Form::Forwarded {
            return None;
        }
        let extras = Extras { request_id: Some(id.to_string()), ..self.extras().clone() };
        Some(Self::new(Arc::clone(&self.error), extras, self.form))
    }

    /// Returns the origin with a delay before a retry; `None` if the response has one, or is that of another service.
    pub(in crate::adapters) fn with_retry_after(&self, delay: Duration) -> Option<Self> {
        if self.extras().retry_after.is_some() || self.form == Form::Forwarded {
            return None;
        }
        let extras = Extras { retry_after: Some(delay), ..self.extras().clone() };
        Some(Self::new(Arc::clone(&self.error), extras, self.form))
    }

    /// Returns the origin of the response in another form.
    #[cfg(feature = "problem")]
    pub(in crate::adapters) fn with_form(&self, form: Form) -> Self {
        Self::new(Arc::clone(&self.error), self.extras().clone(), form)
    }

    #[cfg(feature = "problem")]
    pub(in crate::adapters) fn form(&self) -> Form {
        self.form
    }

    /// Encodes the response with this status, or else with its own.
    pub(in crate::adapters) fn response(&self, status: Option<u16>) -> Response {
        let extras = Extras { status: status.or(self.extras().status), ..self.extras().clone() };
        let request = Request { error: self.instance(), extras: &extras };
        sendable(match self.form {
            #[cfg(feature = "problem")]
            Form::Problem => request.problem(),
            Form::Own | Form::Forwarded => request.response(),
        })
    }

    /// Returns `true` if both are the origin of the same response.
    pub(in crate::adapters) fn is(&self, other: &Self) -> bool {
        let extras = |origin: &Self| origin.extras.as_ref().map(Arc::as_ptr);
        Arc::ptr_eq(&self.error, &other.error) && extras(self) == extras(other) && self.form == other.form
    }

    /// Returns `true` if the table lists this status for the error, and nothing has set another one.
    pub(in crate::adapters) fn has_status(&self, status: u16) -> bool {
        let lists = |entry: Entry| entry.statuses().iter().any(|range| range.single() == Some(status));
        self.extras().status.is_none() && entry_of(self.instance()).is_some_and(lists)
    }

    fn extras(&self) -> &Extras {
        self.extras.as_deref().unwrap_or(&NO_EXTRAS)
    }

    fn instance(&self) -> &dyn Instance {
        &*self.error
    }

    fn unknown(&self) -> Option<&Unknown> {
        self.error.as_unknown()
    }

    /// Returns the entry of the error; for an unknown error, the only entry that has its code.
    #[must_use]
    pub fn entry(&self) -> Option<Entry> {
        self.unknown().map_or_else(|| entry_of(self.instance()), Unknown::entry)
    }

    /// Returns the name of the entry, as [`Spec::name`](crate::Spec::name) does.
    #[must_use]
    pub fn name(&self) -> &str {
        let known = || self.entry().map(|entry| entry.name());
        self.unknown().and_then(Unknown::name).or_else(known).unwrap_or("UNKNOWN")
    }

    /// Returns the code.
    #[must_use]
    pub fn code(&self) -> Option<Code<'_>> {
        self.unknown().map_or_else(|| code_of(self.instance()), Unknown::code)
    }

    /// Returns the request id.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.extras().request_id.as_deref()
    }

    /// Returns the error itself, if it is of this type and the response owned it.
    #[must_use]
    pub fn downcast_ref<E: 'static>(&self) -> Option<&E> {
        self.error.as_any()?.downcast_ref()
    }
}

/// Writes the message of the error.
impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.error.fmt(f)
    }
}

impl fmt::Debug for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Origin")
            .field("name", &self.name())
            .field("code", &self.code())
            .field("request_id", &self.request_id())
            .finish_non_exhaustive()
    }
}
