//! Forwarding the response of another service.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use super::send::{CONTENT_TYPE, sendable};
use crate::decoded::Decoded;
use crate::encoder::Response;
use crate::headers::Headers;
use crate::instance::Generated;

/// Returns a decoded response as it arrived: its status, the headers that the table reads, and its body.
pub(in crate::adapters) fn forwarded<E: Generated>(decoded: &Decoded<'_, E>) -> Response {
    let parts = &decoded.parts;
    let mut headers: Vec<(String, String)> = Vec::new();
    if let Some(table) = decoded.own_table() {
        headers.extend(parts.headers(table).map(|(name, value)| (name.to_owned(), value.to_owned())));
    }
    if let (Some(envelope), None) = (parts.envelope(), headers.header(CONTENT_TYPE)) {
        headers.push((CONTENT_TYPE.to_owned(), envelope.media_type().to_owned()));
    }
    sendable(Response { status: decoded.status().unwrap_or(500), headers, body: decoded.encode() })
}
