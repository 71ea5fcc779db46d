//! `why`: why a response is the entry that it is, or none.

use std::io::Write;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use errspec_codegen::RenderStyle;
use errspec_engine::trace::{Mark, TraceNode, trace};

use crate::failure::Failure;
use crate::origin::Origins;
use crate::outcome::Outcome;
use crate::recording;
use crate::response::incoming;
use crate::responses::{Responses, in_file, place, read_file};
use crate::tables;
use crate::terminal::{BOLD, DIM, GREEN, RED, Terminal};
use crate::trace_json;

/// Shows why a response is the entry that it is, or none: which envelopes fit, where their locations lead, and at what each entry fails.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    curl -si https://api.example/items | errspec why specs/api.toml\n  \
    errspec why specs/api.toml body.json --status 404\n  \
    errspec why specs/api.toml session.har --format json")]
pub(crate) struct Why {
    /// The table.
    table: PathBuf,
    /// The file with the response. Without it, or as `-`, standard input.
    file: Option<PathBuf>,
    #[command(flatten)]
    responses: Responses,
    /// The format of the trace.
    #[arg(long, value_enum, default_value_t = WhyFormat::Text)]
    format: WhyFormat,
}

/// The format of a trace.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum WhyFormat {
    /// A tree for a terminal.
    Text,
    /// One JSON object in a line for each response.
    Json,
}

impl Why {
    pub(super) fn run(&self, terminal: &mut Terminal) -> Result<Outcome, Failure> {
        let table = tables::valid_table(&self.table)?;
        let image = table.model.table();
        let origins = Origins::new(&table.model, &self.table);
        let file = self.file.clone().unwrap_or_else(|| PathBuf::from("-"));
        let responses = recording::read(&read_file(&file)?, &self.responses.known());
        let responses = responses.map_err(|error| in_file(&error, &file))?;
        if responses.is_empty() {
            return Err(Failure::new("there is no response in the file"));
        }
        for (number, response) in responses.iter().enumerate() {
            let traced = trace(&image, &incoming(response));
            let place = place(&file, response);
            match self.format {
                WhyFormat::Json => writeln!(terminal, "{}", trace_json::object(&traced, &origins, &place))?,
                WhyFormat::Text => {
                    if number > 0 {
                        terminal.write_line("")?;
                    }
                    let tree = TreeWriter::new(terminal, &origins).render(&traced.tree(), &place);
                    terminal.write_all(tree.as_bytes())?;
                }
            }
        }
        Ok(Outcome::Well)
    }
}

/// The writer of a tree for a terminal.
struct TreeWriter<'o> {
    origins: &'o Origins,
    is_colored: bool,
    out: String,
}

impl<'o> TreeWriter<'o> {
    fn new(terminal: &Terminal, origins: &'o Origins) -> Self {
        Self { origins, is_colored: terminal.style() == RenderStyle::Colored, out: String::new() }
    }

    fn render(mut self, tree: &TraceNode<'_>, place: &str) -> String {
        let dim = self.style(DIM);
        if !place.is_empty() {
            self.out.push_str(&format!("{dim}{place}{dim:#}\n"));
        }
        self.node(tree, "", "");
        self.out
    }

    fn style(&self, style: anstyle::Style) -> anstyle::Style {
        if self.is_colored { style } else { anstyle::Style::new() }
    }

    fn node(&mut self, node: &TraceNode<'_>, first: &str, rest: &str) {
        let dim = self.style(DIM);
        let sign = self.style(match node.mark {
            Mark::Fits => GREEN,
            Mark::Misses => RED,
            _ => BOLD,
        });
        let place = node.origin.as_ref().and_then(|origin| self.origins.place(origin));
        let place = place.map(|place| format!("  {dim}{place}{dim:#}")).unwrap_or_default();
        let mark = node.mark.sign();
        self.out.push_str(&format!("{dim}{first}{dim:#}{sign}{mark}{sign:#}{}{place}\n", node.text));
        let last = node.children.len().saturating_sub(1);
        for (number, child) in node.children.iter().enumerate() {
            let (branch, below) = if number == last { ("└─ ", "   ") } else { ("├─ ", "│  ") };
            self.node(child, &format!("{rest}{branch}"), &format!("{rest}{below}"));
        }
    }
}
