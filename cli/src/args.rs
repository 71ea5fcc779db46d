//! The arguments of the command line.

use std::ffi::{OsStr, OsString};

use clap::Parser;
use clap::builder::styling::{AnsiColor, Styles};

use crate::commands::Command;
use crate::terminal::Color;

/// The colors of the help, which are those of cargo.
const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Green.on_default().bold())
    .usage(AnsiColor::Green.on_default().bold())
    .literal(AnsiColor::Cyan.on_default().bold())
    .placeholder(AnsiColor::Cyan.on_default())
    .error(AnsiColor::Red.on_default().bold())
    .valid(AnsiColor::Cyan.on_default())
    .invalid(AnsiColor::Yellow.on_default());

/// Checks, explains and lists errspec tables, and decodes responses by them.
#[derive(Debug, Parser)]
#[command(
    name = "errspec",
    version,
    styles = STYLES,
    after_help = "Exit status: 0 if all is well, 1 if the command found errors, 2 if it could not do its work.\n\
                  `errspec help COMMAND` shows the options of a command, with examples.",
    disable_help_subcommand = false,
    max_term_width = 100
)]
pub(crate) struct Arguments {
    /// The use of colors. The variables NO_COLOR, CLICOLOR and CLICOLOR_FORCE are respected.
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value_t = Color::Auto)]
    pub(crate) color: Color,
    #[command(subcommand)]
    pub(crate) command: Command,
}

impl Arguments {
    /// Parses the arguments, and ends the program with an answer if they are wrong or ask for help.
    pub(crate) fn from_command_line(arguments: impl Iterator<Item = OsString>) -> Self {
        let mut arguments: Vec<OsString> = arguments.collect();
        let is_by_cargo = is_by_cargo(&arguments);
        if is_by_cargo {
            arguments.remove(1);
        }
        let mut command = <Self as clap::CommandFactory>::command();
        command = command.color(color_of_help(&arguments));
        command = command.bin_name(if is_by_cargo { "cargo errspec" } else { "errspec" });
        let matches = command.get_matches_from(arguments);
        <Self as clap::FromArgMatches>::from_arg_matches(&matches).unwrap_or_else(|error| error.exit())
    }
}

/// Returns when to use colors in help and in errors of arguments, which are written before the arguments are known.
fn color_of_help(arguments: &[OsString]) -> clap::ColorChoice {
    let words: Vec<&str> = arguments.iter().filter_map(|word| word.to_str()).collect();
    let after = words.iter().position(|word| *word == "--color").and_then(|at| words.get(at + 1).copied());
    match after.or_else(|| words.iter().find_map(|word| word.strip_prefix("--color="))) {
        Some("always") => clap::ColorChoice::Always,
        Some("never") => clap::ColorChoice::Never,
        _ => clap::ColorChoice::Auto,
    }
}

/// Returns `true` if cargo has started the program: it then gives the name of the subcommand as the first argument.
fn is_by_cargo(arguments: &[OsString]) -> bool {
    let [program, first, ..] = arguments else { return false };
    let name = std::path::Path::new(program).file_stem().and_then(OsStr::to_str).unwrap_or_default();
    name == "cargo-errspec" && first == "errspec"
}
