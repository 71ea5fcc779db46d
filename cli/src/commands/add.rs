//! `add`: a recorded response as an example of an entry.

use std::io::{BufRead, IsTerminal};
use std::path::{Path, PathBuf};

use clap::Args;
use errspec_codegen::{RenderStyle, Source, load, read};
use errspec_engine::explain::similar;
use errspec_engine::table::Table;

use crate::example::with_example;
use crate::failure::Failure;
use crate::outcome::Outcome;
use crate::publish::{example_of, redacted};
use crate::recording::{self, Recorded};
use crate::redact::Replaced;
use crate::response::decide;
use crate::responses::{Responses, in_file, read_file};
use crate::tables;
use crate::terminal::{DIM, GREEN, Terminal};
use crate::write_file::write_file;

/// Puts a recorded response into a table, as an example of an entry.
///
/// Of the headers it takes those that the table reads. Secrets, tokens, keys, ids, mail addresses and numbers of cards are replaced. What is added is
/// shown before it is written. Comments and layout of the table stay.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    errspec add specs/api.toml NOT_FOUND response.txt\n  \
    errspec add specs/api.toml NOT_FOUND session.har --number 3 --yes\n  \
    curl -si https://api.example/items | errspec add specs/api.toml SUCCESS - --yes")]
pub(crate) struct Add {
    /// The table.
    table: PathBuf,
    /// The entry. `SUCCESS` stands for responses that are no errors.
    entry: String,
    /// The file with the response, or `-` for standard input.
    file: PathBuf,
    #[command(flatten)]
    responses: Responses,
    /// The number of the response in the file, counted from 1.
    #[arg(long)]
    number: Option<usize>,
    /// A text that is not replaced.
    #[arg(long, value_name = "TEXT")]
    keep: Vec<String>,
    /// Write the table without asking.
    #[arg(long, short)]
    yes: bool,
}

/// The entry for responses that are no errors.
const SUCCESS: &str = "SUCCESS";

impl Add {
    pub(super) fn run(&self, terminal: &mut Terminal) -> Result<Outcome, Failure> {
        let table = tables::valid_table(&self.table)?;
        let image = table.model.table();
        let path = self.path_of(&image)?;
        let response = self.response()?;
        self.check(&image, &response, "the response")?;
        let (redacted, replaced) = redacted(&image, &response, &self.keep)?;
        let after = "the response without what must not be published";
        self.check(&image, &redacted, after).map_err(|failure| {
            failure.help("`--keep TEXT` keeps a text that the entry needs; `errspec why` tells which")
        })?;
        let before = load(&self.table)?;
        let text = with_example(&before, &path, &example_of(&redacted))?;
        self.check_text(&text)?;
        self.show(&before, &text, &replaced, terminal)?;
        if !self.is_confirmed(terminal)? {
            terminal.note("nothing is written")?;
            return Ok(Outcome::FoundErrors);
        }
        write_file(&self.table, text.as_bytes())?;
        Ok(Outcome::Well)
    }

    /// Returns the way to the table of the entry.
    fn path_of(&self, table: &Table<'_>) -> Result<Vec<String>, Failure> {
        if self.entry == SUCCESS {
            return Ok(vec!["success".to_owned()]);
        }
        let Some(entry) = table.entry_by_name(&self.entry) else {
            let failure = Failure::new(format!("the table has no entry `{}`", self.entry));
            return Err(match similar(&[table], &self.entry).first() {
                Some(similar) => failure.help(format!("did you mean `{similar}`?")),
                None => failure,
            });
        };
        let own = entry.name().to_owned();
        let path = match entry.parent() {
            Some(parent) => vec!["errors".to_owned(), parent.name().to_owned(), "cases".to_owned(), own],
            None => vec!["errors".to_owned(), own],
        };
        Ok(path)
    }

    fn response(&self) -> Result<Recorded, Failure> {
        let responses = recording::read(&read_file(&self.file)?, &self.responses.known());
        let responses = responses.map_err(|error| in_file(&error, &self.file))?;
        let count = responses.len();
        let number = self.number.unwrap_or(1);
        let response = number.checked_sub(1).and_then(|at| responses.into_iter().nth(at));
        match response {
            Some(response) if count == 1 || self.number.is_some() => Ok(response),
            Some(_) => Err(Failure::new(format!("the file has {count} responses"))
                .help("choose one with `--number`, counted from 1")),
            None => Err(Failure::new(format!("the file has {count} responses, and none with the number {number}"))),
        }
    }

    /// Checks that a response is the entry.
    fn check(&self, table: &Table<'_>, response: &Recorded, what: &str) -> Result<(), Failure> {
        let decision = decide(table, response);
        let found = match &decision {
            None => SUCCESS,
            Some(decision) => decision.entry.as_deref().unwrap_or("an unknown error"),
        };
        match found == self.entry {
            true => Ok(()),
            false => Err(Failure::new(format!("{what} is {found}, not {}", self.entry))
                .help("`errspec why` shows why; correct the table first, or name the other entry")),
        }
    }

    /// Checks the table with the example.
    fn check_text(&self, text: &str) -> Result<(), Failure> {
        let source = Source::new(self.table.display().to_string(), text).with_path(&self.table);
        read(&source).map(|_| ()).map_err(|report| {
            let text = report.render(RenderStyle::Plain);
            Failure::new("the table with the example has an error, so that it is not written").help(text)
        })
    }

    /// Shows the lines that are added, and what was replaced in them.
    fn show(&self, before: &str, after: &str, replaced: &[Replaced], terminal: &mut Terminal) -> Result<(), Failure> {
        let [green, dim] = match terminal.style() {
            RenderStyle::Colored => [GREEN, DIM],
            _ => [anstyle::Style::new(); 2],
        };
        let (line, added) = added_lines(before, after);
        terminal.write_line(&format!("{dim}{}:{line}{dim:#}", self.table.display()))?;
        for text in added {
            terminal.write_line(&format!("{green}+ {text}{green:#}"))?;
        }
        for Replaced { what, before, after } in replaced {
            terminal.write_line(&format!("{dim}replaced {what}: {} is {after}{dim:#}", shortened(before)))?;
        }
        Ok(())
    }

    fn is_confirmed(&self, terminal: &mut Terminal) -> Result<bool, Failure> {
        if self.yes {
            return Ok(true);
        }
        let input = std::io::stdin();
        if !input.is_terminal() || self.file == Path::new("-") {
            terminal.note("add `--yes` to write it")?;
            return Ok(false);
        }
        terminal.note("write it? [y/N]")?;
        let mut answer = String::new();
        input.lock().read_line(&mut answer)?;
        Ok(matches!(answer.trim().to_lowercase().as_str(), "y" | "yes"))
    }
}

/// Returns the lines that are added to a text in one place, and the number of the first of them.
fn added_lines<'a>(before: &str, after: &'a str) -> (usize, Vec<&'a str>) {
    let same = before.lines().zip(after.lines()).take_while(|(one, other)| one == other).count();
    let count = after.lines().count().saturating_sub(before.lines().count());
    let added: Vec<&str> = after.lines().skip(same).take(count).collect();
    let blank = added.iter().take_while(|line| line.is_empty()).count();
    let end = added.iter().rposition(|line| !line.is_empty()).map_or(0, |last| last + 1);
    (same + 1 + blank, added.get(blank..end).map(<[&str]>::to_vec).unwrap_or_default())
}

/// Returns the first characters of a text that is secret.
fn shortened(text: &str) -> String {
    let shown: String = text.chars().take(4).collect();
    if text.chars().count() > 4 { format!("{shown}…") } else { shown }
}
