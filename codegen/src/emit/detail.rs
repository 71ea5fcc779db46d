//! The struct of a sub-error.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::shape::{Detail, Shape};

/// Expands the struct and its constructor.
pub(super) fn expand_struct(detail: &Detail, shape: &Shape<'_>) -> TokenStream {
    let (conditions, visibility, ident) = (&shape.conditions, &shape.visibility, &detail.ident);
    let doc = format!("One of the sub-errors that a [`{}`] can list.", shape.ident);
    let exact = detail.fields.iter().all(|field| field.kind.is_exact());
    let exact = exact.then(|| quote!(, ::core::cmp::Eq, ::core::hash::Hash));
    let fields = detail.fields.iter().map(|field| {
        let (doc, ident, ty) = (&field.doc, &field.ident, shape.runtime.rust_type(field.kind));
        quote!(#[doc = #doc] pub #ident: #ty)
    });
    let new = new(detail, shape);
    quote! {
        #conditions
        #[doc = #doc]
        #[::core::prelude::v1::derive(::core::fmt::Debug, ::core::clone::Clone, ::core::cmp::PartialEq #exact)]
        #visibility struct #ident {
            #(#fields,)*
        }
        #conditions
        impl #ident {
            #new
        }
    }
}

/// Expands the constructor, which takes the required values.
fn new(detail: &Detail, shape: &Shape<'_>) -> TokenStream {
    let (visibility, krate) = (&shape.visibility, &shape.runtime.krate);
    let parameters = detail.fields.iter().filter(|field| field.kind.required).map(|field| {
        let (ident, ty) = (&field.ident, shape.runtime.rust_type(field.kind));
        quote!(#ident: impl #krate::IntoField<#ty>)
    });
    let values = detail.fields.iter().map(|field| {
        let ident = &field.ident;
        match field.kind.required {
            true => quote!(#ident: #krate::IntoField::into_field(#ident)),
            false => quote!(#ident: ::core::option::Option::None),
        }
    });
    quote! {
        /// Creates a sub-error with these values. All others are `None`.
        #[must_use]
        #visibility fn new(#(#parameters),*) -> Self {
            Self { #(#values),* }
        }
    }
}

/// Expands the implementation of `Record`, within the block.
pub(super) fn expand_record(detail: &Detail) -> TokenStream {
    let ident = &detail.ident;
    let names: Vec<_> = detail.fields.iter().map(|field| &field.ident).collect();
    let arms = names.iter().enumerate().map(|(number, name)| {
        let number = Literal::usize_unsuffixed(number);
        quote!(#number => __errspec::AsValue::as_value(&self.#name),)
    });
    quote! {
        #[automatically_derived]
        impl __errspec::Record for #ident {
            const TYPED: ::core::primitive::bool = true;
            fn build(__fields: &mut __errspec::Fields<'_>) -> Self {
                Self { #(#names: __errspec::take(__fields)),* }
            }
            fn field(&self, __number: ::core::primitive::usize) -> __O<__errspec::Value<'_>> {
                match __number {
                    #(#arms)*
                    _ => __O::None,
                }
            }
        }
    }
}
