//! The inherent methods, which repeat those of `Spec` and `Decode` so that users need no import. They stand in the runtime, as a macro.

use proc_macro2::TokenStream;
use quote::quote;

use super::shape::{Methods, Shape};

/// Expands the inherent methods that the type needs.
pub(super) fn expand(shape: &Shape<'_>) -> TokenStream {
    if shape.methods == Methods::OfTraits {
        return TokenStream::new();
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
