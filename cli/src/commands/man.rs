//! `man`: the manual pages.

use std::io::Write;
use std::path::PathBuf;

use clap::Args;
use clap_mangen::Man as Page;
use errspec_engine::explain::similar_words;

use crate::failure::Failure;
use crate::outcome::Outcome;
use crate::terminal::Terminal;
use crate::write_file::write_file;

/// Prints a manual page, or writes all of them into a folder.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    errspec man check | man -l -                        reads one\n  \
    errspec man --output ~/.local/share/man/man1        installs all, for `man errspec-check`")]
pub(crate) struct Man {
    /// The command. Without one, the page of `errspec` itself.
    command: Option<String>,
    /// The folder for all pages.
    #[arg(long, value_name = "DIR", conflicts_with = "command")]
    output: Option<PathBuf>,
}

impl Man {
    pub(super) fn run(&self, arguments: fn() -> clap::Command, terminal: &mut Terminal) -> Result<Outcome, Failure> {
        let mut all = arguments().disable_help_subcommand(true);
        all.build();
        if let Some(folder) = &self.output {
            std::fs::create_dir_all(folder)
                .map_err(|error| Failure::new(format!("`{}` cannot be made: {error}", folder.display())))?;
            for page in std::iter::once(all.clone()).chain(all.get_subcommands().cloned()).map(Page::new) {
                write_file(&folder.join(page.get_filename()), &rendered(&page)?)?;
            }
            return Ok(Outcome::Well);
        }
        let page = match &self.command {
            None => Page::new(all),
            Some(name) => match all.find_subcommand(name) {
                Some(command) => Page::new(command.clone()),
                None => return Err(unknown(name, &all)),
            },
        };
        terminal.write_all(&rendered(&page)?)?;
        Ok(Outcome::Well)
    }
}

fn unknown(name: &str, all: &clap::Command) -> Failure {
    let failure = Failure::new(format!("there is no command `{name}`"));
    match similar_words(name, all.get_subcommands().map(|command| command.get_name().to_owned())).first() {
        Some(similar) => failure.help(format!("did you mean `{similar}`?")),
        None => failure,
    }
}

fn rendered(page: &Page) -> Result<Vec<u8>, Failure> {
    let mut text = Vec::new();
    page.render(&mut text)?;
    Ok(text)
}
