//! The form that the client would rather have.

use core::convert::Infallible;

use axum_core::body::Body;
use axum_core::extract::FromRequestParts;
use axum_core::response::{IntoResponse, Response as Answer};
use http::HeaderValue;
use http::header::{ACCEPT, CONTENT_LENGTH, CONTENT_TYPE, VARY};
use http::request::Parts;

use super::{Origin, with_origin};
use crate::Spec;
use crate::problem::{Accepts, Negotiated};

/// What the client accepts; anything where it does not say. It cannot fail.
impl<S: Send + Sync> FromRequestParts<S> for Accepts {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Infallible> {
        Ok(Self::of(parts.headers.get_all(ACCEPT).iter().filter_map(|value| value.to_str().ok())))
    }
}

/// The error in the form that the client would rather have.
impl<E: Spec + Send + Sync + 'static> IntoResponse for Negotiated<E> {
    fn into_response(self) -> Answer {
        with_origin(self.response(), Origin::of(self.into_error()))
    }
}

/// The answer in the form that the client would rather have, if it was made of an error: a middleware that does so for all
/// handlers, which go on to return `Result<T, E>`. Status and headers stay, but for those that say what the body is.
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
pub fn negotiate(accepts: &Accepts, mut answer: Answer) -> Answer {
    let Some(origin) = answer.extensions().get::<Origin>().cloned() else { return answer };
    let own = answer.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let problem = accepts.prefers_problem_to(own).then(|| origin.problem(answer.status().as_u16())).flatten();
    if !answer.headers().get_all(VARY).iter().any(|value| value.as_bytes().eq_ignore_ascii_case(b"accept")) {
        answer.headers_mut().append(VARY, HeaderValue::from_static("accept"));
    }
    if let Some(problem) = problem {
        let mut problem = problem.into_response();
        answer.headers_mut().remove(CONTENT_LENGTH);
        for (name, value) in problem.headers() {
            answer.headers_mut().insert(name, value.clone());
        }
        *answer.body_mut() = core::mem::replace(problem.body_mut(), Body::empty());
    }
    answer
}
