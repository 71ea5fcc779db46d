//! The commands.

mod add;
mod check;
mod completions;
mod decode;
mod diff;
mod explain;
mod fmt;
mod generate;
mod list;
mod lsp;
mod man;
mod new;
mod schema;
mod test;
mod why;

use clap::Subcommand;

use crate::failure::Failure;
use crate::outcome::Outcome;
use crate::terminal::Terminal;

/// A command.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    New(new::New),
    Check(check::Check),
    Fmt(fmt::Fmt),
    Explain(explain::Explain),
    Decode(decode::Decode),
    Why(why::Why),
    Test(test::Test),
    Add(add::Add),
    Diff(diff::Diff),
    List(list::List),
    Generate(generate::Generate),
    Schema(schema::Schema),
    Lsp(lsp::Lsp),
    Completions(completions::Completions),
    Man(man::Man),
}

impl Command {
    /// Runs the command. `arguments` returns the description of all arguments.
    pub(crate) fn run(&self, arguments: fn() -> clap::Command, terminal: &mut Terminal) -> Result<Outcome, Failure> {
        match self {
            Self::New(command) => command.run(terminal),
            Self::Check(command) => command.run(terminal),
            Self::Fmt(command) => command.run(terminal),
            Self::Explain(command) => command.run(terminal),
            Self::Decode(command) => command.run(terminal),
            Self::Test(command) => command.run(terminal),
            Self::Add(command) => command.run(terminal),
            Self::Why(command) => command.run(terminal),
            Self::Diff(command) => command.run(terminal),
            Self::List(command) => command.run(terminal),
            Self::Generate(command) => command.run(terminal),
            Self::Schema(command) => command.run(terminal),
            Self::Lsp(command) => command.run(),
            Self::Completions(command) => command.run(arguments, terminal),
            Self::Man(command) => command.run(arguments, terminal),
        }
    }
}
