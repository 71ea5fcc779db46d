//! The destinations of generated code.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::Runtime;

/// The destination of generated code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Output {
    /// A file. Whoever writes it allows the lints that the code cannot avoid.
    Source,
    /// The compiler, from an attribute macro.
    Macro,
}

impl Output {
    /// Wraps code that uses its own deprecated items, so that the compiler does not report these uses.
    ///
    /// The compiler reports them in the output of an attribute macro, but not in that of a derive. A derive therefore emits the
    /// code. An `#[allow]` would be an error if the user forbids the lint. The code `then` follows it, which needs its items.
    pub(super) fn using_deprecated(self, runtime: &Runtime, code: TokenStream, then: &TokenStream) -> TokenStream {
        let private = &runtime.private;
        match self {
            Self::Source => quote!(#code #then),
            Self::Macro => quote!(#private::using_deprecated! { [#code] #then }),
        }
    }
}
