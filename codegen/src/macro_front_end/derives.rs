//! The derives and derive attributes beside `#[errspec::table]`.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Attribute, Error, Path};

use crate::macro_input::Errors;

/// The traits that the enum of each table implements.
const IMPLEMENTED: [&str; 4] = ["Debug", "Clone", "PartialEq", "Error"];

/// Returns a `#[derive(..)]` without the traits that the enum implements already, which are reported.
pub(super) fn without_implemented(attribute: &Attribute, errors: &mut Errors) -> TokenStream {
    let mut kept = Vec::new();
    for path in paths(attribute) {
        match path.segments.last() {
            Some(last) if IMPLEMENTED.iter().any(|name| last.ident == name) => {
                let message = format!(
                    "`#[errspec::table(..)]` implements `{}` itself\nhelp: remove it from the derive",
                    last.ident
                );
                errors.report(Error::new_spanned(&path, message));
            }
            _ => kept.push(path),
        }
    }
    if kept.is_empty() { TokenStream::new() } else { quote!(#[derive(#(#kept),*)]) }
}

/// Returns `true` if the attributes of an enum show that it is a type with the derive `errspec::Error`.
pub(super) fn is_own_type(attributes: &[Attribute]) -> bool {
    let derives_error = |attribute: &Attribute| {
        paths(attribute).iter().any(|path| path.segments.last().is_some_and(|last| last.ident == "Error"))
    };
    attributes.iter().any(|attribute| is_helper(attribute) || derives_error(attribute))
}

/// Returns `true` for an attribute that the derive reads.
pub(super) fn is_helper(attribute: &Attribute) -> bool {
    ["errspec", "from", "source"].iter().any(|name| attribute.path().is_ident(name))
}

/// Returns the paths in a `#[derive(..)]`. Another attribute has none.
fn paths(attribute: &Attribute) -> Vec<Path> {
    let mut paths = Vec::new();
    if attribute.path().is_ident("derive") {
        let read = attribute.parse_nested_meta(|meta| {
            paths.push(meta.path);
            Ok(())
        });
        // The compiler reports what is no path.
        drop(read);
    }
    paths
}
