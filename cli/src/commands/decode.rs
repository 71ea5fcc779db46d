//! `decode`: which error a recorded response is.

use std::io::Write;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use errspec_codegen::RenderStyle;
use errspec_engine::Excerpt;
use errspec_engine::table::Table;
use serde_json::{Value as Json, json};

use crate::failure::Failure;
use crate::outcome::Outcome;
use crate::recording::{self, Recorded};
use crate::response::{Decision, Listed, SUCCESS, UNKNOWN, decide, name_of};
use crate::responses::{Responses, in_file, place, read_file};
use crate::tables;
use crate::terminal::{BOLD, DIM, GREEN, RED, Terminal};

/// Decodes recorded responses by a table.
///
/// A file is the output of `curl -i`, a HAR archive, a `.http` file with responses, or a bare body. Bodies that are chunked or compressed
/// are decoded.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    curl -si https://api.example/items | errspec decode specs/api.toml\n  \
    errspec decode specs/api.toml body.json --status 404 -H 'x-request-id: 7'\n  \
    errspec decode specs/api.toml session.har --format json\n  \
    errspec decode specs/api.toml log.ndjson --ndjson --body-at /response/body\n  \
    errspec decode specs/api.toml response.txt --expect NOT_FOUND")]
pub(crate) struct Decode {
    /// The table.
    table: PathBuf,
    /// Files with responses. Without any, or as `-`, standard input.
    files: Vec<PathBuf>,
    #[command(flatten)]
    responses: Responses,
    /// The format of the result.
    #[arg(long, value_enum, default_value_t = DecodeFormat::Text)]
    format: DecodeFormat,
    /// Fail unless every response is this entry. `UNKNOWN` is an unknown error, and `SUCCESS` is no error.
    #[arg(long, value_name = "ENTRY")]
    expect: Option<String>,
    /// Fail if a response is not exactly as the table describes.
    #[arg(long)]
    strict: bool,
}

/// The format of a result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum DecodeFormat {
    /// Text for a terminal.
    Text,
    /// One JSON object in a line for each response.
    Json,
}

impl Decode {
    pub(super) fn run(&self, terminal: &mut Terminal) -> Result<Outcome, Failure> {
        let table = tables::valid_table(&self.table)?;
        let image = table.model.table();
        self.check_expected(&image)?;
        let standard_input = [PathBuf::from("-")];
        let files = if self.files.is_empty() { &standard_input } else { self.files.as_slice() };
        let mut outcome = Outcome::Well;
        let mut number = 0;
        for file in files {
            for response in
                recording::read(&read_file(file)?, &self.responses.known()).map_err(|error| in_file(&error, file))?
            {
                let decision = decide(&image, &response);
                let place = place(file, &response);
                match self.format {
                    DecodeFormat::Text => {
                        if number > 0 {
                            terminal.write_line("")?;
                        }
                        Text::new(terminal).write(&place, &response, decision.as_ref())?;
                    }
                    DecodeFormat::Json => write_json(&place, &response, decision.as_ref(), terminal)?,
                }
                number += 1;
                if let Some(reason) = self.unexpected(decision.as_ref()) {
                    let red = if terminal.style() == RenderStyle::Colored { RED } else { Default::default() };
                    terminal.note(&format!("{red}error{red:#}: {reason}"))?;
                    outcome = Outcome::FoundErrors;
                }
            }
        }
        match number {
            0 => Err(Failure::new("there is no response in the files")),
            _ => Ok(outcome),
        }
    }

    /// Checks that the expected entry exists: else a misspelled name would fail as a wrong response does.
    fn check_expected(&self, table: &Table<'_>) -> Result<(), Failure> {
        let Some(name) = self.expect.as_deref() else { return Ok(()) };
        if [UNKNOWN, SUCCESS].contains(&name) || table.entry_by_name(name).is_some() {
            return Ok(());
        }
        let similar = errspec_engine::explain::similar(&[table], name);
        let failure = Failure::new(format!("the table has no entry `{name}`"));
        Err(match similar.first() {
            Some(similar) => failure.help(format!("did you mean `{similar}`?")),
            None => failure,
        })
    }

    /// Returns why a response is not what was expected.
    fn unexpected(&self, decision: Option<&Decision>) -> Option<String> {
        let name = name_of(decision);
        if let Some(expected) = self.expect.as_deref().filter(|expected| *expected != name) {
            return Some(format!("expected {expected}, found {name}"));
        }
        let deviation = decision?.deviation.as_ref().filter(|_| self.strict)?;
        Some(format!("the response is not as the table describes: {deviation}"))
    }
}

