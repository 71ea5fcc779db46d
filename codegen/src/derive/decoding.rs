//! The variants to which a response can be decoded.

use syn::{Error, Type};

use super::fields::FieldMapping;
use super::input_field::InputField;
use super::input_variant::InputVariant;
use super::resolve::{ResolvedRole, ResolvedVariant};
use super::types::{is_plain, option_of};
use super::writer::Written;
use crate::macro_input::Errors;

/// Finds the variants to which a response can be decoded, and reports the fields that prevent it. Only a type with a variant
/// for unknown errors is decoded.
pub(super) fn check(variants: &mut [ResolvedVariant<'_>], errors: &mut Errors) {
    if !variants.iter().any(|resolved| matches!(resolved.role, ResolvedRole::Unknown(_))) {
        return;
    }
    for ResolvedVariant { variant, role } in variants {
        if let ResolvedRole::Entry(entry) = role {
            entry.decoded = check_variant(variant, &entry.mapping, errors);
        }
    }
}

/// Checks that a response contains all that a variant needs.
fn check_variant(variant: &InputVariant, mapping: &FieldMapping<'_>, errors: &mut Errors) -> bool {
    if variant.also.is_some() || !mapping.valid || variant.fields.iter().any(|field| field.invalid) {
        return false;
    }
    let obstacle = variant.fields.iter().find_map(|field| Some((field, obstacle(variant, field, mapping)?)));
    if let Some((field, message)) = &obstacle {
        errors.report(Error::new_spanned(&field.ty, message));
    }
    obstacle.is_none()
}

/// Returns the error about a field that has no value in a decoded error; `None` if it has one.
fn obstacle(variant: &InputVariant, field: &InputField, mapping: &FieldMapping<'_>) -> Option<String> {
    let is_separate = !mapping.contains(field);
    // An `Option` that no response contains is empty.
    let is_empty = is_separate && option_of(&field.ty).is_some();
    if field.default || field.skip.is_some() || field.details.is_some() || is_empty {
        return None;
    }
    let reason = match (!is_separate, mapping.written(field)) {
        (true, Written::Plain) => return None,
        (true, _) if field.parse.is_some() => return None,
        (true, Written::Display) => "what `Display` writes is read back only with `#[errspec(display, parse)]`",
        (true, Written::Debug) => "what `Debug` writes is read back only with `#[errspec(debug, parse)]`",
        (true, Written::Format(_)) => "what a format string writes is read back only with `parse`",
        (true, Written::With(_)) => "what a function computes is read back only with `parse`",
        (false, _) => "no response contains it",
    };
    let name = format!("{}.{}", variant.ident, field.shown());
    let instead = "write `decoded = Name` after the path, and remove the variant for unknown errors";
    // A source or a reference has no default.
    let help = match is_plain(&field.ty) && !matches!(field.ty, Type::Reference(_)) {
        true => format!("mark the field `#[errspec(default)]`, or decode to an enum of the table instead: {instead}"),
        false => format!(
            "decode to an enum of the table: {instead}\nhelp: if the type has a `Default`, mark the field `#[errspec(default)]`"
        ),
    };
    Some(format!("`{name}` prevents the error from being decoded: {reason}\nhelp: {help}"))
}
