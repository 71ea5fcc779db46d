//! The middleware that completes error responses.

use alloc::boxed::Box;
use alloc::rc::Rc;
use alloc::string::String;
use core::future::{Future, Ready, ready};
use core::pin::Pin;
use core::task::{Context, Poll};

use ::actix_web::body::{BoxBody, MessageBody};
use ::actix_web::dev::{Service, ServiceRequest, ServiceResponse, Transform};
use ::actix_web::error::InternalError;
use ::actix_web::{Error, HttpRequest, HttpResponse};

use super::headers::{converted, panicked, replaced};
use crate::adapters::server::catch::{Panic, caught, poll_caught};
use crate::adapters::server::completion::Late;
use crate::adapters::server::options::Options;
use crate::adapters::server::rejection::Rejection;
use crate::encoder::Encoder;
use crate::spec::Spec;

/// A middleware that completes the error responses of a server.
///
/// - **Request ids**: [`request_id_header`](Self::request_id_header) and [`request_id_with`](Self::request_id_with). The id is written
///   where the table has its request id. An id that the handler gave stays.
/// - **Rejections**: [`rejections`](Self::rejections). A response without an error of a table, whose status is an error and whose body is
///   plain text or empty, becomes an error of a table: a body that the extractor rejected, a path without a route. A handler that panics
///   is answered, too. A value that does not fit the path is a path without a resource, as for the framework, unless a
///   `web::PathConfig` returns the `PathError`.
/// - **Content negotiation**, with the feature `problem`: `negotiate` sends a problem document to the clients that prefer it.
///
/// An error keeps its status, and the headers of handlers and other middleware stay. A rejection is sent with the status of its entry; if the
/// entry lists several, with that of the framework if it is one of them. If the body is replaced, the headers that describe the old one
/// are removed.
///
/// ```
/// use actix_web::App;
/// use errspec::actix_web::{ErrorMiddleware, Rejection, RejectionKind};
///
/// # #[errspec::table("specs/billing.toml", actix_web)] pub enum BillingError {}
/// impl From<Rejection> for BillingError {
///     fn from(rejection: Rejection) -> Self {
///         match rejection.kind() {
///             RejectionKind::NotFound => Self::NotFound,
///             RejectionKind::MethodNotAllowed => Self::MethodNotAllowed,
///             _ if rejection.status() >= 500 => Self::Internal,
///             _ => Self::InvalidRequest,
///         }
///     }
/// }
///
/// let errors = ErrorMiddleware::new().request_id_header("x-request-id").rejections::<BillingError>();
/// let app = App::new().wrap(errors);
/// # let _ = app;
/// ```
#[derive(Debug, Clone, Default)]
#[must_use = "a middleware does nothing before it wraps an application"]
pub struct ErrorMiddleware {
    options: Options<HttpRequest>,
}

impl ErrorMiddleware {
    /// Creates a middleware without options, which changes nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes the request id from a header of the request, or else of the response. The name is that of the header, in any case.
    ///
    /// A value that is longer than 200 characters, or has other than visible ASCII characters, is ignored: the client may have sent it.
    /// With [`request_id_with`](Self::request_id_with), a request without the header has the id of the function.
    pub fn request_id_header(mut self, name: &str) -> Self {
        self.options.set_id_header(name);
        self
    }

    /// Takes the request id from a function: a generator, or the identifier of a trace.
    ///
    /// The function is called before the handler, for every request that has no id in the
    /// [`request_id_header`](Self::request_id_header). `None` means that it knows none.
    pub fn request_id_with(
        mut self,
        function: impl Fn(&HttpRequest) -> Option<String> + Send + Sync + 'static,
    ) -> Self {
        self.options.set_id_function(function);
        self
    }

