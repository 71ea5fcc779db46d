//! The encoder: the response of an error.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use super::concrete::Concrete;
use super::extras::Extras;
#[cfg(any(feature = "cbor", feature = "msgpack"))]
use super::part::format_of;
use super::part::{Encoded, write_as_part};
use super::plan::plan_entry;
#[cfg(any(feature = "cbor", feature = "msgpack"))]
use crate::binary::from_json;
use crate::render::{is_complete, wording, write_wording};
#[cfg(any(feature = "cbor", feature = "msgpack"))]
use crate::table::BodyKind;
use crate::table::{Entry, Envelope};
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
        let status = self.status();
        let Some(envelope) = self.envelope() else {
            return Encoded { status, headers: Vec::new(), body: Vec::new() };
        };
        let Self { entry, values, extras } = *self;
        let material = Concrete { entry, envelope, values, extras, status, message: message_of(entry, values) };
        let plan = plan_entry(self.entry, &envelope, &material);
        let mut headers: Vec<(String, String)> = Vec::new();
        for (name, piece) in plan.headers() {
            headers.retain(|(other, _)| other != name);
            // A line break would start another header.
            headers.push((name.to_owned(), piece.text.replace(char::is_control, " ")));
        }
        // A value of the table for this header takes the place of the media type.
        if headers.iter().all(|(name, _)| name != "content-type") {
            headers.insert(0, ("content-type".to_owned(), envelope.media_type().to_owned()));
        }
        let body = plan.lay_out().and_then(|(body, _)| body).unwrap_or_default().write(envelope.body());
        match envelope.parts() {
            None => Encoded { body: in_format(body, &envelope, &headers), status, headers },
            Some(kind) => write_as_part(kind, Encoded { status, headers, body: body.into_bytes() }, envelope.body()),
        }
    }
}

/// Returns a body in the format of its media type: JSON as CBOR or MessagePack.
#[cfg(any(feature = "cbor", feature = "msgpack"))]
fn in_format(body: String, envelope: &Envelope<'_>, headers: &[(String, String)]) -> Vec<u8> {
    match format_of(headers) {
        Some(format) if envelope.body() == BodyKind::Json => from_json(&body, format),
        _ => body.into_bytes(),
    }
}

#[cfg(not(any(feature = "cbor", feature = "msgpack")))]
fn in_format(body: String, _: &Envelope<'_>, _: &[(String, String)]) -> Vec<u8> {
    body.into_bytes()
}

/// Returns the message to write; `None` if no message is written.
///
/// No message is written if a value of its parameters is missing, or if the variant keeps an empty text, because then the response
/// had none. An entry without a code always writes its message, because only the message makes the body an error.
#[must_use]
pub fn message_of(entry: Entry<'_>, values: &dyn FieldValues) -> Option<String> {
    let wording = wording(entry, values)?;
    if entry.has_code() && !is_complete(wording, values) {
        return None;
    }
    let mut message = String::new();
    // Writing to a `String` does not fail.
    let _ = write_wording(wording, entry.carried(), values, &mut message);
    (!entry.accepts_any_text() || !entry.has_code() || !message.is_empty()).then_some(message)
}
