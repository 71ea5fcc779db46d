//! The input of the derive: the user's type with its parsed attributes.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};
use syn::spanned::Spanned;
use syn::{Attribute, Data, DeriveInput, Error, Generics, Meta, Visibility};

use super::formats::Formats;
use super::input_variant::{DeclaredRole, InputVariant, describe, read_variant};
use super::misnamed;
use super::other_derive::OtherDerive;
use super::repeated;
use super::types::option_of;
use super::variant_attributes::{VariantAttributes, is_marked_from, report_misplaced, thiserror_message};
use crate::macro_input::{Arguments, AttributeKind, ByHand, Environment, Errors, Surroundings, is_table_attribute};

/// The type of the user.
pub(super) struct Input {
    pub(super) ident: Ident,
    pub(super) visibility: Visibility,
    pub(super) generics: Generics,
    /// The attributes that allow lints, which also hold for the types of fields where generated code names them.
    pub(super) allowed: TokenStream,
    pub(super) arguments: Arguments,
    /// The kind of the type. A struct counts as one variant.
    pub(super) kind: AttributeKind,
    /// `true` if the user or `thiserror::Error` implements `Display`, `Error` and `From`.
    pub(super) has_display: bool,
    /// The implementations that the user has written beside those of the derive.
    pub(super) by_hand: ByHand,
    pub(super) variants: Vec<InputVariant>,
}

impl Input {
    /// Returns `true` if the type needs a table. A type whose variants are all transparent may be without one.
    pub(super) fn has_own_tables(&self) -> bool {
        !self.arguments.paths.is_empty() || !are_transparent(&self.variants)
    }

    /// Returns `true` for a struct.
    pub(super) fn is_struct(&self) -> bool {
        self.kind == AttributeKind::Struct
    }
}

/// Reads the type. Returns `None` if it cannot be an error at all, which has been reported.
pub(super) fn read(item: TokenStream, environment: &dyn Environment, errors: &mut Errors) -> Option<Input> {
    let input: DeriveInput = errors.check(syn::parse2(item))?;
    let kind = if matches!(input.data, Data::Struct(_)) { AttributeKind::Struct } else { AttributeKind::Enum };
    let mut arguments = read_arguments(&input, kind, errors);
    let mut other = OtherDerive::of(&input.attrs);
    let mut variants: Vec<InputVariant> = match input.data {
        Data::Enum(data) => {
            if data.variants.is_empty() {
                if input.attrs.iter().any(is_table_attribute) {
                    // The attribute reports the derives above it where it can see them.
                    if environment.text_above().is_some() {
                        return None;
                    }
                    let message = "`#[errspec::table(..)]` implements `Error` itself\nhelp: remove `errspec::Error` from the derive";
                    errors.report(Error::new(Span::call_site(), message));
                    return None;
                }
                errors.report(Error::new(
                    input.ident.span(),
                    "an enum without variants is not an error\nhelp: write one variant for each entry of the table, or let \
                     `#[errspec::table(\"…\")]` write them",
                ));
            }
            other = data.variants.iter().fold(other, |other, variant| other.or(OtherDerive::of(&variant.attrs)));
            let mut variants: Vec<InputVariant> =
                data.variants.into_iter().map(|variant| read_variant(variant, errors)).collect();
            repeated::disregard(&mut variants);
            variants
        }
        Data::Struct(data) => {
            let attributes = VariantAttributes {
                entry: arguments.entry.take(),
                transparent: arguments.transparent.take(),
                message: thiserror_message(&input.attrs),
                formats: Formats::read(&input.attrs),
                from: is_marked_from(&input.attrs),
                ..VariantAttributes::default()
            };
            vec![describe(input.ident.clone(), attributes, data.fields, errors)]
        }
        Data::Union(data) => {
            errors.report(Error::new(
                data.union_token.span,
                "a union cannot be an error\nhelp: write an enum or a struct",
            ));
            return None;
        }
    };
    // A variant with an error may be one that was meant to be transparent.
    let is_invalid = |variant: &InputVariant| matches!(variant.role, DeclaredRole::Invalid);
    let valid = !arguments.invalid && !variants.iter().any(is_invalid);
    if arguments.paths.is_empty() && valid && !are_transparent(&variants) {
        let attribute = input.attrs.iter().find(|attribute| attribute.path().is_ident("errspec"));
        let place = attribute.map_or_else(|| input.ident.span(), |attribute| attribute.path().span());
        errors.report(kind.no_path(place));
    }
    let seems_needed = |text: &String| ByHand::may_be_in(text, &input.ident) || other.is_some();
    let text = environment.text().filter(seems_needed);
    let surroundings = text.and_then(|text| Surroundings::find(&text, &input.ident));
    let by_hand = surroundings.as_ref().map(|it| ByHand::read(it, &input.ident)).unwrap_or_default();
    if let Some(surroundings) = surroundings.filter(|_| !arguments.own_display && !by_hand.display) {
        other = other.disregard_leftover(&surroundings, errors);
        if !other.is_some() {
            variants.iter_mut().for_each(|variant| variant.formats = Formats::default());
        }
    }
    let has_display = arguments.own_display || other.has_display(errors);
    if !has_display {
        check_conversions(&mut variants, errors);
        report_by_hand(&by_hand, &mut variants, errors);
    }
    if let Some(word) = &arguments.message_from_display {
        if !has_display {
            let message = "`message_from_display` without a `Display` of the type's own, which the table would write\nhelp: \
                           implement `Display` by hand and add `own_display`, or derive `thiserror::Error`";
            errors.report(Error::new(word.span(), message));
        }
        variants.iter_mut().for_each(|variant| variant.displays_message = true);
    }
    Some(Input {
        ident: input.ident,
        visibility: input.vis,
        generics: input.generics,
        allowed: allowed(&input.attrs),
        arguments,
        kind,
        has_display,
        by_hand,
        variants,
    })
}

