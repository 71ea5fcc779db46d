//! Reports of errors on a terminal.

use alloc::borrow::Cow;
use alloc::format;
use alloc::string::{String, ToString};
use core::fmt;

use errspec_engine::{Code, is_unprintable};

use crate::shown_code::ShownCode;
use crate::spec::Spec;

/// An error as a program reports it: code and message, the chain of its sources, and what to do.
///
/// A source whose text is part of a text above it is left out, since the message has it already. Control characters are escaped, so
/// that a text that arrived cannot send commands to the terminal, and further lines of a text are indented.
///
/// ```
/// use errspec::process::ErrorReport;
///
/// #[errspec::table("specs/tally.toml")]
/// pub enum TallyError {}
///
/// let error = TallyError::not_a_number(2, "two");
/// assert_eq!(
///     ErrorReport::new(&error).explain_with("tally --explain").to_string(),
///     "error[TLY-0003]: line 2 is not a number: `two`\n\
///      help: Write one whole number in each line. Empty lines and lines that begin with `#` are passed over.\n\
///      note: `tally --explain TLY-0003` says more",
/// );
/// ```
#[derive(Debug, Clone)]
pub struct ErrorReport<'e, E> {
    error: &'e E,
    command: Option<Cow<'e, str>>,
}

impl<'e, E: Spec> ErrorReport<'e, E> {
    /// Creates the report of an error.
    #[must_use]
    pub fn new(error: &'e E) -> Self {
        Self { error, command: None }
    }

    /// Names the command that explains a code, such as `tally --explain`.
    #[must_use]
    pub fn explain_with(self, command: impl Into<Cow<'e, str>>) -> Self {
        Self { command: Some(command.into()), ..self }
    }

    /// Returns the code, or else the name; `None` for an unknown error without a code.
    fn label(&self) -> Option<String> {
        let name = || Some(self.error.entry()?.name().to_string());
        self.error.code().map(|code: Code<'_>| ShownCode(code).to_string()).or_else(name)
    }
}

impl<E: Spec> fmt::Display for ErrorReport<'_, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let label = self.label();
        let mut shown = printable(&self.error.to_string());
        match &label {
            Some(label) => write!(f, "error[{label}]: {shown}")?,
            None => write!(f, "error: {shown}")?,
        }
        let mut source = self.error.source();
        while let Some(cause) = source {
            let text = printable(&cause.to_string());
            if !shown.contains(&text) {
                write!(f, "\ncaused by: {text}")?;
                shown.push('\n');
                shown.push_str(&text);
            }
            source = cause.source();
        }
        if let Some(action) = self.error.action() {
            write!(f, "\nhelp: {}", printable(action))?;
        }
        match (&self.command, label, self.error.entry()) {
            (Some(command), Some(label), Some(_)) => write!(f, "\nnote: `{command} {label}` says more"),
            _ => Ok(()),
        }
    }
}

/// Returns a text without what a terminal would take as a command. Its lines after the first are indented.
fn printable(text: &str) -> String {
    let mut out = String::new();
    for (number, line) in text.trim().lines().enumerate() {
        if number > 0 {
            out.push_str("\n    ");
        }
        for letter in line.chars() {
            match letter {
                '\t' => out.push('\t'),
                letter if is_unprintable(letter) => out.push_str(&format!("{}", letter.escape_default())),
                letter => out.push(letter),
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::printable;

    #[test]
    fn a_text_cannot_send_commands_or_pretend_to_be_another_line() {
        assert_eq!(printable("a\u{1b}[2Jb\rc\t\u{202e}d\n"), "a\\u{1b}[2Jb\\rc\t\\u{202e}d");
        assert_eq!(printable("one\r\nerror: two"), "one\n    error: two");
    }
}
