//! Syntax errors, and the part of the file that each makes unreadable.

use toml::de::Error;

use crate::diagnostics::{Checked, Diagnostic, Diagnostics};
use crate::rules;
use crate::source::Span;

/// The most syntax errors that each make only their own section unreadable. More make the whole file unreadable.
const MOST_ERRORS: usize = 100;

/// Reports the syntax errors of a text that begins at `start` of the source. Other errors in their sections, which reach from one
/// `[header]` to the next, would only be consequences. Returns `Err` if there are errors.
pub(crate) fn report_syntax(text: &str, start: usize, errors: &[Error], sink: &mut Diagnostics<'_>) -> Checked<()> {
    let first_line = first_line(text);
    let mut result = Ok(());
    let hopeless = errors.len() > MOST_ERRORS;
    if !errors.is_empty() {
        // A part that the file seems to lack may be in a section that could not be read.
        sink.mark_unreadable(first_line.shift(start));
    }
    if hopeless {
        sink.mark_unreadable(Span { start: 0, end: text.len() }.shift(start));
    }
    for error in errors {
        let span: Span = error.span().map_or(first_line, Span::from);
        if !hopeless {
            sink.mark_unreadable(section_around(text, span.start).shift(start));
        }
        let diagnostic = Diagnostic::new(&rules::SYNTAX, span.shift(start), "this is not TOML")
            .label(error.message())
            .help_or_hint(help(text, span).map(str::to_owned));
        result = Err(sink.report(diagnostic));
    }
    result
}

/// Returns the first line of a text, at which errors of the file as a whole are shown.
pub(crate) fn first_line(text: &str) -> Span {
    Span { start: 0, end: text.find(['\r', '\n']).unwrap_or(text.len()) }
}

/// Returns the help for a mistake that is recognized by the text at its place.
fn help(text: &str, span: Span) -> Option<&'static str> {
    let written = text.get(span.start..span.end).filter(|written| !written.is_empty())?;
    match position(text, span) {
        Position::Key if is_key(written) => Some("a table has each key once; remove or rename one of the two"),
        Position::Key => Some("a key with other characters than letters, digits, `-` and `_` needs quotes: `\"…\"`"),
        Position::Value if written.eq_ignore_ascii_case("true") => Some("write `true`"),
        Position::Value if written.eq_ignore_ascii_case("false") => Some("write `false`"),
        Position::Value if written.bytes().all(|byte| byte.is_ascii_digit()) => None,
        Position::Value => Some("put the text in quotes: `\"…\"`"),
    }
}

/// The position of a piece of TOML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Position {
    Key,
    Value,
}

/// Returns the position of a piece of text, by the characters around it.
fn position(text: &str, span: Span) -> Position {
    let before = text.get(..span.start).unwrap_or_default();
    let line = before.get(before.rfind('\n').map_or(0, |newline| newline + 1)..).unwrap_or_default();
    let after = text.get(span.end..).unwrap_or_default().trim_start_matches([' ', '\t']);
    let is_header = line.trim_start().starts_with('[');
    let names_something = after.starts_with(['=', '.']) || (is_header && after.starts_with(']'));
    match line.trim_end().chars().next_back() {
        Some('=') => Position::Value,
        // An element of an array, or a key of an inline table or a header.
        Some('[' | ',') if !names_something => Position::Value,
        None if after.starts_with([',', ']', '\r', '\n']) => Position::Value,
        _ => Position::Key,
    }
}

/// Returns `true` for a complete key, which is bare or quoted.
fn is_key(written: &str) -> bool {
    let quoted = |quote: char| written.len() > 1 && written.starts_with(quote) && written.ends_with(quote);
    let bare = written.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    bare || quoted('"') || quoted('\'')
}

/// Returns the section from the header before `offset` to the one after it.
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

#[cfg(test)]
mod tests {
    use toml::de::DeTable;

    use super::help;

    const DUPLICATE: Option<&str> = Some("a table has each key once; remove or rename one of the two");
    const QUOTE_KEY: Option<&str> =
        Some("a key with other characters than letters, digits, `-` and `_` needs quotes: `\"…\"`");
    const QUOTE_VALUE: Option<&str> = Some("put the text in quotes: `\"…\"`");

    /// Returns the help for each syntax error.
    fn help_for(text: &str) -> Vec<Option<&'static str>> {
        let (_, errors) = DeTable::parse_recoverable(text);
        errors.iter().filter_map(|error| Some(help(text, error.span()?.into()))).collect()
    }

    #[test]
    fn a_repeated_key_is_recognized() {
        for text in [
            "a = 1\na = 2\n",
            "[a]\n[a]\n",
            "[a]\n[[a]]\n",
            "[a]\nb = 1\n[ a.b ]\n",
            "a = 1\na.b = 2\n",
            "x = { a = 1, a = 2 }\n",
            "\"a b\" = 1\n\"a b\" = 2\n",
        ] {
            assert_eq!(help_for(text), [DUPLICATE], "{text}");
        }
    }

    #[test]
    fn a_text_without_quotes_is_recognized() {
        for text in
            ["m = Not found\n", "m = /a\n", "m = 4xx\n", "m = [a]\n", "m = { a = b, c = 1 }\n", "m = [\n  a\n]\n"]
        {
            assert_eq!(help_for(text), [QUOTE_VALUE], "{text}");
        }
    }

    #[test]
    fn a_key_that_needs_quotes_is_recognized() {
        for text in ["é = 1\n", "fields.@id = 1\n", "when = { /a = 1 }\n"] {
            assert_eq!(help_for(text), [QUOTE_KEY], "{text}");
        }
    }

    #[test]
    fn a_boolean_is_in_lower_case() {
        assert_eq!(help_for("m = True\n"), [Some("write `true`")]);
    }

    #[test]
    fn there_is_no_help_for_what_is_not_recognized() {
        for text in ["m = \n", " = 1\n", "m = 01\n", "m = \"a\n", "m = [1\n", "[a\n", "a b = 1\n"] {
            assert_eq!(help_for(text), [None], "{text}");
        }
    }
}