/// Returns the attributes that allow lints. One that expects a lint would expect it in the generated code, too.
fn allowed(attributes: &[Attribute]) -> TokenStream {
    let lists = attributes.iter().filter_map(|attribute| match &attribute.meta {
        Meta::List(list) if ["allow", "expect"].iter().any(|level| list.path.is_ident(level)) => Some(&list.tokens),
        _ => None,
    });
    lists.map(|lints| quote!(#[allow(#lints)])).collect()
}

/// Checks that `From` converts a type into one variant. Otherwise the compiler would report two implementations, without their place.
fn check_conversions(variants: &mut [InputVariant], errors: &mut Errors) {
    let mut known: Vec<(String, String)> = Vec::new();
    for variant in variants {
        let name = variant.ident.to_string();
        for field in variant.fields.iter_mut().filter(|field| field.from) {
            let source = option_of(&field.ty).unwrap_or(&field.ty).to_token_stream().to_string();
            match known.iter().find(|(_, ty)| *ty == source) {
                None => known.push((name.clone(), source)),
                Some((before, _)) => {
                    let message = format!(
                        "`From` of this type makes the variant `{before}` already\nhelp: mark the field `#[source]` instead of \
                         `#[from]`, and make the variant with `map_err`"
                    );
                    errors.report(Error::new_spanned(&field.ty, message));
                    field.from = false;
                }
            }
        }
    }
}

/// Reports the implementations by hand that the derive would repeat.
fn report_by_hand(by_hand: &ByHand, variants: &mut [InputVariant], errors: &mut Errors) {
    let traits = match (by_hand.display, by_hand.error) {
        (true, true) => Some("`Display` and `Error`"),
        (true, false) => Some("`Display`"),
        (false, true) => Some("`Error`"),
        (false, false) => None,
    };
    if let Some(traits) = traits {
        let message = format!(
            "the type has {traits} by hand or by another derive, and by this one\nhelp: remove the other implementation, or write `own_display` after the \
             path of the table; then the derive has none of `Display`, `Error` and `From`, and you implement what you need of them"
        );
        errors.report(Error::new(Span::call_site(), message));
    }
    for field in variants.iter_mut().flat_map(|variant| &mut variant.fields).filter(|field| field.from) {
        let source = option_of(&field.ty).unwrap_or(&field.ty).to_token_stream().to_string();
        if by_hand.from.contains(&source) {
            let message = "`From` of this type is written by hand, and made by `#[from]`\nhelp: remove the implementation by hand, or \
                           mark the field `#[source]` instead of `#[from]`";
            errors.report(Error::new_spanned(&field.ty, message));
            field.from = false;
        }
    }
}

/// Returns `true` if each variant is the error in its field, so that the tables are those of the errors inside.
fn are_transparent(variants: &[InputVariant]) -> bool {
    !variants.is_empty() && variants.iter().all(|variant| matches!(variant.role, DeclaredRole::Transparent))
}

/// Reads the arguments of all `#[errspec(..)]` on the type.
fn read_arguments(input: &DeriveInput, kind: AttributeKind, errors: &mut Errors) -> Arguments {
    let mut arguments = Arguments::default();
    report_misplaced(&input.attrs, "a type", errors);
    for attribute in input.attrs.iter().filter(|attribute| attribute.path().is_ident("errspec")) {
        match &attribute.meta {
            Meta::List(list) => arguments.add(list.tokens.clone(), kind, errors),
            _ => {
                errors.report(Error::new_spanned(attribute, kind.usage()));
                arguments.invalid = true;
            }
        }
    }
    if arguments.paths.is_empty()
        && let Some(attribute) = input.attrs.iter().find(|it| misnamed::names_tables(it))
    {
        misnamed::read(attribute, kind, &mut arguments, errors);
    }
    arguments
}
