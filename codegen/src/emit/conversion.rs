//! The conversion of a type to the enum to which its responses are decoded.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::shape::Shape;

/// Expands `From` for the enum `decoded`, by value and by reference.
pub(crate) fn into_decoded(shape: &Shape<'_>, decoded: &Ident) -> TokenStream {
    let (private, ty, parameters) = (&shape.runtime.private, shape.ty(), &shape.generics.parameters);
    let (generics, predicates) = (shape.generics.declared(), shape.predicates(&shape.error_predicates()));
    let clause = (!predicates.is_empty()).then(|| quote!(where #predicates));
    let comma = (!parameters.is_empty()).then(|| quote!(,));
    quote! {
        const _: () = {
            use #private as __errspec;
            #[automatically_derived]
            impl #generics ::core::convert::From<#ty> for #decoded #clause {
                #[inline]
                fn from(__error: #ty) -> Self {
                    __errspec::decode_encoded(&__error)
                }
            }
            #[automatically_derived]
            impl<'__e #comma #parameters> ::core::convert::From<&'__e #ty> for #decoded #clause {
                #[inline]
                fn from(__error: &'__e #ty) -> Self {
                    __errspec::decode_encoded(__error)
                }
            }
        };
    }
}
