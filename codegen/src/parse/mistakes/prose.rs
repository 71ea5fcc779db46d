//! Lines of a text for people, and headers with the marks of such a text around them.

use super::characters::is_bare;
use super::definitions::{Definitions, TableId};
use super::keys::Key;
use super::meant::is_key;
use super::scan::Scan;
use crate::diagnostics::Diagnostic;
use crate::format::Section;
use crate::rules;
use crate::source::Span;

/// The longest line that is looked at.
const LONGEST: usize = 400;

/// The words with which a remark begins.
const REMARKS: &[&str] =
    &["note", "notes", "todo", "fixme", "hint", "see", "example", "source", "warning", "attention"];

/// Returns `true` for a line of words, the first of which is no key.
pub(super) fn is_running_text(line: &str) -> bool {
    if line.len() > LONGEST {
        return false;
    }
    let mut words = line.split([' ', '\t']).filter(|word| !word.is_empty());
    let (Some(first), Some(second)) = (words.next(), words.next()) else { return false };
    let is_word =
        |word: &str| word.starts_with(char::is_alphabetic) && !word.contains(['"', '\'', '=', '[', '{', '(', '.']);
    let is_remark = first.strip_suffix(':').is_some_and(|it| REMARKS.contains(&it.to_ascii_lowercase().as_str()));
    let is_sentence = is_word(first) && !first.contains(':') && !is_key(first);
    let has_more = words.next().is_some();
    (is_remark || is_sentence && has_more)
        && second.starts_with(char::is_alphabetic)
        && !line.contains('=')
        && !line.trim_end().ends_with(['{', '}', ']', ')', ','])
        && !has_colon_of_key(line, is_remark)
}

/// Returns `true` if a colon makes one of the words a key.
fn has_colon_of_key(line: &str, is_remark: bool) -> bool {
    let text = if is_remark { line.split_once(':').map_or(line, |(_, rest)| rest) } else { line };
    text.contains(": ") && text.split(": ").next().is_some_and(|before| !before.trim().contains(' '))
}

/// Reads a header with the wrong brackets around it, such as `(errors.NOT_FOUND)`, and returns its section.
pub(super) fn otherwise_bracketed(scan: &mut Scan<'_>, known: &mut Definitions) -> Option<Option<TableId>> {
    let line = scan.rest_of_line();
    let written = line.trim_end();
    let close = match written.chars().next()? {
        '(' => ')',
        '{' => '}',
        '<' => '>',
        _ => return None,
    };
    let inner = written.get(1..)?.strip_suffix(close)?;
    let mut at = scan.at + 1;
    let mut names = Vec::new();
    for part in inner.split('.') {
        let name = part.trim();
        if name.is_empty() || !name.chars().all(is_bare) {
            return None;
        }
        let start = at + part.len() - part.trim_start().len();
        names.push(Key { name: name.to_owned(), span: Span { start, end: start + name.len() } });
        at += part.len() + 1;
    }
    Section::File.key(&names.first()?.name)?;
    let span = Span { start: scan.at, end: scan.at + written.len() };
    let open = written.get(..1).unwrap_or_default();
    let diagnostic = Diagnostic::new(&rules::FOREIGN_SYNTAX, span, format!("a header in `{open}{close}`"));
    scan.report(diagnostic.label("expected brackets").help("a header has brackets"));
    scan.edit(span.start, span.start + 1, "[");
    scan.edit(span.end - 1, span.end, "]");
    scan.at = span.end;
    Some(known.section(&names, false, scan))
}
