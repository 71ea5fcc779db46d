//! `cargo errspec`: checks, explains and lists errspec tables, and decodes responses by them.
//!
//! ```text
//! main       the arguments, and the exit status
//! commands   one file for each command
//! lsp        the language server
//! report     diagnostics and changes, in the formats of terminals, editors and CI
//! changes    the changes from one version of a table to another, and whom they break
//! rule_pages the pages of rules, for `explain`
//! skeleton   the first table of an API
//! schema     the JSON Schema of the format
//! reference  what the keys of the format mean, from the format reference
//! response   a response that is decoded by a table
//! responses  the responses of a command: its arguments, and its files
//! recording  recorded responses, in the formats of the tools that record them
//! trace_json the trace of a response as JSON
//! publish    a recorded response as it may be published
//! example    a recorded response as an example in the text of a table
//! redact     the replacement of secrets in a recorded response
//! markdown   explanations as Markdown
//! copies     tables as copies, on which something is tried
//! fixes      the suggestions that are carried out
//! house      the rules of `errspec.toml`
//! formatting the layout of the text of a table
//! revision   the tables of a version: files, or a revision of git
//! tables     the tables of a command
//! origin     the lines of entries and keys
//! watch      the files of a command, until one changes
//! progress   how far a command is
//! text_diff  the difference of two versions of a file
//! write_file files that are written as a whole, or not at all
//! terminal   what is known of standard output and standard error
//! outcome    how a command ends that did its work
//! failure    why a command cannot do what it was asked to
//! ```

mod args;
mod changes;
mod commands;
mod copies;
mod example;
mod failure;
mod fixes;
mod formatting;
mod house;
mod lsp;
mod markdown;
mod origin;
mod outcome;
mod progress;
mod publish;
mod recording;
mod redact;
mod reference;
mod report;
mod response;
mod responses;
mod revision;
mod rule_pages;
mod schema;
mod skeleton;
mod tables;
mod terminal;
mod text_diff;
mod trace_json;
mod watch;
mod write_file;

use std::process::ExitCode;

use args::Arguments;
use clap::CommandFactory;
use failure::Failure;
use terminal::Terminal;

/// The exit status if the command was used wrongly, or could not do its work.
const FAILED: u8 = 2;

fn main() -> ExitCode {
    let arguments = Arguments::from_command_line(std::env::args_os());
    let mut terminal = Terminal::new(arguments.color);
    match arguments
        .command
        .run(Arguments::command, &mut terminal)
        .and_then(|outcome| terminal.flush().map(|()| outcome))
    {
        Ok(outcome) => outcome.into(),
        // The reader has seen enough.
        Err(Failure::ClosedPipe) => ExitCode::SUCCESS,
        Err(failure) => {
            terminal.report_failure(&failure);
            ExitCode::from(FAILED)
        }
    }
}
