//! The fields of variants that carry the sub-errors.

use quote::{ToTokens, format_ident};
use syn::Error;

use super::entries::LocatedEntry;
use super::input::Input;
use super::input_field::InputField;
use super::input_variant::InputVariant;
use super::types::{is_scalar, mentions};
use crate::macro_input::{Errors, SourceTable};

/// Finds the field of a variant that carries the sub-errors. Reports one whose sub-errors would never be in a response.
pub(super) fn find<'a>(
    variant: &'a InputVariant,
    found: &LocatedEntry<'_>,
    errors: &mut Errors,
) -> Option<&'a InputField> {
    let field = variant.fields.iter().find(|field| field.details.is_some() && !field.invalid)?;
    let name = field.details.as_ref()?;
    if is_scalar(&field.ty) {
        // Its type has been reported.
        return None;
    }
    let envelope = found.model.envelopes.get(found.entry.envelope)?;
    if envelope.details.places.is_empty() {
        let id = envelope.id.as_ref().map(|id| format!(" `{id}`")).unwrap_or_default();
        let message = format!(
            "the envelope{id} of the entry `{}` has no location for details, so no response would have the sub-errors\n\
             help: add it to the envelope in the table, such as `details = \"/details\"`, or mark the field `#[errspec(skip)]` \
             instead",
            found.entry.name
        );
        errors.report(Error::new(name.span(), message));
        return None;
    }
    Some(field)
}

/// Reports the fields whose type cannot hold the sub-errors: no collection, or the struct of a sub-error, if none is generated. The compiler
/// would only say that there is no such type.
pub(super) fn check_type(input: &Input, tables: &[SourceTable], errors: &mut Errors) {
    let marked = input.variants.iter().flat_map(|variant| &variant.fields).filter(|field| field.details.is_some());
    for field in marked.filter(|field| is_scalar(&field.ty) && !field.invalid) {
        let message = format!(
            "the sub-errors are a collection, and `{}` is none\nhelp: write `Vec<{}>`",
            field.ty.to_token_stream(),
            detail_name(input, tables)
        );
        errors.report(Error::new_spanned(&field.ty, message));
    }
    if tables.is_empty() || tables.iter().any(|table| table.model.detail.is_some() || !table.is_valid()) {
        return;
    }
    let reason = if tables.len() == 1 { "the table has no `[detail]`" } else { "no table has a `[detail]`" };
    let detail = format_ident!("{}Detail", input.ident);
    let fields = input.variants.iter().flat_map(|variant| &variant.fields);
    for field in fields.filter(|field| field.details.is_some() && mentions(field.ty.to_token_stream(), &[&detail])) {
        let message = format!("there is no `{detail}`: {reason}\nhelp: its sub-errors are of the type `errspec::Json`");
        errors.report(Error::new_spanned(&field.ty, message));
    }
}

/// Returns the type of a sub-error.
fn detail_name(input: &Input, tables: &[SourceTable]) -> String {
    match tables.iter().any(|table| table.model.detail.is_some()) {
        true => format!("{}Detail", input.ident),
        false => "errspec::Json".to_owned(),
    }
}
