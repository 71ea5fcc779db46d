//! Trait implementations: what of the enum a static table cannot say, and the traits of the standard library over it.

use std::collections::BTreeMap;

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

use super::{ARMS, Context, is_exact, names};
use crate::model::{Entry, Type};

/// All implementations for the enum.
pub(super) fn expand(cx: &Context<'_>) -> TokenStream {
    let parts = [index(cx), build(cx), field(cx)];
    let functions = parts.iter().map(|part| &part.functions);
    let [index, build, field] = parts.each_ref().map(|part| &part.body);
    let ident = &cx.target.ident;
    let detail = super::detail::of(cx);
    let unknown = names::ident(&cx.model.unknown);
    let known = (!cx.model.entries.is_empty()).then(|| quote!(_ => __O::None,));
    let standard = standard(cx);
    quote! {
        #(#functions)*
        #[automatically_derived]
        impl __errspec::Instance for #ident {
            fn table(&self) -> &'static __errspec::Table {
                &TABLE
            }
            fn index(&self) -> __O<::core::primitive::u32> {
                #index
            }
            fn field(&self, number: ::core::primitive::usize) -> __O<__errspec::Value<'_>> {
                #field
            }
            fn as_unknown(&self) -> __O<&__errspec::Unknown> {
                match self {
                    #ident::#unknown(unknown) => __O::Some(unknown),
                    #known
                }
            }
        }
        #[automatically_derived]
        impl __errspec::Generated for #ident {
            type Detail = #detail;
            fn tables() -> &'static [&'static __errspec::Table] {
                TABLES
            }
            fn covers(_: ::core::primitive::usize, _: ::core::primitive::u32) -> ::core::primitive::bool {
                true
            }
        }
        #[automatically_derived]
        impl __errspec::Built for #ident {
            fn build(
                _: ::core::primitive::usize,
                index: ::core::primitive::u32,
                fields: &mut __errspec::Fields<'_>,
            ) -> __O<Self> {
                #build
            }
            fn from_unknown(unknown: __errspec::Unknown) -> Self {
                #ident::#unknown(unknown)
            }
        }
        #standard
    }
}

/// A method: its body, and the functions into which most of it is cut.
struct Part {
    functions: TokenStream,
    body: TokenStream,
}

