//! The look of a single line, without regard to the lines before it.

use super::characters::is_bare;

/// Returns the offset at which the line of a byte ends, before LF or CRLF.
pub(super) fn line_end(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    let line = rest.split('\n').next().unwrap_or_default();
    at + line.strip_suffix('\r').unwrap_or(line).len()
}

/// Returns the offset at which the line of a byte begins.
pub(super) fn line_start(text: &str, at: usize) -> usize {
    text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1)
}

/// Returns the offset at which the next line begins, or that of the end.
pub(super) fn next_line(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    rest.find('\n').map_or(text.len(), |newline| at + newline + 1)
}

/// Returns the line that begins at an offset, without its end.
pub(super) fn line_at(text: &str, at: usize) -> &str {
    text.get(at..line_end(text, at)).unwrap_or_default()
}

/// Returns the start of a text, since a search through all of it at each of its characters would take too long.
pub(super) fn start_of(text: &str, most: usize) -> &str {
    let end = (0..=most.min(text.len())).rev().find(|end| text.is_char_boundary(*end)).unwrap_or_default();
    text.get(..end).unwrap_or_default()
}

/// Returns the rest of the line after a key and its dots; `None` if it does not begin with a key.
fn after_keys(line: &str) -> Option<&str> {
    let mut rest = line;
    loop {
        rest = rest.trim_start_matches([' ', '\t']);
        rest = match rest.chars().next()? {
            quote @ ('"' | '\'') => rest.get(1..)?.split_once(quote)?.1,
            first if is_bare(first) => rest.trim_start_matches(is_bare),
            _ => return None,
        };
        rest = rest.trim_start_matches([' ', '\t']);
        match rest.strip_prefix('.') {
            Some(after) => rest = after,
            None => return Some(rest),
        }
    }
}

/// Returns `true` for text that begins with `key =`.
pub(super) fn is_assignment(line: &str) -> bool {
    after_keys(line).is_some_and(|rest| rest.starts_with('='))
}

/// Returns `true` for text that begins with `key:` and white space.
pub(super) fn is_colon_assignment(line: &str) -> bool {
    let after = after_keys(line).and_then(|rest| rest.strip_prefix(':'));
    after.is_some_and(|after| after.is_empty() || after.starts_with([' ', '\t']))
}

/// Returns `true` for a `[header]`, and for no element of a list such as `[1]`.
pub(super) fn is_header(line: &str) -> bool {
    let line = line.trim();
    let (inner, is_double) = match (line.strip_prefix("[["), line.strip_prefix('[')) {
        (Some(inner), _) => (inner, true),
        (None, Some(inner)) => (inner, false),
        (None, None) => return false,
    };
    let first = inner.trim_start();
    if !is_double && first.starts_with(['"', '\'']) && !inner.contains('.') {
        return false;
    }
    let word = first.split(|letter| !is_bare(letter)).next().unwrap_or_default();
    if word == "true" || word == "false" || first.starts_with(|letter: char| letter.is_ascii_digit() || letter == '-') {
        return false;
    }
    let Some(rest) = after_keys(inner).and_then(|rest| rest.strip_prefix(if is_double { "]]" } else { "]" })) else {
        return false;
    };
    let rest = rest.trim_start();
    rest.is_empty() || rest.starts_with('#')
}

/// Returns `true` for a line with which another statement begins.
pub(super) fn is_statement(line: &str) -> bool {
    is_header(line) || is_assignment(line)
}

/// Returns `true` for a line without anything but a comment.
pub(super) fn is_blank(line: &str) -> bool {
    let line = line.trim();
    line.is_empty() || line.starts_with('#')
}

/// Returns the white space at the start of a line.
pub(super) fn indentation(line: &str) -> usize {
    line.len() - line.trim_start_matches([' ', '\t']).len()
}

/// Returns a text with the mark of a comment that other languages have, and the mark.
pub(super) fn foreign_comment(text: &str) -> Option<&'static str> {
    ["//", "/*", "<!--", "-- ", ";", "--"].into_iter().find(|mark| {
        let dashes = *mark == "--" && text.trim_end() != "--";
        text.starts_with(mark) && !dashes
    })
}

/// Returns `true` for text that a template engine replaces.
pub(super) fn is_placeholder(text: &str) -> bool {
    const MARKS: &[(&str, &str)] = &[("{{", "}}"), ("{%", "%}"), ("${", "}"), ("<%", "%>"), ("%(", ")"), ("@@", "@@")];
    let line = text.get(..line_end(text, 0)).unwrap_or_default();
    MARKS.iter().any(|(open, close)| line.strip_prefix(open).is_some_and(|rest| rest.contains(close)))
}
