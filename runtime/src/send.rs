//! What a server sends, whichever framework it is written in.

use alloc::borrow::ToOwned;

use crate::Response;
use crate::headers::Headers;
use crate::json::{Scan, WHOLE, scan};
use crate::slot::Slot;

pub(crate) const CONTENT_TYPE: &str = "content-type";

/// A response that can be sent as it is: its status is one that ends an exchange, else 500, and its body has a media type.
pub(crate) fn sendable(mut response: Response) -> Response {
    response.status = sendable_status(response.status);
    if !response.body.is_empty() && response.headers.header(CONTENT_TYPE).is_none() {
        response.headers.push((CONTENT_TYPE.to_owned(), media_type_of(&response.body).to_owned()));
    }
    response
}

/// The status; 500 if it cannot end an exchange: 1xx only announces a response (RFC 9110, section 15.2), and a status has
/// three digits.
pub(crate) fn sendable_status(status: u16) -> u16 {
    if (200..=999).contains(&status) { status } else { 500 }
}

/// The media type of a body that came without one. Never one that a browser would run: without any, it would guess.
fn media_type_of(body: &[u8]) -> &'static str {
    let mut outcome = Scan::default();
    scan(&WHOLE, body, &mut [Slot::ABSENT], &mut outcome);
    if outcome == Scan::default() {
        "application/json"
    } else if core::str::from_utf8(body).is_ok() {
        "text/plain; charset=utf-8"
    } else {
        "application/octet-stream"
    }
}

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;

    use super::*;

    fn sent(status: u16, body: &[u8]) -> Response {
        sendable(Response { status, headers: Vec::new(), body: body.to_vec() })
    }

    #[test]
    fn a_status_that_cannot_end_an_exchange_becomes_500() {
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
