//! The attribute `#[errspec::table]`: an empty enum becomes the errors of a table.

use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::LitStr;

use super::item::Item;
use crate::fallback::partial_model;
use crate::generate::{Output, Target, expand};
use crate::macro_input::{Arguments, AttributeKind, Environment, Errors, read};
use crate::source::Source;

/// Expands the attribute to the enum of its table.
///
/// With errors, it still expands to an enum, which has as many variants as possible. So the uses of the enum are no errors, too.
pub fn attribute(tokens: TokenStream, item: TokenStream, environment: &dyn Environment) -> TokenStream {
    let mut errors = Errors::default();
    let mut arguments = Arguments::default();
    arguments.add(tokens, AttributeKind::Table, &mut errors);
    if arguments.paths.is_empty() && errors.is_empty() {
        errors.report(AttributeKind::Table.no_path(Span::call_site()));
    }
    let Some(found) = Item::parse(&item, &mut errors) else { return quote!(#errors #item) };
    let mut target = Target::new(found.ident)
        .krate(arguments.krate.take().unwrap_or_else(|| environment.krate()))
        .visibility(found.visibility)
        .attributes(found.attributes)
        .integrations(arguments.integrations)
        .with_lines();
    target.schema_name = arguments.schema_name.as_ref().map(LitStr::value);
    target.boxed = arguments.boxed;
    target.constructors = !arguments.no_constructors;
    let table = arguments.paths.first().and_then(|path| Some((path, errors.check(environment.find(path))?)));
    let Some((path, table)) = table else {
        let fallback = expand(&partial_model(&Source::new("", "")), &target, Output::Macro);
        return quote!(#errors #fallback);
    };
    let model = read(path, &table.source, &mut errors).unwrap_or_else(|| partial_model(&table.source));
    target.tracked = table.tracked_files(&model, environment);
    let generated = expand(&model, &target, Output::Macro);
    quote!(#errors #generated)
}
