//! Slots: where in a body the values stand that a table asks for.

use alloc::borrow::Cow;
use alloc::format;
use alloc::string::String;

use crate::json::{Json, unescape};

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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
    pub(crate) fn text(self, body: &[u8]) -> Option<Cow<'_, str>> {
        let raw = body.get(self.start..self.end).unwrap_or_default();
        match self.kind {
            Kind::Plain | Kind::Number => Some(text(raw)),
            Kind::Escaped => Some(Cow::Owned(unescape(raw))),
            Kind::True => Some(Cow::Borrowed("true")),
            Kind::False => Some(Cow::Borrowed("false")),
            Kind::Index => Some(Cow::Owned(format!("{}", self.start))),
            Kind::Form => Some(crate::body::unescape_form(raw)),
            #[cfg(feature = "xml")]
            Kind::Xml => Some(crate::body::unescape_xml(raw)),
            Kind::Absent | Kind::Array | Kind::Object => None,
        }
    }

    /// The JSON of what stands there.
    pub(crate) fn json(self, body: &[u8]) -> Option<Json> {
        match self.kind {
            Kind::Absent => None,
            Kind::Array | Kind::Object => Some(Json::from_scanned(body.get(self.start..self.end)?)),
            Kind::Number | Kind::True | Kind::False | Kind::Index => {
                self.text(body).map(|text| Json::from_valid(text.into_owned()))
            }
            _ => self.text(body).map(|text| Json::string(&text)),
        }
    }
}

/// Bytes as text: those that are not UTF-8 become U+FFFD. Almost always there are none, and asking is fast.
fn text(raw: &[u8]) -> Cow<'_, str> {
    match core::str::from_utf8(raw) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => String::from_utf8_lossy(raw),
    }
}
