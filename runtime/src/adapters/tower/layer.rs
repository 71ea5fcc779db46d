//! The layer and its service.

use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::task::{Context, Poll};

use http::request::Parts;
use http::{Request, Response};
use tower_layer::Layer;
use tower_service::Service;

use super::future::ErrorFuture;
use crate::adapters::server::options::Options;
use crate::adapters::server::rejection::Rejection;
use crate::encoder::Encoder;
use crate::spec::Spec;

/// A layer that completes the error responses of a server.
///
/// The [module](crate::tower) has an example.
#[derive(Debug, Clone, Default)]
#[must_use = "a layer does nothing before it is added to a service"]
pub struct ErrorLayer {
    options: Options<Parts>,
}

impl ErrorLayer {
    /// Creates a layer without options, which changes nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes the request id from a header of the request, or else of the response. The name is that of the header, in any case.
    ///
    /// A value that is longer than 200 characters, or has other than visible ASCII characters, is ignored: the client may have sent it.
    /// With [`request_id_with`](Self::request_id_with), a request without the header has the id of the function.
    ///
    /// ```
    /// let layer = errspec::tower::ErrorLayer::new().request_id_header("x-request-id");
    /// # drop(layer);
    /// ```
    pub fn request_id_header(mut self, name: &str) -> Self {
        self.options.set_id_header(name);
        self
    }

    /// Takes the request id from a function: a generator, or the identifier of a trace.
    ///
    /// The function is called before the service, for every request that has no id in the
    /// [`request_id_header`](Self::request_id_header). `None` means that it knows none.
    /// Layers that are added later are around this one, so within a layer for traces `tracing::Span::current()` is the span of the request.
    ///
    /// ```
    /// use std::sync::atomic::{AtomicU64, Ordering};
    ///
    /// static REQUESTS: AtomicU64 = AtomicU64::new(0);
    ///
    /// let layer = errspec::tower::ErrorLayer::new()
    ///     .request_id_header("x-request-id")
    ///     .request_id_with(|_request| Some(format!("req_{}", REQUESTS.fetch_add(1, Ordering::Relaxed))));
    /// # drop(layer);
    /// ```
    pub fn request_id_with(mut self, function: impl Fn(&Parts) -> Option<String> + Send + Sync + 'static) -> Self {
        self.options.set_id_function(function);
        self
    }

    /// Sends the rejections of the framework as errors of a table, see [`Rejection`].
    ///
    /// A panic of the service is answered, too, with the kind [`Internal`](super::RejectionKind::Internal). Without this option the layer
    /// does not catch it, and a server without another layer that does closes the connection. The panic hook has written its message by
    /// then.
    pub fn rejections<E: From<Rejection> + Spec + Send + Sync + 'static>(mut self) -> Self {
        self.options.set_rejections::<E>();
        self
    }

    /// Sends the rejections of the framework as errors of a table, by a function that adds sub-errors or other values to the error.
    ///
    /// ```
    /// use errspec::tower::{ErrorLayer, Rejection, RejectionKind};
    ///
    /// # #[errspec::table("specs/billing.toml")] pub enum BillingError {}
    /// let layer = ErrorLayer::new().rejections_with(|rejection: Rejection| match rejection.kind() {
    ///     RejectionKind::MethodNotAllowed => BillingError::MethodNotAllowed.into(),
    ///     _ if rejection.status() >= 500 => BillingError::Internal.into(),
    ///     _ => {
    ///         let detail = rejection.field().map(|field| BillingErrorDetail::new(field, rejection.to_string()));
    ///         BillingError::InvalidRequest.into_encoder().details(detail)
    ///     }
    /// });
    /// # drop(layer);
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

impl<S> Layer<S> for ErrorLayer {
    type Service = ErrorService<S>;

    fn layer(&self, inner: S) -> ErrorService<S> {
        ErrorService { inner, options: Arc::new(self.options.clone()) }
    }
}

/// A service whose error responses are completed.
///
/// [`ErrorLayer`] creates it.
#[derive(Debug, Clone)]
pub struct ErrorService<S> {
    inner: S,
    options: Arc<Options<Parts>>,
}

impl<S, Q, B> Service<Request<Q>> for ErrorService<S>
where
    S: Service<Request<Q>, Response = Response<B>>,
    B: http_body::Body + From<Vec<u8>>,
{
    type Response = Response<B>;
    type Error = S::Error;
    type Future = ErrorFuture<S::Future, B>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, request: Request<Q>) -> Self::Future {
        let (head, body) = request.into_parts();
        let late = self.options.late(&head, &head.headers);
        let inner = &mut self.inner;
        ErrorFuture::of(|| inner.call(Request::from_parts(head, body)), Arc::clone(&self.options), late)
    }
}
