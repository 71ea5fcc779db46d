//! The error of a response, for middleware.

use alloc::string::{String, ToString};
use alloc::sync::Arc;
use core::any::Any;
use core::fmt;

use errspec_engine::Code;

use crate::encoder::Encoder;
#[cfg(feature = "problem")]
use crate::encoder::Response;
use crate::entries::Entry;
use crate::instance::{Generated, Instance, code_of, entry_of};
use crate::owned_code::OwnedCode;
use crate::spec::Spec;
use crate::unknown::Unknown;

/// The error behind a response: an extension of the response, for middleware that logs or counts errors.
///
/// Name, code and message can be read without knowing the type of the error. [`downcast_ref`](Self::downcast_ref) returns the
/// error itself if its type has no generics and is `Send` and `Sync`, as every enum of [`table`](macro@crate::table) is.
/// It returns `None` for the response of an [`Encoder`](crate::Encoder), which only borrows the error.
///
/// ```
/// use axum::extract::Request;
/// use axum::middleware::Next;
/// use axum::response::Response;
/// use errspec::axum::Origin;
///
/// async fn count(request: Request, next: Next) -> Response {
///     let response = next.run(request).await;
///     if let Some(error) = response.extensions().get::<Origin>() {
///         println!("{} [{:?}] {error}", error.name(), error.code());
///     }
///     response
/// }
/// ```
#[derive(Clone)]
pub struct Origin(Arc<dyn Facts>);

/// The facts of an error that an [`Origin`] gives.
trait Facts: Send + Sync {
    fn entry(&self) -> Option<Entry>;
    fn name(&self) -> &str;
    fn code(&self) -> Option<Code<'_>>;
    fn message(&self) -> String;
    #[cfg(feature = "problem")]
    fn problem(&self, status: u16) -> Option<Response>;
    fn error(&self) -> Option<&dyn Any>;
}

impl<E: Spec + Send + Sync + 'static> Facts for E {
    fn entry(&self) -> Option<Entry> {
        Spec::entry(self)
    }

    fn name(&self) -> &str {
        Spec::name(self)
    }

    fn code(&self) -> Option<Code<'_>> {
        Spec::code(self)
    }

    fn message(&self) -> String {
        self.to_string()
    }

    #[cfg(feature = "problem")]
    fn problem(&self, status: u16) -> Option<Response> {
        Some(self.encoder().status(status).problem())
    }

    fn error(&self) -> Option<&dyn Any> {
        Some(self)
    }
}

/// The description of an error that the origin cannot own.
struct Description {
    entry: Option<Entry>,
    name: String,
    code: Option<OwnedCode>,
    message: String,
    /// The response as a problem document, written while the error was borrowed.
    #[cfg(feature = "problem")]
    problem: Response,
}

impl Facts for Description {
    fn entry(&self) -> Option<Entry> {
        self.entry
    }

    fn name(&self) -> &str {
        &self.name
    }

    fn code(&self) -> Option<Code<'_>> {
        self.code.as_ref().map(OwnedCode::as_code)
    }

    fn message(&self) -> String {
        self.message.clone()
    }

    #[cfg(feature = "problem")]
    fn problem(&self, status: u16) -> Option<Response> {
        Some(&self.problem).filter(|problem| problem.status == status).cloned()
    }

    fn error(&self) -> Option<&dyn Any> {
        None
    }
}

impl Origin {
    /// Creates the origin that owns an error.
    pub(super) fn of<E: Spec + Send + Sync + 'static>(error: E) -> Self {
        Self(Arc::new(error))
    }

    /// Creates the origin that describes an error which is only borrowed.
    pub(super) fn described<E: Generated>(error: &dyn Instance, message: String, encoder: &Encoder<'_, E>) -> Self {
        #[cfg(not(feature = "problem"))]
        let _ = encoder;
        let unknown = error.as_unknown();
        let entry = unknown.map_or_else(|| entry_of(error), Unknown::entry);
        let name = unknown.and_then(Unknown::name).or(entry.map(|entry| entry.name())).unwrap_or("UNKNOWN").to_string();
        let code = unknown.map_or_else(|| code_of(error), Unknown::code);
        Self(Arc::new(Description {
            entry,
            name,
            code: code.map(OwnedCode::from),
            message,
            #[cfg(feature = "problem")]
            problem: encoder.problem(),
        }))
    }

    /// Returns the entry of the error; for an unknown error, the only entry that has its code.
    #[must_use]
    pub fn entry(&self) -> Option<Entry> {
        self.0.entry()
    }

    /// Returns the name of the entry, as [`Spec::name`](crate::Spec::name) does.
    #[must_use]
    pub fn name(&self) -> &str {
        self.0.name()
    }

    /// Returns the code.
    #[must_use]
    pub fn code(&self) -> Option<Code<'_>> {
        self.0.code()
    }

    /// Returns the response as a problem document with this status; `None` if the document was written with another status.
    #[cfg(feature = "problem")]
    pub(super) fn problem(&self, status: u16) -> Option<Response> {
        self.0.problem(status)
    }

    /// Returns the error itself, if it is of this type and the origin owns it.
    #[must_use]
    pub fn downcast_ref<E: 'static>(&self) -> Option<&E> {
        self.0.error()?.downcast_ref()
    }
}

/// Writes the message of the error.
impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.message())
    }
}

impl fmt::Debug for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Origin").field("name", &self.name()).field("code", &self.code()).finish_non_exhaustive()
    }
}
