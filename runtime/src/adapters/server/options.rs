//! The options of the middleware.

use alloc::string::String;
use alloc::sync::Arc;
use core::fmt;

use super::completion::{HeaderFields, Late};
use super::origin::{Form, Origin};
use super::rejection::Rejection;
#[cfg(feature = "problem")]
use crate::adapters::problem::Accepts;
use crate::adapters::shared::request_id::{IdFunction, request_id};
use crate::encoder::{Encoder, Response};
use crate::spec::Spec;

/// The options of a middleware. `H` is the head of a request. A header with the request id is one of the request, or else of the response.
pub(in crate::adapters) struct Options<H: ?Sized> {
    /// The header with the request id, of the request or else of the response.
    id_header: Option<Arc<str>>,
    /// The function that returns the request id if the request has none.
    id_function: Option<Arc<IdFunction<H>>>,
    rejections: Option<Rejections>,
    #[cfg(feature = "problem")]
    negotiates: bool,
}

/// The conversion of rejections into the errors that are sent.
#[derive(Clone)]
pub(in crate::adapters) struct Rejections(Arc<dyn Fn(Rejection) -> Origin + Send + Sync>);

impl Rejections {
    /// Returns `true` if a response is that of a rejection.
    pub(in crate::adapters) fn apply(&self, origin: Option<&Origin>, status: u16, headers: &dyn HeaderFields) -> bool {
        origin.is_none() && Rejection::is_sent_by(status, headers)
    }

    /// Logs and converts a rejection. Returns the response that is sent instead, and its origin.
    pub(in crate::adapters) fn convert(&self, rejection: Rejection) -> (Origin, Response) {
        rejection.log();
        let (status, delay) = (rejection.status(), rejection.retry_after());
        let origin = (self.0)(rejection);
        let origin = delay.and_then(|delay| origin.with_retry_after(delay)).unwrap_or(origin);
        let response = origin.response(origin.has_status(status).then_some(status));
        (origin, response)
    }
}

impl fmt::Debug for Rejections {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rejections").finish_non_exhaustive()
    }
}

impl<H: ?Sized> Options<H> {
    pub(in crate::adapters) fn set_id_header(&mut self, name: &str) {
        self.id_header = Some(name.into());
    }

    pub(in crate::adapters) fn set_id_function(
        &mut self,
        function: impl Fn(&H) -> Option<String> + Send + Sync + 'static,
    ) {
        self.id_function = Some(Arc::new(function));
    }

    #[cfg(feature = "problem")]
    pub(in crate::adapters) fn set_negotiates(&mut self) {
        self.negotiates = true;
    }

    pub(in crate::adapters) fn set_rejections<E: From<Rejection> + Spec + Send + Sync + 'static>(&mut self) {
        self.rejections = Some(Rejections(Arc::new(|rejection| Origin::of(E::from(rejection), Form::Own))));
    }

    pub(in crate::adapters) fn set_rejection_function<E: Spec + Send + Sync + 'static>(
        &mut self,
        function: impl Fn(Rejection) -> Encoder<'static, E> + Send + Sync + 'static,
    ) {
        self.rejections = Some(Rejections(Arc::new(move |rejection| Origin::of_encoder(function(rejection)))));
    }

    /// Returns the conversion of rejections, if they are converted.
    pub(in crate::adapters) fn rejections(&self) -> Option<&Rejections> {
        self.rejections.as_ref()
    }

    /// Returns the values that the request has.
    pub(in crate::adapters) fn late(&self, head: &H, headers: &dyn HeaderFields) -> Late {
        let given = self.id_header.as_ref().and_then(|name| headers.all(name).into_iter().find_map(request_id));
        Late {
            request_id: given.or_else(|| self.id_function.as_ref()?(head)),
            #[cfg(feature = "problem")]
            accepts: self.negotiates.then(|| accepts(headers)),
        }
    }

    /// Adds the values that the headers of the response have.
    pub(in crate::adapters) fn add(&self, late: &mut Late, headers: &dyn HeaderFields) {
        if let (None, Some(name)) = (&late.request_id, &self.id_header) {
            late.request_id = headers.all(name).into_iter().find_map(request_id);
        }
    }
}

/// Returns the preference of the client.
#[cfg(feature = "problem")]
pub(in crate::adapters) fn accepts(headers: &dyn HeaderFields) -> Accepts {
    Accepts::of(headers.all("accept").into_iter())
}

impl<H: ?Sized> Default for Options<H> {
    fn default() -> Self {
        Self {
            id_header: None,
            id_function: None,
            rejections: None,
            #[cfg(feature = "problem")]
            negotiates: false,
        }
    }
}

impl<H: ?Sized> Clone for Options<H> {
    fn clone(&self) -> Self {
        Self {
            id_header: self.id_header.clone(),
            id_function: self.id_function.clone(),
            rejections: self.rejections.clone(),
            #[cfg(feature = "problem")]
            negotiates: self.negotiates,
        }
    }
}

impl<H: ?Sized> fmt::Debug for Options<H> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("Options");
        debug.field("id_header", &self.id_header).field("id_function", &self.id_function.is_some());
        debug.field("rejections", &self.rejections.is_some());
        #[cfg(feature = "problem")]
        debug.field("negotiates", &self.negotiates);
        debug.finish()
    }
}
