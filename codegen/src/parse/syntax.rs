//! Syntax errors, and how much of the file each makes unreadable.

use toml::de::Error;

use crate::fault::{Fault, Faults};
use crate::rules;
use crate::source::Span;

/// The most syntax errors of which each makes its section unreadable; more make the whole file so.
const MOST_ERRORS: usize = 100;

/// Reports the syntax errors. What is found besides in their sections, from one `[header]` to the next, would only be
/// their consequence. Returns where faults of the file as a whole are shown: its first line.
pub(crate) fn report_syntax(text: &str, errors: &[Error], faults: &mut Faults<'_>) -> Span {
    let first_line = Span { start: 0, end: text.find(['\r', '\n']).unwrap_or(text.len()) };
    if errors.is_empty() {
        return first_line;
    }
    // What the file as a whole seems to lack may stand in what could not be read.
    faults.break_section(first_line);
    // Of a file in which that much is wrong, no section is worth looking for.
    let hopeless = errors.len() > MOST_ERRORS;
    if hopeless {
        faults.break_section(Span { start: 0, end: text.len() });
    }
    for error in errors {
        let span: Span = error.span().map_or(first_line, Span::from);
        if !hopeless {
            faults.break_section(section_around(text, span.start));
        }
        let fault = Fault::new(&rules::SYNTAX, span, "this is not TOML")
            .label(error.message())
            .maybe_help(hint(error.message()));
        faults.report(fault);
    }
    first_line
}

fn hint(message: &str) -> Option<String> {
    let help = if message.contains("duplicate key") {
        "a key can be given once in a table; remove or rename one of the two"
    } else if message.contains("quoted") || message.contains("string values must be") {
        "put the text in quotes: `\"…\"`"
    } else {
        return None;
    };
    Some(help.to_owned())
}

/// From the header before `offset` to the one after it.
fn section_around(text: &str, offset: usize) -> Span {
    let is_header = |line: &str| line.trim_start().starts_with('[');
    let mut section = Span { start: 0, end: text.len() };
    let mut position = 0;
    for line in text.split_inclusive('\n') {
        if is_header(line) {
            if position > offset {
                section.end = position;
                break;
            }
            section.start = position;
        }
        position += line.len();
    }
    section
}
