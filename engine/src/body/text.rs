//! Texts and codes as received.

use alloc::borrow::Cow;
use alloc::string::ToString;
use core::hash::{Hash, Hasher};

use crate::code::{Code, Key};
use crate::number::{integer_in, whole};
use crate::page::is_page;
use crate::table::Type;
use crate::value::Value;
use crate::visited::visit;

/// A text of a response.
///
/// Most texts are in the body without escapes, and most callers do not read them: the bytes are enough to find an entry. So a text is
/// kept as bytes, and converted to a `str` on use.
#[derive(Debug, Clone)]
pub(crate) enum Text<'b> {
    /// Bytes of a body that is known to be UTF-8.
    Verbatim(&'b [u8]),
    /// A text of any other origin.
    Decoded(Cow<'b, str>),
}

impl<'b> Text<'b> {
    #[inline]
    pub(crate) fn bytes(&self) -> &[u8] {
        match self {
            Self::Verbatim(bytes) => bytes,
            Self::Decoded(text) => text.as_bytes(),
        }
    }

    #[inline]
    pub(crate) fn is_empty(&self) -> bool {
        self.bytes().is_empty()
    }

    /// Returns `true` if the text is a page of HTML.
    #[inline(always)]
    pub(crate) fn is_page(&self) -> bool {
        is_page(self.bytes())
    }

    #[inline]
    pub(crate) fn as_str(&self) -> &str {
        match self {
            Self::Verbatim(bytes) => str_of(bytes),
            Self::Decoded(text) => text,
        }
    }

    #[inline]
    pub(crate) fn into_text(self) -> Cow<'b, str> {
        match self {
            Self::Verbatim(bytes) => Cow::Borrowed(str_of(bytes)),
            Self::Decoded(text) => text,
        }
    }

    pub(crate) fn into_owned(self) -> Text<'static> {
        Text::Decoded(Cow::Owned(self.into_text().into_owned()))
    }
}

/// Returns the text of bytes that are known to be UTF-8.
#[inline]
pub(crate) fn str_of(bytes: &[u8]) -> &str {
    visit(bytes.len());
    core::str::from_utf8(bytes).unwrap_or_default()
}

impl PartialEq for Text<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.bytes() == other.bytes()
    }
}

impl Eq for Text<'_> {}

impl Hash for Text<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.bytes().hash(state);
    }
}

/// A code as received.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum ReceivedCode<'b> {
    Integer(i64),
    String(Text<'b>),
}

impl<'b> ReceivedCode<'b> {
    /// Returns the code of a string.
    #[inline]
    pub(crate) fn from_text(text: Text<'b>) -> Self {
        Self::String(text)
    }

    /// Returns the code of a JSON number: an integer if it is in the range of `i64`, or else its text.
    #[inline]
    pub(crate) fn from_number(text: Text<'b>) -> Self {
        match whole(text.as_str()) {
            Some(number) => Self::Integer(number),
            None => Self::String(text),
        }
    }

    /// Returns the code as received.
    #[inline]
    pub(crate) fn code(&self) -> Code<'_> {
        match self {
            Self::Integer(number) => Code::Integer(*number),
            Self::String(text) => Code::String(text.as_str()),
        }
    }

    /// Returns the form in which codes are compared.
    #[inline(always)]
    pub(crate) fn key(&self) -> Key<'_> {
        match self {
            Self::Integer(number) => Key::Integer(*number),
            Self::String(text) => Key::of_text(text.bytes()),
        }
    }

    /// Returns the code as a value of a type; `None` if it is not of this type.
    pub(crate) fn into_value(self, ty: Type) -> Option<Value<'b>> {
        Some(match (self, ty) {
            (Self::Integer(number), Type::Integer) => Value::Integer(number),
            (Self::Integer(number), _) => Value::String(number.to_string().into()),
            (Self::String(text), Type::Integer) => Value::Integer(integer_in(text.bytes())?),
            (Self::String(text), _) => Value::String(text.into_text()),
        })
    }

    pub(crate) fn into_owned(self) -> ReceivedCode<'static> {
        match self {
            Self::Integer(number) => ReceivedCode::Integer(number),
            Self::String(text) => ReceivedCode::String(text.into_owned()),
        }
    }
}
