//! A response of another service, handed on.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use crate::generated::Generated;
use crate::headers::Headers;
use crate::send::{CONTENT_TYPE, sendable};
use crate::{Decoded, Response};

/// A response that was decoded, to be sent as it came: status, the headers that the table reads, and the body.
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
