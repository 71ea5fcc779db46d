//! Bounds: the predicates on a type's parameters under which an implementation holds.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use syn::{ConstParam, GenericParam, LifetimeParam, Type, TypeParam};

use super::input::Input;
use super::input_field::InputField;
use super::resolve::{EntryMapping, ResolvedRole, ResolvedVariant};
use super::types::{behind_pointers, mentions, option_of};
use super::writer::{Written, placeholders};
use crate::emit::{Generics, Kind, hygiene};
use crate::model::Field;

/// Returns the generics of a type, with the predicates that its fields need. `detail` is the type of a sub-error, if it is not JSON.
pub(super) fn generics(input: &Input, variants: &[ResolvedVariant<'_>], detail: Option<&Ident>) -> Generics {
    let (_, arguments, clause) = input.generics.split_for_impl();
    let parameters = input.generics.params.iter().map(parameter);
    let types: Vec<&Ident> = input.generics.type_params().map(|parameter| &parameter.ident).collect();
    let mut generics = Generics {
        parameters: quote!(#(#parameters),*),
        arguments: hygiene::tokens(&arguments),
        user: clause.iter().flat_map(|clause| &clause.predicates).map(ToTokens::to_token_stream).collect(),
        ..Generics::default()
    };
    if types.is_empty() {
        return generics;
    }
    let (ident, arguments) = (hygiene::ident(&input.ident), &generics.arguments);
    generics.error.push(quote!(#ident #arguments: ::core::error::Error));
    let is_displayed = |resolved: &ResolvedVariant<'_>| match &resolved.role {
        ResolvedRole::Entry(entry) => entry.mapping.displayed.is_some(),
        _ => false,
    };
    if variants.iter().any(is_displayed) {
        generics.write.push(quote!(#ident #arguments: ::core::fmt::Display));
    }
    for resolved in variants {
        // A predicate on a type that contains the type itself would depend on itself.
        let is_generic =
            |ty: &Type| mentions(ty.to_token_stream(), &types) && !mentions(ty.to_token_stream(), &[&input.ident]);
        add_variant(&mut generics, resolved, &is_generic);
        add_recursive_source(&mut generics, resolved, &types, &input.ident);
        add_details(&mut generics, resolved, &is_generic, detail);
    }
    generics
}

/// Returns a parameter without its default. Its name is as written by the macro; the bounds remain as the user wrote them, as the types
/// of fields do.
fn parameter(declared: &GenericParam) -> TokenStream {
    match declared {
        GenericParam::Lifetime(LifetimeParam { attrs, lifetime, colon_token, bounds }) => {
            let lifetime = hygiene::tokens(lifetime);
            quote!(#(#attrs)* #lifetime #colon_token #bounds)
        }
        GenericParam::Type(TypeParam { attrs, ident, colon_token, bounds, .. }) => {
            let ident = hygiene::ident(ident);
            quote!(#(#attrs)* #ident #colon_token #bounds)
        }
        GenericParam::Const(ConstParam { attrs, const_token, ident, colon_token, ty, .. }) => {
            let ident = hygiene::ident(ident);
            quote!(#(#attrs)* #const_token #ident #colon_token #ty)
        }
    }
}

/// Adds the predicates that the fields of a variant need.
fn add_variant(generics: &mut Generics, resolved: &ResolvedVariant<'_>, is_generic: &dyn Fn(&Type) -> bool) {
    match &resolved.role {
        ResolvedRole::Entry(entry) => {
            for (own, field) in &entry.mapping.fields {
                let Some(field) = field.filter(|field| is_generic(&field.ty)) else { continue };
                add_field(generics, own, field, entry.mapping.written(field));
            }
            if let Some(source) = entry.mapping.source.filter(|source| is_generic(&source.ty)) {
                let ty = option_of(&source.ty).unwrap_or(&source.ty);
                generics.sources.push(quote!(#ty: ::core::error::Error + 'static));
            }
            if let Some(inner) = resolved.variant.inner().filter(|inner| is_generic(&inner.ty)) {
                let ty = &inner.ty;
                generics.write.push(quote!(#ty: ::core::fmt::Display));
                generics.sources.push(quote!(#ty: ::core::error::Error + 'static));
            }
        }
        ResolvedRole::Transparent(field) if is_generic(&field.ty) => {
            let ty = &field.ty;
            generics.write.push(quote!(#ty: __errspec::Instance + __errspec::Covers + ::core::error::Error));
        }
        _ => {}
    }
}

/// Adds the predicates of a source that contains the type itself: a source is `'static`, and so are the parameters in it.
fn add_recursive_source(generics: &mut Generics, resolved: &ResolvedVariant<'_>, types: &[&Ident], own: &Ident) {
    let ResolvedRole::Entry(entry) = &resolved.role else { return };
    let sources = entry.mapping.source.iter().copied().chain(resolved.variant.inner());
    for source in sources.filter(|source| mentions(source.ty.to_token_stream(), &[own])) {
        let parameters = types.iter().filter(|parameter| mentions(source.ty.to_token_stream(), &[parameter]));
        generics.sources.extend(parameters.map(|parameter| quote!(#parameter: 'static)));
    }
}

/// Adds the predicates that a field of the table needs.
fn add_field(generics: &mut Generics, own: &Field, field: &InputField, written: &Written) {
    let within = option_of(&field.ty).filter(|_| !own.required).unwrap_or(&field.ty);
    let (ty, kind) = (&field.ty, Kind::of(own).marker());
    let bound = match written {
        Written::Plain => {
            generics.read.push(quote!(#ty: __errspec::FromField<#kind>));
            Some(quote!(#ty: __errspec::AsField<#kind>))
        }
        Written::Display => Some(quote!(#within: ::core::fmt::Display)),
        Written::Debug => Some(quote!(#within: ::core::fmt::Debug)),
        Written::Format(format) => {
            let name = hygiene::ident(&Ident::new(formatting_trait(&format.value()), format.span()));
            Some(quote!(#within: ::core::fmt::#name))
        }
        // The function has its own bounds.
        Written::With(_) => None,
    };
    generics.write.extend(bound);
    if field.parse.is_some() {
        generics.read.push(quote!(#within: ::core::str::FromStr));
    }
}

/// Returns the name of the trait that the placeholder of a format string uses.
fn formatting_trait(format: &str) -> &'static str {
    let spec = placeholders(format).into_iter().next().map(|placeholder| placeholder.spec).unwrap_or_default();
    match spec.chars().next_back() {
        Some('?') => "Debug",
        Some('x') => "LowerHex",
        Some('X') => "UpperHex",
        Some('o') => "Octal",
        Some('b') => "Binary",
        Some('e') => "LowerExp",
        Some('E') => "UpperExp",
        Some('p') => "Pointer",
        _ => "Display",
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
    let (collection, iterated) = (ty, behind_pointers(ty));
    generics.write.push(quote!(for<'__d> &'__d #iterated: ::core::iter::IntoIterator<Item = &'__d #detail>));
    let is_option = option_of(&field.ty).is_some();
    let default = (!is_option).then(|| quote!(+ ::core::default::Default));
    generics.read.push(quote!(#collection: ::core::iter::FromIterator<#detail> #default));
}
