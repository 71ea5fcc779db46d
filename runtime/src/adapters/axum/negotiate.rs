//! Content negotiation: the extractor, the response and the middleware.

use core::convert::Infallible;

use axum_core::body::Body;
use axum_core::extract::FromRequestParts;
use axum_core::response::{IntoResponse, Response as AxumResponse};
use http::HeaderValue;
use http::header::{ACCEPT, CONTENT_LENGTH, CONTENT_TYPE, VARY};
use http::request::Parts;

use super::origin::Origin;
use super::response::with_origin;
use crate::adapters::problem::{Accepts, Negotiated};
use crate::spec::Spec;

/// Reads the `Accept` headers of the request; without one, the client accepts anything. Never fails.
impl<S: Send + Sync> FromRequestParts<S> for Accepts {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Infallible> {
        Ok(Self::of(parts.headers.get_all(ACCEPT).iter()))
    }
}

/// Sends the error in the form that the client prefers.
impl<E: Spec + Send + Sync + 'static> IntoResponse for Negotiated<E> {
    fn into_response(self) -> AxumResponse {
        with_origin(self.response(), Origin::of(self.into_error()))
    }
}

/// Returns a response in the form that the client prefers, if it has an [`Origin`].
///
/// A middleware calls it for all handlers, and these return `Result<T, E>` as before. The status stays, and so do the headers
/// that do not describe the body.
///
/// ```
/// use axum::Router;
/// use axum::extract::Request;
/// use axum::middleware::{Next, from_fn};
/// use axum::response::Response;
/// use errspec::problem::Accepts;
///
/// async fn negotiate(accepts: Accepts, request: Request, next: Next) -> Response {
///     errspec::axum::negotiate(&accepts, next.run(request).await)
/// }
///
/// let app: Router = Router::new().layer(from_fn(negotiate));
/// # let _ = app;
/// ```
#[must_use]
pub fn negotiate(accepts: &Accepts, mut response: AxumResponse) -> AxumResponse {
    let Some(origin) = response.extensions().get::<Origin>().cloned() else { return response };
    let own = response.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let problem = accepts.prefers_problem_to(own).then(|| origin.problem(response.status().as_u16())).flatten();
    if !response.headers().get_all(VARY).iter().any(|value| value.as_bytes().eq_ignore_ascii_case(b"accept")) {
        response.headers_mut().append(VARY, HeaderValue::from_static("accept"));
    }
    if let Some(problem) = problem {
        let mut problem = problem.into_response();
        response.headers_mut().remove(CONTENT_LENGTH);
        for (name, value) in problem.headers() {
            response.headers_mut().insert(name, value.clone());
        }
        *response.body_mut() = core::mem::replace(problem.body_mut(), Body::empty());
    }
    response
}
