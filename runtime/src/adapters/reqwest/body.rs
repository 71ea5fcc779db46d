//! The body of a response: reading it up to a limit, and rebuilding the response.

use alloc::vec::Vec;
use core::pin::Pin;
use core::task::{Context, Poll};

use ::http::Extensions;
use ::reqwest::{Body, Error, Response, ResponseBuilderExt, Url};
use http_body::{Frame, SizeHint};

use super::failure::Incomplete;

/// The part of a body that was read.
pub(super) struct Reading {
    /// The bytes. They may exceed the limit, because the last chunk is stored whole.
    pub(super) bytes: Vec<u8>,
    pub(super) incomplete: Option<Incomplete>,
}

/// Reads a body until its end, the limit or an error.
pub(super) async fn read(response: &mut Response, limit: usize) -> Reading {
    let mut bytes = Vec::new();
    let incomplete = loop {
        match response.chunk().await {
            Ok(Some(chunk)) => bytes.extend_from_slice(&chunk),
            Ok(None) => break None,
            Err(error) => break Some(Incomplete::broken(error)),
        }
        if bytes.len() > limit {
            break Some(Incomplete::TooLong);
        }
    };
    Reading { bytes, incomplete }
}

/// Rebuilds a response whose body was read to its end.
pub(super) fn rebuild_whole(response: Response, bytes: Vec<u8>) -> Response {
    with_body(response, |_| bytes.into())
}

/// Rebuilds a response from the bytes that were read and the rest of its body.
pub(super) fn rebuild_begun(response: Response, bytes: Vec<u8>) -> Response {
    with_body(response, |rest| Body::wrap(Prefixed { read: Some(bytes), rest }))
}

/// Rebuilds a response from the bytes that were read and the error that ended its body.
#[cfg(feature = "reqwest-middleware")]
pub(super) fn rebuild_broken(response: Response, bytes: Vec<u8>, error: Error) -> Response {
    with_body(response, |_| Body::wrap(Broken { read: Some(bytes), error: Some(error) }))
}

/// Replaces the body of a response. A response that is made from its parts loses its URL, which is therefore set again.
fn with_body(response: Response, replace: impl FnOnce(Body) -> Body) -> Response {
    let url = response.url().clone();
    let (mut parts, rest) = ::http::Response::<Body>::from(response).into_parts();
    parts.extensions.extend(extensions_with(url));
    ::http::Response::from_parts(parts, replace(rest)).into()
}

/// The extensions with the URL of a response. `reqwest` has no other way to set it.
pub(super) fn extensions_with(url: Url) -> Extensions {
    let carrier = ::http::Response::builder().url(url).body(());
    carrier.map(|carrier| carrier.into_parts().0.extensions).unwrap_or_default()
}

/// A body whose beginning was read.
struct Prefixed {
    read: Option<Vec<u8>>,
    rest: Body,
}

impl http_body::Body for Prefixed {
    type Data = <Body as http_body::Body>::Data;
    type Error = Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Self::Data>, Error>>> {
        match self.read.take() {
            Some(read) => Poll::Ready(Some(Ok(Frame::data(read.into())))),
            None => Pin::new(&mut self.rest).poll_frame(context),
        }
    }

    fn is_end_stream(&self) -> bool {
        self.read.is_none() && self.rest.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        let read = self.read.as_ref().map_or(0, |read| u64::try_from(read.len()).unwrap_or(u64::MAX));
        let rest = self.rest.size_hint();
        let mut hint = SizeHint::new();
        if let Some(upper) = rest.upper() {
            hint.set_upper(upper.saturating_add(read));
        }
        hint.set_lower(rest.lower().saturating_add(read));
        hint
    }
}

/// A body that broke off, and does so again.
#[cfg(feature = "reqwest-middleware")]
struct Broken {
    read: Option<Vec<u8>>,
    error: Option<Error>,
}

#[cfg(feature = "reqwest-middleware")]
impl http_body::Body for Broken {
    type Data = <Body as http_body::Body>::Data;
    type Error = Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Self::Data>, Error>>> {
        let read = self.read.take().map(|read| Ok(Frame::data(read.into())));
        Poll::Ready(read.or_else(|| self.error.take().map(Err)))
    }
}
