//! The inherent methods, which repeat those of `Spec` and `Decode` so that users need no import. They stand in the runtime, as a macro.

use proc_macro2::TokenStream;
use quote::quote;

use super::shape::{Methods, Shape};

/// The inherent methods of every type.
const SPEC: &[&str] = &[
    "action",
    "applied",
    "causes",
    "code",
    "docs_url",
    "encode",
    "encode_response",
    "encoder",
    "entries",
    "entry",
    "examples",
    "exit_code",
    "field_by_name",
    "into_encoder",
    "is_unknown",
    "name",
    "notes",
    "retry",
    "retry_after",
    "status",
    "summary",
    "unknown",
];

/// The inherent methods of a type to which responses are decoded.
const DECODE: &[&str] =
    &["check_examples", "decode", "decode_response", "detect", "detect_response", "try_decode", "try_decode_response"];

/// Returns `true` for the name of an inherent method. A type may have none of those for decoding.
pub(crate) fn is_method(name: &str, is_decoded: bool) -> bool {
    SPEC.contains(&name) || (is_decoded && DECODE.contains(&name))
}

impl Shape<'_> {
    /// Returns `true` if the type has an inherent method of this name.
    pub(crate) fn has_method(&self, name: &str) -> bool {
        self.methods == Methods::Inherent && (SPEC.contains(&name) || (self.is_decoded() && DECODE.contains(&name)))
    }
}

/// Expands the inherent methods that the type needs.
pub(super) fn expand(shape: &Shape<'_>) -> TokenStream {
    match shape.methods {
        Methods::Inherent => {}
        Methods::OfTraits => return TokenStream::new(),
        Methods::Imported => {
            let (conditions, krate) = (&shape.conditions, &shape.runtime.krate);
            return quote! {
                #conditions
                #[allow(unused_imports)]
                use #krate::{Decode as _, Spec as _};
            };
        }
    }
    let decode = shape.is_decoded().then(|| {
        // A type without parameters needs no prefix, which would make its documentation harder to read.
        let names = match shape.generics.is_empty() {
            true => quote!([H B 'b]),
            false => quote!([__H __B '__b]),
        };
        inherent(shape, &quote!(Decode), &names)
    });
    let index = shape.index.as_ref().map(|index| {
        let index = format!("\n{index}");
        quote!(#[doc = #index])
    });
    let spec = inherent(shape, &quote!(Spec), &quote!([#index]));
    quote!(#decode #spec)
}

/// Expands the call of the macro for the methods of a trait.
fn inherent(shape: &Shape<'_>, name: &TokenStream, more: &TokenStream) -> TokenStream {
    let (conditions, generics, ty) = (&shape.conditions, shape.generics.declared(), shape.ty());
    let (visibility, krate, private) = (&shape.visibility, &shape.runtime.krate, &shape.runtime.private);
    let user = &shape.generics.user;
    // For a type without parameters, an unmet bound would only be an additional error.
    let bound = (!shape.generics.error.is_empty()).then(|| quote!(Self: #krate::#name,));
    let clause = (!user.is_empty() || bound.is_some()).then(|| quote!(where #(#user,)* #bound));
    quote! {
        #private::methods_unless_traits_only! {
            #name [#conditions] [#visibility fn] [#generics] [#ty] [#clause] #more
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::{DECODE, SPEC};

    #[test]
    fn the_names_are_those_of_the_macro_in_the_runtime() {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime/src/methods.rs");
        let text = fs::read_to_string(file).unwrap_or_default();
        let (_, methods) = text.split_once("__methods_unless_traits_only {").unwrap_or_default();
        let names = methods.split("$vis fn ").skip(1).filter_map(|after| after.split(['(', '<']).next());
        let mut expected: Vec<&str> = names.collect();
        let mut listed: Vec<&str> = SPEC.iter().chain(DECODE).copied().collect();
        expected.sort_unstable();
        listed.sort_unstable();
        assert_eq!(listed, expected);
    }
}
