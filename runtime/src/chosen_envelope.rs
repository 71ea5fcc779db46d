//! The envelope that the caller of the encoder chooses.

use alloc::borrow::ToOwned;
use alloc::string::String;
use core::fmt;

use errspec_engine::Found;
use errspec_engine::decode::{Decoded as EngineDecoded, decode as decode_by};
use errspec_engine::table::BodyKind;
use errspec_engine::{FieldValues, encode::EncodeRequest};

use crate::decode::incoming;
use crate::encoder::Encoder;
use crate::instance::{Generated, entry_of};

/// The error of [`Encoder::envelope`]: the error cannot be written in the envelope.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum EnvelopeError {
    /// The table has no envelope with this `id`.
    NotFound {
        /// The `id`.
        id: String,
    },
    /// A response in the envelope would not be read back as the error, with all of its fields: the envelope has no location for one of its
    /// values, or the entry is bound to another envelope.
    CannotHold {
        /// The `id` of the envelope.
        id: String,
        /// The name of the entry.
        entry: &'static str,
    },
    /// The error is unknown. It is sent as it arrived.
    Unknown,
}

impl fmt::Display for EnvelopeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotFound { id } => write!(f, "the table has no envelope with `id = \"{id}\"`"),
            Self::CannotHold { id, entry } => {
                write!(f, "the envelope `{id}` cannot hold the error `{entry}`: it would not be read back")
            }
            Self::Unknown => f.write_str("an unknown error is sent as it arrived, in no envelope of the table"),
        }
    }
}

impl core::error::Error for EnvelopeError {}

impl<E: Generated> Encoder<'_, E> {
    /// Writes the error in the envelope with this `id`, instead of that of its entry: as an event of a stream that has begun, for example.
    ///
    /// The response is read back to see whether the envelope can hold the error with the values that have been set so far. (Bodies in XML
    /// are read with the feature `xml` alone; without it, the envelope is taken as it is.)
    ///
    /// ```
    /// use errspec::EnvelopeError;
    ///
    /// # mod demo { #[errspec::table("../../tests/tests/tables/streamed.toml")] pub enum ApiError {} }
    /// # use demo::ApiError;
    /// // [[envelope]]
    /// // id    = "event"
    /// // parts = "event-stream"
    /// // when  = { "header::event-type" = "error" }
    /// let error = ApiError::Overloaded;
    /// assert_eq!(error.encode(), br#"{"error":{"message":"Overloaded","type":"overloaded_error"}}"#);
    ///
    /// let event = error.encoder().envelope("event")?.body();
    /// assert_eq!(event, b"event: error\ndata: {\"message\":\"Overloaded\",\"type\":\"overloaded_error\"}\n\n");
    ///
    /// let missing = error.encoder().envelope("other").err();
    /// assert_eq!(missing, Some(EnvelopeError::NotFound { id: "other".into() }));
    /// # Ok::<(), EnvelopeError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Returns an error if the table has no such envelope, if the envelope cannot hold the error, or if the error is unknown.
    pub fn envelope(mut self, id: &str) -> Result<Self, EnvelopeError> {
        let entry = entry_of(self.request().error).ok_or(EnvelopeError::Unknown)?;
        let number = entry.of_table().envelopes().iter().position(|envelope| envelope.id() == Some(id));
        let number = number.ok_or_else(|| EnvelopeError::NotFound { id: id.to_owned() })?;
        self.extras.envelope = Some(number);
        match self.request().for_entry(is_read_back) {
            Some(true) => Ok(self),
            _ => Err(EnvelopeError::CannotHold { id: id.to_owned(), entry: entry.name() }),
        }
    }
}

/// Returns `true` if the response is read back as the entry, with a value for each field that has one.
fn is_read_back(request: &EncodeRequest<'static, '_>) -> bool {
    let EncodeRequest { entry, values, .. } = *request;
    if request.envelope().is_some_and(|envelope| !cfg!(feature = "xml") && envelope.body() == BodyKind::Xml) {
        return true;
    }
    let response = request.encode();
    incoming(Some(response.status), Some(&response.headers), &response.body, |incoming| {
        let mut out = EngineDecoded::new(&response.body);
        let is_entry = matches!(decode_by(entry.of_table(), incoming, &mut out), Found::Entry(found) if found == entry);
        let has_value = |number| values.value(number).is_none() || out.fields.value(number).is_some();
        is_entry && (0..entry.carried().len()).all(has_value)
    })
}
