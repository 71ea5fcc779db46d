//! A table that is made of choices. Its parts are picked from small pools, so that they often meet, and most tables are valid.
//!
//! ```text
//! toml       strings and inline tables
//! families   locations that belong together
//! condition  tests of values
//! template   wordings, and the restrictions of their parameters
//! source     the locations of a value, with all that a source can say
//! field      fields of entries, of sub-errors and of all responses
//! envelope   layouts
//! entry      entries and their cases
//! ```

mod condition;
mod entry;
mod envelope;
mod families;
mod field;
mod source;
mod template;
mod toml;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use errspec_codegen::{Model, Report, Source, read};

use crate::draw::Draw;

use condition::conditions;
use entry::write_entry;
use envelope::{Layout, write_envelope};
use field::{detail_fields, top_level_field};
use toml::quoted;

/// Returns a table and its model. What is rejected is left out, line by line: most tables have something of all, and few are valid as a whole.
pub(crate) fn made_model(draw: &mut Draw<'_>) -> Option<(String, Model)> {
    const ROUNDS: usize = 5;
    let mut text = table_text(draw);
    for _ in 0..ROUNDS {
        match read(&Source::new("made.toml", text.as_str())) {
            Ok(model) => return Some((text, model)),
            Err(report) => text = without_rejected(&text, &report),
        }
    }
    None
}

/// Returns a table without the lines that a report is about. An entry that is rejected as a whole loses what makes it special, or else its
/// last line.
fn without_rejected(text: &str, report: &Report) -> String {
    const SPECIAL: &[&str] =
        &["when", "fields.own", "fields.second", "without_code", "any_code", "envelope", "status = 200"];
    let line_of = |at: usize| text.get(..at).unwrap_or_default().matches('\n').count();
    let lines: Vec<&str> = text.lines().collect();
    let is_header = |number: usize| lines.get(number).is_none_or(|line| line.starts_with('['));
    let mut rejected = BTreeSet::new();
    for diagnostic in report.diagnostics() {
        let first = line_of(diagnostic.label.span.start);
        if !is_header(first) {
            rejected.insert(first);
            continue;
        }
        let end = (first + 1..).find(|number| is_header(*number)).unwrap_or_default();
        let is_special = |line: &str| SPECIAL.iter().any(|key| line.starts_with(key));
        let special = (first..end).filter(|number| lines.get(*number).is_some_and(|line| is_special(line)));
        let before = rejected.len();
        rejected.extend(special);
        if rejected.len() == before {
            rejected.insert(end.saturating_sub(1));
        }
    }
    let kept = lines.iter().enumerate().filter(|(number, _)| !rejected.contains(number));
    kept.fold(String::new(), |text, (_, line)| text + line + "\n")
}

/// Returns the text of a table.
pub(crate) fn table_text(draw: &mut Draw<'_>) -> String {
    let mut text = String::new();
    write_header(draw, &mut text);
    let layouts: Vec<Layout> = (0..1 + draw.below(3)).map(|number| write_envelope(number, draw, &mut text)).collect();
    if draw.one_in(3) {
        text.push_str("[fields]\n");
        for name in ["trace", "since"].iter().take(1 + draw.below(2)) {
            let _ = writeln!(text, "{name} = {}", top_level_field(name, &layouts, draw));
        }
    }
    if layouts.iter().any(|layout| layout.has_details) && !draw.one_in(3) {
        let _ = writeln!(text, "[detail]\n{}", detail_fields(draw));
    }
    if draw.one_in(4) {
        write_success(draw, &mut text);
    }
    if draw.one_in(8) {
        text.push_str("[reserved]\nnames = [\"OLD\"]\ncodes = [99, \"-10..-5\", \"gone\"]\n");
    }
    // More than 16 candidates of one code are searched in another way.
    let is_long = draw.one_in(24);
    let count = if is_long { 17 + draw.below(8) } else { 1 + draw.below(4) };
    for number in 0..count {
        write_entry(number, is_long, &layouts, draw, &mut text);
    }
    text
}

fn write_header(draw: &mut Draw<'_>, text: &mut String) {
    text.push_str("[table]\nformat = 1\nname = \"made\"\n");
    text.push_str("allow = [\"literal-pattern\", \"star-in-object\", \"shared-location\", \"unknown-replacement\"]\n");
    const KEYS: &[&str] = &[
        "title = \"Made\"",
        "description = \"A table */ of `choices`.\"",
        "docs = \"https://x.test/{code}#{name}\"",
        "domain = \"made.test\"",
        "domain = [\"made.test\", \"other\"]",
        "codes = [\"0..99999\", \"{_}\", \"-99..-1\"]",
        "codes = \"E-{0..9}{_}\"",
        "require = [\"code\"]",
        "require = [\"status\", \"message\", \"code\"]",
        "unknown = \"Unlisted\"",
    ];
    if draw.one_in(8) {
        text.push_str("ignore_case = true\n");
    }
    if draw.one_in(4) {
        let _ = writeln!(text, "{}", draw.pick(KEYS));
    }
}

fn write_success(draw: &mut Draw<'_>, text: &mut String) {
    text.push_str("[success]\n");
    if draw.chance() {
        text.push_str("codes = [0, \"OK\"]\n");
    }
    if draw.chance() {
        let _ = writeln!(text, "when = {}", conditions("", &["/ok", "/state", "header:x-ok"], draw));
    }
    if draw.one_in(4) {
        let body = draw.pick(&["{}", "[]", "{\"code\":0,\"ok\":true}", "fine", ""]);
        let _ = writeln!(text, "examples = [{{ status = 200, body = {} }}]", quoted(body));
    }
}
