//! Content negotiation: the extractor, the response and the middleware.

use core::convert::Infallible;

use axum_core::extract::FromRequestParts;
use axum_core::response::{IntoResponse, Response as AxumResponse};
use http::request::Parts;

use crate::adapters::problem::{Accepts, Negotiated, is_problem};
use crate::adapters::server::completion::Late;
use crate::adapters::server::options::accepts;
use crate::adapters::server::origin::{Form, Origin};
use crate::adapters::tower::{replaced, with_origin};
use crate::spec::Spec;

/// Reads the `Accept` headers of the request; without one, the client accepts anything. Never fails.
impl<S: Send + Sync> FromRequestParts<S> for Accepts {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Infallible> {
        Ok(accepts(&parts.headers))
    }
}

/// Sends the error in the form that the client prefers.
impl<E: Spec + Send + Sync + 'static> IntoResponse for Negotiated<E> {
    fn into_response(self) -> AxumResponse {
        let response = self.response();
        let form = if is_problem(&response) { Form::Problem } else { Form::Own };
        with_origin(response, Origin::of(self.into_error(), form))
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
pub fn negotiate(accepts: &Accepts, response: AxumResponse) -> AxumResponse {
    replaced(response, &Late { request_id: None, accepts: Some(accepts.clone()) })
}
