//! Bounds: the predicates on a type's parameters under which an implementation holds.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::Type;

use super::input::Input;
use super::resolve::{EntryMapping, ResolvedRole, ResolvedVariant};
use super::types::{behind_pointers, mentions, option_of};
use crate::emit::{Generics, Kind, hygiene};

/// Returns the generics of a type, with the predicates that its fields need. `detail` is the type of a sub-error, if it is not JSON.
pub(super) fn generics(input: &Input, variants: &[ResolvedVariant<'_>], detail: Option<&Ident>) -> Generics {
    let (declared, arguments, clause) = input.generics.split_for_impl();
    let types: Vec<&Ident> = input.generics.type_params().map(|parameter| &parameter.ident).collect();
    let mut generics = Generics {
        parameters: hygiene::tokens(&within_brackets(&declared.to_token_stream())),
        arguments: hygiene::tokens(&arguments),
        user: clause.iter().flat_map(|clause| &clause.predicates).map(hygiene::tokens).collect(),
        ..Generics::default()
    };
    if types.is_empty() {
        return generics;
    }
    let (ident, arguments) = (hygiene::ident(&input.ident), &generics.arguments);
    generics.error.push(quote!(#ident #arguments: ::core::error::Error));
    for resolved in variants {
        // A predicate on a type that contains the type itself would depend on itself.
        let is_generic =
            |ty: &Type| mentions(ty.to_token_stream(), &types) && !mentions(ty.to_token_stream(), &[&input.ident]);
        add_variant(&mut generics, resolved, &is_generic);
        add_details(&mut generics, resolved, &is_generic, detail);
    }
    generics
}

/// Adds the predicates that the fields of a variant need.
fn add_variant(generics: &mut Generics, resolved: &ResolvedVariant<'_>, is_generic: &dyn Fn(&Type) -> bool) {
    match &resolved.role {
        ResolvedRole::Entry(entry) => {
            for (own, field) in &entry.mapping.fields {
                let Some(field) = field.filter(|field| is_generic(&field.ty)) else { continue };
                if field.display {
                    let ty = hygiene::tokens(option_of(&field.ty).unwrap_or(&field.ty));
                    generics.write.push(quote!(#ty: ::core::fmt::Display));
                } else {
                    let (ty, kind) = (hygiene::tokens(&field.ty), Kind::of(own).marker());
                    generics.write.push(quote!(#ty: __errspec::AsField<#kind>));
                    generics.read.push(quote!(#ty: __errspec::FromField<#kind>));
                }
            }
            if let Some(source) = entry.mapping.source.filter(|source| is_generic(&source.ty)) {
                let ty = hygiene::tokens(option_of(&source.ty).unwrap_or(&source.ty));
                generics.sources.push(quote!(#ty: ::core::error::Error + 'static));
            }
        }
        ResolvedRole::Transparent(field) if is_generic(&field.ty) => {
            let ty = hygiene::tokens(&field.ty);
            generics.write.push(quote!(#ty: __errspec::Instance + __errspec::Covers + ::core::error::Error));
        }
        _ => {}
    }
}

/// Adds the predicates that the field with the sub-errors needs.
fn add_details(
    generics: &mut Generics,
    resolved: &ResolvedVariant<'_>,
    is_generic: &dyn Fn(&Type) -> bool,
    detail: Option<&Ident>,
) {
    let ResolvedRole::Entry(EntryMapping { details: Some(field), .. }) = &resolved.role else { return };
    if !is_generic(&field.ty) {
        return;
    }
    let detail = detail.map_or_else(|| quote!(__errspec::Json), ToTokens::to_token_stream);
    let ty = option_of(&field.ty).unwrap_or(&field.ty);
    let (collection, iterated) = (hygiene::tokens(ty), hygiene::tokens(behind_pointers(ty)));
    generics.write.push(quote!(for<'__d> &'__d #iterated: ::core::iter::IntoIterator<Item = &'__d #detail>));
    let is_option = option_of(&field.ty).is_some();
    let default = (!is_option).then(|| quote!(+ ::core::default::Default));
    generics.read.push(quote!(#collection: ::core::iter::FromIterator<#detail> #default));
}

/// Returns the tokens between the angle brackets.
fn within_brackets(generics: &TokenStream) -> TokenStream {
    let tokens: Vec<TokenTree> = generics.clone().into_iter().collect();
    match tokens.as_slice() {
        [_, parameters @ .., _] => parameters.iter().cloned().collect(),
        _ => TokenStream::new(),
    }
}
