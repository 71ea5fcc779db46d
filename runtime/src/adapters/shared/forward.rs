//! Forwarding the response of another service.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use super::send::{CONTENT_TYPE, sendable};
use crate::decoded::Decoded;
use crate::encoder::{Encoder, Response};
use crate::headers::Headers;
use crate::instance::Generated;
use crate::spec::Spec;

/// Returns a decoded response as it arrived: its status, the headers that the table reads, and its body.
pub(in crate::adapters) fn forwarded<E: Generated>(decoded: &Decoded<'_, E>) -> Response {
    let parts = &decoded.parts;
    let table = decoded.own_table();
    let mut headers: Vec<(String, String)> = Vec::new();
    if let Some(table) = table {
        headers.extend(parts.headers(table).map(|(name, value)| (name.to_owned(), value.to_owned())));
    }
    if let (Some(media_type), None) = (parts.forwarded_media_type(), headers.header(CONTENT_TYPE)) {
        headers.push((CONTENT_TYPE.to_owned(), media_type.to_owned()));
    }
    let response = Response::new(decoded.status().unwrap_or(500), headers, decoded.encode());
    sendable(table.map_or(response.clone(), |table| response.in_charsets_of(table)))
}

/// Returns an encoder of the error of a response that is forwarded, with the other parts of the response.
pub(in crate::adapters) fn encoder_of<'d, E: Spec>(decoded: &'d Decoded<'_, E>) -> Encoder<'d, E> {
    let mut encoder = decoded.error().encoder();
    if let Some(status) = decoded.status() {
        encoder = encoder.status(status);
    }
    if let Some(id) = decoded.request_id() {
        encoder = encoder.request_id(id);
    }
    if let Some(delay) = decoded.retry_after() {
        encoder = encoder.retry_after(delay);
    }
    if let Some(details) = decoded.details_json() {
        encoder = encoder.details_json(details);
    }
    encoder
}
