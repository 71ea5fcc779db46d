//! The derives and derive attributes beside `#[errspec::table]`.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Attribute, Error, Meta};

use crate::generate::{derive_conflict, derived};
use crate::macro_input::Errors;

/// Returns a `#[derive(..)]` without the traits that the enum cannot derive, which are reported.
pub(super) fn without_conflicts(attribute: &Attribute, errors: &mut Errors) -> TokenStream {
    let mut kept = Vec::new();
    for path in derived(attribute) {
        match derive_conflict(&path) {
            Some(conflict) => {
                errors.report(Error::new_spanned(&path, format!("{conflict}\nhelp: remove it from the derive")));
            }
            None => kept.push(path),
        }
    }
    if kept.is_empty() { TokenStream::new() } else { quote!(#[derive(#(#kept),*)]) }
}

/// Returns the error about `#[errspec(..)]` beside `#[errspec::table(..)]`.
pub(super) fn beside_table(attribute: &Attribute) -> Error {
    let arguments = match &attribute.meta {
        Meta::List(list) if !list.tokens.is_empty() => list.tokens.to_string(),
        _ => "…".to_owned(),
    };
    let message = format!(
        "`#[errspec(..)]` belongs to the derive `errspec::Error`, which this enum does not have\nhelp: give the arguments to \
         `#[errspec::table(..)]`, after the path: `#[errspec::table(\"…\", {arguments})]`"
    );
    Error::new_spanned(attribute, message)
}

/// Returns `true` if the attributes of an enum show that it is a type with the derive `errspec::Error`.
pub(super) fn is_own_type(attributes: &[Attribute]) -> bool {
    let derives_error = |attribute: &Attribute| {
        derived(attribute).iter().any(|path| path.segments.last().is_some_and(|last| last.ident == "Error"))
    };
    attributes.iter().any(|attribute| is_helper(attribute) || derives_error(attribute))
}

/// Returns `true` for an attribute that the derive reads.
pub(super) fn is_helper(attribute: &Attribute) -> bool {
    ["errspec", "from", "source"].iter().any(|name| attribute.path().is_ident(name))
}
