//! The examples of the format reference: each is a part of a table that compiles, and each key of the format has one, and a recipe.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use errspec_codegen::format::Section;
use errspec_codegen::{RenderStyle, Report, Source, read};
use toml::de::{DeTable, DeValue};

/// The names of the sections here.
const PARTS: &[(&str, Section)] = &[
    ("file", Section::File),
    ("table", Section::Header),
    ("envelope", Section::Envelope),
    ("entry", Section::Entry),
    ("case", Section::Case),
    ("entry.envelope", Section::EntryEnvelope),
    ("example", Section::Example),
    ("field", Section::Field),
    ("source", Section::Source),
    ("parameter", Section::Parameter),
    ("retry", Section::Retry),
    ("condition", Section::Condition),
    ("success", Section::Success),
    ("reserved", Section::Reserved),
];

/// The parts that share keys. One example of these is enough.
const ALIKE: &[&[&str]] = &[&["entry", "case"], &["field", "source", "parameter"]];

/// A part of a table, and a key that it has.
type Key = (&'static str, String);

fn reference() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs/README.md");
    fs::read_to_string(path).unwrap_or_default()
}

/// Returns the blocks of TOML with their lines in the reference.
fn blocks(text: &str) -> Vec<(usize, String)> {
    let mut blocks = Vec::new();
    let mut lines = text.lines().zip(1..);
    while let Some((line, number)) = lines.next() {
        if line == "```toml" {
            let block = lines.by_ref().map(|(line, _)| line).take_while(|line| *line != "```");
            blocks.push((number + 1, block.map(|line| format!("{line}\n")).collect()));
        }
    }
    blocks
}

/// An example with what it needs to be a table.
#[derive(Default)]
struct Example {
    line: usize,
    text: String,
    /// The tables that it may be a part of. The first that compiles is meant.
    tables: Vec<String>,
}

const ENVELOPE: &str = "[envelope]\ncode = \"/code\"\nmessage = \"/message\"\n";
const ENTRIES: &[&str] = &["code = 4711\nstatus = 400\n", "code = \"ANY\"\nstatus = 400\n", "status = 418\n"];

/// Adds the lines of a section that a text lacks.
fn fill(text: &str, section: &str, lines: &str) -> String {
    let Some((before, after)) = text.split_once(section) else { return format!("{section}\n{lines}\n{text}") };
    let own = after.split("\n[").next().unwrap_or_default();
    let key = |line: &str| line.split('=').next().unwrap_or_default().trim().to_owned();
    let stated: Vec<String> = own.lines().map(key).collect();
    let lines = lines.lines().filter(|line| !stated.contains(&key(line))).map(|line| format!("\n{line}"));
    format!("{before}{section}{}{after}", lines.collect::<String>())
}

/// Returns the tables that a text with sections may be a part of.
fn tables_of(text: &str) -> Vec<String> {
    let header = "format = 1\nname = \"acme\"";
    let table = fill(text, "[table]", header);
    let table = match text.contains("[envelope]") || text.contains("[[envelope]]") {
        true => table,
        false => format!("{table}\n{ENVELOPE}"),
    };
    match text.contains("[errors.") {
        true => vec![table],
        false => ENTRIES.iter().map(|entry| format!("{table}\n[errors.ANY]\n{entry}")).collect(),
    }
}

/// Returns the tables that keys without a section may be a part of.
fn tables_of_keys(keys: &str) -> Vec<String> {
    let envelope = ["", "code = \"/code\"", "code = \"/code\"\nmessage = \"/message\""];
    let envelopes = envelope.iter().map(|rest| fill(&format!("[envelope]\n{keys}"), "[envelope]", rest));
    let entries = ENTRIES.iter().map(|rest| fill(&format!("[errors.ANY]\n{keys}"), "[errors.ANY]", rest));
    envelopes.chain(entries).flat_map(|table| tables_of(&table)).collect()
}

