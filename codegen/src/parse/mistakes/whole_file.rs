//! Files that are no TOML as a whole.

use toml::de::DeTable;

use super::characters::is_control;
use super::flow::read_flow;
use super::lines::{is_assignment, is_blank, is_colon_assignment, is_header};
use super::tree::Tree;
use super::yaml::read_yaml;
use crate::diagnostics::{Diagnostic, Edit, Suggestion};
use crate::format::Section;
use crate::rules;
use crate::source::Span;

/// The most lines with control characters that are reported.
const MOST_MISTAKES: usize = 200;

/// The longest file of another language that is written in TOML.
const LONGEST_TABLE: usize = 200_000;

const TABLE_LOOK: &str = "a table of errspec has sections with headers, such as `[table]` and `[errors.NOT_FOUND]`, and below them `key = value`";

/// Returns the mistake of a file that is written in another language or another encoding.
pub(super) fn other_file(text: &str) -> Option<Diagnostic> {
    let first = start_of_code(text);
    let start = text.get(first..).unwrap_or_default();
    let zeros = text.bytes().filter(|byte| *byte == 0).count();
    if zeros > 4 && zeros >= text.len() / 3 {
        return Some(other(
            Span { start: 0, end: text.len().min(1) },
            "this file is in UTF-16",
            "every other byte is zero",
            "save the file in UTF-8",
        ));
    }
    let (what, length) = match start.split_whitespace().next().unwrap_or_default() {
        _ if is_json(start) => ("JSON", 1),
        word if is_html(start) => ("HTML", word.len()),
        word if word.starts_with("<?") || word.starts_with("<!") => ("XML", word.len()),
        word if word.starts_with('<')
            && !word.starts_with("<<")
            && word.get(1..2)?.starts_with(|it: char| it.is_ascii_alphabetic()) =>
        {
            ("XML", word.len())
        }
        _ => {
            if let Some(span) = yaml(text) {
                return Some(foreign(span, "YAML").suggest_some(converted(text, read_yaml)));
            }
            return properties(text).or_else(|| no_toml(text));
        }
    };
    let diagnostic = foreign(Span { start: first, end: first + length }, what);
    Some(if what == "JSON" { diagnostic.suggest_some(converted(text, read_flow)) } else { diagnostic })
}

/// Returns the same table in TOML, if the file is a table of errors but for its language.
fn converted(text: &str, read: fn(&str) -> Option<Tree>) -> Option<Suggestion> {
    let tree = Some(text).filter(|text| text.len() <= LONGEST_TABLE).and_then(read)?;
    let Tree::Map(sections) = &tree else { return None };
    let is_table = sections.iter().all(|(name, _)| Section::File.key(name).is_some());
    (is_table && tree.get("table")?.get("format").is_some() && tree.get("errors").is_some()).then_some(())?;
    let document = tree.document().filter(|document| DeTable::parse(document).is_ok())?;
    let edits = vec![Edit::replace(Span { start: 0, end: text.len() }, document)];
    Some(Suggestion::new("write the table in TOML", edits).without_lines())
}

fn is_html(text: &str) -> bool {
    let start = text.get(..14).unwrap_or(text).to_ascii_lowercase();
    start.starts_with("<!doctype html") || start.starts_with("<html")
}

/// Returns the mistake of a file of properties: keys with dots and texts without quotes, and no section.
fn properties(text: &str) -> Option<Diagnostic> {
    let mut lines = text.lines().map(str::trim).filter(|line| !is_blank(line));
    let is_property = |line: &str| {
        let value = line.split_once('=').map(|(_, value)| value.trim()).unwrap_or_default();
        let is_text = value.starts_with(|letter: char| letter.is_alphabetic()) && !matches!(value, "true" | "false");
        is_assignment(line) && is_text
    };
    let all = lines.clone().count() > 1 && lines.all(is_property);
    let first = text.lines().find(|line| !is_blank(line)).filter(|_| all)?;
    let start = text.find(first)? + first.len() - first.trim_start().len();
    let key = first.trim().split('=').next().unwrap_or_default().trim_end();
    Some(foreign(Span { start, end: start + key.len() }, "a list of properties"))
}

/// Returns the mistake of a file in which nothing looks like TOML.
fn no_toml(text: &str) -> Option<Diagnostic> {
    let looks_like_toml = |line: &str| {
        let line = line.trim_start_matches(['\u{feff}', ' ', '\t']);
        line.starts_with('[') || line.contains('=') || is_colon_assignment(line)
    };
    let is_code = |line: &&str| !is_blank(line);
    if text.lines().filter(is_code).any(looks_like_toml) || text.lines().filter(is_code).count() < 2 {
        return None;
    }
    let first = text.lines().find(is_code)?;
    let start = text.find(first)? + first.len() - first.trim_start().len();
    let word = first.split_whitespace().next().unwrap_or_default();
    let title = "nothing in this file is TOML, and a table is";
    Some(other(Span { start, end: start + word.len() }, title, "no header, and no `key = value`", TABLE_LOOK))
}

