//! The attribute `#[errspec::table]`: an empty enum becomes the errors of a table.

use proc_macro2::{Span, TokenStream};
use quote::quote;

use super::arguments::{Arguments, Place};
use super::faults::Faults;
use super::item::Item;
use super::{Surroundings, read};
use crate::fallback::fallback;
use crate::generate::{Target, generate};
use crate::source::Source;

/// The enum of the table that the arguments name.
///
/// With faults there is an enum too, as much like the right one as can be, so that nothing is reported but what is wrong.
pub fn attribute(tokens: TokenStream, item: TokenStream, surroundings: &dyn Surroundings) -> TokenStream {
    let mut faults = Faults::default();
    let mut arguments = Arguments::default();
    arguments.add(tokens, Place::Table, &mut faults);
    if arguments.paths.is_empty() && faults.is_empty() {
        faults.report(Place::Table.no_path(Span::call_site()));
    }
    let Some(found) = Item::parse(&item, &mut faults) else { return quote!(#faults #item) };
    let mut target = Target {
        krate: arguments.krate.take().unwrap_or_else(|| surroundings.krate()),
        visibility: found.visibility,
        attributes: found.attributes,
        ident: found.ident,
        constructors: !arguments.no_constructors,
        implement: arguments.implement,
        tracked: None,
    };
    let table = arguments.paths.first().and_then(|path| Some((path, faults.check(surroundings.find(path))?)));
    let Some((path, table)) = table else {
        let fallback = fallback(&Source::new("", ""), &target);
        return quote!(#faults #fallback);
    };
    target.tracked = Some(table.tracked);
    let generated = match read(path, &table.source, &mut faults) {
        Some(model) => generate(&model, &target),
        None => fallback(&table.source, &target),
    };
    quote!(#faults #generated)
}