/// Returns the statements of a block without sections, each of which may have several lines.
fn statements(text: &str) -> Vec<String> {
    let mut statements = Vec::new();
    let mut statement = String::new();
    for line in text.lines() {
        statement += line;
        statement += "\n";
        if DeTable::parse(&statement).is_ok_and(|table| !table.get_ref().is_empty()) {
            statements.push(std::mem::take(&mut statement));
        }
    }
    statements.push(statement);
    statements.retain(|statement| !statement.trim().is_empty());
    statements
}

/// Returns the examples of a block: the whole of it, or its statements where it lists alternatives.
fn examples_of(line: usize, block: &str) -> Vec<Example> {
    if block.lines().any(|line| line.starts_with('[')) {
        return vec![Example { line, text: block.to_owned(), tables: tables_of(block) }];
    }
    let whole = tables_of_keys(block);
    if whole.iter().any(|table| check(table).is_none()) {
        return vec![Example { line, text: block.to_owned(), tables: whole }];
    }
    let statements = statements(block);
    statements.into_iter().map(|text| Example { line, tables: tables_of_keys(&text), text }).collect()
}

/// Reads a table in the folder of the files that examples extend.
fn check(table: &str) -> Option<Report> {
    read(&Source::new("table.toml", table).with_path(folder().join("table.toml"))).err()
}

fn folder() -> &'static Path {
    Path::new(concat!(env!("CARGO_TARGET_TMPDIR"), "/reference"))
}

/// Writes the blocks that are files, which begin with their path.
fn write_files(blocks: &[(usize, String)]) {
    fs::create_dir_all(folder()).unwrap_or_default();
    for (_, block) in blocks {
        let path = block.lines().next().and_then(|line| line.strip_prefix("# specs/"));
        if let Some(path) = path {
            fs::write(folder().join(path), block).unwrap_or_default();
        }
    }
}

/// The keys of a table that are found.
struct Found(BTreeSet<Key>);

impl Found {
    fn add(&mut self, part: &'static str, value: &DeValue<'_>) {
        for (key, value) in members(value) {
            self.0.insert((part, key.to_owned()));
            self.add_value(part, key, value);
        }
    }

    /// Adds the keys within the value of a key.
    fn add_value(&mut self, part: &'static str, key: &str, value: &DeValue<'_>) {
        match (part, key) {
            ("file", "table") => self.add("table", value),
            ("file", "envelope") => list(value).for_each(|envelope| self.add("envelope", envelope)),
            ("file", "errors") => members(value).for_each(|(_, entry)| self.add("entry", entry)),
            ("file", "success") => self.add("success", value),
            ("file", "reserved") => self.add("reserved", value),
            ("file", "fields" | "detail") | ("entry", "fields") => {
                members(value).for_each(|(_, field)| self.add("field", field));
            }
            ("entry", "cases") => members(value).for_each(|(_, case)| self.add("entry", case)),
            ("entry", "envelope") => self.add("entry.envelope", value),
            ("entry" | "success", "examples") => list(value).for_each(|example| self.add("example", example)),
            ("envelope", "retry") => self.add("retry", value),
            (_, "when") | ("retry", _) => members(value).for_each(|(_, test)| self.add("condition", test)),
            ("envelope", "write") => {}
            ("envelope", _) | ("field", "at") => list(value).for_each(|source| self.add("source", source)),
            ("source" | "field", "parameters") => members(value).for_each(|(_, it)| self.add("parameter", it)),
            _ => {}
        }
    }
}

/// Returns the members of a table, and none of another value.
fn members<'t>(value: &'t DeValue<'t>) -> impl Iterator<Item = (&'t str, &'t DeValue<'t>)> {
    let table = value.as_table().into_iter().flatten();
    table.map(|(key, value)| (key.get_ref().as_ref(), value.get_ref()))
}

/// Returns the elements of a list, or the value itself.
fn list<'t>(value: &'t DeValue<'t>) -> impl Iterator<Item = &'t DeValue<'t>> {
    let one = value.as_array().is_none().then_some(value);
    value.as_array().into_iter().flatten().map(|element| element.get_ref()).chain(one)
}

