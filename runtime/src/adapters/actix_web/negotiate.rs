//! Content negotiation: the extractor, the response and the function for a middleware.

use core::convert::Infallible;
use core::future::{Ready, ready};

use ::actix_web::body::{BoxBody, MessageBody};
use ::actix_web::dev::{Payload, ServiceResponse};
use ::actix_web::http::StatusCode;
use ::actix_web::{FromRequest, HttpRequest, HttpResponse, ResponseError};

use super::headers::replaced;
use super::response::{status, with_origin};
use crate::adapters::problem::{Accepts, Negotiated, is_problem};
use crate::adapters::server::completion::Late;
use crate::adapters::server::options::accepts;
use crate::adapters::server::origin::{Form, Origin};
use crate::spec::Spec;

/// Reads the `Accept` headers of the request; without one, the client accepts anything. Never fails.
impl FromRequest for Accepts {
    type Error = Infallible;
    type Future = Ready<Result<Self, Infallible>>;

    fn from_request(request: &HttpRequest, _payload: &mut Payload) -> Self::Future {
        ready(Ok(accepts(request.headers())))
    }
}

/// Sends the error in the form that the client prefers.
impl<E: Spec> ResponseError for Negotiated<E> {
    fn status_code(&self) -> StatusCode {
        status(self.response().status)
    }

    fn error_response(&self) -> HttpResponse {
        let response = self.response();
        let form = if is_problem(&response) { Form::Problem } else { Form::Own };
        with_origin(response, Origin::copied(self.error().encoder(), form))
    }
}

/// Returns a response in the form that the client prefers, if it has an [`Origin`].
///
/// A middleware calls it for all handlers, and these return `Result<T, E>` as before. The status stays, and so do the headers
/// that do not describe the body. [`ErrorMiddleware::negotiate`](super::ErrorMiddleware::negotiate) is such a middleware.
///
/// ```
/// use actix_web::body::{BoxBody, MessageBody};
/// use actix_web::dev::{ServiceRequest, ServiceResponse};
/// use actix_web::middleware::{Next, from_fn};
/// use actix_web::{App, Error};
///
/// async fn negotiate(
///     request: ServiceRequest,
///     next: Next<impl MessageBody + 'static>,
/// ) -> Result<ServiceResponse<BoxBody>, Error> {
///     Ok(errspec::actix_web::negotiate(next.call(request).await?))
/// }
///
/// let app = App::new().wrap(from_fn(negotiate));
/// # let _ = app;
/// ```
#[must_use]
pub fn negotiate<B: MessageBody + 'static>(response: ServiceResponse<B>) -> ServiceResponse<BoxBody> {
    let (request, response) = response.into_parts();
    let late = Late { request_id: None, accepts: Some(accepts(request.headers())) };
    let response = replaced(response.map_into_boxed_body(), &late);
    ServiceResponse::new(request, response)
}
