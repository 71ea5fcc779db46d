//! Any file is read to its end, without a panic, and every diagnostic is within the file.

use std::fs;
use std::path::{Path, PathBuf};

use errspec_codegen::{Source, read};

/// A table with every kind of key.
const TABLE: &str = r#"[table]
format  = 1
name    = "acme-pay"
docs    = "https://acme.test/{code}"
require = ["code"]

[[envelope]]
preset      = "rfc9457"
code        = [{ at = "/type", template = "urn:{code}" }, { join = ["/a", "/b"], with = "-" }]
retry_after = { at = "header:x-wait", unit = "ms" }
when        = { "/ok" = false, "header:x" = ["a", 1], "/e/0" = { present = true } }

[[envelope]]
body = "text"

[errors.MISSING_ÄÖ]
code    = "x"

[errors.LIMIT]
code        = 1002
aliases     = ["limit", "Limit"]
status      = [429, "5xx"]
message     = ["wait {seconds} s", "{what} überall, {_}"]
retry       = "after"
retry_after = 1.5
causes      = ['''too
many''']

[errors.LIMIT.fields]
seconds = { type = "integer" }
names   = { at = ["/n", "/m"], type = "list", separator = ", " }

[errors.LIMIT.cases.DAILY]
when = { "/kind" = "day" }

[[errors.LIMIT.examples]]
status  = 429
headers = { retry-after = "3" }
body    = '{"type": "urn:1002"}'

[fields]
param = "/param"

[detail]
key = "~#"

[success]
codes = [0]

[reserved]
names = ["OLD"]
codes = [17]
"#;

/// Reads a table, and checks that every diagnostic is within it.
fn read_any(text: &str) {
    let source = Source::new("any.toml", text);
    let Err(report) = read(&source) else { return };
    assert!(!report.diagnostics().is_empty());
    for diagnostic in report.diagnostics() {
        let labels = std::iter::once(&diagnostic.label).chain(&diagnostic.related);
        for span in labels.map(|label| label.span) {
            assert!(text.get(span.start..span.end).is_some(), "{} at {span:?} in {text}", diagnostic.rule.id);
        }
    }
    assert!(report.to_string().contains("any.toml"));
}

#[test]
fn every_truncated_table_is_read() {
    for (end, _) in TABLE.char_indices() {
        read_any(TABLE.get(..end).unwrap_or_default());
    }
}

#[test]
fn a_table_without_any_one_character_is_read() {
    for (at, letter) in TABLE.char_indices() {
        let (before, after) = (TABLE.get(..at), TABLE.get(at + letter.len_utf8()..));
        read_any(&format!("{}{}", before.unwrap_or_default(), after.unwrap_or_default()));
    }
}

#[test]
fn a_table_with_any_other_value_is_read() {
    let values = [
        "0",
        "-1",
        "1.5",
        "nan",
        "true",
        "\"\"",
        "\"ä{\"",
        "[]",
        "[[]]",
        "{}",
        "{ at = 1 }",
        "1979-05-27",
        "\"\\u0000\"",
        "99999999999999999999",
        "[\"/\", 3]",
        "{ \"/x\" = { present = 3 } }",
    ];
    let lines: Vec<&str> = TABLE.lines().collect();
    for (index, line) in lines.iter().enumerate() {
        let Some((key, _)) = line.split_once(" = ") else { continue };
        for value in values {
            let mut changed: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
            if let Some(line) = changed.get_mut(index) {
                *line = format!("{key} = {value}");
            }
            read_any(&changed.join("\n"));
        }
    }
}

#[test]
fn a_table_with_lines_removed_or_moved_is_read() {
    let lines: Vec<&str> = TABLE.lines().collect();
    for index in 0..lines.len() {
        let mut gone = lines.clone();
        let line = gone.remove(index);
        read_any(&gone.join("\r\n"));
        for at in 0..gone.len() {
            let mut moved = gone.clone();
            moved.insert(at, line);
            read_any(&moved.join("\n"));
        }
    }
}

#[test]
fn noise_is_read() {
    let pieces = [
        "[", "]", "errors", ".", "A", "=", "\"", "'''", "{", "}", "\n", "ä", ",", "1", "cases", "code", "\\", "#", "[[",
    ];
    let mut state = 1_u64;
    for _ in 0..5_000 {
        let mut text = String::new();
        for _ in 0..24 {
            // Knuth's linear congruential generator.
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let index = usize::try_from(state >> 33).unwrap_or_default() % pieces.len();
            text.push_str(pieces.get(index).copied().unwrap_or_default());
        }
        read_any(&text);
    }
}

fn tables(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(folder);
    let files = fs::read_dir(folder).into_iter().flatten().filter_map(|entry| entry.ok().map(|entry| entry.path()));
    let is_table =
        |path: &PathBuf| path.extension().is_some_and(|extension| extension == "toml") && !path.ends_with("Cargo.toml");
    files.filter(is_table).collect()
}

#[test]
fn real_tables_are_valid_and_can_lose_any_line() {
    let files: Vec<PathBuf> = ["specs", "tests/zoo"].into_iter().flat_map(tables).collect();
    for file in &files {
        let text = fs::read_to_string(file).unwrap_or_default();
        let source = Source::new(file.display().to_string(), text);
        if let Err(report) = read(&source) {
            assert!(report.diagnostics().is_empty(), "{report}");
        }
        let lines: Vec<&str> = source.text().lines().collect();
        // Of a large table, fewer lines are tried: the whole of it is read each time.
        for index in (0..lines.len()).step_by((lines.len() / 100).max(3)) {
            let mut gone = lines.clone();
            gone.remove(index);
            read_any(&gone.join("\n"));
        }
    }
}
