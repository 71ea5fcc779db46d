//! `add`: a recorded response as an example of an entry.

use std::io::{BufRead, IsTerminal};
use std::path::{Path, PathBuf};

use clap::Args;
use errspec_codegen::{Model, RenderStyle, load};
use errspec_engine::explain::similar;
use errspec_engine::table::Table;

use crate::copies::Copies;
use crate::example::with_example;
use crate::failure::Failure;
use crate::outcome::Outcome;
use crate::publish::{example_of, redacted};
use crate::recording::{self, Recorded};
use crate::redact::Replaced;
use crate::response::{SUCCESS, UNKNOWN, decide, name_of};
use crate::responses::{Responses, in_file, read_file};
use crate::tables;
use crate::terminal::{DIM, GREEN, Terminal};
use crate::write_file::write_file;

/// Puts a recorded response into a table, as an example of an entry.
///
/// The example has the headers that the table reads. Secrets, tokens, keys, ids, mail addresses and numbers of cards are replaced. What is added is
/// shown before it is written. Comments and layout of the table stay. An entry of a file that the table extends gets its example there.
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

impl Add {
    pub(super) fn run(&self, terminal: &mut Terminal) -> Result<Outcome, Failure> {
        let table = tables::valid_table(&self.table)?;
        let image = table.model.table();
        let path = self.path_of(&image)?;
        let file = self.file_of(&table.model);
        let response = self.response()?;
        self.check(&image, &response, "the response")?;
        let (redacted, replaced) = redacted(&image, &response, &self.keep)?;
        let after = "the response without what must not be published";
        self.check(&image, &redacted, after).map_err(|failure| {
            failure.help("`--keep TEXT` keeps a text that the entry needs; `errspec why` tells which")
        })?;
        let before = load(&file)?;
        let text = with_example(&before, &path, &example_of(&redacted))?;
        self.check_text(&file, &text)?;
        show(&file, (&before, &text), &replaced, terminal)?;
        if !self.is_confirmed(terminal)? {
            terminal.note("nothing is written")?;
            return Ok(Outcome::FoundErrors);
        }
        write_file(&file, text.as_bytes())?;
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

    /// Returns the file in which the entry stands: that of the table, or one that it extends.
    fn file_of(&self, model: &Model) -> PathBuf {
        let entry = model.entries.iter().find(|entry| entry.name == self.entry);
        let line = entry.and_then(|entry| entry.line.as_ref());
        line.map_or_else(|| self.table.clone(), |line| PathBuf::from(&line.file))
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
        let found = match name_of(decision.as_ref()) {
            UNKNOWN => "an unknown error",
            name => name,
        };
        match found == self.entry {
            true => Ok(()),
            false => Err(Failure::new(format!("{what} is {found}, not {}", self.entry))
                .help("`errspec why` shows why; correct the table first, or name the other entry")),
        }
    }

    /// Checks the table with the example.
    fn check_text(&self, file: &Path, text: &str) -> Result<(), Failure> {
        let read = match file == self.table {
            true => vec![tables::read_text(file, text.to_owned())],
            false => Copies::new(std::slice::from_ref(&self.table))?.with_text(file, text)?,
        };
        match read.iter().find(|table| table.result.is_err()).and_then(|table| table.reports().next()) {
            None => Ok(()),
            Some(report) => Err(Failure::new("the table with the example has an error, so that it is not written")
                .help(report.render(RenderStyle::Plain))),
        }
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

/// Shows the lines that are added, and what was replaced in them.
fn show(
    file: &Path,
    (before, after): (&str, &str),
    replaced: &[Replaced],
    terminal: &mut Terminal,
) -> Result<(), Failure> {
    let (line, added) = added_lines(before, after);
    terminal.write_line(&format!("{DIM}{}:{line}{DIM:#}", file.display()))?;
    for text in added {
        terminal.write_line(&format!("{GREEN}+ {text}{GREEN:#}"))?;
    }
    for Replaced { what, before, after } in replaced {
        terminal.write_line(&format!("{DIM}replaced {what}: {} is {after}{DIM:#}", shortened(before)))?;
    }
    Ok(())
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
