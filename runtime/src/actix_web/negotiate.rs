//! The form that the client would rather have.

use core::convert::Infallible;
use core::future::{Ready, ready};

use ::actix_web::body::{BoxBody, MessageBody};
use ::actix_web::dev::{Payload, ServiceResponse};
use ::actix_web::http::StatusCode;
use ::actix_web::http::header::{ACCEPT, CONTENT_TYPE, HeaderValue, VARY};
use ::actix_web::{FromRequest, HttpRequest, HttpResponse, ResponseError};

use super::status;
use crate::Spec;
use crate::problem::{Accepts, Negotiated};

/// What the client accepts; anything where it does not say. It cannot fail.
impl FromRequest for Accepts {
    type Error = Infallible;
    type Future = Ready<Result<Self, Infallible>>;

    fn from_request(request: &HttpRequest, _payload: &mut Payload) -> Self::Future {
        ready(Ok(accepts(request)))
    }
}

fn accepts(request: &HttpRequest) -> Accepts {
    Accepts::of(request.headers().get_all(ACCEPT).filter_map(|value| value.to_str().ok()))
}

/// The error in the form that the client would rather have.
impl<E: Spec> ResponseError for Negotiated<E> {
    fn status_code(&self) -> StatusCode {
        status(self.response().status)
    }

    fn error_response(&self) -> HttpResponse {
        self.response().into()
    }
}

/// The answer in the form that the client would rather have, if it was made of an error of this type: a middleware that does
/// so for all handlers, which go on to return `Result<T, E>`. Status and headers stay, but for those that say what the body
/// is.
///
/// ```
/// use actix_web::body::{BoxBody, MessageBody};
/// use actix_web::dev::{ServiceRequest, ServiceResponse};
/// use actix_web::middleware::{Next, from_fn};
/// use actix_web::{App, Error};
///
/// # #[errspec::table("../../../specs/flanks.toml", actix_web)] pub enum FlanksError {}
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
pub fn negotiate<E, B>(answer: ServiceResponse<B>) -> ServiceResponse<BoxBody>
where
    E: Spec + ResponseError + 'static,
    B: MessageBody + 'static,
{
    let mut problem = None;
    let of_error = answer.response().error().and_then(|error| error.as_error::<E>());
    if let Some(error) = of_error {
        let own = answer.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        if accepts(answer.request()).prefers_problem_to(own) {
            problem = Some(error.encoder().status(answer.status().as_u16()).problem());
        }
    }
    let varies = of_error.is_some();
    let mut answer = match problem {
        None => answer.map_into_boxed_body(),
        Some(problem) => {
            let mut answer = answer.map_body(|_, _| BoxBody::new(problem.body));
            for (name, value) in HttpResponse::from(crate::Response { body: [].into(), ..problem }).headers() {
                answer.headers_mut().insert(name.clone(), value.clone());
            }
            answer
        }
    };
    let said = answer.headers().get_all(VARY).any(|value| value.as_bytes().eq_ignore_ascii_case(b"accept"));
    if varies && !said {
        answer.headers_mut().append(VARY, HeaderValue::from_static("accept"));
    }
    answer
}
