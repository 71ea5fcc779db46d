//! `Display`, `Error` and `From`, where thiserror does not stand beside and has them.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{GenericArgument, PathArguments, Type};

use super::bind::{Bound, Tie, To};
use super::expand::Context;
use super::written::Field;

pub(super) fn expand(cx: &Context<'_>) -> Option<TokenStream> {
    if cx.written.beside_thiserror {
        return None;
    }
    let (display, error) = (display(cx), error(cx));
    let from = cx.variants.iter().filter_map(|bound| from(cx, bound));
    Some(quote!(#display #error #(#from)*))
}

/// The message; of a transparent variant, that of the error in it.
fn display(cx: &Context<'_>) -> TokenStream {
    let head = cx.implement(&quote!(::core::fmt::Display), &[]);
    let shown = cx.by_variant(&quote!(__errspec::display(self, f)), |bound| match &bound.to {
        To::Transparent(field) => {
            let (pattern, binding, ty) = (cx.pattern(bound, field), &field.binding, &field.ty);
            Some((pattern, quote_spanned!(ty.span()=> ::core::fmt::Display::fmt(#binding, f))))
        }
        _ => None,
    });
    quote! {
        #head {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                #shown
            }
        }
    }
}

fn error(cx: &Context<'_>) -> TokenStream {
    let mut more = cx.bounds.sources.clone();
    if !cx.bounds.error.is_empty() {
        more.push(quote!(Self: ::core::fmt::Debug + ::core::fmt::Display));
    }
    let head = cx.implement(&quote!(::core::error::Error), &more);
    let source = cx.by_variant(&quote!(__O::None), |bound| match &bound.to {
        To::Entry(Tie { source: Some(field), .. }) => {
            let (binding, ty) = (&field.binding, &field.ty);
            let value = match is_option(ty) {
                true => quote_spanned!(ty.span()=> __O::Some(#binding.as_ref()?.as_dyn_error())),
                false => quote_spanned!(ty.span()=> __O::Some(#binding.as_dyn_error())),
            };
            Some((cx.pattern(bound, field), value))
        }
        To::Transparent(field) => {
            let (binding, ty) = (&field.binding, &field.ty);
            Some((cx.pattern(bound, field), quote_spanned!(ty.span()=> ::core::error::Error::source(#binding))))
        }
        _ => None,
    });
    quote! {
        #head {
            fn source(&self) -> __O<&(dyn ::core::error::Error + 'static)> {
                #[allow(unused_imports)]
                use __errspec::AsDynError as _;
                #source
            }
        }
    }
}

/// The variant from its source.
fn from(cx: &Context<'_>, bound: &Bound<'_>) -> Option<TokenStream> {
    let field = bound.variant.fields.iter().find(|field| field.from)?;
    let [_] = bound.variant.fields.as_slice() else { return None };
    let (path, Field { member, ty, .. }) = (cx.path(bound), field);
    let optional = option_of(ty);
    let (source, value) = match optional {
        Some(inner) => (quote!(#inner), quote!(__O::Some(source))),
        None => (quote!(#ty), quote!(source)),
    };
    let (generics, own, clause) = (&cx.bounds.generics, &cx.bounds.ty, cx.bounds.own_clause());
    Some(quote! {
        #[automatically_derived]
        impl #generics ::core::convert::From<#source> for #own #clause {
            fn from(source: #source) -> Self {
                #path { #member: #value }
            }
        }
    })
}

fn is_option(ty: &Type) -> bool {
    option_of(ty).is_some()
}

/// What stands in an `Option`, as far as the name tells.
fn option_of(ty: &Type) -> Option<&Type> {
    let Type::Path(path) = ty else { return None };
    let last = path.path.segments.last().filter(|last| last.ident == "Option")?;
    let PathArguments::AngleBracketed(arguments) = &last.arguments else { return None };
    arguments.args.iter().find_map(|argument| match argument {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    })
}
