//! Errors and warnings in a file that several tables extend, which are reported once.

use std::collections::HashSet;
use std::path::PathBuf;

use super::paths;
use crate::diagnostics::{Diagnostic, Report};
use crate::source::Source;

/// The errors that have been reported, as far as their places are in files whose paths are known.
#[derive(Default)]
pub(super) struct Reported(HashSet<Error>);

/// An error: its title, and the file and the bytes of each of its places.
type Error = (String, Vec<(PathBuf, usize, usize)>);

impl Reported {
    /// Removes the errors of a report that are in the reports before it. Returns `None` if none is left.
    pub(super) fn without_repeats(&mut self, report: &Report) -> Option<Report> {
        let source = report.source();
        let is_new = |diagnostic: &Diagnostic| error(diagnostic, source).is_none_or(|error| self.0.insert(error));
        report.filtered(is_new)
    }
}

fn error(diagnostic: &Diagnostic, source: &Source) -> Option<Error> {
    let places = diagnostic.labels().map(|label| {
        let file = source.file_at(label.span.start);
        let path = paths::identity(file.path.as_deref()?);
        Some((path, label.span.start - file.start, label.span.end - file.start))
    });
    Some((diagnostic.title.clone(), places.collect::<Option<_>>()?))
}
