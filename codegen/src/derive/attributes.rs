//! The attributes `#[errspec(..)]` of variants and fields.

use proc_macro2::{Ident, TokenStream};
use syn::{Attribute, Error, Meta};

use crate::macro_input::{Argument, ArgumentValue, Errors, argument_list};

/// Reads the arguments of all `#[errspec(..)]` on a variant or field. Reports those that cannot be read.
pub(super) fn read_argument_lists(attributes: &[Attribute], usage: &str, errors: &mut Errors) -> Vec<Argument> {
    let mut all = Vec::new();
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("errspec")) {
        match &attribute.meta {
            Meta::List(list) => all.extend(argument_list::parse(list.tokens.clone(), usage, errors)),
            _ => errors.report(Error::new_spanned(attribute, usage)),
        }
    }
    all
}

/// Returns the error about the value of an attribute that takes none.
pub(super) fn takes_no_value(name: &Ident) -> Error {
    Error::new(name.span(), format!("`{name}` takes no value"))
}

/// Returns the error about the value of a word that writes a field. A text in braces is a format.
pub(super) fn writes_without_value(name: &Ident, value: &ArgumentValue) -> Error {
    match value {
        ArgumentValue::Text(text) if text.value().contains('{') => {
            let message = format!("`{name}` takes no value\nhelp: write `format = {}`", text.token());
            Error::new(name.span(), message)
        }
        _ => takes_no_value(name),
    }
}

/// Returns the error about the list of an attribute that takes none.
pub(super) fn takes_no_list(name: &Ident, words: &TokenStream) -> Error {
    let has_value = ["entry", "field", "format", "with"].iter().any(|word| name == word);
    let help = match argument_list::strings(words).first().filter(|_| has_value) {
        Some(text) => format!("\nhelp: write `{name} = {}`", text.token()),
        None => String::new(),
    };
    Error::new(name.span(), format!("`{name}` takes no list in parentheses{help}"))
}
