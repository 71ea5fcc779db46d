//! Several values without brackets, as people write them in a sentence: `409 | 422`, `"EUR" or "CHF"`.

use super::escapes::end_of;
use super::lines::foreign_comment;
use super::meant::takes_several;
use super::scan::Scan;
use crate::diagnostics::Diagnostic;
use crate::rules;
use crate::source::Span;

/// The most values that are listed.
const MOST_VALUES: usize = 100;

/// The marks and words between values. A text joins others by `&` and white space, too.
const BETWEEN: &[&str] = &["||", "|", "/", "or ", "and ", "&&", "&", ","];

/// A value of a sentence, as TOML has it.
struct Listed<'t> {
    value: String,
    is_text: bool,
    rest: &'t str,
}

/// Reads several values without brackets up to the end of the line, if they are such and the key takes several.
pub(super) fn several(scan: &mut Scan<'_>, key: &str) -> bool {
    if !scan.open.is_empty() || !takes_several(key) {
        return false;
    }
    let (start, line) = (scan.at, scan.rest_of_line());
    let Some((values, length)) = values(line) else { return false };
    let list = format!("[{}]", values.join(", "));
    let span = Span { start, end: start + length };
    let diagnostic = Diagnostic::new(&rules::SYNTAX, span, "several values without brackets");
    scan.report(
        diagnostic.label("not one value of TOML").help("put a list in brackets, with commas between its values"),
    );
    scan.edit(span.start, span.end, list);
    scan.at = span.end;
    true
}

/// Returns the values of a line and the length of their text, if there are at least two and nothing follows them.
fn values(line: &str) -> Option<(Vec<String>, usize)> {
    let first = listed(line)?;
    let (mut values, mut rest, mut is_text) = (vec![first.value], first.rest, first.is_text);
    let mut has_comma = false;
    while !is_end(rest) {
        let before = rest.trim_start_matches([' ', '\t']);
        let mark = BETWEEN.iter().find(|mark| before.starts_with(**mark)).copied().unwrap_or_default();
        let joins = is_text && matches!(mark, "" | "&" | "&&");
        // A space may also be within a number.
        let is_apart = before.len() < rest.len() && values.last().is_some_and(|value| value.len() > 2);
        if joins || mark.is_empty() && !is_apart || values.len() >= MOST_VALUES {
            return None;
        }
        let next = listed(before.get(mark.len()..)?.trim_start_matches([' ', '\t']))?;
        has_comma |= mark == ",";
        values.push(next.value);
        (rest, is_text) = (next.rest, next.is_text);
    }
    // A list that only lacks its brackets, or a number with a comma within it, is another mistake.
    let has_class = values.iter().any(|value| value.ends_with("xx\""));
    (values.len() > 1 && (has_class || !has_comma)).then_some((values, line.len() - rest.len()))
}

/// Returns `true` if nothing but a comment follows.
fn is_end(rest: &str) -> bool {
    let text = rest.trim_start_matches([' ', '\t']);
    text.is_empty() || text.starts_with('#') || foreign_comment(text).is_some()
}

/// Returns the integer, the class of statuses or the text with which a line begins.
fn listed(line: &str) -> Option<Listed<'_>> {
    if let Some(quote @ ('"' | '\'')) = line.chars().next() {
        let inner = line.get(1..)?;
        let ended = end_of(inner, &quote.to_string());
        let close = ended.close.filter(|close| *close > 0 && ended.escape.is_none())?;
        let value = line.get(..close + 2)?.to_owned();
        return Some(Listed { value, is_text: true, rest: inner.get(close + 1..)? });
    }
    let length = line.find(|letter: char| !letter.is_ascii_alphanumeric()).unwrap_or(line.len());
    let (word, rest) = line.split_at_checked(length)?;
    let is_number = !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    let is_class =
        word.len() == 3 && word.starts_with(|first: char| ('1'..='5').contains(&first)) && word.ends_with("xx");
    match (is_number && (word == "0" || !word.starts_with('0')), is_class) {
        (true, _) => Some(Listed { value: word.to_owned(), is_text: false, rest }),
        (_, true) => Some(Listed { value: format!("\"{word}\""), is_text: false, rest }),
        _ => None,
    }
}
