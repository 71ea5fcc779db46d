//! The statements of a text: headers, keys with values, and lines that are none.

use super::blocks::block;
use super::definitions::{Definitions, TableId};
use super::duplicates::settle;
use super::headers::header;
use super::keys::{Key, KeyPlace, keys, separator};
use super::lines::{
    foreign_comment, indentation, is_blank, is_colon_assignment, is_header, is_placeholder, is_statement, line_at,
    line_end, line_start, next_line,
};
use super::prose::{is_running_text, otherwise_bracketed};
use super::scan::{GivenUp, Habit, Scan};
use super::trailing::{Ending, trailing};
use super::values::{comment, value};
use super::yaml::{is_text_mark, read_yaml, text_below};
use crate::diagnostics::{Diagnostic, Edit, Suggestion};
use crate::rules;
use crate::source::Span;

/// A statement that was read.
pub(super) enum Statement {
    /// A header, with its section; `None` if there is such a section already.
    Header(Option<TableId>),
    Other,
}

/// Reads a statement of the section `table`.
pub(super) fn statement(scan: &mut Scan<'_>, known: &mut Definitions, table: TableId) -> Result<Statement, GivenUp> {
    let line = scan.rest_of_line();
    if other_language(scan, line) {
        return Ok(Statement::Other);
    }
    before_header(scan, line);
    if line.starts_with('[')
        && let Some(section) = block(scan, known)
    {
        return section.map(Statement::Header);
    }
    if scan.peek() == Some('[') || is_unopened_header(line) {
        return header(scan, known).map(Statement::Header);
    }
    if let Some(section) = block(scan, known) {
        return section.map(Statement::Header);
    }
    if let Some(section) = otherwise_bracketed(scan, known) {
        return Ok(Statement::Header(section));
    }
    key_value(scan, known, table)
}

/// Passes over a few stray characters before a header.
fn before_header(scan: &mut Scan<'_>, line: &str) {
    let Some(at) = line.find('[').filter(|at| (1..=4).contains(at)) else { return };
    let before = line.get(..at).unwrap_or_default();
    let after = line.get(at..).unwrap_or_default().trim_end();
    // In a text for people, the marks are on both sides.
    let marks = |letter: char| !letter.is_alphanumeric() && letter != ']' && before.contains(letter);
    if before.contains(['=', ':', '.', '(', '{', '<']) || !is_header(after.trim_end_matches(marks)) {
        return;
    }
    let span = Span { start: scan.at, end: scan.at + at };
    let title = match before.contains('`') {
        true => "unexpected backtick before a header".to_owned(),
        false => format!("unexpected `{}` before a header", before.trim()),
    };
    scan.report(Diagnostic::new(&rules::SYNTAX, span, title).label("a header begins a line").help("remove it"));
    scan.edit(span.start, span.end, "");
    scan.at = span.end;
}

/// Returns `true` for `errors.NOT_FOUND]`.
fn is_unopened_header(line: &str) -> bool {
    let written = line.split(" #").next().unwrap_or_default().trim_end();
    written.ends_with(']')
        && !written.contains(['[', '=', ',', ':', ' '])
        && is_header(&format!("[{}]", written.trim_end_matches(']')))
}

fn key_value(scan: &mut Scan<'_>, known: &mut Definitions, table: TableId) -> Result<Statement, GivenUp> {
    let start = scan.at;
    if let Some(diagnostic) = no_key(scan) {
        return Err(scan.give_up(diagnostic));
    }
    let names = keys(scan, KeyPlace::Line)?;
    let (Some(first), Some(last)) = (names.first(), names.last()) else { return Err(GivenUp) };
    let key = Span { start: first.span.start, end: last.span.end };
    let is_colon = scan.peek() == Some(':');
    separator(scan, KeyPlace::Line, key)?;
    scan.skip_space();
    if let Some(block) = block_below(scan, start, is_colon) {
        return yaml_block(scan, known, (table, &names), block);
    }
    if scan.is_at_line_end() {
        value_in_next_line(scan);
    }
    if unopened_braces(scan) {
        return Ok(Statement::Other);
    }
    if let Some(first) = known.place(table, &names)
        && header_in_comment(scan, first, key)
    {
        known.spoil(table);
        recover(scan, start);
        return Ok(Statement::Header(None));
    }
    let kind = scan.peek().unwrap_or(' ');
    let own = known.assign(table, &names, kind, scan);
    scan.key.clone_from(&last.name);
    let parent = names.len().checked_sub(2).and_then(|parent| names.get(parent));
    scan.is_field = parent.is_some_and(|parent| parent.name == "fields");
    let begin = scan.at;
    value(scan, known, own, last)?;
    settle(scan, &names, Span { start: begin, end: scan.at });
    trailing(scan, begin, Ending::Value);
    if scan.has_mistake() && scan.is_at_line_end() {
        skip_elements(scan);
    }
    Ok(Statement::Other)
}

