//! Attributes of a type that name its tables, but by another name than `errspec`.

use proc_macro2::TokenStream;
use syn::{Attribute, Error, Meta};

use crate::macro_input::argument_list::first_text;
use crate::macro_input::{Arguments, AttributeKind, Errors};

/// Returns `true` for an attribute with another name whose first argument is the path of a table.
pub(super) fn names_tables(attribute: &Attribute) -> bool {
    let Some(tokens) = list(attribute).filter(|_| !attribute.path().is_ident("errspec")) else { return false };
    // Most attributes are messages, and the text of a token costs much less than its value.
    let first = tokens.clone().into_iter().next();
    if !first.is_some_and(|first| first.to_string().contains(".toml")) {
        return false;
    }
    first_text(tokens).is_some_and(|text| text.ends_with(".toml") && !text.contains([' ', '{']))
}

/// Takes the tables that an attribute names. Reports the name of the attribute, unless the compiler does so, or the attribute macro
/// `errspec::table`.
pub(super) fn read(attribute: &Attribute, kind: AttributeKind, arguments: &mut Arguments, errors: &mut Errors) {
    if attribute.path().is_ident("error") {
        let arguments = list(attribute).map(ToString::to_string).unwrap_or_default();
        let message = format!(
            "`#[error(..)]` is the message of `thiserror`, not the table\nhelp: write `#[errspec({arguments})]`"
        );
        errors.report(Error::new_spanned(attribute.path(), message));
    }
    let mut ignored = Errors::default();
    arguments.add(list(attribute).cloned().unwrap_or_default(), kind, &mut ignored);
}

fn list(attribute: &Attribute) -> Option<&TokenStream> {
    match &attribute.meta {
        Meta::List(list) => Some(&list.tokens),
        _ => None,
    }
}
