//! The derive `errspec::Error`: a user's own type becomes the errors of one or more tables.
//!
//! ```text
//! item -> written (attributes read) -> bind (each variant to its entry, each field to the table's) -> expand
//! ```

mod bind;
mod bounds;
mod decoding;
mod expand;
mod standard;
mod written;

use proc_macro2::TokenStream;
use quote::quote;

use crate::fallback::salvage;
use crate::invoke::{Faults, Surroundings, read};
use crate::model::Model;

/// A table that the type is tied to.
struct Table {
    model: Model,
    /// Whether it is what the user wrote. If not, nothing is said of what does not go with it.
    valid: bool,
    /// Its path as `include_bytes!` takes it.
    tracked: TokenStream,
}

/// The implementations for a type, with all faults of the type and its tables.
///
/// With faults there are implementations too, so that nothing is reported but what is wrong.
pub fn derive(item: TokenStream, surroundings: &dyn Surroundings) -> TokenStream {
    let mut faults = Faults::default();
    let Some(mut written) = written::read(item, &mut faults) else { return quote!(#faults) };
    let krate = written.arguments.krate.take().unwrap_or_else(|| surroundings.krate());
    let paths = &written.arguments.paths;
    let tables: Vec<Table> = paths
        .iter()
        .filter_map(|path| {
            let found = faults.check(surroundings.find(path))?;
            let model = read(path, &found.source, &mut faults);
            let valid = model.is_some();
            Some(Table { model: model.unwrap_or_else(|| salvage(&found.source)), valid, tracked: found.tracked })
        })
        .collect();
    // Without one of its tables, a variant may well be of that one.
    let complete = !paths.is_empty() && tables.len() == paths.len() && tables.iter().all(|table| table.valid);
    let variants = bind::bind(&written, &tables, complete, &mut faults);
    let implementations = expand::expand(&written, &tables, &variants, &krate, &mut faults);
    quote!(#faults #implementations)
}