/// Reports that the header above a key is a comment, so that the key is set twice in the section before it.
fn header_in_comment(scan: &mut Scan<'_>, first: Span, key: Span) -> bool {
    let mut at = next_line(scan.text, first.end);
    let mut found = None;
    while at < key.start {
        let line = line_at(scan.text, at);
        let text = line.trim_start_matches([' ', '\t', '#']);
        let is_comment = line.trim_start().starts_with('#');
        if is_comment && is_header(text) {
            let next = line_at(scan.text, next_line(scan.text, at));
            // A header whose keys are comments, too, was left out on purpose.
            found = is_statement(next).then(|| Span { start: at + line.len() - text.len(), end: at + line.len() });
        }
        at = next_line(scan.text, at);
    }
    let Some(header) = found else { return false };
    let name = scan.slice(key.start, key.end);
    let diagnostic = Diagnostic::new(&rules::DUPLICATE_KEY, key, format!("duplicate key `{name}`"))
        .label("set again")
        .related(first, "first set here")
        .related(header, "this header is a comment, so that the keys below it belong to the section above");
    let hash = Edit::remove(Span { start: line_start(scan.text, header.start), end: header.start });
    let message = format!("remove the `#` before `{}`", scan.slice(header.start, header.end).trim_end());
    scan.report(diagnostic.suggest(Suggestion::new(message, vec![hash]).maybe_incorrect().without_lines()));
    true
}

/// Passes over the keys of a table in braces whose first brace is missing.
fn unopened_braces(scan: &mut Scan<'_>) -> bool {
    let line = scan.rest_of_line();
    let written = line.trim_end();
    if !written.ends_with('}') || !is_statement(line) || line.starts_with('[') {
        return false;
    }
    let start = scan.at;
    scan.at += written.len();
    scan.report(
        Diagnostic::new(&rules::UNCLOSED, Span { start, end: scan.at }, "a table without its `{`")
            .label("a `{` is missing before it")
            .help("open the table with `{`"),
    );
    scan.insert(start, "{ ");
    true
}

/// Passes over the elements of a list over several lines whose bracket is missing.
fn skip_elements(scan: &mut Scan<'_>) {
    let mut at = next_line(scan.text, scan.at);
    let end = scan.line_end();
    let is_list = |line: &str| {
        let is_pair = is_statement(line) || is_colon_assignment(line);
        line.trim_start().starts_with(['"', '\'']) && !is_pair || matches!(line.trim(), "]" | "}" | "],")
    };
    while at < scan.text.len() && is_list(line_at(scan.text, at)) {
        scan.at = line_end(scan.text, at);
        at = next_line(scan.text, at);
    }
    if scan.at > end {
        scan.edit(end, scan.at, "");
        scan.is_doubtful = true;
    }
}

/// Returns the mistake of a line that begins with a value or a bracket.
fn no_key(scan: &mut Scan<'_>) -> Option<Diagnostic> {
    let next = scan.peek()?;
    let written = scan.rest_of_line().trim_end();
    let span = Span { start: scan.at, end: scan.at + written.len() };
    let first = Span { start: scan.at, end: scan.at + next.len_utf8() };
    let title = match next {
        ']' | '}' | ')' => {
            return Some(
                Diagnostic::new(&rules::UNCLOSED, first, format!("`{next}` closes nothing"))
                    .label("no bracket is open here")
                    .help(format!("remove the `{next}`")),
            );
        }
        '{' => "a table in braces without a key",
        _ => return None,
    };
    let diagnostic = Diagnostic::new(&rules::FOREIGN_SYNTAX, span, title).label("no `key =` before it, as in JSON");
    Some(diagnostic.help("a section of TOML has a header, such as `[errors.NOT_FOUND]`"))
}

/// The lines that a `key:` or a `key: |` of YAML has below it.
struct YamlBlock {
    /// The mark of a text, or nothing.
    mark: String,
    /// The lines, without the end of the last.
    lines: Span,
}

