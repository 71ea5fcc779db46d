//! `explain`: what an error means, and what to do.

use std::io::Write;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use errspec_codegen::{RULES, RenderStyle, Rule};
use errspec_engine::MatchedWording;
use errspec_engine::explain::{Page, Style, entries as entries_named, json, similar};
use errspec_engine::table::{Entry, Table as Image};

use crate::failure::Failure;
use crate::markdown;
use crate::outcome::Outcome;
use crate::tables::{self, Table};
use crate::terminal::{DIM, Terminal};

/// Explains an error by its code, its name, or its message as it came.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    errspec explain 20002                          by a code\n  \
    errspec explain NOT_AUTHENTICATED specs        by a name\n  \
    errspec explain 'Rate limit exceeded'          by a message\n  \
    errspec explain duplicate-code                 a diagnostic of errspec itself")]
pub(crate) struct Explain {
    /// A code, a name, or a message. A rule of errspec is explained, too.
    text: String,
    /// Tables, or folders with tables. Without any, the tables of the workspace.
    tables: Vec<PathBuf>,
    /// The format of the explanation.
    #[arg(long, value_enum, default_value_t = ExplainFormat::Text)]
    format: ExplainFormat,
}

/// The format of an explanation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ExplainFormat {
    /// Text for a terminal.
    Text,
    /// A JSON list with an object for each entry.
    Json,
    /// Markdown, for a wiki or a ticket.
    Markdown,
}

impl Explain {
    pub(super) fn run(&self, terminal: &mut Terminal) -> Result<Outcome, Failure> {
        let text = self.text.trim();
        if let Some(rule) = RULES.iter().find(|rule| rule.id == text) {
            terminal.show_paged(&rule_page(rule))?;
            return Ok(Outcome::Well);
        }
        let (tables, skipped) = self.read()?;
        let images: Vec<Image<'_>> = tables.iter().map(|table| table.model.table()).collect();
        let all: Vec<&Image<'_>> = images.iter().collect();
        let mut found = entries_named(&all, text);
        if found.is_empty() {
            found = all.iter().flat_map(|table| entries_with_message(table, text)).collect();
        }
        if found.is_empty() {
            let mut failure = Failure::new(format!("no error has the code, the name or the message `{text}`"));
            let similar = similar(&all, text);
            if !similar.is_empty() {
                let quoted: Vec<String> = similar.iter().map(|own| format!("`{own}`")).collect();
                failure = failure.help(format!("did you mean {}?", quoted.join(" or ")));
            } else if skipped > 0 {
                failure = failure.help("tables with errors were not searched; `errspec check` shows what is wrong");
            }
            terminal.report_failure(&failure);
            return Ok(Outcome::FoundErrors);
        }
        match self.format {
            ExplainFormat::Text => terminal.show_paged(&self.pages(&found, &tables, terminal))?,
            ExplainFormat::Json => terminal.write_line(&json(&found))?,
            ExplainFormat::Markdown => terminal.write_all(markdown::pages(&found).as_bytes())?,
        }
        Ok(Outcome::Well)
    }

    /// Reads the tables. Of those that are not named, the ones with errors are passed over, and counted.
    fn read(&self) -> Result<(Vec<Table>, usize), Failure> {
        let paths = tables::find(&self.tables)?;
        if !self.tables.is_empty() {
            let tables: Result<Vec<Table>, Failure> = paths.iter().map(|path| tables::valid_table(path)).collect();
            return Ok((tables?, 0));
        }
        let count = paths.len();
        let tables: Vec<Table> = paths.iter().filter_map(|path| tables::read_table(path).result.ok()).collect();
        let skipped = count - tables.len();
        Ok((tables, skipped))
    }

    /// Returns the pages of entries, each below the place of its entry.
    fn pages(&self, found: &[Entry<'_>], tables: &[Table], terminal: &Terminal) -> String {
        let (style, dim) = match terminal.style() {
            RenderStyle::Colored => (Style::Bold, DIM),
            _ => (Style::Plain, Default::default()),
        };
        let mut out = String::new();
        for (number, entry) in found.iter().enumerate() {
            if number > 0 {
                out.push_str("\n---\n\n");
            }
            if let Some(place) = place_of(entry, tables) {
                out.push_str(&format!("{dim}{place}{dim:#}\n"));
            }
            out.push_str(&Page { entries: &[*entry], width: terminal.width(), style }.to_string());
        }
        out
    }
}

/// Returns the entries that write a message, those whose wording has the longest fixed text.
fn entries_with_message<'t>(table: &'t Image<'t>, message: &str) -> Vec<Entry<'t>> {
    let fixed =
        |entry: Entry<'t>| MatchedWording::of(entry, message).map(|wording| wording.fixed).filter(|fixed| *fixed > 0);
    let matching: Vec<(usize, Entry<'t>)> = table.entries().filter_map(|entry| Some((fixed(entry)?, entry))).collect();
    let best = matching.iter().map(|(fixed, _)| *fixed).max();
    matching.into_iter().filter(|(fixed, _)| Some(*fixed) == best).map(|(_, entry)| entry).collect()
}

/// Returns the file and the line of an entry.
fn place_of(entry: &Entry<'_>, tables: &[Table]) -> Option<String> {
    let table = tables.iter().find(|table| table.model.name == entry.table())?;
    let line = table.model.entries.iter().find(|own| own.name == entry.name())?.line.as_ref()?;
    Some(format!("{}:{}", line.file, line.number))
}

/// Returns the page of a rule.
fn rule_page(rule: &Rule) -> String {
    format!("{}\n\n{}\n\nTo fix it: {}.\n", rule.id, rule.purpose, rule.hint)
}
