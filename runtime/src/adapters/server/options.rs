//! The options of the middleware.

use alloc::string::String;
use alloc::sync::Arc;
use core::fmt;

use super::completion::{HeaderFields, Late};
use super::origin::{Form, Origin};
use super::rejection::Rejection;
#[cfg(feature = "problem")]
use crate::adapters::problem::Accepts;
use crate::adapters::shared::request_id::{IdSource, request_id};
use crate::encoder::Response;
use crate::spec::Spec;

/// The options of a middleware. `H` is the head of a request. A header with the request id is one of the request, or else of the response.
pub(in crate::adapters) struct Options<H: ?Sized> {
    request_id: Option<IdSource<H>>,
    rejections: Option<Rejections>,
    #[cfg(feature = "problem")]
    negotiates: bool,
}

/// The conversion of rejections into the errors that are sent.
#[derive(Debug, Clone, Copy)]
pub(in crate::adapters) struct Rejections(fn(Rejection) -> Origin);

impl Rejections {
    /// Returns `true` if a response is that of a rejection.
    pub(in crate::adapters) fn apply(self, origin: Option<&Origin>, status: u16, headers: &dyn HeaderFields) -> bool {
        origin.is_none() && Rejection::is_sent_by(status, headers)
    }

    /// Logs and converts a rejection. Returns the response that is sent instead, and its origin.
    pub(in crate::adapters) fn convert(self, rejection: Rejection) -> (Origin, Response) {
        rejection.log();
        let origin = (self.0)(rejection);
        let response = origin.response(None);
        (origin, response)
    }
}

impl<H: ?Sized> Options<H> {
    pub(in crate::adapters) fn set_id_header(&mut self, name: &str) {
        self.request_id = Some(IdSource::Header(name.into()));
    }

    pub(in crate::adapters) fn set_id_function(
        &mut self,
        function: impl Fn(&H) -> Option<String> + Send + Sync + 'static,
    ) {
        self.request_id = Some(IdSource::Function(Arc::new(function)));
    }

    #[cfg(feature = "problem")]
    pub(in crate::adapters) fn set_negotiates(&mut self) {
        self.negotiates = true;
    }

    pub(in crate::adapters) fn set_rejections<E: From<Rejection> + Spec + Send + Sync + 'static>(&mut self) {
        self.rejections = Some(Rejections(|rejection| Origin::of(E::from(rejection), Form::Own)));
    }

    /// Returns the conversion of rejections, if they are converted.
    pub(in crate::adapters) fn rejections(&self) -> Option<Rejections> {
        self.rejections
    }

    /// Returns the values that the request has.
    pub(in crate::adapters) fn late(&self, head: &H, headers: &dyn HeaderFields) -> Late {
        let request_id = match &self.request_id {
            Some(IdSource::Header(name)) => headers.all(name).into_iter().find_map(request_id),
            Some(IdSource::Function(function)) => function(head),
            None => None,
        };
        Late {
            request_id,
            #[cfg(feature = "problem")]
            accepts: self.negotiates.then(|| accepts(headers)),
        }
    }

    /// Adds the values that the headers of the response have.
    pub(in crate::adapters) fn add(&self, late: &mut Late, headers: &dyn HeaderFields) {
        if let (None, Some(IdSource::Header(name))) = (&late.request_id, &self.request_id) {
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
            request_id: None,
            rejections: None,
            #[cfg(feature = "problem")]
            negotiates: false,
        }
    }
}

impl<H: ?Sized> Clone for Options<H> {
    fn clone(&self) -> Self {
        Self { request_id: self.request_id.clone(), ..*self }
    }
}

impl<H: ?Sized> fmt::Debug for Options<H> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("Options");
        debug.field("request_id", &self.request_id.is_some()).field("rejections", &self.rejections.is_some());
        #[cfg(feature = "problem")]
        debug.field("negotiates", &self.negotiates);
        debug.finish()
    }
}
