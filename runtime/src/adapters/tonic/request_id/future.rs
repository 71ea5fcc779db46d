//! The future of a response, and its body.

use alloc::string::String;
use core::future::Future;
use core::pin::Pin;
use core::task::{Context, Poll, ready};

use ::http::Response;
use http_body::{Body, Frame, SizeHint};
use pin_project_lite::pin_project;

use super::headers::add_request_id;

pin_project! {
    /// The future of a response whose status gets a request id.
    ///
    /// [`RequestIdService`](super::RequestIdService) returns it.
    #[derive(Debug)]
    #[must_use = "futures do nothing unless polled"]
    pub struct RequestIdFuture<F> {
        #[pin]
        future: F,
        id: Option<String>,
    }
}

impl<F> RequestIdFuture<F> {
    pub(super) fn new(future: F, id: Option<String>) -> Self {
        Self { future, id }
    }
}

impl<F, B, E> Future for RequestIdFuture<F>
where
    F: Future<Output = Result<Response<B>, E>>,
{
    type Output = Result<Response<RequestIdBody<B>>, E>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        let mut response = ready!(this.future.poll(context))?;
        let id = this.id.take();
        // The status of a response without messages is in its headers.
        if let Some(id) = &id {
            add_request_id(response.headers_mut(), id);
        }
        Poll::Ready(Ok(response.map(|body| RequestIdBody { body, id })))
    }
}

pin_project! {
    /// The body of a response whose status, which is in the trailers, gets a request id.
    #[derive(Debug, Default)]
    pub struct RequestIdBody<B> {
        #[pin]
        body: B,
        id: Option<String>,
    }
}

impl<B: Body> Body for RequestIdBody<B> {
    type Data = B::Data;
    type Error = B::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Self::Data>, Self::Error>>> {
        let this = self.project();
        let mut frame = ready!(this.body.poll_frame(context));
        if let Some(Ok(frame)) = &mut frame
            && let (Some(trailers), Some(id)) = (frame.trailers_mut(), &this.id)
        {
            add_request_id(trailers, id);
        }
        Poll::Ready(frame)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
