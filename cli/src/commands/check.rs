//! `check`: all errors of tables, and their warnings.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use errspec_codegen::load;

use crate::failure::Failure;
use crate::fixes::{Fixed, Workshop};
use crate::house::{self, HouseRules};
use crate::outcome::Outcome;
use crate::progress::Progress;
use crate::report::{self, Format};
use crate::tables::{self, ReadTable, TableError};
use crate::terminal::{BOLD, DIM, GREEN, RED, Terminal, YELLOW};
use crate::text_diff::unified_diff;
use crate::watch::{Texts, Watch, texts};
use crate::write_file::write_file;

/// Reports all errors and warnings of tables, and decodes their recorded examples.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    errspec check                                 all tables of the workspace\n  \
    errspec check specs/flanks.toml               one table\n  \
    git show :a.toml | errspec check -            what is about to be committed\n  \
    errspec check --deny warnings                 fails if a table has warnings\n  \
    errspec check --fix                           carries out what is surely meant\n  \
    errspec check --fix --dry-run                 shows what that would change\n  \
    errspec check --watch                         checks again after each change\n  \
    errspec check specs --format github           annotations in GitHub Actions\n  \
    errspec check --format sarif > errspec.sarif  for code scanning")]
pub(crate) struct Check {
    /// Tables, or folders with tables, or `-` for standard input. Without any, the tables of the workspace.
    tables: Vec<PathBuf>,
    /// The format of the report.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// Reports for which the exit status is 1, besides errors.
    #[arg(long, value_enum, value_name = "WHAT")]
    deny: Option<DeniedLevel>,
    /// Carry out the suggestions that are sure, until nothing changes. Comments and layout stay. A fix after which a table has more errors is undone.
    #[arg(long)]
    fix: bool,
    /// Show what `--fix` would change, and write nothing.
    #[arg(long, requires = "fix")]
    dry_run: bool,
    /// Check again whenever a table, a file that it extends, or `errspec.toml` changes. Ctrl-C ends it.
    #[arg(long, conflicts_with = "fix")]
    watch: bool,
    /// Print nothing if there are no errors and no warnings.
    #[arg(long, short)]
    quiet: bool,
}

/// A level of reports that is accepted by default.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum DeniedLevel {
    /// Warnings that the table does not allow.
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
        if tables::is_input(&self.tables)? {
            return self.check_input(terminal);
        }
        if self.watch {
            return self.watch(terminal);
        }
        let paths = tables::find(&self.tables)?;
        if self.fix {
            self.fix(&paths, terminal)?;
        }
        let (outcome, _) = self.check(&paths, terminal)?;
        Ok(outcome)
    }

    /// Checks tables. Returns also the files that they extend.
    fn check(&self, paths: &[PathBuf], terminal: &mut Terminal) -> Result<(Outcome, BTreeSet<PathBuf>), Failure> {
        let (tables, number) = read_all(paths);
        let outcome = self.report(&tables, number, terminal)?;
        Ok((outcome, tables.iter().flat_map(tables::extended).collect()))
    }

    /// Checks the table of standard input. The files that it extends, and the rules of the house, are those of the current folder.
    fn check_input(&self, terminal: &mut Terminal) -> Result<Outcome, Failure> {
        let option = if self.fix { Some("--fix") } else { self.watch.then_some("--watch") };
        if let Some(option) = option {
            let help = format!("`errspec check {option} table.toml` takes the path of a table");
            return Err(Failure::new(format!("`{option}` needs a file, and standard input is none")).help(help));
        }
        let text = tables::read_input("check")?;
        let (tables, number) = read_one(Path::new(tables::INPUT), text);
        self.report(&tables, number, terminal)
    }

    /// Reports what is wrong in tables, and says how many they are.
    fn report(&self, tables: &[ReadTable], number: usize, terminal: &mut Terminal) -> Result<Outcome, Failure> {
        report::write(self.format, tables, terminal.style(), terminal)?;
        let counts = Counts {
            tables: number,
            faulty: tables.iter().filter(|table| table.errors() > 0).count(),
            errors: tables.iter().map(ReadTable::errors).sum(),
            warnings: tables.iter().map(ReadTable::warnings).sum(),
        };
        if !self.quiet || counts.errors > 0 || counts.warnings > 0 {
            self.summarize(tables, &counts, terminal)?;
        }
        let is_denied = counts.warnings > 0 && self.deny == Some(DeniedLevel::Warnings);
        Ok(if counts.errors > 0 || is_denied { Outcome::FoundErrors } else { Outcome::Well })
    }

    /// Checks the tables whenever one of their files has another text.
    fn watch(&self, terminal: &mut Terminal) -> Result<Outcome, Failure> {
        let mut watch = Watch::new()?;
        let mut extended = BTreeSet::new();
        loop {
            let before = self.texts(&extended);
            terminal.clear()?;
            match tables::find(&self.tables).and_then(|paths| self.check(&paths, terminal)) {
                Ok((_, files)) => extended = files,
                Err(Failure::ClosedPipe) => return Err(Failure::ClosedPipe),
                Err(failure) => terminal.report_failure(&failure),
            }
            let mut files = self.texts(&extended);
            let root = tables::workspace().join(house::FILE_NAME);
            watch.follow(files.keys().map(PathBuf::as_path).chain([root.as_path()]))?;
            let count = count(files.len(), "file");
            terminal.note(&format!("{DIM}watching {count}; Ctrl-C ends{DIM:#}"))?;
            // A file that was read for the first time has no text from before.
            files.extend(before);
            while self.texts(&extended) == files {
                watch.wait()?;
            }
            watch.settle();
        }
    }

    /// Returns the texts of the tables, of their rules and of further files.
    fn texts(&self, extended: &BTreeSet<PathBuf>) -> Texts {
        let tables = tables::find(&self.tables).unwrap_or_default();
        let rules: Vec<PathBuf> = tables.iter().filter_map(|path| house::rules_of(path)).collect();
        texts(tables.into_iter().chain(rules).chain(extended.iter().cloned()))
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
        let word = if self.dry_run { "would fix" } else { "fixed" };
        for Fixed { place, rule, message } in &shop.fixed {
            terminal.note(&format!("{GREEN}{word}{GREEN:#}: {place}: {message} [{rule}]"))?;
        }
        Ok(())
    }

    /// Writes how many tables were checked to standard error, so that the report stays what its format says.
    fn summarize(&self, tables: &[ReadTable], counts: &Counts, terminal: &mut Terminal) -> Result<(), Failure> {
        let (red, yellow, green, bold) = (RED, YELLOW, GREEN, BOLD);
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
    let mut progress = Progress::new("tables", paths.len());
    let mut tables = Vec::new();
    for path in paths {
        progress.step();
        tables.push(read(path, &mut house));
    }
    tables.extend(house.faulty_files());
    (tables, paths.len())
}

/// Reads the text of one table as [`read_all`] does.
fn read_one(path: &Path, text: String) -> (Vec<ReadTable>, usize) {
    let mut house = HouseRules::default();
    let mut tables = vec![read_and_check(path, text, &mut house)];
    tables.extend(house.faulty_files());
    (tables, 1)
}

fn read(path: &Path, house: &mut HouseRules) -> ReadTable {
    match load(path) {
        Ok(text) => read_and_check(path, text, house),
        Err(error) => ReadTable { path: path.to_path_buf(), result: Err(TableError::Load(error)) },
    }
}

fn read_and_check(path: &Path, text: String, house: &mut HouseRules) -> ReadTable {
    let mut table = tables::read_text(path, text.clone());
    house.check(&mut table, path, &text);
    table
}
