//! Tests of values.

use crate::draw::Draw;

use super::toml::{Inline, quoted};

/// Tests that are met by a value that can be written.
const WRITTEN: &[&str] = &[
    "false",
    "\"a\"",
    "\"no\"",
    "7",
    "[\"no\", 0]",
    "[1, true]",
    "{ is = \"a\" }",
    "{ is = [\"a\", 0] }",
    "{ is = \"b\", or_at = \"/other\" }",
    "{ is = \"b\", or_at = [\"/other\", \"header:x-other\"] }",
    "{ present = false }",
];

/// Tests for which a value is only found by a field or an example.
const READ: &[&str] = &[
    "{ present = true }",
    "{ not = \"b\" }",
    "{ not = [\"b\", 7, true] }",
    "{ starts_with = \"a\" }",
    "{ starts_with = [\"a\", \"ab\"], ends_with = \"b\" }",
    "{ ends_with = [\"Exception\", \"7\"] }",
    "{ type = \"object\" }",
    "{ type = [\"string\", \"number\"] }",
    "{ type = \"list\", present = true }",
    "{ type = \"boolean\" }",
];

/// Returns a table of one or two conditions at these locations, each below `root`.
pub(super) fn conditions(root: &str, locations: &[&str], draw: &mut Draw<'_>) -> String {
    let mut table = Inline::default();
    let first = draw.below(locations.len());
    for number in 0..1 + usize::from(draw.one_in(4)) {
        let location = locations.get((first + number) % locations.len()).unwrap_or(&"/ok");
        let place = if location.starts_with("header:") { (*location).to_owned() } else { format!("{root}{location}") };
        let test = if draw.one_in(4) { draw.word(READ) } else { draw.word(WRITTEN) };
        // A header is always a string.
        let test = if place.starts_with("header:") && test.contains("type") { "\"b\"" } else { test };
        table = table.with(&quoted(&place), test);
        if locations.len() == 1 {
            break;
        }
    }
    table.text()
}

/// Returns the conditions under which a response tells how to retry.
pub(super) fn retry_conditions(root: &str, draw: &mut Draw<'_>) -> String {
    const KEYS: &[&str] = &["never", "after", "poll"];
    let mut table = Inline::default();
    let first = draw.below(KEYS.len());
    for (number, key) in KEYS.iter().enumerate() {
        if number == first || draw.one_in(3) {
            let locations = ["/class", "header:x-should-retry", "/transient"];
            table = table.with(key, conditions(root, &locations, draw));
        }
    }
    table.text()
}
