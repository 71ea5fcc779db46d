//! The whole of the macro: what it is given, the table, and what it gives back.

use errspec_codegen::{Source, Target, crate_name, fallback, generate, read};
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use syn::Error;

use crate::arguments::Arguments;
use crate::faults::Faults;
use crate::item::Item;
use crate::path::{self, Found};

/// The enum of the table that the arguments name.
///
/// With faults there is an enum too, as much like the right one as can be, so that nothing is reported but what is wrong.
pub(crate) fn expand(arguments: TokenStream, item: TokenStream) -> TokenStream {
    let mut faults = Faults::default();
    let arguments = Arguments::parse(arguments, &mut faults);
    let Some(found) = Item::parse(&item, &mut faults) else { return quote!(#faults #item) };
    let krate = arguments.krate.clone().unwrap_or_else(krate);
    let mut target = Target {
        krate,
        visibility: found.visibility,
        attributes: found.attributes,
        ident: found.ident,
        implement: arguments.implement,
        tracked: None,
    };
    let table = arguments.path.as_ref().and_then(|literal| {
        path::find(literal).map_err(|fault| faults.report(fault)).ok().map(|table| (literal, table))
    });
    let Some((literal, Found { source, tracked })) = table else {
        let fallback = fallback(&Source::new("", ""), &target);
        return quote!(#faults #fallback);
    };
    target.tracked = Some(tracked);
    let generated = match read(&source) {
        Ok(model) => generate(&model, &target),
        Err(report) => {
            for fault in report.faults() {
                faults.report(Error::new(literal.span(), message(&fault.render(&source, false))));
            }
            fallback(&source, &target)
        }
    };
    quote!(#faults #generated)
}

/// A rendered fault without the word `error`, which the compiler writes before it.
fn message(rendered: &str) -> String {
    let parts = || {
        let (rule, rest) = rendered.strip_prefix("error[")?.split_once("]: ")?;
        let (title, rest) = rest.split_once('\n')?;
        Some(format!("{title} [{rule}]\n{rest}"))
    };
    parts().unwrap_or_else(|| rendered.to_owned())
}

/// The runtime crate, by the name that the manifest gives it.
fn krate() -> TokenStream {
    let name = path::manifest_folder().map_or_else(|| "errspec".to_owned(), |folder| crate_name(&folder));
    let ident = Ident::new(&name, Span::call_site());
    quote!(::#ident)
}
