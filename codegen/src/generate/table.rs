//! The value of a table: a few literals that contain its image.
//!
//! The compiler handles every token of a macro three times: when it is created, parsed and type-checked. A literal of any
//! length is one token.

use errspec_engine::table::{Image, LAYOUT};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// Expands the table with this image, for the `const` block in which the runtime has short names.
pub(crate) fn expand(image: &Image) -> TokenStream {
    let text = Literal::string(image.text());
    let sections = image.sections().map(Literal::byte_string);
    let layout = Literal::u32_unsuffixed(LAYOUT);
    quote! {
        {
            const _: () = __errspec::check_layout(#layout);
            __errspec::Table::new(#text, [#(#sections),*])
        }
    }
}
