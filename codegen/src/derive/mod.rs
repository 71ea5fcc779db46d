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
use syn::{Error, LitStr};

use crate::fallback::salvage;
use crate::macro_input::{Environment, Errors, read};
use crate::model::Model;
use crate::source::Source;

/// A table that the type is tied to.
struct Table {
    model: Model,
    /// Whether it is what the user wrote. If not, nothing is said of what does not go with it.
    valid: bool,
    /// Its path as `include_bytes!` takes it.
    tracked: Option<TokenStream>,
}

impl Table {
    /// What stands in for one that could not be read.
    fn salvaged(source: &Source, tracked: Option<TokenStream>) -> Self {
        Self { model: salvage(source), valid: false, tracked }
    }
}

/// The implementations for a type, with all faults of the type and its tables.
///
/// With faults there are implementations too, so that nothing is reported but what is wrong.
pub fn derive(item: TokenStream, surroundings: &dyn Environment) -> TokenStream {
    let mut faults = Errors::default();
    let Some(mut written) = written::read(item, &mut faults) else { return quote!(#faults) };
    let krate = written.arguments.krate.take().unwrap_or_else(|| surroundings.krate());
    let paths = &written.arguments.paths;
    let mut tables: Vec<Table> = Vec::new();
    for path in paths {
        let Some(found) = faults.check(surroundings.find(path)) else { continue };
        tables.push(match read(path, &found.source, &mut faults) {
            Some(model) => Table { model, valid: true, tracked: Some(found.tracked) },
            None => Table::salvaged(&found.source, Some(found.tracked)),
        });
    }
    // Without one of its tables, a variant may well be of that one.
    let complete = !paths.is_empty() && tables.len() == paths.len() && tables.iter().all(|table| table.valid);
    if complete {
        check_names(&tables, paths, &mut faults);
    }
    if tables.is_empty() {
        tables.push(Table::salvaged(&Source::new("", ""), None));
    }
    let variants = bind::bind(&written, &tables, complete, &mut faults);
    let implementations = expand::expand(&written, &tables, &variants, &krate, &mut faults);
    quote!(#faults #implementations)
}

/// Two tables of one name cannot be told apart, neither here nor by who reads their entries.
fn check_names(tables: &[Table], paths: &[LitStr], faults: &mut Errors) {
    for (number, (table, path)) in tables.iter().zip(paths).enumerate() {
        let name = &table.model.name;
        if tables.iter().take(number).any(|before| before.model.name == *name) {
            let fault =
                format!("the table is called `{name}`, as one before it\nhelp: `[table] name` tells tables apart");
            faults.report(Error::new(path.span(), fault));
        }
    }
}
