//! Lists and tables as other languages have them: `{"a", "b"}`, `array("a", "b")`, `vec!["a", "b"]`, `dict(a = 1)`.

use super::escapes::end_of;
use super::lines::{is_assignment, start_of};
use super::scan::Scan;
use crate::diagnostics::Diagnostic;
use crate::rules;
use crate::source::Span;

/// The longest first element that is looked at ahead.
const LONGEST: usize = 400;

/// The words before a list in other languages, with the bracket that begins it.
const CONSTRUCTORS: &[&str] = &[
    "array(",
    "list(",
    "set(",
    "tuple(",
    "List.of(",
    "Set.of(",
    "Arrays.asList(",
    "listOf(",
    "setOf(",
    "arrayOf(",
    "Array(",
    "List(",
    "vec![",
    "new[] {",
    "new[]{",
    "new String[]{",
    "new String[] {",
    "new string[] {",
    "new string[]{",
    "@(",
    "#(",
    "%w[",
];

/// Returns `true` for a brace after which the values of a list are, and no keys.
pub(super) fn is_in_braces(scan: &Scan<'_>) -> bool {
    let rest = start_of(scan.rest(), LONGEST);
    let Some(inner) = rest.strip_prefix('{').map(str::trim_start) else { return false };
    let after = match inner.chars().next() {
        Some(quote @ ('"' | '\'')) => {
            let mut mark = [0; 4];
            let text = inner.get(1..).unwrap_or_default();
            let line = text.split('\n').next().unwrap_or_default();
            end_of(line, quote.encode_utf8(&mut mark)).close.and_then(|close| text.get(close + 1..))
        }
        Some(first) if first.is_ascii_digit() => Some(inner.trim_start_matches(|it: char| it.is_ascii_digit())),
        _ => None,
    };
    after.is_some_and(|after| after.trim_start().starts_with([',', '}']))
}

/// Reports a list in braces.
pub(super) fn report_braces(scan: &mut Scan<'_>) {
    let span = Span { start: scan.at, end: scan.at + 1 };
    let diagnostic = Diagnostic::new(&rules::FOREIGN_SYNTAX, span, "a list in braces").label("expected `[`");
    scan.report(diagnostic.help("TOML has brackets around a list"));
}

/// Passes over the word before a list, up to its bracket.
pub(super) fn skip_constructor(scan: &mut Scan<'_>) -> bool {
    let rest = scan.rest_of_line();
    let Some(word) = CONSTRUCTORS.iter().find(|word| rest.starts_with(**word)) else { return false };
    let (start, end) = (scan.at, scan.at + word.len() - 1);
    let name = word.get(..word.len() - 1).unwrap_or_default().trim_end();
    let diagnostic = Diagnostic::new(&rules::FOREIGN_SYNTAX, Span { start, end }, format!("`{name}` before a list"));
    scan.report(diagnostic.label("nothing precedes a list in TOML").help("TOML has brackets around a list"));
    scan.edit(start, end, "");
    scan.at = end;
    true
}

/// Passes over the name before a table that is written as a call with named arguments, up to its parenthesis.
pub(super) fn skip_call(scan: &mut Scan<'_>) -> bool {
    let rest = start_of(scan.rest_of_line(), LONGEST);
    let length = rest.find(|letter: char| !letter.is_ascii_alphanumeric() && !matches!(letter, '_' | '.' | ':'));
    let Some((name, call)) = length.filter(|length| *length > 0).and_then(|length| rest.split_at_checked(length))
    else {
        return false;
    };
    if !call.strip_prefix('(').is_some_and(|inner| is_assignment(inner) && inner.contains(')')) {
        return false;
    }
    let span = Span { start: scan.at, end: scan.at + name.len() };
    let diagnostic = Diagnostic::new(&rules::FOREIGN_SYNTAX, span, format!("a call of `{name}`"));
    scan.report(diagnostic.label("no value of TOML").help("a table has braces: `{ key = value }`"));
    scan.edit(span.start, span.end, "");
    scan.at = span.end;
    true
}
