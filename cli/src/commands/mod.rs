//! The commands.

mod check;
mod completions;
mod decode;
mod explain;
mod generate;
mod list;

use std::process::ExitCode;

use clap::Subcommand;

use crate::failure::Failure;
use crate::terminal::Terminal;

/// A command.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Check(check::Check),
    Explain(explain::Explain),
    Decode(decode::Decode),
    List(list::List),
    Generate(generate::Generate),
    Completions(completions::Completions),
}

/// The outcome of a command that did its work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// All is well.
    Well,
    /// The command found errors, warnings that are denied, or not what was expected.
    FoundErrors,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Well => Self::SUCCESS,
            Outcome::FoundErrors => Self::FAILURE,
        }
    }
}

impl Command {
    /// Runs the command.
    pub(crate) fn run(&self, terminal: &mut Terminal) -> Result<Outcome, Failure> {
        match self {
            Self::Check(command) => command.run(terminal),
            Self::Explain(command) => command.run(terminal),
            Self::Decode(command) => command.run(terminal),
            Self::List(command) => command.run(terminal),
            Self::Generate(command) => command.run(terminal),
            Self::Completions(command) => command.run(terminal),
        }
    }
}
