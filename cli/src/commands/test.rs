//! `test`: what a table makes of recorded responses.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use errspec_codegen::RenderStyle;
use errspec_engine::Excerpt;
use errspec_engine::table::Table;
use ignore::WalkBuilder;
use serde_json::{Value, json};

use crate::failure::Failure;
use crate::outcome::Outcome;
use crate::progress::Progress;
use crate::recording;
use crate::response::{Decision, decide, name_of};
use crate::responses::{Responses, in_file, place, read_file};
use crate::tables;
use crate::terminal::{DIM, GREEN, RED, Terminal};
use crate::write_file::write_file;

/// Decodes recorded responses by a table, and counts what they are: responses of each entry, unknown ones, and entries that never came.
///
/// The exit status is 1 if something comes that is denied, or that is not as the baseline says. Without a baseline, unknown errors are denied.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    errspec test specs/api.toml recordings                                 all files in a folder\n  \
    errspec test specs/api.toml log.ndjson --ndjson --deny unknown,unseen  for CI\n  \
    errspec test specs/api.toml recordings --baseline responses.json       fails if one decodes otherwise than before\n  \
    errspec test specs/api.toml recordings --baseline responses.json --bless")]
pub(crate) struct Test {
    /// The table.
    table: PathBuf,
    /// Files with responses, or folders with such files.
    #[arg(required = true)]
    recordings: Vec<PathBuf>,
    #[command(flatten)]
    responses: Responses,
    /// Results that fail the test.
    #[arg(long, value_enum, value_delimiter = ',', value_name = "WHAT")]
    deny: Vec<Denied>,
    /// A file with the results of an earlier test. A response with another result fails the test.
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// Write the results to the baseline.
    #[arg(long, requires = "baseline")]
    bless: bool,
    /// The format of the result.
    #[arg(long, value_enum, default_value_t = TestFormat::Text)]
    format: TestFormat,
}

/// A result that fails a test.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Denied {
    /// An error that is no entry of the table.
    Unknown,
    /// An entry that no response is.
    Unseen,
    /// A response that is not exactly as the table describes.
    Deviation,
}

/// The format of a result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum TestFormat {
    /// Text for a terminal.
    Text,
    /// One JSON object.
    Json,
}

/// The results of decoding recorded responses.
#[derive(Default)]
struct Census {
    /// The number of responses of each entry, in the order of the table.
    entries: Vec<(String, usize)>,
    successes: usize,
    unknown: Vec<(String, Decision)>,
    deviations: Vec<(String, String)>,
    /// The entry of each response, by the place of the response.
    names: BTreeMap<String, String>,
}

/// A response that is not what the baseline says.
struct Change {
    place: String,
    before: Option<String>,
    now: Option<String>,
}

impl Test {
    pub(super) fn run(&self, terminal: &mut Terminal) -> Result<Outcome, Failure> {
        let table = tables::valid_table(&self.table)?;
        let census = self.census(&table.model.table())?;
        let changes = match &self.baseline {
            Some(file) if self.bless => {
                let text = serde_json::to_string_pretty(&census.names).unwrap_or_default() + "\n";
                write_file(file, text.as_bytes())?;
                Vec::new()
            }
            Some(file) => changes(&read_baseline(file)?, &census.names),
            None => Vec::new(),
        };
        match self.format {
            TestFormat::Json => writeln!(terminal, "{}", census.to_json(&changes))?,
            TestFormat::Text => TextWriter::new(terminal).write(&census, &changes)?,
        }
        let failures = self.failures(&census, &changes);
        for failure in &failures {
            let red = if terminal.style() == RenderStyle::Colored { RED } else { anstyle::Style::new() };
            terminal.note(&format!("{red}error{red:#}: {failure}"))?;
        }
        Ok(if failures.is_empty() { Outcome::Well } else { Outcome::FoundErrors })
    }

    /// Decodes all responses.
    fn census(&self, table: &Table<'_>) -> Result<Census, Failure> {
        let entries = table.entries().map(|entry| (entry.name().to_owned(), 0)).collect();
        let mut census = Census { entries, ..Census::default() };
        let files = files_of(&self.recordings)?;
        let mut progress = Progress::new("files", files.len());
        for file in files {
            progress.step();
            let responses = recording::read(&read_file(&file)?, &self.responses.known());
            for response in responses.map_err(|error| in_file(&error, &file))? {
                census.add(place(&file, &response), decide(table, &response));
            }
        }
        match census.names.is_empty() {
            true => Err(Failure::new("there is no response in the recordings")),
            false => Ok(census),
        }
    }

    /// Returns why the test fails.
    fn failures(&self, census: &Census, changes: &[Change]) -> Vec<String> {
        let is_denied = |what| match self.deny.is_empty() {
            true => what == Denied::Unknown && self.baseline.is_none(),
            false => self.deny.contains(&what),
        };
        let unseen = census.unseen().count();
        let found = [
            (Denied::Unknown, census.unknown.len(), "unknown error", "unknown errors"),
            (Denied::Unseen, unseen, "entry that never came", "entries that never came"),
            (Denied::Deviation, census.deviations.len(), "response that differs", "responses that differ"),
        ];
        let text =
            |count: usize, one: &str, several: &str| format!("{count} {}", if count == 1 { one } else { several });
        let denied = found.into_iter().filter(|(what, count, _, _)| *count > 0 && is_denied(*what));
        let mut failures: Vec<String> = denied.map(|(_, count, one, several)| text(count, one, several)).collect();
        if !changes.is_empty() {
            let changed = text(changes.len(), "response is", "responses are");
            failures.push(format!("{changed} not what the baseline says; `--bless` accepts it"));
        }
        failures
    }
}

