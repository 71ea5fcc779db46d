//! `check`: all errors of tables.

use std::path::PathBuf;

use clap::Args;
use errspec_codegen::RenderStyle;

use crate::failure::Failure;
use crate::outcome::Outcome;
use crate::report::{self, Format};
use crate::tables::{self, ReadTable, TableError};
use crate::terminal::{BOLD, GREEN, RED, Terminal};

/// Reports all errors of tables, and decodes their recorded examples.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    errspec check                                 all tables of the workspace\n  \
    errspec check specs/flanks.toml               one table\n  \
    errspec check specs --format github           annotations in GitHub Actions\n  \
    errspec check --format sarif > errspec.sarif  for code scanning")]
pub(crate) struct Check {
    /// Tables, or folders with tables. Without any, the tables of the workspace.
    tables: Vec<PathBuf>,
    /// The format of the report.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// Print nothing if there are no errors.
    #[arg(long, short)]
    quiet: bool,
}

impl Check {
    pub(super) fn run(&self, terminal: &mut Terminal) -> Result<Outcome, Failure> {
        let tables: Vec<ReadTable> = tables::find(&self.tables)?.iter().map(|path| tables::read_table(path)).collect();
        report::write(self.format, &tables, terminal.style(), terminal)?;
        let faulty = tables.iter().filter(|table| table.result.is_err()).count();
        if !self.quiet || faulty > 0 {
            self.summarize(&tables, faulty, terminal)?;
        }
        Ok(if faulty == 0 { Outcome::Well } else { Outcome::FoundErrors })
    }

    /// Writes how many tables were checked to standard error, so that the report stays what its format says.
    fn summarize(&self, tables: &[ReadTable], faulty: usize, terminal: &mut Terminal) -> Result<(), Failure> {
        let (red, green, bold) = match terminal.style() {
            RenderStyle::Colored => (RED, GREEN, BOLD),
            _ => Default::default(),
        };
        let errors: usize = tables.iter().map(errors_of).sum();
        let count = |count: usize, noun: &str| match count {
            1 => format!("1 {noun}"),
            _ if noun.ends_with('y') => format!("{count} {}ies", noun.trim_end_matches('y')),
            _ => format!("{count} {noun}s"),
        };
        let checked = count(tables.len(), "table");
        if faulty > 0 {
            let of = if faulty == tables.len() { checked } else { format!("{faulty} of {checked}") };
            return terminal.note(&format!("{red}error{red:#}{bold}: {} in {of}{bold:#}", count(errors, "error")));
        }
        let models = || tables.iter().filter_map(|table| table.result.as_ref().ok()).map(|table| &table.model);
        let entries: usize = models().map(|model| model.entries.len()).sum();
        let examples: usize = models().flat_map(|model| &model.entries).map(|entry| entry.examples.len()).sum();
        terminal.note(&format!(
            "{green}ok{green:#}: {checked}, {}, {}",
            count(entries, "entry"),
            count(examples, "recorded example"),
        ))
    }
}

fn errors_of(table: &ReadTable) -> usize {
    match &table.result {
        Ok(_) => 0,
        Err(TableError::Load(_)) => 1,
        Err(TableError::Invalid(report)) => report.diagnostics().len(),
    }
}
