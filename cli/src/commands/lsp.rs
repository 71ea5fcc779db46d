//! `lsp`: the language server.

use clap::Args;

use crate::failure::Failure;
use crate::lsp;
use crate::outcome::Outcome;

/// Serves an editor: errors while a table is written, their fixes, completion, and the way between names.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    errspec lsp  as the command of a language server, in the settings of an editor\n\n\
    An editor starts this command, and speaks to it over standard input and output. The guide has the settings of editors: \
    https://github.com/errspec/errspec/blob/main/guide/editor.md")]
pub(crate) struct Lsp {
    /// Accepted, as editors give it: there is no other way.
    #[arg(long)]
    stdio: bool,
}

impl Lsp {
    pub(super) fn run(&self) -> Result<Outcome, Failure> {
        let Self { stdio: _ } = self;
        lsp::serve()
    }
}
