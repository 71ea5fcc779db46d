//! Content negotiation: the extractor, the response and the middleware.

use core::convert::Infallible;
use core::future::{Ready, ready};

use ::actix_web::body::{BoxBody, MessageBody};
use ::actix_web::dev::{Payload, ServiceResponse};
use ::actix_web::http::StatusCode;
use ::actix_web::http::header::{ACCEPT, CONTENT_TYPE, HeaderValue, VARY};
use ::actix_web::{FromRequest, HttpRequest, HttpResponse, ResponseError};

use super::response::status;
use crate::adapters::problem::{Accepts, Negotiated};
use crate::spec::Spec;

/// Reads the `Accept` headers of the request; without one, the client accepts anything. Never fails.
impl FromRequest for Accepts {
    type Error = Infallible;
    type Future = Ready<Result<Self, Infallible>>;

    fn from_request(request: &HttpRequest, _payload: &mut Payload) -> Self::Future {
        ready(Ok(accepts(request)))
    }
}

fn accepts(request: &HttpRequest) -> Accepts {
    Accepts::of(request.headers().get_all(ACCEPT))
}

/// Sends the error in the form that the client prefers.
impl<E: Spec> ResponseError for Negotiated<E> {
    fn status_code(&self) -> StatusCode {
        status(self.response().status)
    }

    fn error_response(&self) -> HttpResponse {
        self.response().into()
    }
}

/// Returns a response in the form that the client prefers, if a handler returned an error of this type.
///
/// A middleware calls it for all handlers, and these return `Result<T, E>` as before. The status stays, and so do the headers
/// that do not describe the body.
///
/// ```
/// use actix_web::body::{BoxBody, MessageBody};
/// use actix_web::dev::{ServiceRequest, ServiceResponse};
/// use actix_web::middleware::{Next, from_fn};
/// use actix_web::{App, Error};
///
/// # #[errspec::table("../../../../specs/flanks.toml", actix_web)] pub enum FlanksError {}
/// async fn negotiate(
///     request: ServiceRequest,
///     next: Next<impl MessageBody + 'static>,
/// ) -> Result<ServiceResponse<BoxBody>, Error> {
///     Ok(errspec::actix_web::negotiate::<FlanksError, _>(next.call(request).await?))
/// }
///
/// let app = App::new().wrap(from_fn(negotiate));
/// # let _ = app;
/// ```
#[must_use]
pub fn negotiate<E, B>(response: ServiceResponse<B>) -> ServiceResponse<BoxBody>
where
    E: Spec + ResponseError + 'static,
    B: MessageBody + 'static,
{
    let mut problem = None;
    let error = response.response().error().and_then(|error| error.as_error::<E>());
    if let Some(error) = error {
        let own = response.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        if accepts(response.request()).prefers_problem_to(own) {
            problem = Some(error.encoder().status(response.status().as_u16()).problem());
        }
    }
    let varies = error.is_some();
    let mut response = match problem {
        None => response.map_into_boxed_body(),
        Some(problem) => {
            let mut response = response.map_body(|_, _| BoxBody::new(problem.body));
            for (name, value) in HttpResponse::from(crate::encoder::Response { body: [].into(), ..problem }).headers() {
                response.headers_mut().insert(name.clone(), value.clone());
            }
            response
        }
    };
    let has_vary = response.headers().get_all(VARY).any(|value| value.as_bytes().eq_ignore_ascii_case(b"accept"));
    if varies && !has_vary {
        response.headers_mut().append(VARY, HeaderValue::from_static("accept"));
    }
    response
}
