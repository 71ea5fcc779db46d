//! `completions`: the completions of a shell.

use std::io::Write;

use clap::Args;
use clap_complete::Shell;

use crate::failure::Failure;
use crate::outcome::Outcome;
use crate::terminal::Terminal;

/// Prints the completions of a shell.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    errspec completions bash > ~/.local/share/bash-completion/completions/errspec\n  \
    errspec completions fish > ~/.config/fish/completions/errspec.fish")]
pub(crate) struct Completions {
    /// The shell.
    #[arg(value_enum)]
    shell: Shell,
}

impl Completions {
    pub(super) fn run(&self, arguments: fn() -> clap::Command, terminal: &mut Terminal) -> Result<Outcome, Failure> {
        // `clap_complete` panics if the writer fails, as a pipe does that is closed.
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut arguments(), "errspec", &mut script);
        terminal.write_all(&script)?;
        Ok(Outcome::Well)
    }
}
