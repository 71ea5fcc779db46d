//! Every rule has a page, whose first table breaks the rule and whose second one does not.
//!
//! The pages are in the package of the command line, which shows them. In a page, a fenced block marked `rejected` is a table with errors of
//! this rule alone, one marked `warned` is a table with warnings of it alone, and one marked `accepted` is a table without either. Of several blocks of a mark, the last one is the table; the others
//! begin with a comment that names their file, and are extended by the table, or become one enum with it. A comment `# … and so on, up to 9`
//! stands for the lines after the one above it, with 2 to 9 for the 1 in it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use errspec_codegen::{RULES, Report, Rule, Severity, Source, read_together, read_with_warnings};

fn pages() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../cli/rules")
}

fn page(id: &str) -> String {
    fs::read_to_string(pages().join(format!("{id}.md"))).unwrap_or_default()
}

/// Returns the blocks of a page that have a mark.
fn blocks(page: &str, mark: &str) -> Vec<String> {
    let fence = format!("\n```toml,{mark}\n");
    let after = page.split(&fence).skip(1).filter_map(|rest| rest.split_once("```\n"));
    after.map(|(block, _)| expand(block)).collect()
}

/// Writes out the lines that a comment `# … and so on, up to 9` stands for.
fn expand(block: &str) -> String {
    let mut expanded = String::new();
    let mut above = "";
    for line in block.lines() {
        match line.strip_prefix("# … and so on, up to ").and_then(|last| last.parse::<usize>().ok()) {
            Some(last) => (2..=last).for_each(|number| expanded += &(above.replace('1', &number.to_string()) + "\n")),
            None => expanded += &(line.to_owned() + "\n"),
        }
        above = line;
    }
    expanded
}

/// Returns the reports of the tables in blocks.
fn check(blocks: &[String], folder: &Path) -> Vec<Report> {
    let named = |text: &String| text.lines().next().and_then(|line| line.strip_prefix("# ")).map(str::to_owned);
    let mut sources = Vec::new();
    for text in blocks {
        let name = named(text).filter(|name| name.ends_with(".toml")).unwrap_or_else(|| "table.toml".to_owned());
        let path = folder.join(&name);
        let written = fs::create_dir_all(folder).and_then(|()| fs::write(&path, text));
        assert!(written.is_ok(), "{} cannot be written", path.display());
        sources.push(Source::new(name, text.as_str()).with_path(path));
    }
    let extends = blocks.last().is_some_and(|text| text.contains("\nextends"));
    match sources.as_slice() {
        [.., table] if extends || sources.len() == 1 => match read_with_warnings(table) {
            Ok(valid) => valid.warnings.into_iter().collect(),
            Err(report) => vec![report],
        },
        several => read_together(several).err().unwrap_or_default(),
    }
}

/// Returns what is wrong with the page of a rule.
fn problems(rule: &Rule) -> Vec<String> {
    let id = rule.id;
    let page = page(id);
    let mut problems = Vec::new();
    if page.lines().next() != Some(&format!("# {id}")) {
        problems.push(format!("{id}: the page does not begin with `# {id}`"));
    }
    let folder = |mark: &str| Path::new(env!("CARGO_TARGET_TMPDIR")).join("rule_pages").join(id).join(mark);
    let mark = if rule.severity == Severity::Warning { "warned" } else { "rejected" };
    let (rejected, accepted) = (blocks(&page, mark), blocks(&page, "accepted"));
    if rejected.is_empty() || accepted.is_empty() {
        problems.push(format!("{id}: the page needs a table that is {mark}, and one that is accepted"));
    }
    let reports = check(&rejected, &folder(mark));
    let broken: Vec<&str> = reports.iter().flat_map(Report::diagnostics).map(|it| it.rule.id).collect();
    if broken.is_empty() || broken.iter().any(|broken| *broken != id) {
        let shown: Vec<String> = reports.iter().map(ToString::to_string).collect();
        problems.push(format!("{id}: the table that is {mark} breaks {broken:?}\n{}", shown.join("\n")));
    }
    let wrong = check(&accepted, &folder("accepted"));
    problems.extend(wrong.iter().map(|report| format!("{id}: the table to accept has errors\n{report}")));
    problems
}

#[test]
fn every_page_has_a_table_that_breaks_its_rule_and_one_that_does_not() {
    let problems: Vec<String> = RULES.iter().flat_map(|rule| problems(rule)).collect();
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn there_is_a_page_for_every_rule_and_for_nothing_else() {
    let files = fs::read_dir(pages()).into_iter().flatten().flatten().map(|it| it.file_name().into_string());
    let found: BTreeSet<String> = files.filter_map(|name| Some(name.ok()?.strip_suffix(".md")?.to_owned())).collect();
    let expected: BTreeSet<String> = RULES.iter().map(|rule| rule.id).chain(["README"]).map(str::to_owned).collect();
    assert_eq!(found.symmetric_difference(&expected).collect::<Vec<_>>(), Vec::<&String>::new());
}

#[test]
fn the_index_lists_every_rule_with_its_purpose() {
    let index = page("README");
    let rows: Vec<&str> = index.lines().filter(|line| line.starts_with("| [")).collect();
    let expected: Vec<String> =
        RULES.iter().map(|rule| format!("| [{0}]({0}.md) | {1} |", rule.id, rule.purpose)).collect();
    let lacking: Vec<&String> = expected.iter().filter(|row| !rows.contains(&row.as_str())).collect();
    assert!(lacking.is_empty(), "{lacking:#?}");
    assert_eq!(rows.len(), expected.len());
}

#[test]
fn every_rule_is_reported_in_a_case_of_its_own() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules");
    let reported = |id: &str| {
        let report = fs::read_to_string(cases.join(id).join("report.txt")).unwrap_or_default();
        report.contains(&format!("[{id}]: "))
    };
    let silent: Vec<&str> = RULES.iter().map(|rule| rule.id).filter(|id| !reported(id)).collect();
    assert_eq!(silent, Vec::<&str>::new());
}
