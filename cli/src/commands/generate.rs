//! `generate`: the Rust code of tables.

use std::io::Write;
use std::path::PathBuf;

use clap::Args;
use errspec_codegen::build::Table;
use errspec_codegen::{Build, RenderStyle};

use crate::failure::Failure;
use crate::outcome::Outcome;
use crate::tables;
use crate::terminal::Terminal;

/// Generates the Rust code of tables, to standard output or into a folder.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    errspec generate specs/flanks.toml                     to standard output\n  \
    errspec generate specs --into src/errors               one file for each table, and mod.rs\n  \
    errspec generate specs --into src/errors --check       fails if a file is not as it would be generated")]
pub(crate) struct Generate {
    /// Tables, or folders with tables. Without any, the tables of the workspace.
    tables: Vec<PathBuf>,
    /// The folder for the files. A file that errspec did not write is never overwritten or removed.
    #[arg(long, value_name = "FOLDER")]
    into: Option<PathBuf>,
    /// Write nothing, and fail if a file is not as it would be generated.
    #[arg(long, requires = "into")]
    check: bool,
    /// The name of the enum, if there is one table.
    #[arg(long)]
    name: Option<String>,
    /// The visibility of the enums.
    #[arg(long, default_value = "pub")]
    visibility: String,
    /// The features of errspec whose traits are implemented, such as `axum,serde`.
    #[arg(long, value_delimiter = ',', value_name = "FEATURES")]
    implement: Vec<String>,
    /// Put the fields of large variants in boxes.
    #[arg(long)]
    boxed: bool,
    /// Leave out the constructors of variants.
    #[arg(long)]
    no_constructors: bool,
}

impl Generate {
    pub(super) fn run(&self, terminal: &mut Terminal) -> Result<Outcome, Failure> {
        let paths = tables::find(&self.tables)?;
        if self.name.is_some() && paths.len() != 1 {
            return Err(Failure::new(format!(
                "`--name` is the name of one enum, and there are {} tables",
                paths.len()
            ))
            .help("name one table"));
        }
        match &self.into {
            Some(folder) => self.write_into(&paths, folder, terminal),
            None => self.to_output(&paths, terminal),
        }
    }

    fn write_into(&self, paths: &[PathBuf], folder: &PathBuf, terminal: &mut Terminal) -> Result<Outcome, Failure> {
        let build = self.build(paths)?.into_source(folder).check(self.check);
        run(&build, terminal)
    }

    fn to_output(&self, paths: &[PathBuf], terminal: &mut Terminal) -> Result<Outcome, Failure> {
        let folder = tempfile::tempdir()?;
        if run(&self.build(paths)?.into_source(folder.path()), terminal)? == Outcome::FoundErrors {
            return Ok(Outcome::FoundErrors);
        }
        let mut files: Vec<PathBuf> = std::fs::read_dir(folder.path())?.flatten().map(|entry| entry.path()).collect();
        files.sort();
        for file in files.iter().filter(|file| file.file_name().is_some_and(|name| name != "mod.rs")) {
            terminal.write_all(&std::fs::read(file)?)?;
        }
        Ok(Outcome::Well)
    }

    /// Returns the command that updates the files, for their headers.
    fn command_line(&self) -> String {
        let mut words = vec!["cargo errspec generate".to_owned()];
        words.extend(self.tables.iter().map(|path| path.display().to_string()));
        words.extend(self.into.iter().map(|folder| format!("--into {}", folder.display())));
        words.extend(self.name.iter().map(|name| format!("--name {name}")));
        if self.visibility != "pub" {
            words.push(format!("--visibility '{}'", self.visibility));
        }
        if !self.implement.is_empty() {
            words.push(format!("--implement {}", self.implement.join(",")));
        }
        let flags = [(self.boxed, "--boxed"), (self.no_constructors, "--no-constructors")];
        words.extend(flags.iter().filter(|(is_set, _)| *is_set).map(|(_, flag)| (*flag).to_owned()));
        words.join(" ")
    }

    fn build(&self, paths: &[PathBuf]) -> Result<Build, Failure> {
        let mut build =
            Build::new().root(std::env::current_dir()?).visibility(&self.visibility).implement(&self.implement);
        build = build.command(self.command_line());
        if self.boxed {
            build = build.boxed();
        }
        if self.no_constructors {
            build = build.no_constructors();
        }
        for path in paths {
            let table = Table::new(path);
            build = build.table(match &self.name {
                Some(name) => table.name(name),
                None => table,
            });
        }
        Ok(build)
    }
}

/// Runs a build, and shows its warnings or its errors.
fn run(build: &Build, terminal: &mut Terminal) -> Result<Outcome, Failure> {
    match build.run_with_warnings() {
        Ok(warnings) => {
            for report in warnings {
                terminal.note(&format!("{}\n", report.render(RenderStyle::Colored)))?;
            }
            Ok(Outcome::Well)
        }
        Err(error) => {
            terminal.note(error.render(RenderStyle::Colored).trim_end())?;
            Ok(Outcome::FoundErrors)
        }
    }
}
