//! The struct of one sub-error.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

use super::{Context, docs, enums, is_exact, names};
use crate::model::Field;

/// The type of a sub-error, as it stands inside the block.
pub(super) fn of(cx: &Context<'_>) -> TokenStream {
    match cx.model.detail {
        Some(_) => {
            let ident = ident(cx);
            quote!(#ident)
        }
        None => quote!(__errspec::Json),
    }
}

fn ident(cx: &Context<'_>) -> Ident {
    format_ident!("{}Detail", cx.target.ident)
}

/// The struct, if the table says what a sub-error holds.
pub(super) fn expand_struct(cx: &Context<'_>) -> Option<TokenStream> {
    let fields = cx.model.detail.as_ref()?;
    let (visibility, ident) = (&cx.target.visibility, ident(cx));
    let conditions = enums::conditions(&cx.target.attributes);
    let doc = format!("One of the sub-errors that a [`{}`] can list.", cx.target.ident);
    let exact = is_exact(fields).then(|| quote!(, ::core::cmp::Eq, ::core::hash::Hash));
    let new = new(cx, fields);
    let fields = fields.iter().map(|field| enums::definition(cx, field, docs::of_field(field, false), &quote!(pub)));
    Some(quote! {
        #conditions
        #[doc = #doc]
        #[::core::prelude::v1::derive(::core::fmt::Debug, ::core::clone::Clone, ::core::cmp::PartialEq #exact)]
        #visibility struct #ident {
            #(#fields,)*
        }
        #new
    })
}

/// What is implemented for it.
pub(super) fn expand_record(cx: &Context<'_>) -> Option<TokenStream> {
    let fields = cx.model.detail.as_ref()?;
    let ident = ident(cx);
    let names: Vec<Ident> = fields.iter().map(|field| names::ident(&field.ident)).collect();
    let arms = names.iter().enumerate().map(|(number, name)| {
        let number = Literal::usize_unsuffixed(number);
        quote!(#number => __errspec::AsValue::as_value(&self.#name))
    });
    Some(quote! {
        #[automatically_derived]
        impl __errspec::Record for #ident {
            const TYPED: ::core::primitive::bool = true;
            fn build(fields: &mut __errspec::Fields<'_>) -> Self {
                let _ = &fields;
                Self { #(#names: fields.take()),* }
            }
            fn field(&self, number: ::core::primitive::usize) -> __O<__errspec::Value<'_>> {
                match number {
                    #(#arms,)*
                    _ => __O::None,
                }
            }
        }
    })
}

/// The constructor, which takes what is required.
fn new(cx: &Context<'_>, fields: &[Field]) -> TokenStream {
    let (visibility, krate) = (&cx.target.visibility, &cx.target.krate);
    let parameters = fields.iter().filter(|field| field.required).map(|field| {
        let (name, ty) = (names::ident(&field.ident), cx.rust_type(field));
        quote!(#name: impl #krate::IntoField<#ty>)
    });
    let values = fields.iter().map(|field| {
        let name = names::ident(&field.ident);
        match field.required {
            true => quote!(#name: #krate::IntoField::into_field(#name)),
            false => quote!(#name: ::core::option::Option::None),
        }
    });
    let function = quote! {
        /// A sub-error with these values and no others.
        #[must_use]
        #visibility fn new(#(#parameters),*) -> Self {
            Self { #(#values),* }
        }
    };
    enums::inherent(cx, &ident(cx), &function)
}
