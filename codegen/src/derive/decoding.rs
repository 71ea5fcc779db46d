//! `Built` and `Decode`: a type that has a variant for the unknown is what a response can be decoded to.

use std::collections::BTreeMap;

use proc_macro2::{Literal, TokenStream};
use quote::{quote, quote_spanned};
use syn::Error;
use syn::spanned::Spanned;

use super::bind::{Bound, Tie, To};
use super::expand::{Context, kind};
use super::written::{Field, Variant};
use crate::macro_input::Errors;

/// Whether the type is decoded.
pub(super) fn is_decoded(cx: &Context<'_>) -> bool {
    cx.variants.iter().any(|bound| matches!(bound.to, To::Unknown(_)))
}

pub(super) fn expand(cx: &Context<'_>, faults: &mut Errors) -> Option<TokenStream> {
    let (unknown, field) = cx.variants.iter().find_map(|bound| match &bound.to {
        To::Unknown(field) => Some((cx.path(bound), *field)),
        _ => None,
    })?;
    let mut tables: BTreeMap<usize, Vec<TokenStream>> = BTreeMap::new();
    for bound in cx.variants {
        if let Some((table, arm)) = arm(cx, bound, faults) {
            tables.entry(table).or_default().push(arm);
        }
    }
    let arms = tables.into_iter().map(|(table, arms)| {
        let table = Literal::usize_unsuffixed(table);
        quote!(#table => match __index { #(#arms)* _ => __O::None },)
    });
    let (Field { member, ty, .. }, krate) = (field, cx.krate);
    let keep = quote_spanned!(ty.span()=> <#ty as __errspec::KeepsUnknown>::keep);
    let built = cx.implement(&quote!(__errspec::Built), &cx.bounds.read);
    let all: Vec<TokenStream> = cx.bounds.read.iter().chain(&cx.bounds.error).cloned().collect();
    let decode = cx.implement(&quote!(#krate::Decode), &all);
    Some(quote! {
        #built {
            fn build(
                __table: ::core::primitive::usize,
                __index: ::core::primitive::u32,
                __fields: &mut __errspec::Fields<'_>,
            ) -> __O<Self> {
                let _ = (&__fields, __index);
                match __table {
                    #(#arms)*
                    _ => __O::None,
                }
            }
            fn from_unknown(__unknown: __errspec::Unknown) -> Self {
                #unknown { #member: #keep(__unknown) }
            }
        }
        #decode {}
    })
}

/// The number of the table, and the variant of an entry from its values.
fn arm(cx: &Context<'_>, bound: &Bound<'_>, faults: &mut Errors) -> Option<(usize, TokenStream)> {
    let To::Entry(tie) = &bound.to else { return None };
    if bound.variant.also {
        return None;
    }
    if !tie.sound || bound.variant.fields.iter().any(|field| field.faulty) {
        return None;
    }
    for field in &bound.variant.fields {
        if let Some(why) = obstacle(bound.variant, field, tie) {
            faults.report(Error::new_spanned(&field.ty, why));
            return None;
        }
    }
    let taken = tie.fields.iter().map(|(own, field)| match field {
        Some(Field { binding, ty, default: false, .. }) => {
            let kind = kind(own);
            quote_spanned!(ty.span()=> let #binding = __fields.take_field::<#kind, #ty>()?;)
        }
        _ => quote!(__fields.pass();),
    });
    let values = bound.variant.fields.iter().map(|field| {
        let Field { member, binding, ty, .. } = field;
        match field.default || field.skip {
            true => quote_spanned!(ty.span()=> #member: ::core::default::Default::default()),
            false => quote!(#member: #binding),
        }
    });
    let (index, path) = (Literal::usize_unsuffixed(tie.index), cx.path(bound));
    let arm = quote! {
        #index => {
            #(#taken)*
            __O::Some(#path { #(#values),* })
        }
    };
    Some((tie.table, arm))
}

/// Why a field cannot be had from a response.
fn obstacle(variant: &Variant, field: &Field, tie: &Tie<'_>) -> Option<String> {
    if field.default || field.skip {
        return None;
    }
    let tied = tie.fields.iter().any(|(_, own)| own.is_some_and(|own| std::ptr::eq(own, field)));
    let why = match (tied, field.display) {
        (true, false) => return None,
        (true, true) => "what `Display` writes cannot be read back",
        (false, _) => "it is in no response",
    };
    let name = format!("{}.{}", variant.ident, field.shown());
    Some(format!(
        "`{name}` keeps the error from being decoded: {why}\nhelp: mark the field `#[errspec(default)]`, or do without the \
         variant for the unknown, which only a decoded error needs"
    ))
}
