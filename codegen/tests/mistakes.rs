//! The corpus of mistakes: each is reported at its place, by one message that says how to fix it. The corpus is no part of the project,
//! and where it is absent there is nothing to test.

use std::fs;
use std::path::Path;

use errspec_codegen::{Diagnostic, Report, Source, read};

const HOME: &str = "/work/shared/mistakes";

/// The report that a person expects.
struct Expectation {
    faults: usize,
    /// For each fault the places that would do, as line and column.
    places: Vec<Vec<(usize, usize)>>,
    /// Words that must be there, each as alternatives.
    want: Vec<Vec<String>>,
}

fn parse(text: &str) -> Option<Expectation> {
    let line = |key: &str| text.lines().find_map(|line| line.strip_prefix(key)).map(str::trim);
    (line("kind:")? == "table").then_some(())?;
    let places = text.lines().filter(|line| line.starts_with("at ")).map(|line| {
        let places = line.split("table.toml:").skip(1).filter_map(|place| {
            let mut numbers = place.split(|c: char| !c.is_ascii_digit()).map(|number| number.parse().ok());
            Some((numbers.next()??, numbers.next()??))
        });
        places.collect()
    });
    let want = line("want:").unwrap_or_default();
    let words = want.split(" & ").map(|words| words.split('|').map(|word| word.trim().to_lowercase()).collect());
    Some(Expectation { faults: line("faults:")?.parse().ok()?, places: places.collect(), want: words.collect() })
}

fn place(report: &Report, diagnostic: &Diagnostic) -> (usize, usize) {
    report.source().line_column(diagnostic.label.span.start)
}

/// Returns what falls short.
fn shortfalls(expected: &Expectation, report: Option<&Report>) -> Vec<String> {
    let Some(report) = report else { return vec!["is accepted".to_owned()] };
    let found: Vec<(usize, usize)> = report.diagnostics().iter().map(|it| place(report, it)).collect();
    let mut short = Vec::new();
    for places in &expected.places {
        if !found.iter().any(|(line, _)| places.iter().any(|place| place.0 == *line)) {
            short.push(format!("line: {found:?} for {places:?}"));
        } else if !found.iter().any(|found| places.contains(found)) {
            short.push(format!("column: {found:?} for {places:?}"));
        }
    }
    if found.len() != expected.faults {
        short.push(format!("{} messages for {}", found.len(), expected.faults));
    }
    let said: String = report.diagnostics().iter().map(text_of).collect();
    let said = said.to_lowercase();
    let lacking = expected.want.iter().filter(|words| !words.iter().any(|word| said.contains(word.as_str())));
    short.extend(lacking.map(|words| format!("does not say {words:?}")));
    short
}

/// Returns the text of a diagnostic without the lines of the table.
fn text_of(it: &Diagnostic) -> String {
    let labels = std::iter::once(&it.label).chain(&it.related).map(|label| label.text.as_str());
    let suggestions = it.suggestions.iter().map(|it| it.message.as_str());
    let edits = it.suggestions.iter().flat_map(|it| &it.edits).map(|edit| edit.replacement.as_str());
    let texts = [it.title.as_str(), it.help.as_str()].into_iter().chain(labels).chain(suggestions).chain(edits);
    texts.chain(it.notes.iter().map(String::as_str)).collect::<Vec<_>>().join("\n") + "\n"
}

#[test]
fn every_mistake_in_a_table_is_answered() {
    let mut problems = Vec::new();
    for entry in fs::read_dir(Path::new(HOME)).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let read_file = |file: &str| fs::read_to_string(entry.path().join(file)).unwrap_or_default();
        let Some(expected) = parse(&read_file("expect.txt")) else { continue };
        let source = Source::new("table.toml", read_file("table.toml")).with_path(entry.path().join("table.toml"));
        let report = read(&source).err();
        let short = shortfalls(&expected, report.as_ref());
        if !short.is_empty() {
            let shown = report.map(|report| report.to_string()).unwrap_or_default();
            problems.push(format!("{name}: {}\n{shown}", short.join("; ")));
        }
    }
    problems.sort();
    assert!(problems.is_empty(), "{} mistakes:\n{}", problems.len(), problems.join("\n\n"));
}
