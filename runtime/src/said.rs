//! Texts and codes as they arrived.

use alloc::borrow::Cow;
use core::hash::{Hash, Hasher};

use crate::Code;
use crate::code::Key;
use crate::wire::{Text, whole};

/// A text of a response.
///
/// By far the most stand in the body as they are, and nobody asks for them: to find an entry, their bytes do. So they are
/// kept as bytes, and checked when they are asked for.
#[derive(Debug, Clone)]
pub(crate) enum Said<'b> {
    /// What stands in a body that is known to be UTF-8.
    Plain(&'b [u8]),
    /// What was made of anything else.
    Made(Cow<'b, str>),
}

impl<'b> Said<'b> {
    #[inline]
    pub(crate) fn bytes(&self) -> &[u8] {
        match self {
            Self::Plain(bytes) => bytes,
            Self::Made(text) => text.as_bytes(),
        }
    }

    #[inline]
    pub(crate) fn is_empty(&self) -> bool {
        self.bytes().is_empty()
    }

    #[inline]
    pub(crate) fn as_str(&self) -> &str {
        match self {
            Self::Plain(bytes) => plain(bytes),
            Self::Made(text) => text,
        }
    }

    #[inline]
    pub(crate) fn into_text(self) -> Cow<'b, str> {
        match self {
            Self::Plain(bytes) => Cow::Borrowed(plain(bytes)),
            Self::Made(text) => text,
        }
    }

    pub(crate) fn into_owned(self) -> Said<'static> {
        Said::Made(Cow::Owned(self.into_text().into_owned()))
    }
}

/// The text of bytes that are known to be one.
#[inline]
fn plain(bytes: &[u8]) -> &str {
    core::str::from_utf8(bytes).unwrap_or_default()
}

impl PartialEq for Said<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.bytes() == other.bytes()
    }
}

impl Eq for Said<'_> {}

impl Hash for Said<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.bytes().hash(state);
    }
}

/// A code that arrived.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Received<'b> {
    Integer(i64),
    String(Said<'b>),
}

impl<'b> Received<'b> {
    /// An integer if it is a number that fits.
    #[inline]
    pub(crate) fn new(text: Text<'b>) -> Self {
        match if text.number { whole(text.text.as_str()) } else { None } {
            Some(number) => Self::Integer(number),
            None => Self::String(text.text),
        }
    }

    #[inline]
    pub(crate) fn code(&self) -> Code<'_> {
        match self {
            Self::Integer(number) => Code::Integer(*number),
            Self::String(text) => Code::String(text.as_str()),
        }
    }

    /// The form in which codes are compared.
    #[inline]
    pub(crate) fn key(&self) -> Key<'_> {
        match self {
            Self::Integer(number) => Key::Integer(*number),
            Self::String(text) => Key::of_text(text.bytes()),
        }
    }

    pub(crate) fn into_owned(self) -> Received<'static> {
        match self {
            Self::Integer(number) => Received::Integer(number),
            Self::String(text) => Received::String(text.into_owned()),
        }
    }
}
