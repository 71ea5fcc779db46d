//! The headers and the body of an `http::Response`.

use alloc::vec::Vec;

use http::{HeaderMap, HeaderName, HeaderValue, Response as HttpResponse};

use crate::adapters::server::completion::{HeaderFields, Late, complete};
use crate::adapters::server::origin::Origin;

impl HeaderFields for HeaderMap {
    fn all(&self, name: &str) -> Vec<&[u8]> {
        self.get_all(name).iter().map(HeaderValue::as_bytes).collect()
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
pub(in crate::adapters) fn replaced<B: From<Vec<u8>>>(response: HttpResponse<B>, late: &Late) -> HttpResponse<B> {
    let Some(origin) = response.extensions().get::<Origin>().cloned() else { return response };
    let (mut head, body) = response.into_parts();
    let completed = complete(&origin, head.status.as_u16(), &mut head.headers, late);
    head.extensions.insert(completed.origin);
    HttpResponse::from_parts(head, completed.body.map_or(body, B::from))
}
