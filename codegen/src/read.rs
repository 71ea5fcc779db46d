//! The chain from the text of a table to its model.

use std::path::Path;

use crate::diagnostics::{Checked, Diagnostic, Diagnostics, Report};
use crate::image::write_image;
use crate::model::Model;
use crate::source::{Source, Span};
use crate::{check, extend, rank, rules, trial};

/// Reads a table.
///
/// # Errors
///
/// Returns a report of all errors in the table.
pub fn read(source: &Source) -> Result<Model, Report> {
    Diagnostics::collect(source, |sink| {
        let table = extend::read_files(source, sink);
        let mut parts = check::check_table(&table, sink);
        let lookup = rank::check_ambiguity(&mut parts.entries, table.header.code_case(), sink);
        let spans: Vec<Span> = parts.entries.iter().map(|(_, span)| *span).collect();
        let model = with_image(parts.into_model(lookup?)?, table.span, sink)?;
        // A trial of a table with errors would only report consequences of these errors.
        if sink.is_empty() {
            trial::try_table(&model, &table, &spans, sink);
        }
        let extended = sink.source().extended().map(Path::to_path_buf).collect();
        Ok(Model { extended, ..model })
    })
}

/// Adds the image of the table to its model.
fn with_image(model: Model, span: Span, sink: &mut Diagnostics<'_>) -> Checked<Model> {
    match write_image(&model) {
        Ok(image) => Ok(Model { image, ..model }),
        Err(error) => Err(sink.report(Diagnostic::new(&rules::TOO_MANY_LOCATIONS, span, error.to_string()))),
    }
}
