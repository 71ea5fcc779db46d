//! Reports on the changes of tables.

use std::io::Write;

use errspec_codegen::RenderStyle;
use errspec_codegen::model::SourceLine;
use serde_json::{Value, json};

use crate::changes::{Effect, TableChange};
use crate::failure::Failure;
use crate::terminal::{BOLD, DIM, GREEN, RED, Terminal};

/// The most characters of a value in a report for people.
const LONGEST: usize = 160;

/// The changes that a report is about.
pub(crate) struct Summary<'c> {
    pub(crate) changes: &'c [TableChange],
    pub(crate) bump: Bump,
    /// The version that the changes ask for.
    pub(crate) version: Option<(u64, u64, u64)>,
}

/// The part of a version that changes ask to be raised, by Semantic Versioning 2.0.0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Bump {
    /// Nothing has changed.
    Nothing,
    Patch,
    Minor,
    Major,
}

impl Bump {
    /// Returns the part that changes ask for.
    pub(crate) fn of(changes: &[TableChange]) -> Self {
        let bump = |change: &TableChange| match change.rule.effect {
            Effect::Decoding | Effect::Code => Self::Major,
            Effect::Addition => Self::Minor,
            Effect::Reading => Self::Patch,
        };
        changes.iter().map(bump).max().unwrap_or(Self::Nothing)
    }

    fn name(self) -> &'static str {
        match self {
            Self::Nothing => "none",
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }

    /// Returns the next version. Before 1.0.0, the minor version is raised for what breaks, as cargo reads it.
    pub(crate) fn after(self, (major, minor, patch): (u64, u64, u64)) -> (u64, u64, u64) {
        match (self, major) {
            (Self::Nothing, _) => (major, minor, patch),
            (Self::Major, 0) => (0, minor + 1, 0),
            (Self::Major, _) => (major + 1, 0, 0),
            (Self::Minor, 1..) => (major, minor + 1, 0),
            (Self::Minor | Self::Patch, _) => (major, minor, patch + 1),
        }
    }
}

fn counted(count: usize) -> String {
    if count == 1 { "1 change".to_owned() } else { format!("{count} changes") }
}

impl Summary<'_> {
    fn with_effect(&self, effect: Effect) -> Vec<&TableChange> {
        self.changes.iter().filter(|change| change.rule.effect == effect).collect()
    }

    /// Returns the last line of a report.
    fn verdict(&self) -> String {
        let version = self.version.map(|(major, minor, patch)| format!(": {major}.{minor}.{patch}"));
        match self.bump {
            Bump::Nothing => "no changes".to_owned(),
            bump => format!("this asks for a {} version{}", bump.name(), version.unwrap_or_default()),
        }
    }
}

/// Returns what a value was and is.
fn values(change: &TableChange) -> Option<String> {
    let shown = |text: &String| {
        let line = text.replace('\n', "↵");
        match line.char_indices().nth(LONGEST) {
            Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default()),
            None => line,
        }
    };
    match (change.old.as_ref().map(shown), change.new.as_ref().map(shown)) {
        (Some(old), Some(new)) => Some(format!("{old} → {new}")),
        (Some(old), None) => Some(old),
        (None, Some(new)) => Some(new),
        (None, None) => None,
    }
}

fn place(line: &SourceLine) -> String {
    format!("{}:{}", line.file, line.number)
}

/// Returns the places of a change in both tables.
fn places(change: &TableChange) -> Option<String> {
    let places: Vec<String> = change.old_line.iter().chain(&change.new_line).map(place).collect();
    (!places.is_empty()).then(|| places.join(" → "))
}

/// Writes the report for a terminal.
pub(crate) fn write_text(summary: &Summary<'_>, terminal: &mut Terminal) -> Result<(), Failure> {
    let (bold, dim, red, green) = match terminal.style() {
        RenderStyle::Colored => (BOLD, DIM, RED, GREEN),
        _ => Default::default(),
    };
    let tables: std::collections::HashSet<&str> = summary.changes.iter().map(|it| it.table.as_str()).collect();
    for effect in Effect::WORST_FIRST {
        let changes = summary.with_effect(effect);
        if changes.is_empty() {
            continue;
        }
        let color = if effect >= Effect::Code { red } else { bold };
        writeln!(terminal, "{color}{}{color:#} ({})", effect.heading(), counted(changes.len()))?;
        for change in changes {
            let table = if tables.len() > 1 { format!("{}: ", change.table) } else { String::new() };
            let (rule, title) = (change.rule.id, change.rule.title);
            writeln!(terminal, "  {table}{bold}{}{bold:#}: {title} {dim}[{rule}]{dim:#}", change.subject)?;
            if let Some(values) = values(change) {
                writeln!(terminal, "      {values}")?;
            }
            if let Some(places) = places(change) {
                writeln!(terminal, "      {dim}--> {places}{dim:#}")?;
            }
        }
        writeln!(terminal)?;
    }
    let color = if summary.bump == Bump::Major { red } else { green };
    Ok(writeln!(terminal, "{color}{}{color:#}", summary.verdict())?)
}

/// Writes the report as Markdown, with a table for each class of changes.
pub(crate) fn write_markdown(summary: &Summary<'_>, out: &mut dyn Write) -> Result<(), Failure> {
    writeln!(out, "### Errors: {}", summary.verdict())?;
    for effect in Effect::WORST_FIRST {
        let changes = summary.with_effect(effect);
        if changes.is_empty() {
            continue;
        }
        let heading = effect.heading();
        writeln!(out, "\n#### This {heading} ({})\n", counted(changes.len()))?;
        writeln!(out, "| table | what | change | before | after |\n|---|---|---|---|---|")?;
        for change in changes {
            let cell = |text: Option<&String>| text.map(|text| code_span(text)).unwrap_or_default();
            let (table, subject) = (code_span(&change.table), code_span(&change.subject));
            let (title, rule) = (change.rule.title, change.rule.id);
            let (old, new) = (cell(change.old.as_ref()), cell(change.new.as_ref()));
            writeln!(out, "| {table} | {subject} | {title} (`{rule}`) | {old} | {new} |")?;
        }
    }
    Ok(())
}

/// Returns a text as code in a cell of a table of Markdown.
fn code_span(text: &str) -> String {
    let text = text.replace('\n', " ").replace('|', "\\|");
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    match longest {
        0 => format!("`{text}`"),
        _ => format!("{fence} {text} {fence}"),
    }
}

/// Writes the report as one JSON object.
pub(crate) fn write_json(summary: &Summary<'_>, out: &mut dyn Write) -> Result<(), Failure> {
    let line = |line: &Option<SourceLine>| -> Value {
        line.as_ref().map_or(Value::Null, |it| json!({ "path": it.file, "line": it.number }))
    };
    let changes: Vec<Value> = summary
        .changes
        .iter()
        .map(|change| {
            json!({
                "rule": change.rule.id,
                "effect": change.rule.effect.name(),
                "table": change.table,
                "subject": change.subject,
                "title": change.rule.title,
                "old": change.old,
                "new": change.new,
                "old_place": line(&change.old_line),
                "new_place": line(&change.new_line),
            })
        })
        .collect();
    let version = summary.version.map(|(major, minor, patch)| format!("{major}.{minor}.{patch}"));
    let report = json!({ "bump": summary.bump.name(), "version": version, "changes": changes });
    Ok(writeln!(out, "{report:#}")?)
}
