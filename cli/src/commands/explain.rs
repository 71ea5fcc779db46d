//! `explain`: what an error means, and what to do.

use std::io::Write;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use errspec_codegen::RenderStyle;
use errspec_engine::MatchedWording;
use errspec_engine::explain::{Page, Style, entries as entries_named, json, similar, similar_words};
use errspec_engine::table::{Entry, Table as Image};
use serde_json::json as json_value;

use crate::failure::Failure;
use crate::markdown;
use crate::outcome::Outcome;
use crate::rule_pages::{self, RulePage, for_terminal};
use crate::tables::{self, Table};
use crate::terminal::{BOLD, DIM, Terminal};

/// Explains an error by its code, its name, or its message as it came.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    errspec explain 20002                          by a code\n  \
    errspec explain NOT_AUTHENTICATED specs        by a name\n  \
    errspec explain 'Rate limit exceeded'          by a message\n  \
    errspec explain duplicate-code                 a rule of errspec itself: error[duplicate-code]")]
pub(crate) struct Explain {
    /// A code, a name, or a message; or a rule of `check` or `diff`.
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
    /// A JSON list with an object for each entry, or for the rule.
    Json,
    /// Markdown, for a wiki or a ticket.
    Markdown,
}

impl Explain {
    pub(super) fn run(&self, terminal: &mut Terminal) -> Result<Outcome, Failure> {
        let text = without_level(self.text.trim());
        // A code of a table that is named may be called as a rule is.
        if let Some(rule) = rule_pages::named(text).filter(|_| self.tables.is_empty()) {
            return self.show_rule(rule, terminal);
        }
        let near_rule = || similar_words(text, rule_pages::ids());
        let (tables, skipped) = match self.read() {
            // Without a table, it can only be a rule.
            Err(_) if self.tables.is_empty() && !near_rule().is_empty() => (Vec::new(), 0),
            read => read?,
        };
        let images: Vec<Image<'_>> = tables.iter().map(|table| table.model.table()).collect();
        let all: Vec<&Image<'_>> = images.iter().collect();
        let mut found = entries_named(&all, text);
        if found.is_empty() {
            found = all.iter().flat_map(|table| entries_with_message(table, text)).collect();
        }
        if found.is_empty() {
            match rule_pages::named(text) {
                Some(rule) => return self.show_rule(rule, terminal),
                None => terminal.report_failure(&nothing_named(text, &all, skipped)),
            }
            return Ok(Outcome::FoundErrors);
        }
        match self.format {
            ExplainFormat::Text => terminal.show_paged(&self.pages(&found, &tables, terminal))?,
            ExplainFormat::Json => terminal.write_line(&json(&found))?,
            ExplainFormat::Markdown => terminal.write_all(markdown::pages(&found).as_bytes())?,
        }
        Ok(Outcome::Well)
    }

    /// Writes the page of a rule.
    fn show_rule(&self, rule: RulePage, terminal: &mut Terminal) -> Result<Outcome, Failure> {
        let heading = match terminal.style() {
            RenderStyle::Colored => BOLD,
            _ => Default::default(),
        };
        match self.format {
            ExplainFormat::Text => terminal.show_paged(&for_terminal(rule.page, terminal.width(), heading))?,
            ExplainFormat::Markdown => terminal.write_line(rule.page.trim_end())?,
            ExplainFormat::Json => {
                let object = json_value!({ "rule": rule.id, "purpose": rule.purpose, "page": rule.page });
                terminal.write_line(&json_value!([object]).to_string())?;
            }
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

/// Returns the id of a rule that was copied with what stands around it in a report, `error[bad-location]`, or the text as it is.
fn without_level(text: &str) -> &str {
    let level = text.strip_prefix("error[").or_else(|| text.strip_prefix("warning["));
    level.and_then(|rest| rest.trim_end_matches(':').strip_suffix(']')).unwrap_or(text)
}

/// Returns the failure that nothing has a code, a name or a message, with what is most like it.
fn nothing_named(text: &str, tables: &[&Image<'_>], skipped: usize) -> Failure {
    let failure = Failure::new(format!("no error has the code, the name or the message `{text}`"));
    let mut similar = similar(tables, text);
    // Only a text like an id of a rule can be one.
    if similar.is_empty() || text.contains('-') {
        similar.splice(0..0, similar_words(text, rule_pages::ids()));
    }
    if !similar.is_empty() {
        let quoted: Vec<String> = similar.iter().map(|own| format!("`{own}`")).collect();
        return failure.help(format!("did you mean {}?", quoted.join(" or ")));
    }
    match skipped {
        0 => failure,
        _ => failure.help("tables with errors were not searched; `errspec check` shows what is wrong"),
    }
}
