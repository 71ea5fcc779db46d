//! Constructors: a function per variant with fields, which takes a `&str` for a `String` and an array for a list.

use proc_macro2::TokenStream;
use quote::quote;

use super::names::{self, Constructors};
use super::{Context, docs, enums};

/// The constructors of the enum.
pub(super) fn expand(cx: &Context<'_>) -> Option<TokenStream> {
    let with_fields = || cx.model.entries.iter().filter(|entry| !entry.fields.is_empty());
    let mut constructors = Constructors::new(with_fields().map(|entry| entry.name.as_str()));
    let (visibility, krate) = (&cx.target.visibility, &cx.target.krate);
    let functions: Vec<TokenStream> = with_fields()
        .map(|entry| {
            let (name, variant) = (constructors.ident(&entry.name), names::ident(&entry.variant));
            let doc = docs::of_constructor(entry);
            let deprecated = enums::deprecated(entry);
            let fields: Vec<_> = entry.fields.iter().map(|field| names::ident(&field.ident)).collect();
            let types = entry.fields.iter().map(|field| cx.rust_type(field));
            quote! {
                #[doc = #doc]
                #deprecated
                #[must_use]
                #visibility fn #name(#(#fields: impl #krate::IntoField<#types>),*) -> Self {
                    Self::#variant { #(#fields: #krate::IntoField::into_field(#fields)),* }
                }
            }
        })
        .collect();
    (!functions.is_empty()).then(|| enums::inherent(cx, &cx.target.ident, &functions.into_iter().collect()))
}