fn foreign(span: Span, what: &str) -> Diagnostic {
    let title = format!("this file is {what}, and a table is TOML");
    other(span, &title, &format!("{what} begins here"), TABLE_LOOK)
}

fn other(span: Span, title: &str, label: &str, help: &str) -> Diagnostic {
    Diagnostic::new(&rules::FOREIGN_SYNTAX, span, title).label(label).help(help)
}

/// Returns the offset of what follows white space and the comments of JSON at the start of a text.
fn start_of_code(text: &str) -> usize {
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
        let line = || rest.split_inclusive('\n').next().map_or(0, str::len);
        let length = match rest.get(..2) {
            Some("//") => line(),
            Some("/*") => rest.find("*/").map_or(rest.len(), |end| end + 2),
            _ => return text.len() - rest.len(),
        };
        rest = rest.get(length..).unwrap_or_default();
    }
}

/// Returns `true` for JSON, also with keys without quotes or in single ones, as in JSON5.
fn is_json(text: &str) -> bool {
    let after = |open: char| text.get(start_of_code(text)..)?.strip_prefix(open).map(|it| it.get(start_of_code(it)..));
    let is_key = |rest: &str| {
        let name = rest.trim_start_matches(|letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '$'));
        name.len() < rest.len() && name.trim_start().starts_with(':')
    };
    let begins_object = |rest: &str| rest.starts_with(['"', '\'', '}']) || rest.is_empty() || is_key(rest);
    after('{').flatten().is_some_and(begins_object) || after('[').flatten().is_some_and(|rest| rest.starts_with('{'))
}

/// Returns the first line of YAML in a text without a line of TOML.
fn yaml(text: &str) -> Option<Span> {
    let mut first = None;
    let mut count = 0;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let written = line.trim_end();
        let item = written.trim_start();
        if is_header(written) || is_assignment(written) {
            return None;
        }
        let is_yaml =
            is_colon_assignment(item) || item == "---" || item.strip_prefix("- ").is_some_and(|rest| !rest.is_empty());
        if is_yaml && !is_blank(written) {
            count += 1;
            let start = at + written.len() - item.len();
            let key = item.split(':').next().unwrap_or(item);
            first = first.or(Some(Span { start, end: start + key.len() }));
        }
        at += line.len();
    }
    first.filter(|_| count > 1)
}

/// Returns the text with a space for each control character, and a line feed for each carriage return that ends a line, with the
/// mistake of each line that has one.
pub(super) fn without_controls(text: &str) -> (String, Vec<Diagnostic>) {
    let mut clean = String::with_capacity(text.len());
    let mut mistakes: Vec<Diagnostic> = Vec::new();
    let mut is_reported = false;
    let mut letters = text.char_indices().peekable();
    let has_line_feed = text.contains('\n');
    while let Some((at, letter)) = letters.next() {
        let is_line_end = letter == '\r' && letters.peek().is_some_and(|(_, next)| *next == '\n');
        is_reported &= letter != '\n';
        if !is_control(letter) || is_line_end {
            clean.push(letter);
            continue;
        }
        clean.push(if letter == '\r' { '\n' } else { ' ' });
        if !is_reported && mistakes.len() < MOST_MISTAKES {
            is_reported = true;
            let span = Span { start: at, end: at + 1 };
            let number = format!("U+{:04X}", u32::from(letter));
            mistakes.push(match letter {
                '\r' => Diagnostic::new(
                    &rules::ODD_CHARACTER,
                    span,
                    format!("carriage return {number} without a line feed"),
                )
                .label("no end of a line in TOML")
                .help(if has_line_feed {
                    "remove it"
                } else {
                    "save the file with LF or CRLF at the ends of lines"
                }),
                '\0' => odd(
                    span,
                    "invisible character U+0000 (NUL)",
                    "remove it; if the file is full of them, save it in UTF-8",
                ),
                _ => odd(
                    span,
                    &format!("invisible character {number}"),
                    "remove it; in a string in double quotes write an escape such as `\\u001b`",
                ),
            });
        }
    }
    (clean, mistakes)
}

fn odd(span: Span, title: &str, help: &str) -> Diagnostic {
    Diagnostic::new(&rules::ODD_CHARACTER, span, title).label("a control character").help(help)
}
