//! The type of a sub-error: a struct, or an enum of the structs of several tables.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::detail_shape::{Detail, DetailEnum, DetailType, DetailVariant};
use super::shape::Shape;

/// Expands the definitions of the types.
pub(super) fn expand_types(shape: &Shape<'_>) -> TokenStream {
    let choice = match &shape.detail {
        DetailType::Enum(choice) => Some(expand_enum(choice, shape)),
        DetailType::Json | DetailType::Struct(_) => None,
    };
    let structs = shape.detail.structs();
    let structs = structs.iter().map(|detail| expand_struct(detail, shape));
    quote!(#choice #(#structs)*)
}

/// Expands the implementations of `Record`, within the block.
pub(super) fn expand_records(shape: &Shape<'_>) -> TokenStream {
    let choice = match &shape.detail {
        DetailType::Enum(choice) => Some(expand_choice(choice)),
        DetailType::Json | DetailType::Struct(_) => None,
    };
    let structs = shape.detail.structs();
    let structs = structs.iter().map(|detail| expand_record(detail));
    quote!(#choice #(#structs)*)
}

/// Expands the enum of the sub-errors of several tables.
fn expand_enum(choice: &DetailEnum, shape: &Shape<'_>) -> TokenStream {
    let (conditions, visibility, ident) = (&shape.conditions, &shape.visibility, &choice.ident);
    let private = &shape.runtime.private;
    let doc = format!("One of the sub-errors that a [`{}`] can list, by its table.", shape.ident);
    let structs = choice.variants.iter().filter_map(|variant| variant.detail.as_ref());
    let exact = structs.flat_map(|detail| &detail.fields).all(|field| field.kind.is_exact());
    let exact = exact.then(|| quote!(, ::core::cmp::Eq, ::core::hash::Hash));
    let variants = choice.variants.iter().map(|DetailVariant { ident, table_name, detail, .. }| {
        let doc = format!("A sub-error of the table `{table_name}`.");
        match detail {
            Some(Detail { ident: fields, .. }) => quote!(#[doc = #doc] #ident(#fields)),
            None => quote!(#[doc = #doc] #ident(#private::Json)),
        }
    });
    quote! {
        #conditions
        #[doc = #doc]
        #[::core::prelude::v1::derive(::core::fmt::Debug, ::core::clone::Clone, ::core::cmp::PartialEq #exact)]
        #[non_exhaustive]
        #visibility enum #ident {
            #(#variants,)*
        }
    }
}

/// Expands the implementation of `Record` for the enum, and the conversions into it.
fn expand_choice(choice: &DetailEnum) -> TokenStream {
    let ident = &choice.ident;
    let json = quote!(__errspec::Json);
    let types = choice.variants.iter().map(|variant| match &variant.detail {
        Some(Detail { ident, .. }) => quote!(#ident),
        None => json.clone(),
    });
    let types: Vec<TokenStream> = types.collect();
    let names: Vec<_> = choice.variants.iter().map(|variant| &variant.ident).collect();
    let numbers: Vec<_> = choice.variants.iter().map(|variant| Literal::usize_unsuffixed(variant.table)).collect();
    // Only a table with a variant has sub-errors, so the last arm is that of its own table.
    let last = numbers.len().saturating_sub(1);
    let build = names.iter().zip(&types).zip(&numbers).enumerate().map(|(place, ((name, ty), number))| {
        let value = quote!(Self::#name(<#ty as __errspec::Record>::build(__table, __fields)));
        if place == last { quote!(_ => #value,) } else { quote!(#number => #value,) }
    });
    let converted = choice.variants.iter().filter_map(|DetailVariant { ident: name, detail, .. }| {
        let fields = &detail.as_ref()?.ident;
        Some(quote! {
            #[automatically_derived]
            impl ::core::convert::From<#fields> for #ident {
                #[inline]
                fn from(__detail: #fields) -> Self {
                    Self::#name(__detail)
                }
            }
        })
    });
    quote! {
        #[automatically_derived]
        impl __errspec::Record for #ident {
            #[inline]
            fn is_typed(__table: ::core::primitive::usize) -> ::core::primitive::bool {
                match __table {
                    #(#numbers => <#types as __errspec::Record>::is_typed(__table),)*
                    _ => false,
                }
            }
            #[inline]
            fn build(__table: ::core::primitive::usize, __fields: &mut __errspec::Fields<'_>) -> Self {
                match __table {
                    #(#build)*
                }
            }
            #[inline]
            fn table(&self) -> __O<::core::primitive::usize> {
                __O::Some(match self {
                    #(Self::#names(_) => #numbers,)*
                })
            }
            #[inline]
            fn field(&self, __number: ::core::primitive::usize) -> __O<__errspec::Value<'_>> {
                match self {
                    #(Self::#names(__detail) => __errspec::Record::field(__detail, __number),)*
                }
            }
        }
        #(#converted)*
    }
}

/// Expands the struct and its constructor.
fn expand_struct(detail: &Detail, shape: &Shape<'_>) -> TokenStream {
    let (conditions, visibility, ident) = (&shape.conditions, &shape.visibility, &detail.ident);
    let doc = format!("One of the sub-errors that a [`{}`] can list.", shape.ident);
    let exact = detail.fields.iter().all(|field| field.kind.is_exact());
    let exact = exact.then(|| quote!(, ::core::cmp::Eq, ::core::hash::Hash));
    // Clippy expects it of a type with a constructor that takes nothing.
    let optional = detail.fields.iter().all(|field| !field.kind.required);
    let default = optional.then(|| quote!(, ::core::default::Default));
    let fields = detail.fields.iter().map(|field| {
        let (doc, ident, ty) = (&field.doc, &field.ident, shape.runtime.rust_type(field.kind));
        quote!(#[doc = #doc] pub #ident: #ty)
    });
    let new = new(detail, shape);
    quote! {
        #conditions
        #[doc = #doc]
        #[::core::prelude::v1::derive(::core::fmt::Debug, ::core::clone::Clone, ::core::cmp::PartialEq #exact #default)]
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

/// Expands the implementation of `Record` for the struct.
fn expand_record(detail: &Detail) -> TokenStream {
    let ident = &detail.ident;
    let names: Vec<_> = detail.fields.iter().map(|field| &field.ident).collect();
    let arms = names.iter().enumerate().map(|(number, name)| {
        let number = Literal::usize_unsuffixed(number);
        quote!(#number => __errspec::AsValue::as_value(&self.#name),)
    });
    quote! {
        #[automatically_derived]
        impl __errspec::Record for #ident {
            #[inline]
            fn is_typed(_: ::core::primitive::usize) -> ::core::primitive::bool {
                true
            }
            #[inline]
            fn build(_: ::core::primitive::usize, __fields: &mut __errspec::Fields<'_>) -> Self {
                Self { #(#names: __errspec::take(__fields)),* }
            }
            #[inline]
            fn field(&self, __number: ::core::primitive::usize) -> __O<__errspec::Value<'_>> {
                match __number {
                    #(#arms)*
                    _ => __O::None,
                }
            }
        }
    }
}