    /// Sends the rejections of the framework as errors of a table, see [`Rejection`].
    pub fn rejections<E: From<Rejection> + Spec + Send + Sync + 'static>(mut self) -> Self {
        self.options.set_rejections::<E>();
        self
    }

    /// Sends the rejections of the framework as errors of a table, by a function that adds sub-errors or other values to the error.
    ///
    /// ```
    /// use errspec::actix_web::{ErrorMiddleware, Rejection};
    ///
    /// # #[errspec::table("specs/billing.toml", actix_web)] pub enum BillingError {}
    /// let errors = ErrorMiddleware::new().rejections_with(|rejection: Rejection| {
    ///     let detail = rejection.field().map(|field| BillingErrorDetail::new(field, rejection.to_string()));
    ///     BillingError::InvalidRequest.into_encoder().details(detail)
    /// });
    /// # let _ = actix_web::App::new().wrap(errors);
    /// ```
    pub fn rejections_with<E: Spec + Send + Sync + 'static>(
        mut self,
        function: impl Fn(Rejection) -> Encoder<'static, E> + Send + Sync + 'static,
    ) -> Self {
        self.options.set_rejection_function(function);
        self
    }

    /// Sends errors in the form that the client prefers: that of the table, or a problem document.
    #[cfg(feature = "problem")]
    #[cfg_attr(docsrs, doc(cfg(feature = "problem")))]
    pub fn negotiate(mut self) -> Self {
        self.options.set_negotiates();
        self
    }
}

impl<S, B> Transform<S, ServiceRequest> for ErrorMiddleware
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error, Future: 'static>,
    B: MessageBody + 'static,
{
    type Response = ServiceResponse<BoxBody>;
    type Error = Error;
    type Transform = ErrorService<S>;
    type InitError = ();
    type Future = Ready<Result<Self::Transform, ()>>;

    fn new_transform(&self, inner: S) -> Self::Future {
        ready(Ok(ErrorService { inner, options: Rc::new(self.options.clone()) }))
    }
}

/// A service whose error responses are completed.
#[derive(Debug)]
pub struct ErrorService<S> {
    inner: S,
    options: Rc<Options<HttpRequest>>,
}

impl<S, B> Service<ServiceRequest> for ErrorService<S>
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error, Future: 'static>,
    B: MessageBody + 'static,
{
    type Response = ServiceResponse<BoxBody>;
    type Error = Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, Error>>>>;

    fn poll_ready(&self, context: &mut Context<'_>) -> Poll<Result<(), Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&self, request: ServiceRequest) -> Self::Future {
        let options = Rc::clone(&self.options);
        let late = options.late(request.request(), request.headers());
        let future = caught(|| CatchPanic(Box::pin(self.inner.call(request))));
        Box::pin(async move {
            let result = match future {
                Ok(future) => future.await,
                Err(panic) => Err(panic),
            };
            match result {
                Ok(Ok(response)) => {
                    let (request, response) = response.into_parts();
                    let response = finished(response.map_into_boxed_body(), late, &options);
                    Ok(ServiceResponse::new(request, response))
                }
                Ok(Err(error)) => {
                    let response = finished(error.error_response(), late, &options);
                    Err(InternalError::from_response(error, response).into())
                }
                Err(panic) => match options.rejections() {
                    Some(rejections) => {
                        let response = finished(panicked(rejections), late, &options);
                        Err(InternalError::from_response("a handler panicked", response).into())
                    }
                    None => std::panic::resume_unwind(panic),
                },
            }
        })
    }
}

/// Returns a response with a request id, if it has an [`Origin`](super::Origin) without one: the error is written again.
///
/// The id is written where the table has its request id, and in a problem document. The status, the headers of the handler and the details
/// stay. The response of another service, which is forwarded, is not changed.
///
/// ```
/// use actix_web::ResponseError;
/// use errspec::actix_web::with_request_id;
///
/// # #[errspec::table("specs/frankieone.toml", actix_web)] pub enum FrankieOneError {}
/// let response = with_request_id(FrankieOneError::EntityNotFound.error_response(), "01GVEDZ0");
/// let origin = response.extensions().get::<errspec::actix_web::Origin>().cloned();
/// assert_eq!(origin.unwrap().request_id(), Some("01GVEDZ0"));
/// ```
#[must_use]
pub fn with_request_id(response: HttpResponse, id: impl Into<String>) -> HttpResponse {
    replaced(response, &Late::of_request_id(id.into()))
}

/// Converts a rejection, and completes the response of an error.
fn finished(response: HttpResponse, mut late: Late, options: &Options<HttpRequest>) -> HttpResponse {
    let response = match options.rejections() {
        Some(rejections) => converted(response, rejections),
        None => response,
    };
    options.add(&mut late, response.headers());
    replaced(response, &late)
}

/// A future whose panic becomes an error.
struct CatchPanic<F>(Pin<Box<F>>);

impl<F: Future> Future for CatchPanic<F> {
    type Output = Result<F::Output, Panic>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        poll_caught(self.0.as_mut(), context)
    }
}
