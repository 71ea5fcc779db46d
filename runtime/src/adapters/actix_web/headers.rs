//! The headers and the body of an `HttpResponse`.

use alloc::vec::Vec;

use ::actix_web::HttpResponse;
use ::actix_web::body::{BoxBody, MessageBody};
use ::actix_web::http::header::{HeaderMap, HeaderName, HeaderValue};

use super::rejection::rejection_in;
use super::response::{status, with_origin};
use crate::adapters::server::catch::of_panic;
use crate::adapters::server::completion::{HeaderFields, Late, complete, replace_all};
use crate::adapters::server::options::Rejections;
use crate::adapters::server::origin::Origin;

impl HeaderFields for HeaderMap {
    fn all(&self, name: &str) -> Vec<&[u8]> {
        self.get_all(name).map(HeaderValue::as_bytes).collect()
    }

    fn remove(&mut self, name: &str) {
        Self::remove(self, name);
    }

    fn append(&mut self, name: &str, value: &[u8]) {
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            Self::append(self, name, value);
        }
    }
}

/// Completes a response, if it has an origin.
pub(super) fn replaced(mut response: HttpResponse, late: &Late) -> HttpResponse {
    let Some(origin) = origin_of(&response) else { return response };
    let status = response.status().as_u16();
    let completed = complete(&origin, status, response.headers_mut(), late);
    response.extensions_mut().insert(completed.origin);
    match completed.body {
        Some(body) => response.set_body(BoxBody::new(body)),
        None => response,
    }
}

/// Returns the origin of a response.
fn origin_of(response: &HttpResponse) -> Option<Origin> {
    response.extensions().get::<Origin>().cloned()
}

/// Converts the response of a rejection; returns any other unchanged. The headers of the framework stay, such as `allow`.
pub(super) fn converted(response: HttpResponse, rejections: &Rejections) -> HttpResponse {
    if !rejections.apply(origin_of(&response).as_ref(), response.status().as_u16(), response.headers()) {
        return response;
    }
    let rejection = rejection_in(&response);
    let (mut response, body) = response.into_parts();
    let text = body.try_into_bytes().map(|bytes| bytes.to_vec()).unwrap_or_default();
    let (origin, encoded) = rejections.convert(rejection.or_delay(response.headers()).or_text(text));
    *response.status_mut() = status(encoded.status);
    replace_all(response.headers_mut(), &encoded);
    response.extensions_mut().insert(origin);
    response.set_body(BoxBody::new(encoded.body))
}

/// Returns the response of a handler that panicked.
pub(super) fn panicked(rejections: &Rejections) -> HttpResponse {
    let (origin, encoded) = rejections.convert(of_panic());
    with_origin(encoded, origin)
}
