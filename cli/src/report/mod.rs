//! Diagnostics in the formats of terminals, editors and CI.

pub(crate) mod changes;
mod github;
mod json;
mod junit;
mod problem;
mod sarif;
mod short;

use std::io::Write;

use clap::ValueEnum;
use errspec_codegen::{RenderStyle, Report, Severity};

use self::problem::Problem;
use crate::failure::Failure;
use crate::tables::{ReadTable, TableError};

/// A format of diagnostics.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// As rustc shows them, with the lines of the table.
    Human,
    /// One line for each: path, line, column, rule and text.
    Short,
    /// One JSON object in a line for each.
    Json,
    /// Annotations of GitHub Actions.
    Github,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// JUnit XML, with a test case for each table.
    Junit,
}

/// Writes the diagnostics of tables.
pub(crate) fn write(
    format: Format,
    tables: &[ReadTable],
    style: RenderStyle,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    match format {
        Format::Human => human(tables, style, out),
        Format::Short => short::write(&problems(tables), out),
        Format::Json => json::write(&problems(tables), out),
        Format::Github => github::write(&problems(tables), out),
        Format::Sarif => sarif::write(&problems(tables), out),
        Format::Junit => junit::write(tables, out),
    }
}

/// Returns the problems of all tables.
fn problems(tables: &[ReadTable]) -> Vec<Problem> {
    tables.iter().flat_map(Problem::all_of).collect()
}

fn human(tables: &[ReadTable], style: RenderStyle, out: &mut dyn Write) -> Result<(), Failure> {
    for table in tables {
        match &table.result {
            Ok(_) | Err(TableError::Invalid(_)) => {
                for report in table.reports() {
                    writeln!(out, "{}\n", report.render(style))?;
                }
            }
            Err(TableError::Load(error)) => {
                let (red, bold) = match style {
                    RenderStyle::Colored => (crate::terminal::RED, crate::terminal::BOLD),
                    _ => Default::default(),
                };
                writeln!(out, "{red}error{red:#}{bold}: {error}{bold:#}")?;
                if let Some(help) = error.help() {
                    writeln!(out, "  = {bold}help{bold:#}: {help}")?;
                }
                writeln!(out)?;
            }
        }
    }
    let all = tables.iter().flat_map(ReadTable::reports).flat_map(Report::diagnostics);
    if let Some(first) = { all }.find(|it| it.rule.severity == Severity::Error) {
        writeln!(out, "For more about an error, try `cargo errspec explain {}`.", first.rule.id)?;
    }
    Ok(())
}