/// From a variant to its number: functions that each know [`ARMS`] variants and hand on the others.
fn index(cx: &Context<'_>) -> Part {
    let ident = &cx.target.ident;
    let unknown = names::ident(&cx.model.unknown);
    let entries = &cx.model.entries;
    let last = entries.len().saturating_sub(1) / ARMS;
    let mut functions = TokenStream::new();
    for (number, chunk) in entries.chunks(ARMS).enumerate() {
        let arms = chunk.iter().enumerate().map(|(at, entry)| {
            let pattern = any_fields(cx, entry);
            let index = Literal::usize_unsuffixed(number * ARMS + at);
            quote!(#pattern => __O::Some(#index))
        });
        let others = if last == 0 {
            quote!(#ident::#unknown(_) => __O::None)
        } else if number == last {
            quote!(_ => __O::None)
        } else {
            let next = format_ident!("__index_{}", number + 1);
            quote!(_ => #next(this))
        };
        let name = format_ident!("__index_{}", number);
        functions.extend(quote! {
            fn #name(this: &#ident) -> __O<::core::primitive::u32> {
                match this { #(#arms,)* #others }
            }
        });
    }
    let body = if entries.is_empty() { quote!(__O::None) } else { quote!(__index_0(self)) };
    Part { functions, body }
}

/// From a number and values to a variant: functions that each know [`ARMS`] numbers.
fn build(cx: &Context<'_>) -> Part {
    let ident = &cx.target.ident;
    let mut functions = TokenStream::new();
    let mut arms = Vec::new();
    for (number, chunk) in cx.model.entries.chunks(ARMS).enumerate() {
        let name = format_ident!("__build_{}", number);
        let variants = chunk.iter().enumerate().map(|(at, entry)| {
            let index = Literal::usize_unsuffixed(number * ARMS + at);
            let variant = names::ident(&entry.variant);
            let fields = entry.fields.iter().map(|field| {
                let field = names::ident(&field.ident);
                quote!(#field: fields.take())
            });
            let fields = (!entry.fields.is_empty()).then(|| quote!({ #(#fields),* }));
            quote!(#index => #ident::#variant #fields)
        });
        // Where no variant of the chunk has a field, nothing is taken.
        let (parameter, argument) = match chunk.iter().all(|entry| entry.fields.is_empty()) {
            true => (None, None),
            false => (Some(quote!(, fields: &mut __errspec::Fields<'_>)), Some(quote!(, fields))),
        };
        functions.extend(quote! {
            fn #name(index: ::core::primitive::u32 #parameter) -> __O<#ident> {
                __O::Some(match index { #(#variants,)* _ => return __O::None })
            }
        });
        let number = Literal::usize_unsuffixed(number);
        arms.push(quote!(#number => #name(index #argument)));
    }
    let arms_at_a_time = Literal::usize_unsuffixed(ARMS);
    // Parameters that no arm uses are used by nothing.
    let unused = quote!(let _ = &fields;);
    Part { functions, body: quote!(#unused match index / #arms_at_a_time { #(#arms,)* _ => __O::None }) }
}

/// From a variant and the number of a field to its value: per number, variants whose field has one type share an arm.
fn field(cx: &Context<'_>) -> Part {
    let mut numbers: BTreeMap<usize, BTreeMap<(Type, bool), Vec<TokenStream>>> = BTreeMap::new();
    for entry in &cx.model.entries {
        for (number, field) in entry.fields.iter().enumerate() {
            let pattern = one_field(cx, entry, &field.ident);
            numbers.entry(number).or_default().entry((field.ty, field.required)).or_default().push(pattern);
        }
    }
    let mut functions = TokenStream::new();
    let mut arms = Vec::new();
    for (number, types) in numbers {
        let chunks: Vec<&[TokenStream]> = types.values().flat_map(|patterns| patterns.chunks(ARMS)).collect();
        let name = |part: usize| format_ident!("__field_{}_{}", number, part);
        for (part, patterns) in chunks.iter().enumerate() {
            let next = if part + 1 < chunks.len() { Some(name(part + 1)) } else { None };
            functions.extend(field_function(cx, &name(part), patterns, next.as_ref()));
        }
        let (number, first) = (Literal::usize_unsuffixed(number), name(0));
        arms.push(quote!(#number => #first(self)));
    }
    if arms.is_empty() {
        return Part { functions, body: quote!(let _ = number; __O::None) };
    }
    Part { functions, body: quote!(match number { #(#arms,)* _ => __O::None }) }
}

fn field_function(cx: &Context<'_>, name: &Ident, patterns: &[TokenStream], next: Option<&Ident>) -> TokenStream {
    let ident = &cx.target.ident;
    let others = match next {
        Some(next) => quote!(#next(this)),
        None => quote!(__O::None),
    };
    quote! {
        fn #name(this: &#ident) -> __O<__errspec::Value<'_>> {
            match this {
                #(#patterns)|* => __errspec::AsValue::as_value(field),
                _ => #others,
            }
        }
    }
}

/// The pattern of a variant, whatever its fields.
fn any_fields(cx: &Context<'_>, entry: &Entry) -> TokenStream {
    let (ident, variant) = (&cx.target.ident, names::ident(&entry.variant));
    if entry.fields.is_empty() { quote!(#ident::#variant) } else { quote!(#ident::#variant { .. }) }
}

/// The pattern of a variant that gives one field the name `field`.
fn one_field(cx: &Context<'_>, entry: &Entry, field: &str) -> TokenStream {
    let (ident, variant, field) = (&cx.target.ident, names::ident(&entry.variant), names::ident(field));
    let rest = (entry.fields.len() > 1).then(|| quote!(, ..));
    quote!(#ident::#variant { #field: field #rest })
}

/// The traits of the standard library, written once in the runtime.
fn standard(cx: &Context<'_>) -> TokenStream {
    let ident = &cx.target.ident;
    let krate = &cx.target.krate;
    let exact = is_exact(cx.model.entries.iter().flat_map(|entry| &entry.fields)).then(|| exact(cx));
    quote! {
        #[automatically_derived]
        impl #krate::Spec for #ident {}
        #[automatically_derived]
        impl #krate::Decode for #ident {}
        #[automatically_derived]
        impl ::core::fmt::Debug for #ident {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                __errspec::debug(self, f)
            }
        }
        #[automatically_derived]
        impl ::core::fmt::Display for #ident {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                __errspec::display(self, f)
            }
        }
        #[automatically_derived]
        impl ::core::clone::Clone for #ident {
            fn clone(&self) -> Self {
                __errspec::clone(self)
            }
        }
        #[automatically_derived]
        impl ::core::cmp::PartialEq for #ident {
            fn eq(&self, other: &Self) -> ::core::primitive::bool {
                __errspec::equal(self, other)
            }
        }
        #exact
        #[automatically_derived]
        impl ::core::error::Error for #ident {}
    }
}

/// The traits of an enum without floating point numbers.
fn exact(cx: &Context<'_>) -> TokenStream {
    let ident = &cx.target.ident;
    quote! {
        #[automatically_derived]
        impl ::core::cmp::Eq for #ident {}
        #[automatically_derived]
        impl ::core::hash::Hash for #ident {
            fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {
                __errspec::hash(self, state);
            }
        }
    }
}
