//! The chain from the text of a table to its model.

use std::path::Path;

use crate::ast::AstTable;
use crate::diagnostics::{Checked, Diagnostic, Diagnostics, Report};
use crate::image::{LimitError, write_image};
use crate::model::Model;
use crate::source::{Source, Span};
use crate::{check, extend, rank, rules, trial};

/// A table without errors.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct ValidTable {
    /// The model.
    pub model: Model,
    /// The warnings that the table does not allow.
    pub warnings: Option<Report>,
}

/// Reads a table. Its warnings are dropped; see [`read_with_warnings`].
///
/// # Errors
///
/// Returns a report of all errors in the table.
pub fn read(source: &Source) -> Result<Model, Report> {
    read_with_warnings(source).map(|table| table.model)
}

/// Reads a table, and what may be wrong in it.
///
/// ```
/// use errspec_codegen::{Severity, Source, read_with_warnings};
///
/// let table = "[table]\nformat = 1\nname = \"pay\"\n[envelope]\ncode = \"/code\"\n[errors.DECLINED]\ncode = \"card.*\"\n";
/// let table = read_with_warnings(&Source::new("pay.toml", table))?;
/// let warning = &table.warnings.as_ref().unwrap().diagnostics()[0];
/// assert_eq!((warning.rule.id, warning.rule.severity), ("literal-pattern", Severity::Warning));
/// # Ok::<(), errspec_codegen::Report>(())
/// ```
///
/// # Errors
///
/// Returns a report of all errors in the table.
pub fn read_with_warnings(source: &Source) -> Result<ValidTable, Report> {
    let (model, warnings) = Diagnostics::collect_with_warnings(source, |sink| {
        let table = extend::read_files(source, sink);
        let mut parts = check::check_table(&table, sink);
        let lookup = rank::check_ambiguity(&mut parts.entries, table.header.code_case(), sink);
        let spans: Vec<Span> = parts.entries.iter().map(|(_, span)| *span).collect();
        let model = with_image(parts.into_model(lookup?)?, &table, sink)?;
        // A trial of a table with errors would only report consequences of these errors.
        if sink.has_no_error() {
            trial::try_table(&model, &table, &spans, sink);
        }
        let extended = sink.source().extended().map(Path::to_path_buf).collect();
        Ok(Model { extended, ..model })
    })?;
    Ok(ValidTable { model, warnings })
}

/// Adds the image of the table to its model.
fn with_image(model: Model, table: &AstTable, sink: &mut Diagnostics<'_>) -> Checked<Model> {
    match write_image(&model) {
        Ok(image) => Ok(Model { image, ..model }),
        Err(LimitError::Stars) => Err(sink.report(overlapping_stars(table))),
        Err(error) => Err(sink.report(Diagnostic::new(&rules::TOO_MANY_LOCATIONS, table.span, error.to_string()))),
    }
}

/// Describes locations with `*` that overlap at too many places, at the locations that have the most of them.
fn overlapping_stars(table: &AstTable) -> Diagnostic {
    const SHOWN: usize = 3;
    let stars = check::with_most_stars(table);
    let mut shown = stars.iter().take(SHOWN);
    let span = shown.next().map_or(table.span, |first| first.span);
    let diagnostic = Diagnostic::new(&rules::TOO_MANY_LOCATIONS, span, LimitError::Stars.to_string())
        .label("any name that is stated elsewhere may be at its `*`");
    shown
        .fold(diagnostic, |diagnostic, star| diagnostic.related(star.span, "so may it be here"))
        .help("write names instead of `*` where they are known; or read the whole as one field of `type = \"json\"`")
}
