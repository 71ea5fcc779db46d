//! `fmt`: the layout of tables.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;
use errspec_codegen::load;

use crate::failure::Failure;
use crate::formatting::{format, is_table};
use crate::outcome::Outcome;
use crate::report::{self, Format};
use crate::tables::{self, ReadTable};
use crate::terminal::Terminal;
use crate::text_diff::unified_diff;
use crate::write_file::write_file;

/// Orders and aligns tables. What they say stays, and so do all comments.
///
/// Sections come in the order of the format reference, with entries in their own order; keys in theirs. What belongs to an entry follows it. There is one
/// blank line before each header, and values are aligned. A file that is not TOML is reported, and not written.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    errspec fmt                      all tables of the workspace\n  \
    errspec fmt specs/flanks.toml    one table\n  \
    errspec fmt --check              shows what would change, and fails if it is anything\n  \
    errspec fmt - < table.toml       from standard input to standard output, for editors")]
pub(crate) struct Fmt {
    /// Tables, or folders with tables, or `-` for standard input. Without any, the tables of the workspace.
    tables: Vec<PathBuf>,
    /// Write nothing, show what would change, and fail if it is anything.
    #[arg(long)]
    check: bool,
}

/// The result of formatting the files.
#[derive(Default)]
struct Formatted {
    changed: usize,
    faulty: Vec<ReadTable>,
}

impl Fmt {
    pub(super) fn run(&self, terminal: &mut Terminal) -> Result<Outcome, Failure> {
        if tables::is_input(&self.tables)? {
            return self.format_input(terminal);
        }
        let paths = tables::find_files(&self.tables)?;
        let mut formatted = Formatted::default();
        let mut changes = Vec::new();
        // Nothing is written before all files are known to be tables.
        for path in &paths {
            let before = load(path)?;
            match format(&before) {
                Ok(_) if !is_table(&before) => {
                    return Err(Failure::new(format!("`{}` is no table", path.display()))
                        .help("a table is a TOML file with a `[table]` that has a `format`"));
                }
                Ok(after) if after == before => {}
                Ok(after) => changes.push((path, before, after)),
                Err(_) => formatted.faulty.push(tables::read_table(path)),
            }
        }
        formatted.changed = changes.len();
        for (path, before, after) in changes {
            self.put(path, &before, &after, terminal)?;
        }
        report::write(Format::Human, &formatted.faulty, terminal.style(), terminal)?;
        self.summarize(&formatted, paths.len(), terminal)?;
        let is_denied = !formatted.faulty.is_empty() || self.check && formatted.changed > 0;
        Ok(if is_denied { Outcome::FoundErrors } else { Outcome::Well })
    }

    /// Writes a file, or shows what would change in it.
    fn put(&self, path: &Path, before: &str, after: &str, terminal: &mut Terminal) -> Result<(), Failure> {
        match self.check {
            true => {
                let diff = unified_diff(&path.display().to_string(), before, after, terminal.style());
                Ok(terminal.write_all(diff.as_bytes())?)
            }
            false => write_file(path, after.as_bytes()),
        }
    }

    fn summarize(&self, formatted: &Formatted, count: usize, terminal: &mut Terminal) -> Result<(), Failure> {
        let tables = if count == 1 { "table" } else { "tables" };
        let what = if self.check { "would be formatted" } else { "formatted" };
        let faulty = match formatted.faulty.len() {
            0 => String::new(),
            1 => ", 1 is not TOML".to_owned(),
            number => format!(", {number} are not TOML"),
        };
        terminal.note(&format!("{} of {count} {tables} {what}{faulty}", formatted.changed))
    }

    /// Formats standard input to standard output.
    fn format_input(&self, terminal: &mut Terminal) -> Result<Outcome, Failure> {
        let before = tables::read_input("fmt")?;
        let Ok(after) = format(&before) else {
            let table = tables::read_text(Path::new(tables::INPUT), before);
            report::write(Format::Human, &[table], terminal.style(), terminal)?;
            return Ok(Outcome::FoundErrors);
        };
        if self.check {
            let diff = unified_diff(tables::INPUT, &before, &after, terminal.style());
            terminal.write_all(diff.as_bytes())?;
            return Ok(if before == after { Outcome::Well } else { Outcome::FoundErrors });
        }
        terminal.write_all(after.as_bytes())?;
        Ok(Outcome::Well)
    }
}
