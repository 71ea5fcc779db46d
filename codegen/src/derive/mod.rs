//! The derive `errspec::Error`: maps a type of the user to the errors of one or more tables.
//!
//! ```text
//! item -> input (parsed attributes) -> resolve (the entry of each variant, the mapping of its fields) -> shape -> emit
//! ```

mod aliases;
mod attributes;
mod bounds;
mod decoded;
mod decoding;
mod details;
mod differences;
mod entries;
mod field_types;
mod fields;
mod formats;
mod input;
mod input_field;
mod input_variant;
mod misnamed;
mod missing;
mod other_derive;
mod own_methods;
mod proposal;
mod repeated;
mod reported;
mod resolve;
mod shape;
mod transparent;
mod types;
mod variant_attributes;
mod writer;

use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::Error;

use crate::emit::{Runtime, emit};
use crate::macro_input::{Completeness, Environment, Errors, check_names, expand_warnings, read_all};

/// Returns the implementations for a type, with all errors of the type and its tables.
///
/// The implementations are generated even if there are errors. Otherwise the compiler would report every use of the type.
pub fn derive(item: TokenStream, environment: &dyn Environment) -> TokenStream {
    let mut errors = Errors::default();
    if environment.is_second_derive(&item) {
        let message = "`errspec::Error` is derived twice\nhelp: remove it from one of the derives";
        errors.report(Error::new(Span::call_site(), message));
        return quote!(#errors);
    }
    let Some(mut input) = input::read(item.clone(), environment, &mut errors) else { return quote!(#errors) };
    let stated = input.arguments.krate.take().map(|path| Runtime::imported(&path, &input.ident));
    let (import, krate) = stated.unwrap_or_else(|| (TokenStream::new(), environment.krate()));
    let (tables, completeness) = match input.has_own_tables() {
        true => read_all(&input.arguments.paths, environment, &mut errors),
        false => (Vec::new(), Completeness::Complete),
    };
    if completeness == Completeness::Complete {
        check_names(&tables, &mut errors);
    }
    let runtime = Runtime::new(&krate);
    let mut resolved = resolve::resolve(&input, &tables, completeness, &mut errors);
    details::check_type(&input, &tables, &mut errors);
    decoding::check(&mut resolved.variants, &mut errors);
    let required = missing::check(&input, &resolved, completeness, &mut errors);
    let mut shape = shape::describe(&input, &resolved.variants, required, &tables, &runtime);
    own_methods::check(&input, &mut shape, &mut errors);
    own_methods::check_size(&input, &mut shape);
    let implementations = emit(&shape).into_tokens(&input.allowed);
    let decoded = decoded::expand(&input, &tables, &shape, &mut errors);
    let warnings = expand_warnings(&tables, &item, environment);
    let reported = reported::expand(&input, &errors);
    quote!(#reported #warnings #import #implementations #decoded)
}
