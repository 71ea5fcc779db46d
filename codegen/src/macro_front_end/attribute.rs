//! The attribute `#[errspec::table]`: an empty enum becomes the errors of a table.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};
use syn::LitStr;

use super::item::Item;
use crate::fallback::{is_unread, partial_model};
use crate::generate::{Output, Target, expand};
use crate::macro_input::{Arguments, AttributeKind, Environment, Errors, read};

/// Expands the attribute to the enum of its table.
///
/// With errors, it still expands to an enum, which has as many variants as possible. So the uses of the enum are no errors, too. If nothing
/// of the table could be read, the enum is no type at all, see [`unread`].
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
        .integrations(arguments.integrations);
    target.schema_name = arguments.schema_name.as_ref().map(LitStr::value);
    target.boxed = arguments.boxed;
    target.constructors = !arguments.no_constructors;
    let table = arguments.paths.first().and_then(|path| Some((path, errors.check(environment.find(path))?)));
    let Some((path, table)) = table else {
        return unread(errors, &target.visibility, &target.ident);
    };
    let model = read(path, &table.source, &mut errors).unwrap_or_else(|| partial_model(&table.source));
    target.tracked = table.tracked_files(&model, environment);
    if is_unread(&model) {
        let tracked = &target.tracked;
        let unread = unread(errors, &target.visibility, &target.ident);
        return quote!(#unread #(const _: &[::core::primitive::u8] = ::core::include_bytes!(#tracked);)*);
    }
    let generated = expand(&model, &target, Output::Macro);
    quote!(#errors #generated)
}

/// Expands to the errors, of which one stands in the place of the type. The compiler knows that such a type is an error, and reports none of
/// its uses: not one variant of the table is known, and each use of one would be a further error.
fn unread(mut errors: Errors, visibility: &TokenStream, ident: &Ident) -> TokenStream {
    let first = errors.take_first();
    let detail = format_ident!("{ident}Detail");
    quote! {
        #[allow(dead_code)]
        #visibility type #ident = #first;
        #[allow(dead_code)]
        #visibility type #detail = #ident;
        #errors
    }
}
