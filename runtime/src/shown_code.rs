//! Codes as they are shown.

use core::fmt;

use errspec_engine::{Code, Excerpt};

/// A code as `Debug` and `Display` of a response show it: that of a long text is an excerpt.
pub(crate) struct ShownCode<'c>(pub(crate) Code<'c>);

impl fmt::Debug for ShownCode<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Code::String(text) => fmt::Debug::fmt(&Excerpt::new(*text), f),
            code => fmt::Debug::fmt(code, f),
        }
    }
}

impl fmt::Display for ShownCode<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Code::String(text) => fmt::Display::fmt(&Excerpt::new(*text), f),
            code => fmt::Display::fmt(code, f),
        }
    }
}
