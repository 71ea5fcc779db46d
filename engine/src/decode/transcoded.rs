//! Bodies in another charset than UTF-8, which are decoded as UTF-8. XML knows its charset itself.

use alloc::borrow::Cow;
use alloc::string::String;

use super::incoming::Incoming;
use super::parts::Decoded;
use crate::body::{Body, Charset};
use crate::response::first_line;
use crate::table::{BodyKind, Table};

/// A body of another charset, as text.
pub(super) struct TranscodedBody {
    text: String,
}

impl TranscodedBody {
    /// Returns the body of a response that is not UTF-8, if it is known to be in another charset.
    #[inline]
    pub(super) fn of(table: &Table<'_>, incoming: &Incoming<'_, '_>, body: Body<'_>) -> Option<Self> {
        if body.valid { None } else { Self::of_other(table, incoming) }
    }

    #[cold]
    fn of_other(table: &Table<'_>, incoming: &Incoming<'_, '_>) -> Option<Self> {
        let has_xml = || table.envelopes().iter().any(|envelope| envelope.body() == BodyKind::Xml);
        let content_type = incoming.headers.and_then(|headers| first_line(headers, "content-type"));
        let charset = Charset::of_text(incoming.body, content_type.as_deref())?;
        let text = charset.decode(incoming.body);
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        if text.trim_start().starts_with('<') && has_xml() {
            return None;
        }
        Some(Self { text: text.into() })
    }

    /// Decodes the body with a function for UTF-8.
    #[cold]
    pub(super) fn decode<'t, 'b, R>(
        &self,
        incoming: &Incoming<'_, 'b>,
        out: &mut Decoded<'t, 'b>,
        decode: impl for<'j> FnOnce(&Incoming<'_, 'j>, &mut Decoded<'t, 'j>) -> R,
    ) -> R {
        let (status, headers, clock) = (incoming.status, incoming.headers, incoming.clock);
        let body = self.text.as_bytes();
        let mut inner = Decoded::new(body);
        let result = decode(&Incoming { status, headers, body, clock }, &mut inner);
        out.parts = inner.parts.into_owned();
        out.fields = inner.fields.into_owned();
        out.parts.rare.get_or_insert_default().received = Some(Cow::Borrowed(incoming.body));
        result
    }
}
