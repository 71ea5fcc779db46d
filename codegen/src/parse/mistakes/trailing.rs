//! The rest of a line after its statement.

use super::lines::{foreign_comment, is_assignment, is_colon_assignment, is_header, line_end};
use super::meant::takes_seconds;
use super::scan::{Habit, Scan};
use super::values::comment;
use crate::diagnostics::Diagnostic;
use crate::rules;
use crate::source::Span;

/// The part of a statement that ends its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    Header,
    Value,
}

/// Reads what follows a header or the value that begins at `start`, which ends here.
pub(super) fn trailing(scan: &mut Scan<'_>, start: usize, ending: Ending) {
    let end = scan.at;
    scan.skip_space();
    if scan.is_at_line_end() {
        return;
    }
    let at = scan.at;
    let rest = scan.rest_of_line();
    let next = scan.peek().unwrap_or(' ');
    let after = rest.get(next.len_utf8()..).unwrap_or_default().trim_start();
    if matches!(next, ',' | ';') {
        return separator(scan, start, next, ending);
    }
    if foreign_comment(rest).is_some() {
        return comment(scan);
    }
    if is_assignment(rest) || is_header(rest) {
        return next_statement(scan, at, at);
    }
    if matches!(next, ']' | '}' | ')') {
        return closer(scan, (start, end), next);
    }
    if next == ':' && ending == Ending::Header && after.is_empty() {
        scan.bump();
        let diagnostic = Diagnostic::new(&rules::FOREIGN_SYNTAX, Span { start: at, end: at + 1 }, "`:` after a header");
        scan.report(diagnostic.label("nothing follows a header").help("remove the `:`"));
        return scan.edit(at, at + 1, "");
    }
    scan.at = line_end(scan.text, at);
    let span = Span { start: at, end: at + rest.trim_end().len() };
    let title = match ending {
        Ending::Header => "text after a header",
        Ending::Value => "text after a value",
    };
    let diagnostic = Diagnostic::new(&rules::SYNTAX, span, title).label("expected the end of the line");
    scan.report(
        diagnostic.help("a text is in quotes, a list in brackets, and a comment begins with `#`; else remove this"),
    );
    scan.edit(end, scan.at, "");
}

/// Reports that two statements are in one line. Reading goes on at `next`.
fn next_statement(scan: &mut Scan<'_>, from: usize, next: usize) {
    scan.at = next;
    let first = scan.rest().split(['=', ' ', '\n']).next().map_or(0, |word| word.trim_end().len());
    let is_header = scan.rest().starts_with('[');
    let span = Span { start: next, end: next + first.max(1) };
    let title = if is_header { "a header begins a line" } else { "two keys in one line" };
    scan.report(
        Diagnostic::new(&rules::SYNTAX, span, title)
            .label("expected a new line before this")
            .help("write each key, and each header, in a line of its own"),
    );
    scan.edit(from, next, "\n");
}

fn separator(scan: &mut Scan<'_>, start: usize, found: char, ending: Ending) {
    let at = scan.at;
    scan.bump();
    let span = Span { start: at, end: scan.at };
    let end = scan.at;
    scan.skip_space();
    let rest = scan.rest_of_line();
    let after = match ending {
        Ending::Header => "header",
        Ending::Value => "value",
    };
    if scan.is_at_line_end() || foreign_comment(rest).is_some() {
        scan.report_habit(
            Habit::LineEnd,
            Diagnostic::new(&rules::FOREIGN_SYNTAX, span, format!("`{found}` after a {after}"))
                .label("expected the end of the line")
                .help(format!("remove the `{found}`: a line needs nothing at its end")),
        );
        scan.edit(at, end, "");
        if !scan.is_at_line_end() {
            comment(scan);
        }
        return;
    }
    if is_assignment(rest) || is_colon_assignment(rest) {
        return next_statement(scan, at, scan.at);
    }
    let (line, first) = (line_end(scan.text, at), scan.at);
    let (list, comments) = rest.split_once(" #").unwrap_or((rest, ""));
    let last = line - if comments.is_empty() { 0 } else { comments.len() + 2 };
    scan.at = line;
    let written = list.trim_end().trim_end_matches(']').trim_end_matches([',', ' ', '\t']);
    let is_list = found == ',' && ending == Ending::Value;
    if let Some(number) = grouped(scan.slice(start, first + written.len())).filter(|_| is_list) {
        let number_span = Span { start, end: first + written.len() };
        let diagnostic = Diagnostic::new(&rules::SYNTAX, number_span, "a number has no `,` between its digits");
        scan.report(diagnostic.label("not a number of TOML").help(format!("write `{number}`")));
        return scan.edit(start, number_span.end, number);
    }
    let written_number = Span { start, end: first + written.len() };
    if let Some(number) = decimal(scan.slice(start, written_number.end)).filter(|_| is_list && takes_seconds(&scan.key))
    {
        let diagnostic = Diagnostic::new(&rules::SYNTAX, written_number, "a fraction begins with a point");
        scan.report(diagnostic.label("not a number of TOML").help(format!("write `{number}`")));
        return scan.edit(start, written_number.end, number);
    }
    let diagnostic =
        Diagnostic::new(&rules::SYNTAX, span, if is_list { "a list without brackets" } else { "text after a value" });
    scan.report(match is_list {
        true => diagnostic.label("one value ends here").help("put a list in brackets"),
        false => diagnostic.label("expected the end of the line").help("remove this, or begin a comment with `#`"),
    });
    match is_list {
        true => {
            scan.insert(start, "[");
            scan.edit(first + written.len(), last, "]");
        }
        false => scan.edit(at, line, ""),
    }
}

/// Reports a closing bracket that closes nothing.
fn closer(scan: &mut Scan<'_>, (start, value_end): (usize, usize), found: char) {
    let at = scan.at;
    scan.bump();
    let span = Span { start: at, end: scan.at };
    let open = match found {
        ']' => "[",
        '}' => "{",
        _ => "(",
    };
    let value = scan.slice(start, value_end);
    let is_list = found == ']' && !value.starts_with('[') && !value.is_empty();
    scan.report(
        Diagnostic::new(&rules::UNCLOSED, span, format!("`{found}` closes nothing"))
            .label(format!("no `{open}` is open here"))
            .help(if is_list { "open the list with `[`".to_owned() } else { format!("remove the `{found}`") }),
    );
    let mut end = scan.at;
    scan.skip_space();
    while matches!(scan.peek(), Some(']' | '}' | ')')) {
        scan.bump();
        end = scan.at;
        scan.skip_space();
    }
    match is_list {
        true => {
            scan.insert(start, "[");
            scan.edit(span.end, end, "");
        }
        false => scan.edit(at, end, ""),
    }
    trailing(scan, scan.at, Ending::Value);
}

/// Returns a number whose fraction begins with a comma with a point in its place.
fn decimal(written: &str) -> Option<String> {
    let (whole, fraction) = written.split_once(',')?;
    let is_number = |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    (is_number(whole) && is_number(fraction)).then(|| format!("{whole}.{fraction}"))
}

/// Returns a number without the commas between its groups of three digits.
fn grouped(written: &str) -> Option<String> {
    let mut groups = written.split(',');
    let is_number = |group: &str| group.bytes().all(|byte| byte.is_ascii_digit());
    let first = groups.next().filter(|first| (1..=3).contains(&first.len()) && is_number(first) && *first != "0")?;
    let mut number = first.to_owned();
    for group in groups {
        number.push_str(Some(group).filter(|group| group.len() == 3 && is_number(group))?);
    }
    Some(number)
}
