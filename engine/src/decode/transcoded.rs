//! Bodies in another charset than UTF-8, also forms whose escapes are, which are decoded as UTF-8. XML knows its charset itself.

use alloc::borrow::Cow;
use alloc::string::String;

use super::incoming::Incoming;
use super::parts::{Decoded, ReceivedBody};
use crate::body::{Body, Charset};
use crate::escape::form;
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
        match incoming.body.first() {
            _ if !body.valid => Self::of_other(table, incoming),
            // No form begins so.
            Some(b'{' | b'[' | b'<') | None => None,
            Some(_) => Self::of_form(table, incoming),
        }
    }

    /// Returns a form whose escapes are in another charset.
    #[cold]
    fn of_form(table: &Table<'_>, incoming: &Incoming<'_, '_>) -> Option<Self> {
        if !table.envelopes().iter().any(|envelope| envelope.body() == BodyKind::Form) {
            return None;
        }
        let content_type = first_line(incoming.headers?, "content-type")?;
        let charset = Charset::of_text(&[], Some(&content_type)).filter(|charset| *charset == Charset::Windows1252)?;
        let form = core::str::from_utf8(incoming.body).ok()?;
        let text = form::in_utf8(form, |byte, out| out.push_str(&charset.decode(&[byte])))?;
        Some(Self { text })
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
        let media_type = headers.and_then(|headers| first_line(headers, "content-type"));
        let received = ReceivedBody { bytes: Cow::Borrowed(incoming.body), media_type };
        out.parts.rare.get_or_insert_default().received = Some(received);
        result
    }
}
