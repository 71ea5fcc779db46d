//! Bodies in CBOR and MessagePack, which are decoded as JSON.

use alloc::borrow::Cow;
use alloc::sync::Arc;

use super::error::{DecodeError, DecodeErrorKind};
use super::incoming::Incoming;
use super::parts::{Decoded, ReceivedBody};
use crate::binary::{Format, Transcoded, to_json};
use crate::response::first_line;
use crate::table::{BodyKind, Table};

/// The first byte of a list or a map in CBOR or MessagePack is this or above. That of a text in ASCII, such as JSON, is below.
const FIRST: u8 = 0x80;

/// A body in a binary format, as JSON.
pub(super) struct BinaryBody {
    body: Transcoded,
    told: ToldBy,
    /// The media type with which the body came, or that of its format.
    media_type: Arc<str>,
}

/// The part of a response that tells the format of its body.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ToldBy {
    MediaType,
    /// The body alone, so that it may be of another kind.
    FirstBytes,
}

impl BinaryBody {
    /// Returns the body of a response, if it is in a binary format and a table has an envelope for JSON.
    #[inline]
    pub(super) fn of(table: &Table<'_>, incoming: &Incoming<'_, '_>) -> Option<Self> {
        let first = incoming.body.first()?;
        if *first < FIRST { None } else { Self::of_other_than_text(table, incoming) }
    }

    #[cold]
    fn of_other_than_text(table: &Table<'_>, incoming: &Incoming<'_, '_>) -> Option<Self> {
        if !table.envelopes().iter().any(|envelope| envelope.body() == BodyKind::Json) {
            return None;
        }
        let media_type = incoming.headers.and_then(|headers| first_line(headers, "content-type"));
        let declared = media_type.as_deref().and_then(Format::of_media_type);
        let told = if declared.is_some() { ToldBy::MediaType } else { ToldBy::FirstBytes };
        let format = declared.or_else(|| Format::of_map(incoming.body))?;
        let media_type = media_type.unwrap_or_else(|| format.media_type().into());
        Some(Self { body: to_json(incoming.body, format), told, media_type })
    }

    /// Decodes the body with a function for JSON. Returns `None` if it is no body of the table, and may be of another kind.
    #[cold]
    pub(super) fn decode<'t, 'b, R>(
        &self,
        incoming: &Incoming<'_, 'b>,
        out: &mut Decoded<'t, 'b>,
        decode: impl for<'j> FnOnce(&Incoming<'_, 'j>, &mut Decoded<'t, 'j>) -> R,
    ) -> Option<R> {
        let (status, headers, clock) = (incoming.status, incoming.headers, incoming.clock);
        let mut inner = Decoded::new(&self.body.json);
        let result = decode(&Incoming { status, headers, body: &self.body.json, clock }, &mut inner);
        let is_json = inner.parts.envelope.is_some_and(|envelope| envelope.body() == BodyKind::Json);
        if !is_json && self.told == ToldBy::FirstBytes {
            return None;
        }
        out.parts = inner.parts.into_owned();
        out.fields = inner.fields.into_owned();
        let media_type = Some(Arc::clone(&self.media_type));
        let received = ReceivedBody { bytes: Cow::Borrowed(incoming.body), media_type };
        out.parts.rare.get_or_insert_default().received = Some(received);
        Some(result)
    }

    /// Decodes the body strictly. Returns `None` if it is no body of the table, and may be of another kind.
    #[cold]
    pub(super) fn try_decode<'t, 'b, R>(
        &self,
        incoming: &Incoming<'_, 'b>,
        out: &mut Decoded<'t, 'b>,
        decode: impl for<'j> FnOnce(&Incoming<'_, 'j>, &mut Decoded<'t, 'j>) -> Result<R, DecodeError<'t>>,
    ) -> Option<Result<R, DecodeError<'t>>> {
        if let Some(error) = self.body.error {
            let error = DecodeError::new(DecodeErrorKind::Syntax(error.syntax)).at(incoming.body, error.offset);
            return (self.told == ToldBy::MediaType).then_some(Err(error));
        }
        // A position in the JSON is none in the body.
        let result = self.decode(incoming, out, decode);
        result.map(|result| result.map_err(DecodeError::without_position))
    }
}
