//! The chain from the text of a table to its model.

use crate::diagnostics::{Diagnostics, Report};
use crate::model::Model;
use crate::source::Source;
use crate::{check, parse, preset, rank};

/// Reads a table.
///
/// # Errors
///
/// Returns all errors of the table.
pub fn read(source: &Source) -> Result<Model, Report> {
    Diagnostics::collect(source, |sink| {
        let table = parse::parse_table(source.text(), sink);
        let table = preset::apply_presets(table, sink);
        let mut parts = check::check_table(&table, sink);
        let lookup = rank::check_ambiguity(&mut parts.entries, sink);
        parts.into_model(lookup?)
    })
}
