//! Slots: where in a body the values stand that a table asks for.

use alloc::borrow::Cow;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use crate::json::{Json, unescape};
use crate::said::Said;

/// Where a value stands, and what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Slot {
    /// Its first byte; of a string, the first after the quote. The index itself for [`Kind::Index`].
    pub(crate) start: usize,
    /// The byte after its last; of a string, the closing quote.
    pub(crate) end: usize,
    /// What it is.
    pub(crate) kind: Kind,
}

/// What stands in a [`Slot`].
///
/// As wide as a word, so that a slot has no padding: what is copied is then read as it was written, which costs a processor
/// far less than to read it otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(usize)]
pub(crate) enum Kind {
    /// Nothing, or `null`.
    Absent,
    /// A string without escapes.
    Plain,
    /// A JSON string with escapes.
    Escaped,
    /// A JSON number.
    Number,
    /// `true`
    True,
    /// `false`
    False,
    /// A JSON array.
    Array,
    /// A JSON object.
    Object,
    /// The index of an element.
    Index,
    /// A percent-encoded string.
    Form,
    /// The inside of an XML element or attribute.
    #[cfg(feature = "xml")]
    Xml,
}

/// A body.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Body<'b> {
    pub(crate) bytes: &'b [u8],
    /// Whether it is known to be UTF-8: then each text in it is one, too, and need not be looked at before it is wanted.
    pub(crate) valid: bool,
}

impl<'b> Body<'b> {
    #[inline]
    pub(crate) fn new(bytes: &'b [u8]) -> Self {
        Self { bytes, valid: is_text(bytes) }
    }

    /// A part of it as bytes.
    #[inline]
    pub(crate) fn raw(self, slot: Slot) -> &'b [u8] {
        self.bytes.get(slot.start..slot.end).unwrap_or_default()
    }

    /// A part of it as text; bytes that are not UTF-8 become U+FFFD.
    #[inline]
    pub(crate) fn part(self, slot: Slot) -> Cow<'b, str> {
        let raw = self.raw(slot);
        match core::str::from_utf8(raw) {
            Ok(part) => Cow::Borrowed(part),
            Err(_) => String::from_utf8_lossy(raw),
        }
    }

    /// The same, looked at as late as can be.
    #[inline]
    pub(crate) fn said(self, slot: Slot) -> Said<'b> {
        if self.valid { Said::Plain(self.raw(slot)) } else { Said::Made(self.part(slot)) }
    }
}

/// Whether all bytes together are UTF-8.
fn is_text(bytes: &[u8]) -> bool {
    is_ascii(bytes) || core::str::from_utf8(bytes).is_ok()
}

/// Whether all bytes are ASCII: sixteen at a time, the last ones with some of those before them.
#[inline]
fn is_ascii(bytes: &[u8]) -> bool {
    let any = |bytes: &[u8]| bytes.iter().fold(0, |any, byte| any | byte) >= 0x80;
    let Some(last) = bytes.last_chunk::<16>() else { return !any(bytes) };
    let mut all = *last;
    let mut rest = bytes;
    while let Some((block, after)) = rest.split_first_chunk::<16>() {
        all.iter_mut().zip(block).for_each(|(all, byte)| *all |= byte);
        rest = after;
    }
    !any(&all)
}

/// Bytes that have not been looked at as text.
impl<'b> From<&'b [u8]> for Body<'b> {
    #[inline]
    fn from(bytes: &'b [u8]) -> Self {
        Self { bytes, valid: false }
    }
}

/// Hands `count` empty slots to `then`. Those of most tables have their place on the stack, and no more of it is cleared
/// than needed.
#[inline]
pub(crate) fn with_slots<R>(count: usize, then: impl FnOnce(&mut [Slot]) -> R) -> R {
    let mut few = [Slot::ABSENT; 6];
    let mut some: [Slot; 32];
    let mut many: Vec<Slot>;
    let slots = match count {
        0..=6 => few.get_mut(..count),
        7..=32 => {
            some = [Slot::ABSENT; 32];
            some.get_mut(..count)
        }
        _ => {
            many = alloc::vec![Slot::ABSENT; count];
            Some(many.as_mut_slice())
        }
    };
    then(slots.unwrap_or_default())
}

impl Slot {
    /// Holds nothing.
    pub(crate) const ABSENT: Self = Self { start: 0, end: 0, kind: Kind::Absent };

    /// Whether it holds nothing.
    #[inline]
    pub(crate) fn is_absent(self) -> bool {
        self.kind == Kind::Absent
    }

    /// Whether it holds a string or a number: what a code or a message can be.
    #[inline]
    pub(crate) fn is_text(self) -> bool {
        !matches!(self.kind, Kind::Absent | Kind::True | Kind::False | Kind::Array | Kind::Object)
    }

    /// Whether it holds an array.
    #[inline]
    pub(crate) fn is_list(self) -> bool {
        self.kind == Kind::Array
    }

    /// Whether it holds an array or an object.
    #[inline]
    pub(crate) fn is_container(self) -> bool {
        matches!(self.kind, Kind::Array | Kind::Object)
    }

    /// The text of a string, a number, a truth value or an index; `None` for what has no text of its own. Bytes that are
    /// not UTF-8 become U+FFFD.
    #[inline]
    pub(crate) fn text<'b>(self, body: impl Into<Body<'b>>) -> Option<Cow<'b, str>> {
        let body = body.into();
        match self.kind {
            Kind::Plain | Kind::Number => Some(body.part(self)),
            Kind::Absent | Kind::Array | Kind::Object => None,
            _ => Some(self.other_text(body.raw(self))),
        }
    }

    /// The text of what does not stand in the body as it is.
    fn other_text(self, raw: &[u8]) -> Cow<'_, str> {
        match self.kind {
            Kind::Escaped => Cow::Owned(unescape(raw)),
            Kind::True => Cow::Borrowed("true"),
            Kind::False => Cow::Borrowed("false"),
            Kind::Index => Cow::Owned(format!("{}", self.start)),
            Kind::Form => crate::body::unescape_form(raw),
            #[cfg(feature = "xml")]
            Kind::Xml => crate::body::unescape_xml(raw),
            Kind::Plain | Kind::Number | Kind::Absent | Kind::Array | Kind::Object => String::from_utf8_lossy(raw),
        }
    }

    /// The JSON of what stands there.
    pub(crate) fn json(self, body: Body<'_>) -> Option<Json> {
        match self.kind {
            Kind::Absent => None,
            Kind::Array | Kind::Object => Some(Json::from_scanned(body.raw(self))),
            Kind::Number | Kind::True | Kind::False | Kind::Index => {
                self.text(body).map(|text| Json::from_valid(text.into_owned()))
            }
            _ => {
                let text = self.text(body)?;
                let raw = body.raw(self).trim_ascii();
                // Of XML, what is all elements and no text is kept as it stands.
                let kept = if text.is_empty() { String::from_utf8_lossy(raw) } else { text };
                Some(Json::string(&kept))
            }
        }
    }
}
