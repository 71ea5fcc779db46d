//! Responses that a server can send, with any framework.

use alloc::borrow::ToOwned;

use errspec_engine::body::check_json;

use crate::encoder::Response;
use crate::headers::Headers;

pub(in crate::adapters) const CONTENT_TYPE: &str = "content-type";

/// Returns the response with a status that can be final, else 500, and with a media type for its body.
pub(in crate::adapters) fn sendable(mut response: Response) -> Response {
    response.status = sendable_status(response.status);
    if !response.body.is_empty() && response.headers.header(CONTENT_TYPE).is_none() {
        response.headers.push((CONTENT_TYPE.to_owned(), media_type_of(&response.body).to_owned()));
    }
    response
}

/// Returns the status; 500 if it cannot be final. 1xx only announces a response
/// ([RFC 9110, section 15.2](https://www.rfc-editor.org/rfc/rfc9110#section-15.2)), and a status has three digits.
pub(in crate::adapters) fn sendable_status(status: u16) -> u16 {
    if (200..=999).contains(&status) { status } else { 500 }
}

/// Returns the media type of a body that arrived without one. It is never HTML: a browser without a media type would guess, and
/// might run the body.
fn media_type_of(body: &[u8]) -> &'static str {
    if check_json(body).is_none() {
        "application/json"
    } else if core::str::from_utf8(body).is_ok() {
        "text/plain; charset=utf-8"
    } else {
        "application/octet-stream"
    }
}

#[cfg(test)]
mod tests {
    use alloc::string::String;
    use alloc::vec::Vec;

    use super::*;

    fn sent(status: u16, body: &[u8]) -> Response {
        sendable(Response::new(status, Vec::<(String, String)>::new(), body))
    }

    #[test]
    fn a_status_that_cannot_be_final_becomes_500() {
        let statuses = [0, 99, 100, 101, 199, 1000, u16::MAX];
        assert!(statuses.iter().all(|status| sent(*status, b"").status == 500));
        assert!([200, 404, 599, 999].iter().all(|status| sent(*status, b"").status == *status));
    }

    #[test]
    fn a_body_without_a_media_type_is_never_run_as_html() {
        let media_type = |body: &[u8]| sent(502, body).header(CONTENT_TYPE).map(ToOwned::to_owned);
        assert_eq!(media_type(b"<script>alert(1)</script>").as_deref(), Some("text/plain; charset=utf-8"));
        assert_eq!(media_type(b"{\"error\": 1}").as_deref(), Some("application/json"));
        assert_eq!(media_type(&[0xFF, 0xFE]).as_deref(), Some("application/octet-stream"));
        assert_eq!(media_type(b""), None);
    }
}
