//! Diagnostics as annotations of GitHub Actions.
//!
//! See "Workflow commands for GitHub Actions" in GitHub's documentation.

use std::io::Write;

use super::problem::Problem;
use crate::failure::Failure;

pub(super) fn write(problems: &[Problem], out: &mut dyn Write) -> Result<(), Failure> {
    for problem in problems {
        let ((line, column), (end_line, end_column)) = (problem.place.start, problem.place.end);
        let mut text = problem.label.clone();
        for more in problem.notes.iter().chain(&problem.help) {
            text = if text.is_empty() { more.clone() } else { format!("{text}\n{more}") };
        }
        let title = format!("{} [{}]", problem.title, problem.id());
        // The commands have the names of the severities.
        let (severity, path) = (problem.severity(), property(&problem.place.path));
        write!(out, "::{severity} file={path},line={line},endLine={end_line}")?;
        // Columns only mean something within one line.
        if line == end_line {
            write!(out, ",col={column},endColumn={end_column}")?;
        }
        writeln!(out, ",title={}::{}", property(&title), data(&text))?;
    }
    Ok(())
}

/// Escapes the text of a command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes the value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