/// Returns the keys that an example shows.
fn shown(example: &Example) -> BTreeSet<Key> {
    let mut found = Found(BTreeSet::new());
    let table = example.tables.iter().find(|table| check(table).is_none());
    if let Some(Ok(parsed)) = table.map(|table| DeTable::parse(table)) {
        found.add("file", &DeValue::Table(parsed.into_inner()));
    }
    // What the test has filled in is no example.
    found.0.retain(|(_, key)| example.text.contains(key.as_str()));
    found.0
}

/// Returns the examples of the reference, which are found once: the tests share the files.
fn examples() -> &'static [Example] {
    static EXAMPLES: OnceLock<Vec<Example>> = OnceLock::new();
    EXAMPLES.get_or_init(|| {
        let blocks = blocks(&reference());
        write_files(&blocks);
        blocks.iter().flat_map(|(line, block)| examples_of(*line, block)).collect()
    })
}

/// Returns `true` for an example that shows what is rejected.
fn is_rejected(example: &Example) -> bool {
    example.text.contains("# rejected")
}

#[test]
fn every_example_of_the_reference_is_a_part_of_a_table_that_compiles() {
    let examples = examples();
    let mut wrong = Vec::new();
    for example in examples.iter().filter(|example| !is_rejected(example)) {
        let reports: Vec<Report> = example.tables.iter().filter_map(|table| check(table)).collect();
        if reports.len() == example.tables.len() {
            let report = reports.last().map(|report| report.render(RenderStyle::Plain)).unwrap_or_default();
            wrong.push(format!("line {}:\n{}{report}", example.line, example.text));
        }
    }
    assert!(wrong.is_empty(), "{} examples do not compile:\n{}", wrong.len(), wrong.join("\n---\n"));
    assert!(examples.len() > 40, "only {} examples are found", examples.len());
}

#[test]
fn an_example_of_what_is_rejected_is_rejected() {
    let examples = examples();
    let rejected: Vec<&Example> = examples.iter().filter(|example| is_rejected(example)).collect();
    let accepted = |example: &&&Example| example.tables.iter().any(|table| check(table).is_none());
    assert_eq!(rejected.iter().filter(accepted).count(), 0);
    assert!(!rejected.is_empty());
}

#[test]
fn every_key_has_an_example_in_the_reference() {
    let shown: BTreeSet<Key> = examples().iter().flat_map(shown).collect();
    let is_shown = |part: &str, key: &str| {
        let alike = ALIKE.iter().find(|parts| parts.contains(&part)).copied().unwrap_or_default();
        shown.iter().any(|(other, shown)| shown == key && (*other == part || alike.contains(other)))
    };
    let mut missing = Vec::new();
    assert_eq!(PARTS.len(), Section::ALL.len());
    for (part, section) in PARTS {
        let keys = section.key_names().into_iter();
        missing.extend(keys.filter(|key| !is_shown(part, key)).map(|key| format!("{part}: {key}")));
    }
    assert!(missing.is_empty(), "keys without an example: {missing:#?}");
}

/// The keys that describe an error for people, or the file: no API has a situation that asks for them.
const FOR_PEOPLE: &[&str] =
    &["format", "title", "description", "docs", "require", "summary", "causes", "action", "notes", "since", "unknown"];

#[test]
fn every_key_has_a_recipe() {
    let text = reference();
    let recipes = text.split_once("\n## Recipes").map(|(_, recipes)| recipes).unwrap_or_default();
    let spans: Vec<&str> = recipes.split('`').skip(1).step_by(2).collect();
    let is_word = |key: &str, span: &&str| {
        span.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_').any(|word| word == key)
    };
    let sections = PARTS.iter().filter(|(part, _)| *part != "file");
    let keys: BTreeSet<&str> = sections.flat_map(|(_, section)| section.key_names()).collect();
    let has_recipe = |key: &&&str| FOR_PEOPLE.contains(*key) || spans.iter().any(|span| is_word(key, span));
    let missing: Vec<&&str> = keys.iter().filter(|key| !has_recipe(key)).collect();
    assert!(missing.is_empty(), "keys without a recipe: {missing:?}");
}