impl Census {
    fn add(&mut self, place: String, decision: Option<Decision>) {
        let name = name_of(decision.as_ref());
        self.names.insert(if place.is_empty() { "-".to_owned() } else { place.clone() }, name.to_owned());
        let Some(decision) = decision else {
            self.successes += 1;
            return;
        };
        match decision.entry.as_ref() {
            None => self.unknown.push((place, decision)),
            Some(name) => {
                if let Some(entry) = self.entries.iter_mut().find(|(own, _)| own == name) {
                    entry.1 += 1;
                }
                self.deviations.extend(decision.deviation.map(|text| (place, text)));
            }
        }
    }

    /// Returns the entries that no response is.
    fn unseen(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().filter(|(_, count)| *count == 0).map(|(name, _)| name.as_str())
    }

    fn to_json(&self, changes: &[Change]) -> Value {
        let seen = self.entries.iter().filter(|(_, count)| *count > 0);
        let unknown = self.unknown.iter().map(|(place, decision)| {
            let mut object = decision.to_json();
            object.as_object_mut().map(|members| members.insert("place".into(), json!(place)));
            object
        });
        let deviations = self.deviations.iter().map(|(place, text)| json!({ "place": place, "deviation": text }));
        let changed = changes.iter().map(|it| json!({ "place": it.place, "before": it.before, "now": it.now }));
        json!({
            "responses": self.names.len(),
            "successes": self.successes,
            "entries": seen.map(|(name, count)| (name.clone(), json!(count))).collect::<serde_json::Map<_, _>>(),
            "unknown": unknown.collect::<Vec<_>>(),
            "unseen": self.unseen().collect::<Vec<_>>(),
            "deviations": deviations.collect::<Vec<_>>(),
            "changed": changed.collect::<Vec<_>>(),
        })
    }
}

/// Returns the files that are named: files as they are, and those in folders that git does not ignore.
fn files_of(named: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let mut files = Vec::new();
    for path in named {
        if !path.is_dir() {
            files.push(path.clone());
            continue;
        }
        for entry in WalkBuilder::new(path).sort_by_file_path(Path::cmp).build() {
            let entry = entry.map_err(|error| Failure::new(error.to_string()))?;
            files.extend(entry.path().is_file().then(|| entry.path().to_path_buf()));
        }
    }
    Ok(files)
}

fn read_baseline(file: &Path) -> Result<BTreeMap<String, String>, Failure> {
    let text = std::fs::read(file).map_err(|error| {
        Failure::new(format!("the baseline `{}` cannot be read: {error}", file.display()))
            .help("`--bless` writes it as the responses are now")
    })?;
    serde_json::from_slice(&text).map_err(|error| Failure::new(format!("`{}` is no baseline: {error}", file.display())))
}

/// Returns the responses that are not what a baseline says.
fn changes(before: &BTreeMap<String, String>, now: &BTreeMap<String, String>) -> Vec<Change> {
    let gone = before.iter().filter(|(place, _)| !now.contains_key(*place));
    let gone = gone.map(|(place, name)| (place, Some(name), None));
    let others = now.iter().map(|(place, name)| (place, before.get(place), Some(name)));
    let changed = others.chain(gone).filter(|(_, before, now)| before != now);
    changed
        .map(|(place, before, now)| Change { place: place.clone(), before: before.cloned(), now: now.cloned() })
        .collect()
}

/// The writer of a result for a terminal.
struct TextWriter<'t> {
    terminal: &'t mut Terminal,
    dim: anstyle::Style,
    red: anstyle::Style,
    green: anstyle::Style,
}

impl<'t> TextWriter<'t> {
    fn new(terminal: &'t mut Terminal) -> Self {
        let [dim, red, green] = match terminal.style() {
            RenderStyle::Colored => [DIM, RED, GREEN],
            _ => [anstyle::Style::new(); 3],
        };
        Self { terminal, dim, red, green }
    }

    fn write(&mut self, census: &Census, changes: &[Change]) -> Result<(), Failure> {
        let (dim, red, green) = (self.dim, self.red, self.green);
        for (name, count) in census.entries.iter().filter(|(_, count)| *count > 0) {
            writeln!(self.terminal, "{count:6}  {name}")?;
        }
        if census.successes > 0 {
            writeln!(self.terminal, "{:6}  {green}no error{green:#}", census.successes)?;
        }
        if !census.unknown.is_empty() {
            writeln!(self.terminal, "{:6}  {red}unknown{red:#}", census.unknown.len())?;
        }
        for (place, decision) in &census.unknown {
            writeln!(self.terminal, "        {dim}{place}{dim:#}: {}", summary(decision))?;
        }
        if !census.deviations.is_empty() {
            writeln!(self.terminal, "{:6}  not exactly as the table describes", census.deviations.len())?;
        }
        for (place, text) in &census.deviations {
            writeln!(self.terminal, "        {dim}{place}{dim:#}: {text}")?;
        }
        let unseen: Vec<&str> = census.unseen().collect();
        if !unseen.is_empty() {
            writeln!(self.terminal, "never came: {}", unseen.join(", "))?;
        }
        for Change { place, before, now } in changes {
            let text = |name: &Option<String>| name.clone().unwrap_or_else(|| "nothing".to_owned());
            writeln!(self.terminal, "{red}changed{red:#}: {place}: {} before, {} now", text(before), text(now))?;
        }
        Ok(())
    }
}

/// Returns what an unknown error has.
fn summary(decision: &Decision) -> String {
    let message = decision.message.as_deref().map(|text| format!("message {:?}", Excerpt::new(text)));
    let parts = [
        decision.status.map(|status| format!("status {status}")),
        decision.code.as_ref().map(|code| format!("code {code}")),
        message,
        decision.nearest.as_ref().map(|name| format!("nearest to {name}")),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}
