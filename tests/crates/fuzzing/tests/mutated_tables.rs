//! All tables of the project, changed at random: each is read to its end, and what is wrong is reported at places in it.
//!
//! `ERRSPEC_SEED` is a number from which other changes are made.

#![allow(clippy::panic, clippy::unwrap_used, clippy::expect_used)]

use std::panic::{AssertUnwindSafe, catch_unwind};

use errspec_tests_fuzzing::{SourceTable, check_table_report, check_table_text, table_files};

/// The number of changed tables.
const COUNT: usize = 10_000;

/// The length up to which a table is changed. The time of a test is in the texts that are read.
const LONGEST: usize = 20_000;

/// Texts that may stand for another one in a table.
const PIECES: &[&str] = &[
    "\"",
    "'",
    "'''",
    "\"\"\"",
    "[",
    "]",
    "[[",
    "]]",
    "{",
    "}",
    "=",
    ",",
    ".",
    "#",
    "\n",
    "\r",
    "\t",
    "\\",
    "\\u00e4",
    "ä",
    "🦀",
    "\u{feff}",
    "\u{0}",
    "\u{202e}",
    "0",
    "-1",
    "99999999999999999999",
    "1.5",
    "nan",
    "true",
    "\"\"",
    "[]",
    "{}",
    "\"/code\"",
    "\"header:x\"",
    "\"{a}{b}\"",
    "\"{\"",
    "\"*\"",
    "\"/*/*\"",
    "\"/a/(json)/b\"",
    "{ present = true }",
    "{ at = \"/x\", type = \"list\" }",
    "code",
    "codes",
    "status",
    "message",
    "errors",
    "envelope",
    "when",
    "fields",
    "cases",
    "detail",
    "examples",
    "extends",
    "preset",
    "type",
    "required",
    "with",
    "self",
    "Unknown",
    "1979-05-27",
    "'''\n'''",
    "[errors.A]",
    "[[envelope]]",
    "[table]",
    "fields.x = \"/x\"",
];

/// Numbers that look random: xorshift, after Marsaglia.
struct Random(u64);

impl Random {
    fn below(&mut self, count: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 32).unwrap_or_default() % count.max(1)
    }

    fn pick<T: Copy>(&mut self, choices: &[T]) -> T {
        *choices.get(self.below(choices.len())).expect("there are choices")
    }

    /// Returns a place between two characters.
    fn place(&mut self, text: &str) -> usize {
        let at = self.below(text.len() + 1);
        (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default()
    }
}

/// Changes a text in one place.
fn change(text: &mut String, tables: &[SourceTable], random: &mut Random) {
    let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
    let line = random.below(lines.len());
    let other = random.below(lines.len());
    match random.below(9) {
        0 if !lines.is_empty() => {
            lines.remove(line);
            *text = lines.concat();
        }
        1 if !lines.is_empty() => {
            lines.swap(line, other);
            *text = lines.concat();
        }
        2 => {
            let others = lines_of(tables, random.below(tables.len()));
            lines.insert(line, random.pick(&others));
            *text = lines.concat();
        }
        // The value of another line for that of this one.
        3 => {
            let value = lines.get(other).and_then(|line| line.split_once('=')).map_or("", |(_, value)| value);
            let changed =
                lines.get(line).and_then(|line| line.split_once('=')).map(|(key, _)| format!("{key}={value}"));
            if let (Some(changed), Some(line)) = (&changed, lines.get_mut(line)) {
                *line = changed;
                *text = lines.concat();
            }
        }
        4 => {
            let value = random.pick(PIECES);
            let changed =
                lines.get(line).and_then(|line| line.split_once('=')).map(|(key, _)| format!("{key}= {value}\n"));
            if let (Some(changed), Some(line)) = (&changed, lines.get_mut(line)) {
                *line = changed;
                *text = lines.concat();
            }
        }
        5 => {
            let at = random.place(text);
            text.truncate(at);
        }
        6 => {
            let (one, two) = (random.place(text), random.place(text));
            let end = one.max(two).min(one.min(two) + 12);
            let end = (0..=end).rev().find(|end| text.is_char_boundary(*end)).unwrap_or_default();
            text.replace_range(one.min(two).min(end)..end, random.pick(PIECES));
        }
        _ => {
            let at = random.place(text);
            text.insert_str(at, random.pick(PIECES));
        }
    }
}

/// Returns the lines of a table.
fn lines_of(tables: &[SourceTable], number: usize) -> Vec<&str> {
    let text = tables.get(number).map_or("\n", |table| table.text.as_str());
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    if lines.is_empty() { vec!["\n"] } else { lines }
}

#[test]
fn ten_thousand_changed_tables_are_read_and_reported_at_places_in_them() {
    let seed = std::env::var("ERRSPEC_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(20_261_127);
    let mut random = Random(seed);
    let tables: Vec<SourceTable> = table_files().into_iter().filter(|table| table.text.len() < LONGEST).collect();
    assert!(tables.len() > 400, "{} tables", tables.len());
    for number in 0..COUNT {
        // Each table in its turn, then the next change of each.
        let table = tables.get(number % tables.len()).expect("there are tables");
        let mut text = table.text.clone();
        for _ in 0..=random.below(4) {
            change(&mut text, &tables, &mut random);
        }
        let source = table.source(&text);
        // The code that is generated takes longer than all else.
        let check = if number % 16 == 0 { check_table_text } else { |source: &_| _ = check_table_report(source) };
        let outcome = catch_unwind(AssertUnwindSafe(|| check(&source)));
        assert!(outcome.is_ok(), "change {number} of the seed {seed}, of {}:\n{text}", table.path.display());
    }
}
