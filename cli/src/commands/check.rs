//! `check`: all errors of tables, and their warnings.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use errspec_codegen::RenderStyle;

use crate::failure::Failure;
use crate::outcome::Outcome;
use crate::report::{self, Format};
use crate::tables::{self, ReadTable, TableError};
use crate::terminal::{BOLD, GREEN, RED, Terminal, YELLOW};

/// Reports all errors and warnings of tables, and decodes their recorded examples.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    errspec check                                 all tables of the workspace\n  \
    errspec check specs/flanks.toml               one table\n  \
    errspec check --deny warnings                 fails if a table has warnings\n  \
    errspec check specs --format github           annotations in GitHub Actions\n  \
    errspec check --format sarif > errspec.sarif  for code scanning")]
pub(crate) struct Check {
    /// Tables, or folders with tables. Without any, the tables of the workspace.
    tables: Vec<PathBuf>,
    /// The format of the report.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// What is not accepted, either: the exit status is then 1.
    #[arg(long, value_enum, value_name = "WHAT")]
    deny: Option<DeniedLevel>,
    /// Print nothing if there are no errors and no warnings.
    #[arg(long, short)]
    quiet: bool,
}

/// What is accepted by default.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum DeniedLevel {
    /// What may be wrong, and is not allowed in the table.
    Warnings,
}

/// The numbers of what was found.
struct Counts {
    tables: usize,
    faulty: usize,
    errors: usize,
    warnings: usize,
}

impl Check {
    pub(super) fn run(&self, terminal: &mut Terminal) -> Result<Outcome, Failure> {
        let tables: Vec<ReadTable> = tables::find(&self.tables)?.iter().map(|path| tables::read_table(path)).collect();
        report::write(self.format, &tables, terminal.style(), terminal)?;
        let counts = Counts {
            tables: tables.len(),
            faulty: tables.iter().filter(|table| table.result.is_err()).count(),
            errors: tables.iter().map(errors_of).sum(),
            warnings: tables.iter().map(ReadTable::warnings).sum(),
        };
        if !self.quiet || counts.errors > 0 || counts.warnings > 0 {
            self.summarize(&tables, &counts, terminal)?;
        }
        let is_denied = counts.warnings > 0 && self.deny == Some(DeniedLevel::Warnings);
        Ok(if counts.errors > 0 || is_denied { Outcome::FoundErrors } else { Outcome::Well })
    }

    /// Writes how many tables were checked to standard error, so that the report stays what its format says.
    fn summarize(&self, tables: &[ReadTable], counts: &Counts, terminal: &mut Terminal) -> Result<(), Failure> {
        let (red, yellow, green, bold) = match terminal.style() {
            RenderStyle::Colored => (RED, YELLOW, GREEN, BOLD),
            _ => Default::default(),
        };
        let checked = count(counts.tables, "table");
        let warnings = match counts.warnings {
            0 => String::new(),
            number => format!(", {}", count(number, "warning")),
        };
        if counts.errors > 0 {
            let of = if counts.faulty == tables.len() { checked } else { format!("{} of {checked}", counts.faulty) };
            let errors = count(counts.errors, "error");
            return terminal.note(&format!("{red}error{red:#}{bold}: {errors} in {of}{warnings}{bold:#}"));
        }
        if counts.warnings > 0 {
            let (color, word) = match self.deny {
                Some(DeniedLevel::Warnings) => (red, "error"),
                None => (yellow, "warning"),
            };
            let denied = if self.deny.is_some() { ", which are denied" } else { "" };
            let number = count(counts.warnings, "warning");
            return terminal.note(&format!("{color}{word}{color:#}{bold}: {number} in {checked}{denied}{bold:#}"));
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

/// Returns a number with its noun.
fn count(count: usize, noun: &str) -> String {
    match count {
        1 => format!("1 {noun}"),
        _ if noun.ends_with('y') => format!("{count} {}ies", noun.trim_end_matches('y')),
        _ => format!("{count} {noun}s"),
    }
}

fn errors_of(table: &ReadTable) -> usize {
    match &table.result {
        Ok(_) => 0,
        Err(TableError::Load(_)) => 1,
        Err(TableError::Invalid(report)) => report.diagnostics().len(),
    }
}
