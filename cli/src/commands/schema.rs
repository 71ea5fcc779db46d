//! `schema`: the JSON Schema of the format.

use std::io::Write;

use clap::Args;

use crate::failure::Failure;
use crate::outcome::Outcome;
use crate::schema;
use crate::terminal::Terminal;

/// Prints the JSON Schema of tables, by which editors complete and check them.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    errspec schema > errspec.schema.json        keep it beside the tables\n  \
    #:schema ./errspec.schema.json              the first line of a table, for Taplo and editors that use it")]
pub(crate) struct Schema {}

impl Schema {
    pub(super) fn run(&self, terminal: &mut Terminal) -> Result<Outcome, Failure> {
        terminal.write_all(schema::schema_text().as_bytes())?;
        Ok(Outcome::Well)
    }
}
