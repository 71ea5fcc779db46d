//! The attribute `#[errspec::table]`: an empty enum becomes the errors of a table, or of several.

use std::collections::HashSet;

use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::{Error, LitStr};

use super::above::report_derives;
use super::item::Item;
use super::stand_in::stand_in;
use crate::emit::{Methods, Runtime, is_method};
use crate::generate::{Output, TableSet, Target, expand};
use crate::macro_input::{
    Arguments, AttributeKind, ByHand, Completeness, Environment, Errors, Surroundings, check_one_enum, expand_warnings,
    read_all,
};
use crate::suggest;

/// Expands the attribute to the enum of its tables.
///
/// With errors, it still expands to an enum if all its variants are known, and else to a stand-in. So the uses of the enum are
/// no errors, too.
pub fn attribute(tokens: TokenStream, item: TokenStream, environment: &dyn Environment) -> TokenStream {
    let mut errors = Errors::default();
    let mut arguments = Arguments::default();
    arguments.add(tokens, AttributeKind::Table, &mut errors);
    if arguments.paths.is_empty() && errors.is_empty() {
        errors.report(AttributeKind::Table.no_path(Span::call_site()));
    }
    let Some(found) = Item::parse(&item, &mut errors) else { return quote!(#errors #item) };
    let before = errors.len();
    if found.valid {
        report_derives(environment, &mut errors);
    }
    let is_derived = errors.len() > before;
    let stated = arguments.krate.take().map(|path| Runtime::imported(&path, &found.ident));
    let (import, krate) = stated.unwrap_or_else(|| (TokenStream::new(), environment.krate()));
    let mut target = Target::new(found.ident)
        .krate(krate)
        .visibility(found.visibility)
        .attributes(found.attributes)
        .integrations(arguments.integrations)
        .with_lines();
    target.schema_name = arguments.schema_name.as_ref().map(LitStr::value);
    target.boxed = arguments.boxed;
    target.constructors = !arguments.no_constructors;
    let (tables, completeness) = read_all(&arguments.paths, environment, &mut errors);
    if !errors.is_empty() && (!found.valid || is_derived || completeness == Completeness::Unknown) {
        return stand_in(&target, &errors, environment);
    }
    if completeness == Completeness::Complete {
        check_one_enum(&tables, &mut errors);
    }
    if let Some(error) = own_methods(&target, environment) {
        errors.report(error);
        target.methods = Methods::Imported;
    }
    target.tracked = distinct(tables.iter().flat_map(|table| table.tracked.iter().cloned()));
    let models = tables.iter().map(|table| &*table.model).collect();
    let generated = expand(&TableSet::new(models), &target, Output::Macro);
    let warnings = expand_warnings(&tables, &item, environment);
    let conditions = (!import.is_empty()).then(|| target.conditions());
    quote!(#errors #warnings #conditions #import #generated)
}

/// Returns the error about inherent methods beside the enum that the generated code has, too.
fn own_methods(target: &Target, environment: &dyn Environment) -> Option<Error> {
    let text = environment.text().filter(|text| ByHand::may_be_in(text, &target.ident))?;
    let by_hand = ByHand::read(&Surroundings::find(&text, &target.ident)?, &target.ident);
    let names: Vec<String> = by_hand.functions.iter().map(ToString::to_string).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).filter(|name| is_method(name, true)).collect();
    if names.is_empty() {
        return None;
    }
    let message = format!(
        "{} beside the enum of a table, which has methods of the same names\nhelp: remove or rename {}",
        suggest::list(&names),
        if names.len() == 1 { "it" } else { "them" },
    );
    Some(Error::new(Span::call_site(), message))
}

/// Expands the attribute with the name `tables`, which is a mistake for `table`.
pub fn misspelt_attribute(tokens: TokenStream, item: TokenStream, environment: &dyn Environment) -> TokenStream {
    let mut errors = Errors::default();
    let message = "the attribute is `errspec::table`, also for several tables\nhelp: write `#[errspec::table(..)]`";
    errors.report(Error::new(Span::call_site(), message));
    let expanded = attribute(tokens, item, environment);
    quote!(#errors #expanded)
}

/// Returns each path once: tables may extend the same file.
fn distinct(paths: impl Iterator<Item = TokenStream>) -> Vec<TokenStream> {
    let mut known = HashSet::new();
    paths.filter(|path| known.insert(path.to_string())).collect()
}
