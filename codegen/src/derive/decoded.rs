//! The enum to which responses are decoded, for a type whose values no response contains, such as sources.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::Error;

use super::input::Input;
use super::input_variant::DeclaredRole;
use crate::emit::{self, Shape, hygiene};
use crate::generate::{Output, TableSet, Target, expand as generate};
use crate::macro_input::{Errors, SourceTable, check_one_enum};

/// Expands the enum, as the attribute generates it from the same tables, and the conversion of the type.
pub(super) fn expand(
    input: &Input,
    tables: &[SourceTable],
    shape: &Shape<'_>,
    errors: &mut Errors,
) -> Option<TokenStream> {
    let name = input.arguments.decoded.as_ref()?;
    if *name == input.ident {
        let message = format!(
            "`decoded` names the type itself, and generates another enum\nhelp: give it a name of its own: `decoded = Decoded{name}`"
        );
        errors.report(Error::new(name.span(), message));
        return None;
    }
    if tables.is_empty() {
        let message =
            "`decoded` for a type without a table of its own\nhelp: generate the enum with `#[errspec::table(\"…\")]`";
        errors.report(Error::new(name.span(), message));
        return None;
    }
    if let Some(variant) = input.variants.iter().find(|variant| matches!(variant.role, DeclaredRole::Unknown)) {
        let message = format!(
            "`decoded` beside the variant `{}` for unknown errors, with which responses are decoded to the type itself\nhelp: \
             remove one of them",
            variant.ident
        );
        errors.report(Error::new(name.span(), message));
        return None;
    }
    let doc = format!("The errors of [`{}`] as they are decoded from a response.", input.ident);
    let target = Target::new(name.clone())
        .krate(shape.runtime.krate.clone())
        .visibility(input.visibility.to_token_stream())
        .attributes(quote!(#[doc = #doc]));
    // Of an invalid table, only the valid parts are known.
    if tables.iter().all(|table| table.is_valid()) {
        check_one_enum(tables, errors);
    }
    let models = tables.iter().map(|table| &*table.model).collect();
    let generated = generate(&TableSet::new(models), &target, Output::Macro);
    let conversion = emit::into_decoded(shape, &hygiene::ident(name));
    Some(quote!(#generated #conversion))
}
