//! Running a build: from tables to files.

use std::path::{Path, PathBuf};

use proc_macro2::Ident;
use quote::quote;

use super::builder::Build;
use super::color::style_of_stderr;
use super::destination::Destination;
use super::error::{BuildError, Problems};
use super::file::{self, File, OutputNames};
use super::options::{BuildOptions, TableOptions};
use super::problem::BuildProblem;
use super::repeats::Reported;
use super::tables::{self, FoundInTables, ReadTable, TableFile};
use super::{cargo, environment, package, warnings};
use crate::diagnostics::Report;
use crate::generate::{detail_type_names, generate_together};
use crate::model::Model;

impl Build {
    /// Generates the code. Either all files are written or, if there is any problem with any table, none.
    ///
    /// # Errors
    ///
    /// Returns all problems of all tables at once. A build script may return the error from `main`, which prints it in a
    /// readable form:
    ///
    /// ```no_run
    /// fn main() -> Result<(), errspec_codegen::build::BuildError> {
    ///     errspec_codegen::Build::new().table("specs/flanks.toml").run()
    /// }
    /// ```
    pub fn run(&self) -> Result<(), BuildError> {
        let outcome = run(self);
        outcome.show_warnings();
        cargo::rerun_if_changed(&outcome.dependencies);
        outcome.result
    }

    /// Generates the code, and returns the warnings of the tables instead of showing them.
    ///
    /// # Errors
    ///
    /// Returns all problems of all tables at once.
    ///
    /// ```no_run
    /// use errspec_codegen::{Build, RenderStyle};
    ///
    /// for report in Build::new().table("specs/flanks.toml").into_source("src/errors").run_with_warnings()? {
    ///     eprintln!("{}", report.render(RenderStyle::Plain));
    /// }
    /// # Ok::<(), errspec_codegen::build::BuildError>(())
    /// ```
    pub fn run_with_warnings(&self) -> Result<Vec<Report>, BuildError> {
        let outcome = run(self);
        cargo::rerun_if_changed(&outcome.dependencies);
        outcome.result.map(|()| outcome.warnings)
    }

    /// Generates the code. If there are problems, prints all of them and exits: a build script in one line.
    ///
    /// ```no_run
    /// fn main() {
    ///     errspec_codegen::Build::new().table("specs/flanks.toml").run_or_exit();
    /// }
    /// ```
    pub fn run_or_exit(&self) {
        let outcome = run(self);
        outcome.show_warnings();
        if let Err(error) = outcome.result {
            // Cargo gets no instructions: it runs a script that failed again anyway, and would show them above the problems.
            eprintln!("{}", error.render(style_of_stderr()));
            std::process::exit(1);
        }
        cargo::rerun_if_changed(&outcome.dependencies);
    }
}

/// The outcome of a build.
struct Outcome {
    /// The files and folders on which the build depends.
    dependencies: Vec<PathBuf>,
    /// The warnings that are not denied.
    warnings: Vec<Report>,
    result: Result<(), BuildError>,
}

impl Outcome {
    /// Shows the warnings, unless there are errors: they go first.
    fn show_warnings(&self) {
        if self.result.is_ok() {
            self.warnings.iter().for_each(warnings::show);
        }
    }
}

fn run(build: &Build) -> Outcome {
    let root = environment::root(build);
    let command = build.command.clone().unwrap_or_else(|| package::command(&root));
    let mut problems = Problems::default();
    // The manifest states the name by which the crate knows errspec.
    let mut dependencies = vec![root.join("Cargo.toml")];
    let warnings = generate_all(build, &root, &command, &mut dependencies, &mut problems);
    Outcome { dependencies, warnings, result: problems.into_result(command) }
}

/// Generates all files, and returns the warnings of the tables. No stage works on what the one before rejected, and each reports all
/// problems that it finds.
fn generate_all(
    build: &Build,
    root: &Path,
    command: &str,
    dependencies: &mut Vec<PathBuf>,
    problems: &mut Problems,
) -> Vec<Report> {
    let options = BuildOptions::new(build, root, problems);
    let destination = Destination::new(build, root, problems);
    let tables = tables::find(build, root, dependencies, problems);
    let mut found = FoundInTables::default();
    let read: Vec<ReadTable> = tables.into_iter().map(|file| file.read(root, &mut found)).collect();
    let FoundInTables { mut extended, warnings } = found;
    let is_table = |table: &ReadTable| !table.is_only_extended(&extended);
    let enums: Vec<Enum> = read.into_iter().filter(is_table).filter_map(|table| Enum::new(table, problems)).collect();
    dependencies.append(&mut extended);
    file::check_distinct(enums.iter().map(Enum::names), problems);
    let warnings = check_denied(build, warnings, problems);
    let (Some(options), Some(destination), true) = (options, destination, problems.is_empty()) else { return warnings };

    let command = destination.is_source().then_some(command);
    let generated = enums.into_iter().filter_map(|it| problems.check(it.generate(&options, command)));
    let mut files: Vec<File> = generated.collect();
    files.push(File::list(&files, command));
    if problems.is_empty() {
        destination.update(&files, dependencies, problems);
    }
    warnings
}

/// Returns the warnings, each once: several tables may extend the file in which it is. If they are denied, they are problems.
fn check_denied(build: &Build, warnings: Vec<Report>, problems: &mut Problems) -> Vec<Report> {
    let mut reported = Reported::default();
    let warnings = warnings.iter().filter_map(|report| reported.without_repeats(report));
    if build.deny_warnings {
        warnings.for_each(|report| problems.report(BuildProblem::denied(report)));
        return Vec::new();
    }
    warnings.collect()
}

/// An enum that is to be generated.
struct Enum {
    table: TableFile,
    /// The models of its tables; there is at least one.
    models: Vec<Model>,
    options: TableOptions,
    ident: Ident,
    file: String,
}

impl Enum {
    fn new(read: ReadTable, problems: &mut Problems) -> Option<Self> {
        let table = read.file;
        let options = TableOptions::new(&table, problems);
        let report = |all: Vec<BuildProblem>| all.into_iter().for_each(|problem| problems.report_table(problem));
        let models = read.models.map_err(report).ok()?;
        let options = options?;
        let ident = problems.check(options.ident(models.first()?, &table));
        let file = problems.check(file::name_of(&table));
        Some(Self { ident: ident?, file: file?, table, models, options })
    }

    fn names(&self) -> OutputNames<'_> {
        let mut types = vec![self.ident.to_string()];
        types.extend(detail_type_names(&self.models.iter().collect::<Vec<_>>(), &self.ident));
        OutputNames { table: &self.table.shown, file: &self.file, types }
    }

    fn generate(self, options: &BuildOptions, command: Option<&str>) -> Result<File, BuildProblem> {
        let (target, import) = self.options.target(self.ident, options);
        // With a command, the code is checked in.
        let target = if command.is_some() { target } else { target.with_lines() };
        let code = generate_together(&self.models, &target);
        File::new(self.file, &self.table, quote!(#import #code), command)
    }
}
