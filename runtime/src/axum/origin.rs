//! The error of a response, for middleware.

use alloc::string::{String, ToString};
use alloc::sync::Arc;
use core::any::Any;
use core::fmt;

#[cfg(feature = "problem")]
use crate::Response;
use crate::generated::{Generated, Instance};
use crate::render::entry_of;
use crate::said::{Received, Said};
use crate::{Code, Encoder, Entry, Spec, Unknown};

/// The error that a response was made of: an extension of the response, for middleware that logs or counts.
///
/// It can be asked without knowing the type of the error. The error itself is there, too, if its type has no generics and is
/// `Send` and `Sync`, as every enum of [`table`](macro@crate::table) is; not where the response was made by an
/// [`Encoder`](crate::Encoder), which only borrows it.
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
pub struct Origin(Arc<dyn Kept>);

/// What an [`Origin`] is asked.
trait Kept: Send + Sync {
    fn entry(&self) -> Option<Entry>;
    fn name(&self) -> &str;
    fn code(&self) -> Option<Code<'_>>;
    fn message(&self) -> String;
    #[cfg(feature = "problem")]
    fn problem(&self, status: u16) -> Option<Response>;
    fn error(&self) -> Option<&dyn Any>;
}

impl<E: Spec + Send + Sync + 'static> Kept for E {
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

/// What is known of an error that cannot be kept itself.
struct Told {
    entry: Option<Entry>,
    name: String,
    code: Option<Received<'static>>,
    message: String,
    /// The answer as a problem document, made while the error was there.
    #[cfg(feature = "problem")]
    problem: Response,
}

impl Kept for Told {
    fn entry(&self) -> Option<Entry> {
        self.entry
    }

    fn name(&self) -> &str {
        &self.name
    }

    fn code(&self) -> Option<Code<'_>> {
        self.code.as_ref().map(Received::code)
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
    pub(super) fn of<E: Spec + Send + Sync + 'static>(error: E) -> Self {
        Self(Arc::new(error))
    }

    /// Of an error that is only lent, with this message, and what writes it.
    pub(super) fn told<E: Generated>(error: &dyn Instance, message: String, encoder: &Encoder<'_, E>) -> Self {
        #[cfg(not(feature = "problem"))]
        let _ = encoder;
        let unknown = error.as_unknown();
        let entry = unknown.map_or_else(|| entry_of(error), Unknown::entry);
        let name = unknown.and_then(Unknown::name).or(entry.as_ref().map(Entry::name)).unwrap_or("UNKNOWN").to_string();
        let code = unknown.map_or_else(|| entry.and_then(|entry| entry.code()), Unknown::code);
        let code = code.map(|code| match code {
            Code::Integer(number) => Received::Integer(number),
            Code::String(text) => Received::String(Said::Made(text.to_string().into())),
        });
        Self(Arc::new(Told {
            entry,
            name,
            code,
            message,
            #[cfg(feature = "problem")]
            problem: encoder.problem(),
        }))
    }

    /// Its entry; of the unknown, the one entry that has the code.
    #[must_use]
    pub fn entry(&self) -> Option<Entry> {
        self.0.entry()
    }

    /// The entry's name, as [`Spec::name`](crate::Spec::name) has it.
    #[must_use]
    pub fn name(&self) -> &str {
        self.0.name()
    }

    /// The code.
    #[must_use]
    pub fn code(&self) -> Option<Code<'_>> {
        self.0.code()
    }

    /// The answer as a problem document, with this status; `None` if it can only have another one.
    #[cfg(feature = "problem")]
    pub(super) fn problem(&self, status: u16) -> Option<Response> {
        self.0.problem(status)
    }

    /// The error itself, if it is of this type and was kept.
    #[must_use]
    pub fn downcast_ref<E: 'static>(&self) -> Option<&E> {
        self.0.error()?.downcast_ref()
    }
}

/// The error's message.
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
