//! Owned codes.

use alloc::string::String;

use errspec_engine::Code;

/// A code that does not borrow from a response.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum OwnedCode {
    Integer(i64),
    String(String),
}

impl OwnedCode {
    pub(crate) fn as_code(&self) -> Code<'_> {
        match self {
            Self::Integer(number) => Code::Integer(*number),
            Self::String(text) => Code::String(text),
        }
    }
}

impl From<Code<'_>> for OwnedCode {
    fn from(code: Code<'_>) -> Self {
        match code {
            Code::Integer(number) => Self::Integer(number),
            Code::String(text) => Self::String(text.into()),
        }
    }
}
