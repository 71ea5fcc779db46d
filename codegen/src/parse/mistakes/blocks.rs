//! Sections in braces, as other languages have them: `errors "NOT_FOUND" {`.

use super::characters::is_bare;
use super::definitions::{Definitions, TableId};
use super::keys::Key;
use super::lines::{is_header, line_at, line_end, next_line};
use super::scan::{GivenUp, Scan};
use crate::diagnostics::Diagnostic;
use crate::rules;
use crate::source::Span;

/// The most lines in which the end of a block is searched.
const MOST_LINES: usize = 100;

/// The most names before the brace of a block.
const MOST_NAMES: usize = 6;

/// Reads a block whose first line is here, and returns its section, as a header does; `None` if the line begins no block.
pub(super) fn block(scan: &mut Scan<'_>, known: &mut Definitions) -> Option<Result<Option<TableId>, GivenUp>> {
    let names = names(scan)?;
    let (start, end) = (scan.at, scan.line_end());
    let brace = start + scan.slice(start, end).trim_end().len().saturating_sub(1);
    let path: Vec<&str> = names.iter().map(|name| name.name.as_str()).collect();
    let header = format!("[{}]", path.join("."));
    // After a header, the brace alone is too much.
    let place = if scan.peek() == Some('[') { brace } else { start };
    let diagnostic =
        Diagnostic::new(&rules::FOREIGN_SYNTAX, Span { start: place, end: brace + 1 }, "a section in braces")
            .label("a section of TOML has a header, and no braces");
    let block = end_of_block(scan, end);
    if let Some(BraceBlock { close, has_blocks: true }) = block {
        scan.at = close.end;
        return Some(Err(
            scan.give_up(diagnostic.help("begin each section with a header such as `[errors.NOT_FOUND]`"))
        ));
    }
    scan.report(diagnostic.help(format!("write `{header}`, and remove the braces")));
    scan.edit(start, brace + 1, header);
    if let Some(BraceBlock { close, .. }) = block {
        scan.edit(close.start, close.end, "");
        scan.skipped = Some(close);
    }
    scan.at = end;
    Some(Ok(known.section(&names, false, scan)))
}

/// Returns the names before the brace that ends the line here, if it begins a block.
fn names(scan: &Scan<'_>) -> Option<Vec<Key>> {
    let line = scan.rest_of_line();
    let written = line.trim_end().strip_suffix('{')?.trim_end();
    let written = written.strip_prefix('[').and_then(|inner| inner.strip_suffix(']')).unwrap_or(written);
    let mut at = scan.at + if line.starts_with('[') { 1 } else { 0 };
    let mut names = Vec::new();
    for word in written.split([' ', '\t', '.']) {
        let name = word.trim_matches(['"', '\'']);
        if name.is_empty() != word.is_empty() || !name.chars().all(is_bare) || names.len() >= MOST_NAMES {
            return None;
        }
        if !name.is_empty() {
            names.push(Key { name: name.to_owned(), span: Span { start: at, end: at + word.len() } });
        }
        at += word.len() + 1;
    }
    (!names.is_empty()).then_some(names)
}

/// The lines of a block.
#[derive(Clone, Copy)]
struct BraceBlock {
    /// The line with the brace that ends it.
    close: Span,
    /// `true` if it has other blocks in it.
    has_blocks: bool,
}

/// Finds the end of a block whose first line ends at `at`.
fn end_of_block(scan: &Scan<'_>, at: usize) -> Option<BraceBlock> {
    let (mut at, mut depth, mut has_blocks) = (next_line(scan.text, at), 0_usize, false);
    for _ in 0..MOST_LINES {
        let line = line_at(scan.text, at);
        if at >= scan.text.len() || is_header(line) {
            return None;
        }
        let written = line.trim();
        match depth {
            0 if matches!(written, "}" | "};" | "},") => {
                return Some(BraceBlock { close: Span { start: at, end: line_end(scan.text, at) }, has_blocks });
            }
            _ if written.starts_with('}') => depth = depth.saturating_sub(1),
            _ => {}
        }
        if written.ends_with(['{', '[']) && !written.starts_with('#') {
            depth += 1;
            has_blocks |= written.ends_with('{') && !written.contains(['=', ':']);
        } else if written.starts_with(']') {
            depth = depth.saturating_sub(1);
        }
        at = next_line(scan.text, at);
    }
    None
}