/// Finds the lines that a `key:` or a `key: |` of YAML has below it, if there are any. After `=`, only a mark begins a block.
fn block_below(scan: &Scan<'_>, start: usize, is_colon: bool) -> Option<YamlBlock> {
    let written = scan.rest_of_line().trim_end();
    let is_text = is_text_mark(written);
    (is_text || is_colon && (written.is_empty() || written.starts_with('#'))).then_some(())?;
    let own = indentation(line_at(scan.text, line_start(scan.text, start)));
    let first = next_line(scan.text, scan.at);
    let (mut at, mut end) = (first, None);
    while at < scan.text.len() {
        let line = line_at(scan.text, at);
        let is_deeper = indentation(line) > own || !is_text && line.trim_start().starts_with("- ");
        if !is_blank(line) && (!is_deeper || is_header(line)) {
            break;
        }
        end = if is_blank(line) { end } else { Some(line_end(scan.text, at)) };
        at = next_line(scan.text, at);
    }
    let mark = if is_text { written.to_owned() } else { String::new() };
    end.map(|end| YamlBlock { mark, lines: Span { start: first, end } })
}

/// Reads the block that is the value of a key in YAML, and writes the same value in TOML, if it is a plain one.
fn yaml_block(
    scan: &mut Scan<'_>,
    known: &mut Definitions,
    (table, names): (TableId, &[Key]),
    block: YamlBlock,
) -> Result<Statement, GivenUp> {
    let (start, lines) = (scan.at, scan.slice(block.lines.start, block.lines.end));
    scan.at = block.lines.end;
    let has_colon = scan.has_mistake();
    if block.mark.is_empty() {
        let help = "indentation means nothing in TOML: begin a section with a header such as `[errors.NOT_FOUND]`, put a list in brackets, \
                    and a text over several lines in three quotes";
        retitle(scan, "a block of YAML", help);
    } else {
        let title = format!("`{}` begins a text in YAML", block.mark);
        let span = Span { start, end: start + block.mark.len() };
        let help = "put a text over several lines in three quotes: `\"\"\"…\"\"\"`";
        match has_colon {
            true => retitle(scan, &title, help),
            false => {
                scan.report(Diagnostic::new(&rules::FOREIGN_SYNTAX, span, title).label("no value of TOML").help(help))
            }
        }
    }
    let value = match block.mark.as_str() {
        "" if lines.len() <= LONGEST_BLOCK => read_yaml(lines).map(|tree| tree.inline()),
        "" => None,
        mark => Some(text_below(mark, &lines.lines().collect::<Vec<_>>())),
    };
    let value = value.filter(|value| value.len() <= LONGEST_BLOCK).ok_or(GivenUp)?;
    known.assign(table, names, ' ', scan);
    let space = if scan.slice(start.saturating_sub(1), start) == " " { "" } else { " " };
    scan.edit(start, block.lines.end, format!("{space}{value}"));
    Ok(Statement::Other)
}

/// The longest block of YAML that is written as a value of TOML.
const LONGEST_BLOCK: usize = 2_000;

/// Makes another mistake of the one that the statement has.
fn retitle(scan: &mut Scan<'_>, title: &str, help: &str) {
    if let Some(mistake) = scan.mistakes.last_mut().filter(|it| it.statement == scan.statement) {
        mistake.habit = None;
        mistake.diagnostic.title = title.to_owned();
        mistake.diagnostic.help = help.to_owned();
    }
}

/// Moves to a value that is in the line below its key.
fn value_in_next_line(scan: &mut Scan<'_>) {
    let (start, end) = (scan.at, line_end(scan.text, scan.at));
    let next = next_line(scan.text, end);
    let line = line_at(scan.text, next);
    let text = line.trim_start();
    let is_value = text.starts_with(|it: char| it.is_ascii_digit() || matches!(it, '"' | '\'' | '[' | '{'));
    if !scan.slice(start, end).trim().is_empty() || !is_value || is_statement(line) {
        return;
    }
    scan.at = next + indentation(line);
    if matches!(text.chars().next(), Some('"' | '\'')) && line.trim_end().ends_with(',') {
        let place = Span { start, end: start };
        let diagnostic =
            Diagnostic::new(&rules::UNCLOSED, place, "a list without its `[`").label("a `[` is missing here");
        scan.report(diagnostic.help("open the list with `[`"));
        scan.edit(start, scan.at, "");
        scan.is_doubtful = true;
        return;
    }
    scan.report(
        Diagnostic::new(
            &rules::SYNTAX,
            Span { start: start.saturating_sub(1), end: start },
            "a value in the line below its key",
        )
        .label("expected the value here")
        .help("write key and value in one line"),
    );
    scan.edit(start, scan.at, "");
}

