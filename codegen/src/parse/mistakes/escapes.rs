//! The escapes of strings, and the quotes that are none.

use super::scan::Scan;
use crate::chars;
use crate::diagnostics::Diagnostic;
use crate::rules;
use crate::source::Span;
use crate::toml_text;

/// The end of a string in its line, and its first escape that is none.
pub(super) struct Ended {
    pub(super) close: Option<usize>,
    pub(super) escape: Option<usize>,
}

/// Searches a text for the quote that closes a string.
pub(super) fn end_of(text: &str, quote: &str) -> Ended {
    let bytes = text.as_bytes();
    let first = quote.as_bytes().first().copied();
    let is_basic = first == Some(b'"');
    let (mut at, mut escape) = (0, None);
    while let Some(byte) = bytes.get(at) {
        if *byte == b'\\' && is_basic {
            let rest = text.get(at + 1..).unwrap_or_default();
            if !is_escape(rest, quote.len() == 3) {
                escape = escape.or(Some(at));
            }
            // A backslash before a line end does not hide it.
            at += if rest.starts_with(['\n', '\r']) { 1 } else { 2 };
        } else if Some(*byte) == first && text.get(at..).is_some_and(|rest| rest.starts_with(quote)) {
            return Ended { close: Some(at), escape };
        } else {
            at += 1;
        }
    }
    Ended { close: None, escape }
}

/// Returns `true` if the text after a backslash makes it an escape.
pub(super) fn is_escape(rest: &str, may_break: bool) -> bool {
    let has_digits = |count: usize| {
        let digits = rest.get(1..=count).unwrap_or_default();
        let all = digits.len() == count && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
        all && (count == 2 || u32::from_str_radix(digits, 16).ok().and_then(char::from_u32).is_some())
    };
    match rest.chars().next() {
        Some('b' | 't' | 'n' | 'f' | 'r' | 'e' | '"' | '\\') => true,
        Some('x') => has_digits(2),
        Some('u') => has_digits(4),
        Some('U') => has_digits(8),
        Some(' ' | '\t' | '\n' | '\r') if may_break => rest.trim_start_matches([' ', '\t']).starts_with(['\n', '\r']),
        _ => false,
    }
}

/// Reports an escape that is none, in a string whose quotes are at the ends of `span`.
pub(super) fn bad_escape(scan: &mut Scan<'_>, span: Span, at: usize, inner: &str) {
    if regular_expression(scan, span, inner) {
        return;
    }
    let letter = scan.slice(at + 1, span.end).chars().next().unwrap_or(' ');
    let escape = Span { start: at, end: at + 1 + letter.len_utf8() };
    let title = match letter {
        'u' | 'U' | 'x' => {
            let digits = match letter {
                'x' => 2,
                'u' => 4,
                _ => 8,
            };
            format!("`\\{letter}` is an escape with {digits} hexadecimal digits")
        }
        _ => format!("`\\{letter}` is no escape"),
    };
    if let Some(plain) = without_needless(inner) {
        let double =
            scan.slice(span.start, span.end - inner.len() - (span.end - span.start - inner.len()) / 2).to_owned();
        let diagnostic = Diagnostic::new(&rules::BAD_ESCAPE, escape, title);
        scan.report(diagnostic.label("needs no backslash").help(format!("write `{letter}` without a backslash")));
        scan.edit(span.start, span.end, format!("{double}{plain}{double}"));
        return;
    }
    let quotes = if span.end - span.start == inner.len() + 2 { 1 } else { 3 };
    let single = "'".repeat(quotes);
    let is_raw =
        !inner.contains(&single) && !inner.ends_with('\'') && !inner.contains("\\\"") && !inner.contains("\\\n");
    let (help, fixed) = match is_raw {
        true => (
            "put the text in single quotes, where a backslash is itself, or write `\\\\` for each backslash",
            format!("{single}{inner}{single}"),
        ),
        false => {
            let double = "\"".repeat(quotes);
            ("write `\\\\` for a backslash", format!("{double}{}{double}", with_backslashes(inner, quotes == 3)))
        }
    };
    let diagnostic =
        Diagnostic::new(&rules::BAD_ESCAPE, escape, title).label("a backslash begins an escape in double quotes");
    scan.report(diagnostic.help(help));
    scan.edit(span.start, span.end, fixed);
}

/// Returns a text without the backslashes that other languages have before a slash, a quote or a brace; `None` if it has others that are
/// no escapes.
fn without_needless(inner: &str) -> Option<String> {
    let mut plain = String::with_capacity(inner.len());
    let mut letters = inner.chars();
    while let Some(letter) = letters.next() {
        if letter == '\\' && !is_escape(letters.as_str(), true) {
            let needless =
                letters.next().filter(|it| matches!(it, '/' | '\'' | '{' | '}' | '$' | '_' | '`' | '#' | '<' | '>'))?;
            plain.push(needless);
        } else {
            plain.push(letter);
            if letter == '\\' {
                plain.extend(letters.next());
            }
        }
    }
    Some(plain)
}

/// Reports a regular expression in the place of a set of characters. Its backslashes are no matter then. Returns `true` if it is one.
fn regular_expression(scan: &mut Scan<'_>, span: Span, inner: &str) -> bool {
    let key = toml_text::key_before(scan.text, span).map(|key| scan.slice(key.start, key.end));
    let Some(bad) = key.filter(|key| *key == "chars").and_then(|_| chars::regular_expression(inner)) else {
        return false;
    };
    let start = span.start + (span.end - span.start - inner.len()) / 2;
    let place = Span { start, end: start + inner.len() };
    let help = if bad.meant.is_some() { "write the characters alone" } else { &bad.help };
    scan.report(Diagnostic::new(&rules::BAD_CHARS, place, bad.title).help(help));
    match bad.meant {
        Some(set) => scan.edit(span.start, span.end, toml_text::quoted(&set)),
        None => scan.left_out = true,
    }
    true
}

/// Returns a text with two backslashes for each that begins no escape.
pub(super) fn with_backslashes(inner: &str, may_break: bool) -> String {
    let mut fixed = String::with_capacity(inner.len() + 8);
    let mut rest = inner;
    while let Some((before, after)) = rest.split_once('\\') {
        fixed.push_str(before);
        fixed.push('\\');
        let length = if is_escape(after, may_break) { after.chars().next().map_or(0, char::len_utf8) } else { 0 };
        fixed.push_str(if length == 0 { "\\" } else { after.get(..length).unwrap_or_default() });
        rest = after.get(length..).unwrap_or_default();
    }
    fixed + rest
}
