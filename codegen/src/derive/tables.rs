//! The tables of a derived type.

use proc_macro2::{Span, TokenStream};
use syn::{Error, LitStr};

use crate::fallback::partial_model;
use crate::macro_input::{Environment, Errors, read};
use crate::model::Model;
use crate::source::Source;

/// A table and its position in the source code.
pub(super) struct SourceTable {
    pub(super) model: Model,
    /// `true` if the table is valid. Otherwise the model has only the valid parts of it.
    pub(super) valid: bool,
    /// The span of its path.
    span: Span,
    /// The paths of its files as arguments of `include_bytes!`.
    pub(super) tracked: Vec<TokenStream>,
}

/// The completeness of the tables. A missing entry is an error only if they are complete.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Completeness {
    /// All tables could be read.
    Complete,
    /// A table is missing or invalid, so that a variant may be one of its entries.
    Partial,
}

/// Reads the tables at these paths. Returns at least one table, which is empty if none can be read.
pub(super) fn read_all(
    paths: &[LitStr],
    environment: &dyn Environment,
    errors: &mut Errors,
) -> (Vec<SourceTable>, Completeness) {
    let mut tables: Vec<SourceTable> = Vec::new();
    for path in paths {
        let Some(found) = errors.check(environment.find(path)) else { continue };
        let (model, valid) = match read(path, &found.source, errors) {
            Some(model) => (model, true),
            None => (partial_model(&found.source), false),
        };
        let tracked = found.tracked_files(&model, environment);
        tables.push(SourceTable { model, valid, span: path.span(), tracked });
    }
    let complete = !paths.is_empty() && tables.len() == paths.len() && tables.iter().all(|table| table.valid);
    if complete {
        check_names(&tables, errors);
        return (tables, Completeness::Complete);
    }
    if tables.is_empty() {
        let model = partial_model(&Source::new("", ""));
        tables.push(SourceTable { model, valid: false, span: Span::call_site(), tracked: Vec::new() });
    }
    (tables, Completeness::Partial)
}

/// Checks that the names of the tables differ, since they qualify the names of entries.
fn check_names(tables: &[SourceTable], errors: &mut Errors) {
    for (number, table) in tables.iter().enumerate() {
        let name = &table.model.name;
        if tables.iter().take(number).any(|before| before.model.name == *name) {
            let message = format!(
                "another table is also named `{name}`\nhelp: give the tables different names with `[table] name`"
            );
            errors.report(Error::new(table.span, message));
        }
    }
}
