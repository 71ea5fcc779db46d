//! `diff`: what changed between two versions of tables, and whom it breaks.

use clap::{Args, ValueEnum};

use crate::changes::{self, Effect, TableChange};
use crate::failure::Failure;
use crate::outcome::Outcome;
use crate::report::changes::{Bump, Summary, write_json, write_markdown, write_text};
use crate::revision::{VersionedTable, read_version};
use crate::terminal::Terminal;

/// Shows what changed between two versions of tables, and whom it breaks.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    errspec diff main                              from the branch `main` to the files as they are\n  \
    errspec diff v1.2.0 v1.3.0                     between two tags\n  \
    errspec diff old.toml new.toml                 between two files\n  \
    errspec diff main --deny decoding --deny code  fails if a client would break\n  \
    errspec diff main --format markdown            for a pull request\n\n\
    Exit status: 1 if there is a change that `--deny` names.")]
pub(crate) struct Diff {
    /// The version before: a table, a folder, a revision of git, or a path in one (`v1.2.0:specs`).
    old: String,
    /// The version after.
    #[arg(default_value = ".")]
    new: String,
    /// Fail if a change breaks these.
    #[arg(long, value_enum, value_delimiter = ',', value_name = "WHOM")]
    deny: Vec<Effect>,
    /// Show only changes that break these.
    #[arg(long, value_enum, value_delimiter = ',', value_name = "WHOM")]
    only: Vec<Effect>,
    /// The version of the old tables, such as `1.4.2`: the one that the changes ask for is shown.
    #[arg(long, value_name = "VERSION", value_parser = parse_version)]
    from: Option<(u64, u64, u64)>,
    /// The format of the report.
    #[arg(long, value_enum, default_value_t = DiffFormat::Text)]
    format: DiffFormat,
}

/// The format of a report on changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum DiffFormat {
    /// For a terminal.
    Text,
    /// One JSON object.
    Json,
    /// Markdown, for a pull request.
    Markdown,
}

fn parse_version(text: &str) -> Result<(u64, u64, u64), String> {
    let parts = text.trim_start_matches('v').splitn(3, '.').map(str::parse).collect::<Result<Vec<u64>, _>>();
    match parts.as_deref() {
        Ok([major, minor, patch]) => Ok((*major, *minor, *patch)),
        _ => Err("a version is three numbers, such as `1.4.2`".into()),
    }
}

impl Diff {
    pub(super) fn run(&self, terminal: &mut Terminal) -> Result<Outcome, Failure> {
        let (old, new) = (read_version(&self.old)?, read_version(&self.new)?);
        let mut found = compare_all(&old, &new);
        let is_denied = found.iter().any(|change| self.deny.contains(&change.rule.effect));
        let bump = Bump::of(&found);
        if !self.only.is_empty() {
            found.retain(|change| self.only.contains(&change.rule.effect));
        }
        let summary = Summary { changes: &found, bump, version: self.from.map(|version| bump.after(version)) };
        match self.format {
            DiffFormat::Text => write_text(&summary, terminal)?,
            DiffFormat::Json => write_json(&summary, terminal)?,
            DiffFormat::Markdown => write_markdown(&summary, terminal)?,
        }
        Ok(if is_denied { Outcome::FoundErrors } else { Outcome::Well })
    }
}

/// Compares the tables of the same name. Two single tables are compared whatever their names.
fn compare_all(old: &[VersionedTable], new: &[VersionedTable]) -> Vec<TableChange> {
    if let ([old], [new]) = (old, new) {
        return changes::compare(&old.model, &new.model);
    }
    let find = |tables: &'_ [VersionedTable], name: &str| tables.iter().position(|it| it.model.name == name);
    let mut found = Vec::new();
    for table in new {
        match find(old, &table.model.name).and_then(|index| old.get(index)) {
            Some(before) => found.extend(changes::compare(&before.model, &table.model)),
            None => found.push(changes::of_whole_table(&table.model, true)),
        }
    }
    for table in old.iter().filter(|table| find(new, &table.model.name).is_none()) {
        found.push(changes::of_whole_table(&table.model, false));
    }
    found
}
