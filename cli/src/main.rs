//! `cargo errspec`: checks, explains and lists errspec tables, and decodes responses by them.
//!
//! ```text
//! main       the arguments, and the exit status
//! commands   one file for each command
//! changes    the changes from one version of a table to another, and whom they break
//! revision   the tables of a version: files, or a revision of git
//! report     diagnostics in the formats of terminals, editors and CI
//! rule_pages the pages of rules, for `explain`
//! recording  recorded responses, in the formats of the tools that record them
//! response   a response that is decoded by a table
//! markdown   explanations as Markdown
//! tables     the tables of a command
//! terminal   what is known of standard output and standard error
//! failure    why a command cannot do what it was asked to
//! ```

mod args;
mod changes;
mod commands;
mod failure;
mod markdown;
mod recording;
mod report;
mod response;
mod revision;
mod rule_pages;
mod tables;
mod terminal;

use std::process::ExitCode;

use args::Arguments;
use failure::Failure;
use terminal::Terminal;

/// The exit status if the command was used wrongly, or could not do its work.
const FAILED: u8 = 2;

fn main() -> ExitCode {
    let arguments = Arguments::from_command_line(std::env::args_os());
    let mut terminal = Terminal::new(arguments.color);
    match arguments.command.run(&mut terminal).and_then(|outcome| terminal.flush().map(|()| outcome)) {
        Ok(outcome) => outcome.into(),
        // The reader has seen enough.
        Err(Failure::ClosedPipe) => ExitCode::SUCCESS,
        Err(failure) => {
            terminal.report_failure(&failure);
            ExitCode::from(FAILED)
        }
    }
}
