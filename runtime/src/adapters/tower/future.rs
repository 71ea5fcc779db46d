//! The future of a completed response.

use alloc::sync::Arc;
use alloc::vec::Vec;
use core::future::Future;
use core::pin::Pin;
use core::task::{Context, Poll, ready};

use bytes::Buf as _;
use http::request::Parts;
use http::response::Parts as Head;
use http::{Response, StatusCode};
use http_body::Body;
use pin_project_lite::pin_project;

use super::headers::replaced;
use super::response::with_origin;
use crate::adapters::server::catch::{caught, of_panic, poll_caught};
use crate::adapters::server::completion::{Late, replace_all};
use crate::adapters::server::options::{Options, Rejections};
use crate::adapters::server::rejection::Rejection;

/// The greatest length of a text of the framework that is read for the log, in bytes.
const MAX_TEXT: u64 = 8192;

pin_project! {
    /// The future of a response that is completed.
    ///
    /// [`ErrorService`](super::ErrorService) returns it.
    #[derive(Debug)]
    #[must_use = "futures do nothing unless polled"]
    pub struct ErrorFuture<F, B> {
        #[pin]
        state: State<F, B>,
        options: Arc<Options<Parts>>,
        late: Late,
    }
}

pin_project! {
    #[project = StateProjection]
    #[derive(Debug)]
    enum State<F, B> {
        /// The service handles the request.
        Calling { #[pin] future: F },
        /// The service has rejected the request, and its words are read.
        Reading { head: Option<Head>, #[pin] body: B, text: Vec<u8>, rejections: Rejections },
        /// The service has panicked, and is gone.
        Panicked { rejections: Rejections },
    }
}

impl<F, B> ErrorFuture<F, B> {
    /// Calls a service. A panic is answered if rejections are converted.
    pub(super) fn of(call: impl FnOnce() -> F, options: Arc<Options<Parts>>, late: Late) -> Self {
        let state = match options.rejections() {
            None => State::Calling { future: call() },
            Some(rejections) => match caught(call) {
                Ok(future) => State::Calling { future },
                Err(_) => State::Panicked { rejections: rejections.clone() },
            },
        };
        Self { state, options, late }
    }
}

impl<F, B, E> Future for ErrorFuture<F, B>
where
    F: Future<Output = Result<Response<B>, E>>,
    B: Body + From<Vec<u8>>,
{
    type Output = Result<Response<B>, E>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let mut this = self.project();
        loop {
            let response = match this.state.as_mut().project() {
                StateProjection::Calling { future } => {
                    let response = match this.options.rejections() {
                        None => ready!(future.poll(context))?,
                        Some(rejections) => match ready!(poll_caught(future, context)) {
                            Ok(response) => response?,
                            Err(_) => {
                                let rejections = rejections.clone();
                                this.state.set(State::Panicked { rejections });
                                continue;
                            }
                        },
                    };
                    match this.options.rejections().filter(|rejections| is_rejected(rejections, &response)) {
                        None => response,
                        Some(rejections) => {
                            let rejections = rejections.clone();
                            let (head, body) = response.into_parts();
                            this.state.set(State::Reading { head: Some(head), body, text: Vec::new(), rejections });
                            continue;
                        }
                    }
                }
                StateProjection::Reading { head, mut body, text, rejections } => {
                    ready!(read(body.as_mut(), text, context));
                    // A future is not polled again after it was ready.
                    let Some(head) = head.take() else { return Poll::Pending };
                    converted(head, core::mem::take(text), rejections)
                }
                StateProjection::Panicked { rejections } => {
                    let (origin, response) = rejections.convert(of_panic());
                    with_origin(response, origin)
                }
            };
            this.options.add(this.late, response.headers());
            return Poll::Ready(Ok(replaced(response, this.late)));
        }
    }
}

fn is_rejected<B>(rejections: &Rejections, response: &Response<B>) -> bool {
    rejections.apply(response.extensions().get(), response.status().as_u16(), response.headers())
}

/// Returns the response of the error for a rejection. The headers of the framework stay, such as `allow`.
fn converted<B: From<Vec<u8>>>(mut head: Head, text: Vec<u8>, rejections: &Rejections) -> Response<B> {
    let of_status = || Rejection::of_status(head.status.as_u16());
    let rejection = head.extensions.remove::<Rejection>().unwrap_or_else(of_status);
    let (origin, response) = rejections.convert(rejection.or_delay(&head.headers).or_text(text));
    head.status = StatusCode::from_u16(response.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    replace_all(&mut head.headers, &response);
    head.extensions.insert(origin);
    Response::from_parts(head, response.body.into())
}

/// Reads a short text whose length is known. Any other body may be endless, and is not read.
fn read<B: Body>(mut body: Pin<&mut B>, text: &mut Vec<u8>, context: &mut Context<'_>) -> Poll<()> {
    while body.size_hint().upper().is_some_and(|left| left <= MAX_TEXT) && !body.is_end_stream() {
        let Some(Ok(frame)) = ready!(body.as_mut().poll_frame(context)) else { break };
        let Ok(mut data) = frame.into_data() else { break };
        while data.has_remaining() {
            let chunk = data.chunk();
            text.extend_from_slice(chunk);
            let read = chunk.len();
            data.advance(read);
        }
    }
    Poll::Ready(())
}
