//! The layout of the text of a table: the order of its parts, alignment and blank lines. What the table says, and its comments, stay.
//!
//! ```text
//! statements the headers and the keys of a text, each with its comments
//! order      the order in which a table has its parts
//! layout     the text of statements
//! ```

mod layout;
mod order;
mod statements;

use toml_edit::TomlError;

use self::order::Kind;
use self::statements::Statements;

/// The character with which some editors begin a file.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// Returns the text of a table in its usual layout. The text says what it said before, and has all its comments; to format it again
/// changes nothing. A byte order mark stays, and the line ends are those of the first line.
///
/// Returns an error if the text is not TOML. What is wrong in the table otherwise does not matter.
pub(crate) fn format(text: &str) -> Result<String, TomlError> {
    let body = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text);
    let has_crlf =
        body.lines().next().is_some_and(|first| body.get(first.len()..).is_some_and(|rest| rest.starts_with("\r\n")));
    let body = body.replace("\r\n", "\n");
    let formatted = format_lines(&body)?;
    let formatted = if has_crlf { formatted.replace('\n', "\r\n") } else { formatted };
    Ok(match text.starts_with(BYTE_ORDER_MARK) {
        true => format!("{BYTE_ORDER_MARK}{formatted}"),
        false => formatted,
    })
}

/// Formats a text whose lines end with LF.
fn format_lines(text: &str) -> Result<String, TomlError> {
    let Some(statements) = statements::split(text)? else { return Ok(text.to_owned()) };
    let mut sorted = statements.clone();
    order::sort(&mut sorted);
    for candidate in [&sorted, &statements] {
        let formatted = layout::write(candidate);
        if statements::split(&formatted)?.is_some_and(|other| says_the_same(&statements, &other)) {
            return Ok(formatted);
        }
    }
    Ok(text.to_owned())
}

/// Returns `true` if two texts have the same values, in the same order where it matters.
fn says_the_same(one: &Statements<'_>, other: &Statements<'_>) -> bool {
    order::values(one) == order::values(other)
}

/// Returns `true` for the text of a table of errors, as far as its sections tell.
pub(crate) fn is_table(text: &str) -> bool {
    let body = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text);
    toml_edit::Document::parse(body)
        .is_ok_and(|document| document.get(Kind::TABLE_SECTION).is_some_and(|section| section.get("format").is_some()))
}

#[cfg(test)]
mod tests;
