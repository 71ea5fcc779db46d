//! Slots. A slot holds the byte range of a value that a table reads.

use alloc::borrow::Cow;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::charset::Charset;
use super::mark::after_mark;
#[cfg(feature = "xml")]
use super::markup::markup_json;
use super::text::Text;
use crate::escape::{form, xml};
#[cfg(any(feature = "cbor", feature = "msgpack"))]
use crate::json::is_marked;
use crate::json::{compact, escape, unescape};
use crate::kind::Kind;
use crate::visited::visit;

/// The byte range and the kind of a value in a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot {
    /// The offset of its first byte; for a string, of the first byte after the quote. For [`Kind::Index`], the index itself.
    pub start: usize,
    /// The offset after its last byte; for a string, of the closing quote.
    pub end: usize,
    /// Its kind.
    pub kind: Kind,
}

/// The body of a response.
#[derive(Debug, Clone, Copy)]
pub struct Body<'b> {
    /// The bytes.
    pub bytes: &'b [u8],
    /// `true` if the body is known to be UTF-8. Then every string in it is UTF-8 as well, and is converted only on use.
    pub valid: bool,
    /// The charset of its values, if it is XML.
    pub charset: Charset,
}

impl<'b> Body<'b> {
    /// Creates a body, and checks if it is UTF-8.
    #[inline]
    #[must_use]
    pub fn new(bytes: &'b [u8]) -> Self {
        Self { bytes, valid: is_utf8(bytes), charset: Charset::Utf8 }
    }

    /// Creates the body of a text.
    #[inline]
    #[must_use]
    pub fn of_str(text: &'b str) -> Self {
        Self { bytes: text.as_bytes(), valid: true, charset: Charset::Utf8 }
    }

    /// Returns the bytes of a slot.
    #[inline]
    pub fn raw(self, slot: Slot) -> &'b [u8] {
        self.bytes.get(slot.start..slot.end).unwrap_or_default()
    }

    /// Returns the bytes of a slot as text. Bytes that are not UTF-8 become U+FFFD.
    #[inline]
    pub fn part(self, slot: Slot) -> Cow<'b, str> {
        let raw = self.raw(slot);
        visit(raw.len());
        match core::str::from_utf8(raw) {
            Ok(part) => Cow::Borrowed(part),
            Err(_) => String::from_utf8_lossy(raw),
        }
    }

    /// Returns the bytes of a slot as text that is converted on use.
    #[inline]
    pub(crate) fn text(self, slot: Slot) -> Text<'b> {
        if self.valid { Text::Verbatim(self.raw(slot)) } else { Text::Decoded(self.part(slot)) }
    }
}

/// Returns `true` if the bytes are UTF-8.
fn is_utf8(bytes: &[u8]) -> bool {
    is_ascii(bytes) || core::str::from_utf8(bytes).is_ok()
}

/// Returns `true` if all bytes are ASCII. Reads sixteen bytes at a time; the last sixteen may overlap with those before them.
#[inline]
fn is_ascii(bytes: &[u8]) -> bool {
    let has_high_bit = |bytes: &[u8]| bytes.iter().fold(0, |any, byte| any | byte) >= 0x80;
    let Some(last) = bytes.last_chunk::<16>() else { return !has_high_bit(bytes) };
    let mut all = *last;
    let mut rest = bytes;
    while let Some((block, after)) = rest.split_first_chunk::<16>() {
        all.iter_mut().zip(block).for_each(|(all, byte)| *all |= byte);
        rest = after;
    }
    !has_high_bit(&all)
}

/// Creates a body without a check: it is not known to be UTF-8.
impl<'b> From<&'b [u8]> for Body<'b> {
    #[inline]
    fn from(bytes: &'b [u8]) -> Self {
        Self { bytes, valid: false, charset: Charset::Utf8 }
    }
}

/// Calls `then` with `count` empty slots. The slots of most tables fit on the stack; small tables initialize only a small array.
#[inline]
pub(crate) fn with_slots<R>(count: usize, then: impl FnOnce(&mut [Slot]) -> R) -> R {
    let mut few = [Slot::ABSENT; 6];
    let mut more: [Slot; 32];
    let mut many: Vec<Slot>;
    let slots = match count {
        0..=6 => few.get_mut(..count),
        7..=32 => {
            more = [Slot::ABSENT; 32];
            more.get_mut(..count)
        }
        _ => {
            many = alloc::vec![Slot::ABSENT; count];
            Some(many.as_mut_slice())
        }
    };
    then(slots.unwrap_or_default())
}

/// Returns the empty slot.
impl Default for Slot {
    fn default() -> Self {
        Self::ABSENT
    }
}

impl Slot {
    /// The empty slot.
    pub const ABSENT: Self = Self { start: 0, end: 0, kind: Kind::Absent };

