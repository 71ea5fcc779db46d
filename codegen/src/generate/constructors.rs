//! Constructors: a function per variant with fields, which takes a `&str` for a `String` and an array for a list.

use proc_macro2::TokenStream;
use quote::quote;

use super::names::{self, Constructors};
use super::{Context, docs, enums};

/// The constructors of the enum.
pub(super) fn expand(cx: &Context<'_>) -> Option<TokenStream> {
    let with_fields = || cx.model.entries.iter().filter(|entry| !entry.fields.is_empty());
    let mut constructors = Constructors::new(with_fields().map(|entry| entry.name.as_str()));
    let visibility = &cx.target.visibility;
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
                #visibility fn #name(#(#fields: impl __e::IntoField<#types>),*) -> Self {
                    Self::#variant { #(#fields: __e::IntoField::into_field(#fields)),* }
                }
            }
        })
        .collect();
    let ident = &cx.target.ident;
    // Few programs construct every error of an API.
    (!functions.is_empty()).then(|| quote!(#[allow(dead_code)] impl #ident { #(#functions)* }))
}
