//! The attribute `#[errspec::table]`: an empty enum becomes the errors of a table, or of several.

use std::collections::HashSet;

use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::{Error, LitStr};

use super::above::report_derives;
use super::item::Item;
use super::stand_in::stand_in;
use crate::emit::Runtime;
use crate::generate::{Output, TableSet, Target, expand};
use crate::macro_input::{
    Arguments, AttributeKind, Completeness, Environment, Errors, check_one_enum, expand_warnings, read_all,
};

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
    target.tracked = distinct(tables.iter().flat_map(|table| table.tracked.iter().cloned()));
    let models = tables.iter().map(|table| &*table.model).collect();
    let generated = expand(&TableSet::new(models), &target, Output::Macro);
    let warnings = expand_warnings(&tables, &item, environment);
    let conditions = (!import.is_empty()).then(|| target.conditions());
    quote!(#errors #warnings #conditions #import #generated)
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
