//! `check`: all errors of tables, and their warnings.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use errspec_codegen::{RenderStyle, load};

use crate::failure::Failure;
use crate::fixes::{Fixed, Workshop};
use crate::house::HouseRules;
use crate::outcome::Outcome;
use crate::report::{self, Format};
use crate::tables::{self, ReadTable, TableError};
use crate::terminal::{BOLD, GREEN, RED, Terminal, YELLOW};
use crate::text_diff::unified_diff;
use crate::write_file::write_file;

/// Reports all errors and warnings of tables, and decodes their recorded examples.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    errspec check                                 all tables of the workspace\n  \
    errspec check specs/flanks.toml               one table\n  \
    errspec check --deny warnings                 fails if a table has warnings\n  \
    errspec check --fix                           carries out what is surely meant\n  \
    errspec check --fix --dry-run                 shows what that would change\n  \
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
    /// Carry out the suggestions that are sure, until nothing changes. Comments and layout stay. A fix after which a table has more errors is undone.
    #[arg(long)]
    fix: bool,
    /// Show what `--fix` would change, and write nothing.
    #[arg(long, requires = "fix")]
    dry_run: bool,
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
        let paths = tables::find(&self.tables)?;
        if self.fix {
            self.fix(&paths, terminal)?;
        }
        let (tables, number) = read_all(&paths);
        report::write(self.format, &tables, terminal.style(), terminal)?;
        let counts = Counts {
            tables: number,
            faulty: tables.iter().filter(|table| table.errors() > 0).count(),
            errors: tables.iter().map(ReadTable::errors).sum(),
            warnings: tables.iter().map(ReadTable::warnings).sum(),
        };
        if !self.quiet || counts.errors > 0 || counts.warnings > 0 {
            self.summarize(&tables, &counts, terminal)?;
        }
        let is_denied = counts.warnings > 0 && self.deny == Some(DeniedLevel::Warnings);
        Ok(if counts.errors > 0 || is_denied { Outcome::FoundErrors } else { Outcome::Well })
    }

    /// Carries out the suggestions that are sure, and says which.
    fn fix(&self, paths: &[PathBuf], terminal: &mut Terminal) -> Result<(), Failure> {
        let mut shop = Workshop::new(paths)?;
        shop.fix()?;
        for file in shop.changed() {
            match self.dry_run {
                true => {
                    let name = tables::shown(&file.path).display().to_string();
                    let diff = unified_diff(&name, &file.before, &file.after, terminal.style());
                    terminal.write_all(diff.as_bytes())?;
                }
                false => write_file(&file.path, file.after.as_bytes())?,
            }
        }
        let green = if terminal.style() == RenderStyle::Colored { GREEN } else { Default::default() };
        let word = if self.dry_run { "would fix" } else { "fixed" };
        for Fixed { place, rule, message } in &shop.fixed {
            terminal.note(&format!("{green}{word}{green:#}: {place}: {message} [{rule}]"))?;
        }
        Ok(())
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
            let of = if counts.faulty >= counts.tables { checked } else { format!("{} of {checked}", counts.faulty) };
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

/// Reads tables and checks them, by the rules of the house, too. What is wrong in files with such rules follows. Returns also the number of
/// tables.
fn read_all(paths: &[PathBuf]) -> (Vec<ReadTable>, usize) {
    let mut house = HouseRules::default();
    let mut tables: Vec<ReadTable> = paths.iter().map(|path| read(path, &mut house)).collect();
    tables.extend(house.faulty_files());
    (tables, paths.len())
}

fn read(path: &Path, house: &mut HouseRules) -> ReadTable {
    let text = match load(path) {
        Ok(text) => text,
        Err(error) => return ReadTable { path: path.to_path_buf(), result: Err(TableError::Load(error)) },
    };
    let mut table = tables::read_text(path, text.clone());
    house.check(&mut table, path, &text);
    table
}
