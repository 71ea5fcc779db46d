//! The layer and its service.

use alloc::string::String;
use alloc::sync::Arc;
use core::fmt;
use core::task::{Context, Poll};

use ::http::request::Parts;
use ::http::{Request, Response};
use tower_layer::Layer;
use tower_service::Service;

use super::future::RequestIdFuture;
use crate::adapters::shared::request_id::{IdFunction, request_id};

/// A layer for a server of tonic that adds request ids to its error statuses, as `RequestInfo`.
///
/// It completes every status that the server sends: those of errors of a table, those that a handler or an interceptor writes itself, and
/// those that end a stream. A status that has a `RequestInfo` keeps it, and the other details stay.
///
/// ```
/// use errspec::tonic::RequestIdLayer;
///
/// let server = tonic::transport::Server::builder().layer(RequestIdLayer::from_header("x-request-id"));
/// # drop(server);
/// ```
#[derive(Clone)]
#[must_use = "a layer does nothing before it is added to a server"]
pub struct RequestIdLayer {
    source: IdSource,
}

/// The place where a request id comes from.
#[derive(Clone)]
enum IdSource {
    /// The header of this name.
    Header(Arc<str>),
    Function(Arc<IdFunction<Parts>>),
}

impl RequestIdLayer {
    /// Takes the request id from the metadata of the request.
    ///
    /// A value that is longer than 200 characters, or has other than visible ASCII characters, is ignored: the client may have sent it.
    pub fn from_header(name: &str) -> Self {
        Self { source: IdSource::Header(name.to_ascii_lowercase().into()) }
    }

    /// Takes the request id from a function: a generator, or the identifier of a trace.
    ///
    /// The function is called for every request, before the service. `None` means that the status has no request id.
    ///
    /// ```
    /// use std::sync::atomic::{AtomicU64, Ordering};
    ///
    /// static REQUESTS: AtomicU64 = AtomicU64::new(0);
    ///
    /// let next = || format!("req_{}", REQUESTS.fetch_add(1, Ordering::Relaxed));
    /// let layer = errspec::tonic::RequestIdLayer::from_fn(move |_request| Some(next()));
    /// # drop(layer);
    /// ```
    pub fn from_fn(function: impl Fn(&Parts) -> Option<String> + Send + Sync + 'static) -> Self {
        Self { source: IdSource::Function(Arc::new(function)) }
    }

    fn id(&self, head: &Parts) -> Option<String> {
        match &self.source {
            IdSource::Header(name) => {
                head.headers.get_all(&**name).iter().find_map(|value| request_id(value.as_bytes()))
            }
            IdSource::Function(function) => function(head),
        }
    }
}

impl fmt::Debug for RequestIdLayer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.source {
            IdSource::Header(name) => f.debug_tuple("RequestIdLayer").field(name).finish(),
            IdSource::Function(_) => f.debug_struct("RequestIdLayer").finish_non_exhaustive(),
        }
    }
}

impl<S> Layer<S> for RequestIdLayer {
    type Service = RequestIdService<S>;

    fn layer(&self, inner: S) -> RequestIdService<S> {
        RequestIdService { inner, layer: self.clone() }
    }
}

/// A service whose error statuses have request ids.
///
/// [`RequestIdLayer`] creates it.
#[derive(Debug, Clone)]
pub struct RequestIdService<S> {
    inner: S,
    layer: RequestIdLayer,
}

impl<S, Q, B> Service<Request<Q>> for RequestIdService<S>
where
    S: Service<Request<Q>, Response = Response<B>>,
{
    type Response = Response<super::RequestIdBody<B>>;
    type Error = S::Error;
    type Future = RequestIdFuture<S::Future>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, request: Request<Q>) -> Self::Future {
        let (head, body) = request.into_parts();
        let id = self.layer.id(&head);
        RequestIdFuture::new(self.inner.call(Request::from_parts(head, body)), id)
    }
}
