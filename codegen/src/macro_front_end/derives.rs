//! The derives and derive attributes beside `#[errspec::table]`.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Attribute, Error};

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
