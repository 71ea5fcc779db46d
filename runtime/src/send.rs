//! What a server sends, whichever framework it is written in.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use crate::generated::Generated;
use crate::headers::Headers;
use crate::json::{Scan, WHOLE, scan};
use crate::slot::Slot;
use crate::{Decoded, Response};

const CONTENT_TYPE: &str = "content-type";

/// A response that can be sent as it is: its status is one that ends an exchange, else 500, and its body has a media type.
pub(crate) fn sendable(mut response: Response) -> Response {
    // 1xx only announces a response (RFC 9110, section 15.2), and a status has three digits.
    if !(200..=999).contains(&response.status) {
        response.status = 500;
    }
    if !response.body.is_empty() && response.headers.header(CONTENT_TYPE).is_none() {
        response.headers.push((CONTENT_TYPE.to_owned(), media_type_of(&response.body).to_owned()));
    }
    response
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

/// A response that was decoded, to be handed on: status, the headers that the table reads, and the body.
pub(crate) fn handed_on<E: Generated>(decoded: &Decoded<'_, E>) -> Response {
    let rest = &decoded.rest;
    let mut headers: Vec<(String, String)> = Vec::new();
    if let Some(table) = E::tables().get(rest.table) {
        for (slot, value) in &rest.headers {
            let place = usize::from(*slot).checked_sub(table.body.locations.len());
            if let Some(name) = place.and_then(|place| table.headers.get(place)) {
                headers.push(((*name).to_owned(), value.clone()));
            }
        }
    }
    if let (Some(envelope), None) = (rest.envelope, headers.header(CONTENT_TYPE)) {
        headers.push((CONTENT_TYPE.to_owned(), envelope.media_type.to_owned()));
    }
    sendable(Response { status: rest.status, headers, body: decoded.encode() })
}

#[cfg(test)]
mod tests {
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