fn write_json(
    place: &str,
    response: &Recorded,
    decision: Option<&Decision>,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let mut object = match decision {
        Some(decision) => decision.to_json(),
        None => json!({ "entry": Json::Null, "is_success": true, "status": response.status }),
    };
    if let Some(members) = object.as_object_mut().filter(|_| !place.is_empty()) {
        members.insert("place".into(), json!(place));
    }
    Ok(writeln!(out, "{object}")?)
}

/// The writer of a result for a terminal.
struct Text<'t> {
    terminal: &'t mut Terminal,
    is_colored: bool,
}

impl<'t> Text<'t> {
    fn new(terminal: &'t mut Terminal) -> Self {
        let is_colored = terminal.style() == RenderStyle::Colored;
        Self { terminal, is_colored }
    }

    fn write(&mut self, place: &str, response: &Recorded, decision: Option<&Decision>) -> Result<(), Failure> {
        if !place.is_empty() {
            let dim = if self.is_colored { DIM } else { Default::default() };
            writeln!(self.terminal, "{dim}{place}{dim:#}")?;
        }
        let Some(decision) = decision else {
            let status = response.status.filter(|status| *status > 0);
            let status = status.map_or_else(String::new, |status| format!(" (status {status})"));
            return self.headline("no error", &status, GREEN);
        };
        match (&decision.entry, &decision.nearest) {
            (Some(entry), _) => self.headline(entry, "", BOLD)?,
            (None, Some(nearest)) => self.headline("unknown", &format!(" (nearest: {nearest})"), RED)?,
            (None, None) => self.headline("unknown", "", RED)?,
        }
        self.facts(decision)
    }

    fn headline(&mut self, text: &str, more: &str, style: anstyle::Style) -> Result<(), Failure> {
        let style = if self.is_colored { style } else { Default::default() };
        Ok(writeln!(self.terminal, "{style}{text}{style:#}{more}")?)
    }

    fn facts(&mut self, decision: &Decision) -> Result<(), Failure> {
        self.fact("status", decision.status.map(|status| status.to_string()))?;
        self.fact("code", decision.code.as_ref().map(Json::to_string))?;
        self.fact("message", decision.message.as_deref().map(|text| Excerpt::new(text).to_string()))?;
        self.fact("request id", decision.request_id.as_deref().map(|text| Excerpt::new(text).to_string()))?;
        let delay = decision.retry_after.map(|delay| format!("after {} s", delay.as_secs_f64()));
        let retry = decision.retry.filter(|retry| delay.is_none() || *retry != "after").map(str::to_owned);
        let advice: Vec<String> = retry.into_iter().chain(delay).collect();
        self.fact("retry", (!advice.is_empty()).then(|| advice.join(", ")))?;
        self.fact("applied", decision.applied.map(str::to_owned))?;
        self.fact("envelope", decision.envelope.clone())?;
        for (name, value) in &decision.fields {
            self.fact(name, Some(Excerpt::new(&value.to_string()).to_string()))?;
        }
        let details = decision.details.as_ref().filter(|_| decision.sub_errors.is_empty());
        self.fact("details", details.map(|details| Excerpt::new(&details.to_string()).to_string()))?;
        for (index, fields) in decision.sub_errors.iter().enumerate() {
            self.fact(&format!("detail {index}"), Some(values(fields)))?;
        }
        for listed in &decision.errors {
            self.listed(listed)?;
        }
        self.fact("but", decision.deviation.clone())
    }

    fn listed(&mut self, listed: &Listed) -> Result<(), Failure> {
        let in_part = listed.index_in_part.map_or_else(String::new, |index| format!(".{index}"));
        let entry = listed.entry.clone().unwrap_or_else(|| {
            let code = listed.code.as_ref().map(|code| format!(" {code}"));
            let message = listed.message.as_deref().map(|text| format!(": {}", Excerpt::new(text)));
            ["unknown".to_owned(), code.unwrap_or_default(), message.unwrap_or_default()].concat()
        });
        let values = Some(values(&listed.fields)).filter(|values| !values.is_empty());
        let parts = [Some(entry), values].into_iter().flatten().collect::<Vec<_>>();
        self.fact(&format!("error {}{in_part}", listed.index), Some(parts.join(" ")))
    }

    fn fact(&mut self, name: &str, value: Option<String>) -> Result<(), Failure> {
        let Some(value) = value else { return Ok(()) };
        Ok(writeln!(self.terminal, "  {name:12} {value}")?)
    }
}

/// Returns the values of fields in one line.
fn values(fields: &[(String, Json)]) -> String {
    let values = fields.iter().map(|(name, value)| format!("{name}={}", Excerpt::new(&value.to_string())));
    values.collect::<Vec<_>>().join(" ")
}