    /// Returns the slot of the same value in a body that has so many bytes before it.
    pub(crate) fn behind(self, bytes: usize) -> Self {
        match self.kind {
            Kind::Absent | Kind::Index => self,
            _ => Self { start: self.start + bytes, end: self.end + bytes, ..self },
        }
    }

    /// Returns `true` if the slot is empty.
    #[inline]
    pub fn is_absent(self) -> bool {
        self.kind == Kind::Absent
    }

    /// Returns `true` if the slot holds a string or a number, which can be a code or a message.
    #[inline]
    pub fn is_text(self) -> bool {
        !matches!(
            self.kind,
            Kind::Absent | Kind::True | Kind::False | Kind::Array | Kind::Object | Kind::Elements | Kind::Cut
        )
    }

    /// Returns `true` if the slot holds an array.
    #[inline]
    pub fn is_list(self) -> bool {
        self.kind == Kind::Array
    }

    /// Returns `true` if the slot holds an array, an object or an XML element with nested elements.
    #[inline]
    pub fn is_container(self) -> bool {
        matches!(self.kind, Kind::Array | Kind::Object | Kind::Elements)
    }

    /// Returns the text of a string, a number, a boolean or an index; `None` for any other slot. Bytes that are not UTF-8 become
    /// U+FFFD.
    #[inline]
    pub fn text<'b>(self, body: impl Into<Body<'b>>) -> Option<Cow<'b, str>> {
        let body = body.into();
        visit(self.end.saturating_sub(self.start));
        match self.kind {
            Kind::Plain | Kind::Number | Kind::Text => Some(body.part(self)),
            Kind::Absent | Kind::Array | Kind::Object | Kind::Elements | Kind::Cut => None,
            _ => Some(self.other_text(body.raw(self), body.charset)),
        }
    }

    /// Returns the text of a string or a number with the white space at its ends that [`text`](Self::text) leaves out.
    #[cold]
    pub(crate) fn untrimmed_text<'b>(self, body: Body<'b>) -> Option<Cow<'b, str>> {
        match self.kind {
            Kind::Xml => Some(xml::untrimmed(body.charset.decode(body.raw(self)))),
            Kind::Text => Some(body.part(self.with_white_space(body.bytes))),
            _ => self.text(body),
        }
    }

    /// Returns the slot with the white space around it: to the ends of a text, and within a line to the ends of the value.
    fn with_white_space(self, body: &[u8]) -> Self {
        let around = |is_space: fn(&u8) -> bool| {
            let before = body.get(..self.start).unwrap_or_default();
            let after = body.get(self.end..).unwrap_or_default();
            let (before, after) =
                (before.iter().rev().take_while(|byte| is_space(byte)), after.iter().take_while(|byte| is_space(byte)));
            (self.start - before.count(), self.end + after.count())
        };
        let (start, end) = around(u8::is_ascii_whitespace);
        let begin = body.len() - after_mark(body).len();
        let is_whole = start == begin && end == body.len();
        let (start, end) = if is_whole { (start, end) } else { around(|byte| matches!(byte, b' ' | b'\t')) };
        Self { start, end, ..self }
    }

    /// Returns the text of a value whose bytes in the body are encoded.
    fn other_text(self, raw: &[u8], charset: Charset) -> Cow<'_, str> {
        match self.kind {
            Kind::Escaped => Cow::Owned(unescape(raw)),
            Kind::True => Cow::Borrowed("true"),
            Kind::False => Cow::Borrowed("false"),
            Kind::Index => Cow::Owned(self.start.to_string()),
            Kind::Form => form::unescape(raw),
            Kind::Xml => xml::unescape(charset.decode(raw)),
            Kind::Plain
            | Kind::Text
            | Kind::Number
            | Kind::Absent
            | Kind::Array
            | Kind::Object
            | Kind::Elements
            | Kind::Cut => String::from_utf8_lossy(raw),
        }
    }

    /// Returns the value as JSON without white space between tokens; `None` for an empty slot.
    pub fn json(self, body: Body<'_>) -> Option<String> {
        match self.kind {
            Kind::Absent => None,
            Kind::Array | Kind::Object => Some(compact(body.raw(self))),
            Kind::Number | Kind::True | Kind::False | Kind::Index => self.text(body).map(Cow::into_owned),
            // A byte string stays one.
            #[cfg(any(feature = "cbor", feature = "msgpack"))]
            Kind::Escaped if is_marked(body.raw(self)) => Some(["\"", &body.part(self), "\""].concat()),
            #[cfg(feature = "xml")]
            Kind::Xml | Kind::Elements => Some(markup_json(body.bytes, self.start..self.end, body.charset)),
            _ => {
                let mut json = String::new();
                escape(&self.text(body)?, &mut json);
                Some(json)
            }
        }
    }
}
