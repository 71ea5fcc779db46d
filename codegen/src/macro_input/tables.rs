//! The tables of a type, found and read.

use std::path::{Path, PathBuf};
use std::rc::Rc;

use proc_macro2::{Span, TokenStream};
use syn::{Error, LitStr};

use super::environment::{Environment, FoundTable, errors_of};
use super::errors::Errors;
use super::kept_tables::{KeptTable, read_once};
use crate::diagnostics::Report;
use crate::fallback::{PartialModel, partial_model};
use crate::model::Model;
use crate::names::camel_case;
use crate::parse::has_no_name;
use crate::source::Source;
use crate::together::{SourceOf, check_together};

/// A table and its position in the source code.
pub(crate) struct SourceTable {
    pub(crate) model: Rc<Model>,
    source: Source,
    /// The completeness of the model, which has only the valid parts of an invalid table.
    completeness: Completeness,
    /// The span of its path.
    pub(super) span: Span,
    /// The warnings, as messages of the compiler.
    pub(super) warnings: Rc<[String]>,
    /// The paths of its files as arguments of `include_bytes!`.
    pub(crate) tracked: Vec<TokenStream>,
}

/// The completeness of a table, or of several. A missing entry is an error only if they are complete.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Completeness {
    /// A table is missing, or an entry of it is invalid, so that a variant may have any fields.
    Unknown,
    /// A table is invalid, but has all its entries.
    Invalid,
    /// All tables are valid.
    Complete,
}

/// A table that was found, and the outcome of reading it.
struct ReadFile<'p> {
    path: &'p LitStr,
    found: FoundTable,
    result: Result<KeptTable, Report>,
}

/// Reads the tables at these paths. Returns at least one table, which is empty if none can be read.
pub(crate) fn read_all(
    paths: &[LitStr],
    environment: &dyn Environment,
    errors: &mut Errors,
) -> (Vec<SourceTable>, Completeness) {
    let mut files: Vec<ReadFile<'_>> = Vec::new();
    for path in paths {
        let Some(found) = errors.check(environment.find(path)) else { continue };
        if files.iter().any(|known| known.is_file(found.source.table().path.as_deref())) {
            errors.report(Error::new(path.span(), "this table is given twice"));
            continue;
        }
        let result = read_once(&found.source);
        files.push(ReadFile { path, found, result });
    }
    let mut tables: Vec<SourceTable> = Vec::new();
    for file in &files {
        match only_extended(file, &files) {
            Some(error) => errors.report(error),
            None => tables.push(file.table(environment, errors)),
        }
    }
    let found_all = !paths.is_empty() && tables.len() == paths.len();
    let worst = tables.iter().map(|table| table.completeness).min();
    if tables.is_empty() {
        let source = Source::new("", "");
        let model = Rc::new(partial_model(&source).model);
        let (completeness, span) = (Completeness::Unknown, Span::call_site());
        tables.push(SourceTable { model, source, completeness, span, warnings: Rc::default(), tracked: Vec::new() });
    }
    (tables, worst.filter(|_| found_all).unwrap_or(Completeness::Unknown))
}

/// Checks that the names of the tables differ, since they qualify the names of entries.
pub(crate) fn check_names(tables: &[SourceTable], errors: &mut Errors) {
    for (number, table) in tables.iter().enumerate() {
        let name = &table.model.name;
        if tables.iter().take(number).any(|before| camel_case(&before.model.name) == camel_case(name)) {
            let message = format!(
                "another table is also named `{name}`\nhelp: give the tables different names with `[table] name`"
            );
            errors.report(Error::new(table.span, message));
        }
    }
}

/// Checks that the tables can become one enum. Each error is reported at the path of the later table.
pub(crate) fn check_one_enum(tables: &[SourceTable], errors: &mut Errors) {
    let sources: Vec<SourceOf<'_>> = tables.iter().map(|table| (&table.source, &*table.model)).collect();
    for (number, report) in check_together(&sources) {
        let span = tables.get(number).map_or_else(Span::call_site, |table| table.span);
        errors_of(&report, span).for_each(|error| errors.report(error));
    }
}

impl SourceTable {
    pub(crate) fn is_valid(&self) -> bool {
        self.completeness == Completeness::Complete
    }
}

impl ReadFile<'_> {
    /// Returns `true` if this is the file with the path.
    fn is_file(&self, path: Option<&Path>) -> bool {
        let own = self.found.source.table().path.as_deref();
        own.zip(path).is_some_and(|(own, path)| identity(own) == identity(path))
    }

    /// Returns `true` if the table extends this file.
    fn extends(&self, path: &Path) -> bool {
        let extended: Vec<&Path> = match &self.result {
            Ok(table) => table.model.extended.iter().map(PathBuf::as_path).collect(),
            Err(report) => report.source().extended().collect(),
        };
        extended.into_iter().any(|extended| identity(extended) == identity(path))
    }

    /// Returns the table, and reports its errors.
    fn table(&self, environment: &dyn Environment, errors: &mut Errors) -> SourceTable {
        let source = self.found.source.clone();
        let (model, completeness) = match &self.result {
            Ok(table) => (table.model.clone(), Completeness::Complete),
            Err(report) => {
                errors_of(report, self.path.span())
                    .filter(|error| environment.is_unreported(&error.to_string()))
                    .for_each(|error| errors.report(error));
                let PartialModel { model, has_all_variants } = partial_model(&source);
                (Rc::new(model), if has_all_variants { Completeness::Invalid } else { Completeness::Unknown })
            }
        };
        let warnings = self.result.as_ref().map(|table| table.warnings.clone()).unwrap_or_default();
        let tracked = self.found.tracked_files(&model, environment);
        SourceTable { model, source, completeness, span: self.path.span(), warnings, tracked }
    }
}

/// Returns an error if a file is no table itself, since it has no name, and another table of the list extends it.
fn only_extended(file: &ReadFile<'_>, all: &[ReadFile<'_>]) -> Option<Error> {
    let source = &file.found.source;
    let path = source.table().path.as_deref()?;
    let by = all.iter().find(|other| other.extends(path))?;
    if file.result.is_ok() || !has_no_name(source.text()) {
        return None;
    }
    let message = format!(
        "`{}` is no table of its own, since it has no `name`\nhelp: remove it from the list; `{}` extends it",
        source.name(),
        by.found.source.name()
    );
    Some(Error::new(file.path.span(), message))
}

/// Returns a path that is the same for all spellings of the path of one file.
fn identity(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_path_buf())
}
