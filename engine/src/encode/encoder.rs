//! The encoder: the response of an error.

use alloc::borrow::{Cow, ToOwned};
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use super::concrete::Concrete;
use super::extras::Extras;
use super::headers::{HeaderText, push_header};
#[cfg(any(feature = "cbor", feature = "msgpack"))]
use super::part::format_of;
use super::part::{Encoded, write_as_part};
use super::plan::plan_entry;
#[cfg(any(feature = "cbor", feature = "msgpack"))]
use crate::binary::from_json;
use crate::render::{is_complete, wording, write_wording};
use crate::table::{BodyKind, Entry, Envelope};
use crate::template::fixed_length;
use crate::value::FieldValues;

/// The input of the encoder.
#[derive(Clone)]
pub struct EncodeRequest<'t, 'e> {
    /// The entry.
    pub entry: Entry<'t>,
    /// The values of its fields.
    pub values: &'e dyn FieldValues,
    /// The values that the error does not carry itself.
    pub extras: &'e Extras,
}

impl fmt::Debug for EncodeRequest<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EncodeRequest").field("entry", &self.entry).field("extras", self.extras).finish_non_exhaustive()
    }
}

impl<'t> EncodeRequest<'t, '_> {
    /// Returns the status to write; 500 if neither the request nor the table defines one.
    #[must_use]
    pub fn status(&self) -> u16 {
        let default = || self.envelope()?.default_status();
        self.extras.status.or(self.entry.status()).or_else(default).unwrap_or(500)
    }

    /// Returns the envelope in which the response is written: the chosen one, or that of the entry.
    #[must_use]
    pub fn envelope(&self) -> Option<Envelope<'t>> {
        let chosen = self.extras.envelope.and_then(|number| self.entry.of_table().envelopes().get(number));
        chosen.or_else(|| self.entry.envelope())
    }

    /// Encodes the response.
    #[must_use]
    pub fn encode(&self) -> Encoded {
        let WholeResponse { status, media_type, headers, body } = self.encode_alone();
        let first = media_type.map(|media_type| (CONTENT_TYPE, Cow::Borrowed(media_type)));
        let headers = first.into_iter().chain(headers);
        let headers = headers.map(|(name, value)| (name.to_owned(), value.into_owned())).collect();
        let encoded = Encoded { status, headers, body };
        match self.envelope().and_then(|envelope| Some((envelope.parts()?, envelope.body()))) {
            None => encoded,
            Some((kind, body)) => write_as_part(kind, encoded, body),
        }
    }

    /// Encodes the response without copies of the texts of the table; `None` if it is written as a part of a body.
    #[must_use]
    pub fn encode_whole(&self) -> Option<WholeResponse<'t>> {
        let is_part = self.envelope().is_some_and(|envelope| envelope.parts().is_some());
        (!is_part).then(|| self.encode_alone())
    }

    /// Encodes the response, without the part of a body that it may be.
    fn encode_alone(&self) -> WholeResponse<'t> {
        let status = self.status();
        let Some(envelope) = self.envelope() else {
            return WholeResponse { status, media_type: None, headers: Vec::new(), body: Vec::new() };
        };
        let Self { entry, values, extras } = *self;
        let message = message_of(entry, values);
        let material = Concrete { entry, envelope, values, extras, status, message: message.as_deref() };
        let (headers, body) = material.framed().unwrap_or_else(|| planned(&material));
        let body = match envelope.parts() {
            None => in_format(body, &envelope, &headers),
            Some(_) => body.into_bytes(),
        };
        // A value of the table for this header takes the place of the media type.
        let media_type = headers.iter().all(|(name, _)| *name != CONTENT_TYPE).then(|| envelope.media_type());
        WholeResponse { status, media_type, headers, body }
    }
}

/// A response to send that borrows the texts of its table.
#[derive(Debug, Clone)]
pub struct WholeResponse<'t> {
    /// The HTTP status.
    pub status: u16,
    /// The media type of the envelope; `None` if the headers have one.
    pub media_type: Option<&'t str>,
    /// The other headers, names in lower case.
    pub headers: Vec<HeaderText<'t>>,
    /// The body.
    pub body: Vec<u8>,
}

/// Returns the headers and the body of a response by its encode plan.
fn planned<'t>(material: &Concrete<'t, '_>) -> (Vec<HeaderText<'t>>, String) {
    let Concrete { entry, envelope, .. } = *material;
    let plan = plan_entry(entry, &envelope, material);
    let mut headers = Vec::new();
    plan.headers().for_each(|(name, value)| push_header(&mut headers, name, value.text()));
    let kind = envelope.body();
    let directly = if kind == BodyKind::Json { plan.write_directly() } else { None };
    (headers, directly.unwrap_or_else(|| plan.lay_out().and_then(|(body, _)| body).unwrap_or_default().write(kind)))
}

const CONTENT_TYPE: &str = "content-type";

/// Returns a body in the format of its media type: JSON as CBOR or MessagePack.
#[cfg(any(feature = "cbor", feature = "msgpack"))]
fn in_format(body: String, envelope: &Envelope<'_>, headers: &[(&str, Cow<'_, str>)]) -> Vec<u8> {
    let own = headers.iter().map(|(name, value)| (*name, &**value));
    match format_of(own.chain([(CONTENT_TYPE, envelope.media_type())])) {
        Some(format) if envelope.body() == BodyKind::Json => from_json(&body, format),
        _ => body.into_bytes(),
    }
}

#[cfg(not(any(feature = "cbor", feature = "msgpack")))]
fn in_format(body: String, _: &Envelope<'_>, _: &[(&str, Cow<'_, str>)]) -> Vec<u8> {
    body.into_bytes()
}

/// Returns the message to write; `None` if no message is written.
///
/// No message is written if a value of its parameters is missing, or if the variant keeps an empty text, because then the response
/// had none. An entry without a code always writes its message, because only the message makes the body an error.
#[must_use]
pub fn message_of<'t>(entry: Entry<'t>, values: &dyn FieldValues) -> Option<Cow<'t, str>> {
    let wording = wording(entry, values)?;
    if fixed_length(wording) == wording.len() && !entry.accepts_any_text() {
        return Some(Cow::Borrowed(wording));
    }
    if entry.has_code() && !is_complete(wording, values) {
        return None;
    }
    // Most values are short.
    let mut message = String::with_capacity(wording.len() + 16);
    // Writing to a `String` does not fail.
    let _ = write_wording(wording, entry.carried(), values, &mut message);
    (!entry.accepts_any_text() || !entry.has_code() || !message.is_empty()).then_some(Cow::Owned(message))
}
