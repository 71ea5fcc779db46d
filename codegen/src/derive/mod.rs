//! The derive `errspec::Error`: maps a type of the user to the errors of one or more tables.
//!
//! ```text
//! item -> input (parsed attributes) -> resolve (the entry of each variant, the mapping of its fields) -> shape -> emit
//! ```

mod attributes;
mod bounds;
mod decoding;
mod details;
mod entries;
mod fields;
mod input;
mod input_field;
mod missing;
mod resolve;
mod shape;
mod tables;
mod transparent;
mod types;

use proc_macro2::TokenStream;
use quote::quote;

use self::tables::Completeness;
use crate::emit::{Runtime, emit};
use crate::macro_input::{Environment, Errors};

/// Returns the implementations for a type, with all errors of the type and its tables.
///
/// The implementations are generated even if there are errors. Otherwise the compiler would report every use of the type.
pub fn derive(item: TokenStream, environment: &dyn Environment) -> TokenStream {
    let mut errors = Errors::default();
    let Some(mut input) = input::read(item, &mut errors) else { return quote!(#errors) };
    let krate = input.arguments.krate.take().unwrap_or_else(|| environment.krate());
    let (tables, completeness) = match input.has_own_tables() {
        true => tables::read_all(&input.arguments.paths, environment, &mut errors),
        false => (Vec::new(), Completeness::Complete),
    };
    let runtime = Runtime::new(&krate);
    let mut resolved = resolve::resolve(&input, &tables, completeness, &mut errors);
    details::check_type(&input, &tables, &mut errors);
    decoding::check(&mut resolved.variants, &mut errors);
    let required = missing::check(&input, &resolved, completeness, &mut errors);
    let inner = transparent::describe(&input, &resolved.variants, required);
    let shape = shape::describe(&input, &resolved.variants, inner, &tables, &runtime);
    let implementations = emit(&shape).into_tokens(&TokenStream::new());
    quote!(#errors #implementations)
}
