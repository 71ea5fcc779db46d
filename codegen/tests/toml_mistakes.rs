//! A table with one mistake of TOML gets one message, on the line of the mistake.

#![allow(clippy::panic)]

use std::fs;
use std::path::Path;
use std::time::Instant;

use errspec_codegen::{Source, read};
use toml::de::DeTable;

/// Returns the tables in `specs`.
fn tables() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs");
    let entries = fs::read_dir(folder).into_iter().flatten();
    let mut paths: Vec<_> = entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "toml") && !path.ends_with("Cargo.toml"));
    paths.sort();
    paths.iter().filter_map(|path| fs::read_to_string(path).ok()).collect()
}

/// Returns numbers that look random: Knuth's linear congruential generator.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or_default() % end.max(1)
    }
}

/// The answer to a text with one mistake.
#[derive(Default)]
struct Tally {
    rejected: usize,
    answered: usize,
    suggested: usize,
    others: Vec<String>,
}

impl Tally {
    /// Reads a text with a mistake at `at`.
    fn add(&mut self, text: &str, at: usize, change: &str) {
        if DeTable::parse(text).is_ok() {
            return;
        }
        self.rejected += 1;
        let source = Source::new("t.toml", text);
        let Err(report) = read(&source) else { panic!("accepted with {change} at {at}:\n{text}") };
        let line = |offset: usize| text.get(..offset).map_or(0, |before| before.matches('\n').count());
        let lines: Vec<usize> =
            report.diagnostics().iter().map(|diagnostic| line(diagnostic.label.span.start)).collect();
        let suggestions: Vec<_> =
            report.diagnostics().iter().flat_map(|diagnostic| diagnostic.suggestions.first()).collect();
        let changed = report.apply(suggestions.iter().copied()).unwrap_or_default();
        if let ([only], [diagnostic]) = (changed.as_slice(), report.diagnostics()) {
            assert!(DeTable::parse(&only.text).is_ok(), "the suggestion is not accepted: {}", diagnostic.help);
            self.suggested += 1;
        }
        let own = line(at.min(text.len()));
        let breaks = change.contains('\n');
        let fits =
            |found: usize| found == own || (breaks && found.abs_diff(own) <= 1) || statement_of(text, own) == found;
        match lines.as_slice() {
            [found] if fits(*found) => self.answered += 1,
            _ => self.others.push(format!(
                "{change:?} in line {}: {}\n{report}",
                own + 1,
                text.lines().nth(own).unwrap_or_default()
            )),
        }
    }
}

/// Returns the line with which the statement of a line begins: a line in a list over several lines belongs to the one with its bracket.
fn statement_of(text: &str, line: usize) -> usize {
    let lines: Vec<&str> = text.lines().take(line + 1).collect();
    let begins =
        |line: &&str| line.starts_with(|letter: char| letter.is_alphabetic() || letter == '[' || letter == '"');
    lines.iter().rposition(begins).unwrap_or_default()
}

#[test]
fn one_mistake_of_one_character_has_one_message_on_its_line() {
    const INSERTED: &[char] = &[
        '"', '\'', '[', ']', '{', '}', '=', ',', '.', ':', ';', '#', '\\', '\n', ' ', 'x', '7', '-', '/', '\u{200b}',
        '\u{a0}', '“',
    ];
    let mut random = Random(7);
    let (mut deleted, mut inserted) = (Tally::default(), Tally::default());
    for table in tables() {
        let places: Vec<(usize, char)> = table.char_indices().collect();
        for _ in 0..rounds() {
            let (at, letter) = places.get(random.below(places.len())).copied().unwrap_or_default();
            let (before, after) = table.split_at(at);
            deleted.add(
                &format!("{before}{}", after.get(letter.len_utf8()..).unwrap_or_default()),
                at,
                &format!("-{letter}"),
            );
            let new = INSERTED.get(random.below(INSERTED.len())).copied().unwrap_or_default();
            inserted.add(&format!("{before}{new}{after}"), at, &format!("+{new}"));
        }
    }
    let mut shares = Vec::new();
    for (name, tally) in [("deleted", deleted), ("inserted", inserted)] {
        let share = tally.answered as f64 / tally.rejected as f64;
        println!(
            "{name}: {} of {} = {share:.3}, {} with a suggestion",
            tally.answered, tally.rejected, tally.suggested
        );
        if std::env::var_os("SHOW_OTHERS").is_some() {
            tally.others.iter().for_each(|other| println!("----- {name} {other}"));
        }
        shares.push(share);
    }
    assert!(shares.iter().all(|share| *share > 0.97), "{shares:?}");
}

/// Returns how many times each table is changed.
fn rounds() -> usize {
    std::env::var("ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(150)
}

#[test]
fn a_hostile_table_is_read_in_time() {
    let long = |piece: &str| piece.repeat(200_000 / piece.len());
    let pieces = [
        "[",
        "{",
        "a={",
        "a=[",
        "a=[\n",
        "[[",
        "a.",
        "\"",
        "'''",
        "a=\"",
        "<<<<<<<\n",
        "=",
        "a:\n ",
        "[a\n",
        "/*",
        "//\n",
        "a=1\n",
        "a=\n",
        "\0",
        "\r",
        "\\",
        "a=\"\\d\"\n",
        "a=\"\n",
        "a={b=1\n",
        "x ",
        "a=x ",
        "a=x#",
        "é",
        "\u{200b}",
        "“",
        "a=“\n",
        "[a]\n",
        "[a.b.c.d]\na=x\n",
        "a=[1\n]\n",
        "a={\"b\":1},",
        "]",
        "}\n",
        "- a\n",
        "a: 1\n",
        "{{",
        "a=1,",
        "a=[a ",
        "a = \"a\" b\" ",
        "errors \"A\" {\n",
        "a = \"b\" + ",
        "\"b\"\n",
        "{1, ",
        "array(",
        "a/",
    ];
    for piece in pieces {
        let text = long(piece);
        for text in
            [text.clone(), format!("a = {text}"), format!("[{text}"), format!("a = [\n{text}"), format!("a = \"{text}")]
        {
            let start = Instant::now();
            let report = read(&Source::new("t.toml", text));
            assert!(report.is_err());
            assert!(start.elapsed().as_secs() < 5, "{piece:?}");
        }
    }
}