/// Reads a line that is no TOML but a part of another language or of a tool.
fn other_language(scan: &mut Scan<'_>, line: &str) -> bool {
    let text = line.trim_end();
    if foreign_comment(line).is_some() && !text.starts_with("---") {
        // A line such as `;code = 1` may be a comment or not.
        scan.is_doubtful = is_statement(line.trim_start_matches(['/', ';', '-', ' ']));
        comment(scan);
        return true;
    }
    let (title, label, help) = if text.starts_with("<<<<<<<") {
        return conflict(scan);
    } else if ["=======", ">>>>>>>", "|||||||"].iter().any(|mark| text.starts_with(mark)) {
        ("a mark of a merge conflict", "left by version control", "resolve the conflict, and remove its marks")
    } else if text == "---" || text == "..." || text == "+++" {
        ("a mark between documents, as in YAML", "nothing of TOML", "a table is one TOML document: remove the line")
    } else if text.starts_with("```") {
        ("a fence of Markdown", "nothing of TOML", "remove the line")
    } else if is_placeholder(text) {
        (
            "a placeholder of a template engine",
            "nothing of TOML",
            "remove it, or render the template before errspec reads it",
        )
    } else if text.get(2..).is_some_and(is_header) && text.starts_with(['-', '*', '+', '>']) {
        return false;
    } else if text.starts_with("- ") {
        (
            "a list item, as in YAML",
            "nothing of TOML",
            "a list has brackets: `key = [1, 2]`; a list of tables has headers in double brackets",
        )
    } else if text.starts_with('|') && text.matches('|').count() > 1 {
        (
            "a row of a Markdown table",
            "nothing of TOML",
            "remove the line, or begin it with `#`; an entry is a section: `[errors.NAME]`",
        )
    } else if is_running_text(text) {
        return running_text(scan, text);
    } else if ["* ", "+ ", "• ", "– ", "> "].iter().any(|mark| text.starts_with(mark)) && !is_statement(line) {
        ("a line of running text", "nothing of TOML", "remove the line, or begin it with `#`")
    } else if text.starts_with("<<") {
        (
            "a merge key, as in YAML",
            "nothing of TOML",
            "TOML has no anchors: write the keys out, or a case of the entry, which inherits them",
        )
    } else if text.starts_with('<') {
        ("a tag, as in XML", "nothing of TOML", "a table is TOML: sections with `[headers]`, and `key = value`")
    } else {
        return false;
    };
    let span = Span { start: scan.at, end: scan.at + text.len() };
    scan.at = span.end;
    scan.report_habit(Habit::Comment, Diagnostic::new(&rules::FOREIGN_SYNTAX, span, title).label(label).help(help));
    scan.edit(span.start, span.end, "");
    true
}

/// Reads a line of words, which becomes a comment.
fn running_text(scan: &mut Scan<'_>, text: &str) -> bool {
    let span = Span { start: scan.at, end: scan.at + text.len() };
    let diagnostic = Diagnostic::new(&rules::FOREIGN_SYNTAX, span, "a line of running text").label("nothing of TOML");
    scan.report_habit(Habit::Comment, diagnostic.help("a comment begins with `#`"));
    scan.insert(span.start, "# ");
    scan.at = span.end;
    true
}

/// Reads a merge conflict, of which the first version stays.
fn conflict(scan: &mut Scan<'_>) -> bool {
    let start = scan.at;
    let first = line_end(scan.text, start);
    let mut marks = Vec::new();
    let mut at = next_line(scan.text, start);
    let mut end = None;
    while at < scan.text.len() {
        let line = line_at(scan.text, at);
        if line.starts_with("<<<<<<<") {
            break;
        }
        if line.starts_with("=======") || line.starts_with("|||||||") {
            marks.push(at);
        }
        if line.starts_with(">>>>>>>") {
            end = Some(line_end(scan.text, at));
            break;
        }
        at = next_line(scan.text, at);
    }
    let mut diagnostic = Diagnostic::new(&rules::FOREIGN_SYNTAX, Span { start, end: first }, "a merge conflict")
        .label("left by version control")
        .help("resolve the conflict: keep one of the two versions, and remove the lines with `<<<<<<<`, `=======` and `>>>>>>>`");
    if let (Some(_), Some(middle)) = (end, marks.last()) {
        diagnostic = diagnostic.related(Span { start: *middle, end: middle + 7 }, "the other version");
    }
    scan.report(diagnostic);
    scan.edit(start, first, "");
    if let (Some(end), Some(middle)) = (end, marks.first()) {
        scan.edit(*middle, end, "");
        scan.skipped = Some(Span { start: *middle, end });
    }
    scan.at = first;
    true
}

/// Moves behind a statement that was given up.
pub(super) fn recover(scan: &mut Scan<'_>, start: usize) {
    scan.at = line_end(scan.text, scan.at.max(start));
    if std::mem::take(&mut scan.open).is_empty() {
        return;
    }
    let mut at = next_line(scan.text, scan.at);
    while at < scan.text.len() && !is_statement(line_at(scan.text, at)) && !line_at(scan.text, at).trim().is_empty() {
        scan.at = line_end(scan.text, at);
        at = next_line(scan.text, at);
    }
}
