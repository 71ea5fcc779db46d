//! Standard output and standard error.

use std::io::{self, BufWriter, IsTerminal, Stdout, Write};
use std::process::{Command, Stdio};

use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Style};
use clap::ValueEnum;
use errspec_codegen::RenderStyle;

use crate::failure::Failure;

/// The number of columns of a terminal of which nothing is known, and of a pipe.
const WIDTH: usize = 100;

/// The most columns of a text that people read.
const WIDEST: usize = 120;

/// The style of headings.
pub(crate) const BOLD: Style = Style::new().bold();
/// The style of what is wrong.
pub(crate) const RED: Style = AnsiColor::Red.on_default().bold();
/// The style of what may be wrong.
pub(crate) const YELLOW: Style = AnsiColor::Yellow.on_default().bold();
/// The style of what is right.
pub(crate) const GREEN: Style = AnsiColor::Green.on_default().bold();
/// The style of what matters less.
pub(crate) const DIM: Style = Style::new().dimmed();

/// The use of colors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// If the output is a terminal that has them.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// Standard output, with what is known of it.
pub(crate) struct Terminal {
    out: BufWriter<AutoStream<Stdout>>,
    requested: Color,
    style: RenderStyle,
    width: usize,
}

impl Terminal {
    pub(crate) fn new(requested: Color) -> Self {
        let color = match requested {
            Color::Auto => AutoStream::choice(&io::stdout()),
            Color::Always => ColorChoice::AlwaysAnsi,
            Color::Never => ColorChoice::Never,
        };
        let style = if color == ColorChoice::Never { RenderStyle::Plain } else { RenderStyle::Colored };
        let columns = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
        let width = columns.filter(|_| io::stdout().is_terminal()).unwrap_or(WIDTH).min(WIDEST);
        Self { out: BufWriter::new(AutoStream::new(io::stdout(), color)), requested, style, width }
    }

    /// Returns the style of diagnostics.
    pub(crate) fn style(&self) -> RenderStyle {
        self.style
    }

    /// Clears the screen, if standard output is one.
    pub(crate) fn clear(&mut self) -> Result<(), Failure> {
        if io::stdout().is_terminal() {
            self.out.write_all(b"\x1b[2J\x1b[3J\x1b[H")?;
        }
        Ok(())
    }

    /// Returns the number of columns for text.
    pub(crate) fn width(&self) -> usize {
        self.width
    }

    /// Returns the number of columns of a terminal; `None` for a file and a pipe, in which a line has no end.
    pub(crate) fn columns(&self) -> Option<usize> {
        io::stdout().is_terminal().then_some(self.width)
    }

    /// Writes a line.
    pub(crate) fn write_line(&mut self, line: &str) -> Result<(), Failure> {
        Ok(writeln!(self.out, "{line}")?)
    }

    /// Writes a text, through a pager if it is longer than the terminal.
    pub(crate) fn show_paged(&mut self, text: &str) -> Result<(), Failure> {
        let height = terminal_size::terminal_size().map_or(0, |(_, height)| usize::from(height.0));
        if io::stdout().is_terminal() && text.lines().count() >= height && page(text) {
            return Ok(());
        }
        Ok(self.out.write_all(text.as_bytes())?)
    }

    /// Writes what is buffered.
    pub(crate) fn flush(&mut self) -> Result<(), Failure> {
        Ok(self.out.flush()?)
    }

    /// Writes a failure to standard error, after all that was written to standard output.
    pub(crate) fn report_failure(&mut self, failure: &Failure) {
        // Nothing can be done if the output cannot be written either.
        let _ = self.out.flush();
        let mut err = AutoStream::new(io::stderr(), self.color_of_stderr());
        let _ = writeln!(err, "{RED}error{RED:#}{BOLD}: {failure}{BOLD:#}");
        if let Some(advice) = failure.advice() {
            let _ = writeln!(err, "{BOLD}help{BOLD:#}: {advice}");
        }
    }

    /// Writes a line to standard error, after all that was written to standard output. Colors are left out where there are none.
    pub(crate) fn note(&mut self, line: &str) -> Result<(), Failure> {
        self.out.flush()?;
        writeln!(AutoStream::new(io::stderr(), self.color_of_stderr()), "{line}")?;
        Ok(())
    }

    fn color_of_stderr(&self) -> ColorChoice {
        match self.requested {
            Color::Auto => AutoStream::choice(&io::stderr()),
            Color::Always => ColorChoice::AlwaysAnsi,
            Color::Never => ColorChoice::Never,
        }
    }
}

/// Shows a text in the pager of the user. Returns `false` if there is none.
fn page(text: &str) -> bool {
    let pager = std::env::var("ERRSPEC_PAGER").or_else(|_| std::env::var("PAGER")).unwrap_or_else(|_| "less".into());
    let mut words = pager.split_whitespace();
    let Some(program) = words.next() else { return false };
    let mut command = Command::new(program);
    // `less` ends by itself if the text fits, keeps colors, and leaves the text on the screen.
    command.args(words).env("LESS", std::env::var("LESS").unwrap_or_else(|_| "FRX".into())).stdin(Stdio::piped());
    let Ok(mut child) = command.spawn() else { return false };
    if let Some(mut input) = child.stdin.take() {
        // A pager that is closed before the end of the text has shown enough.
        let _ = input.write_all(text.as_bytes());
    }
    child.wait().is_ok()
}

impl Write for Terminal {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
