//! Reports of errors.

use errspec_codegen::RenderStyle;
use errspec_codegen::build::{BuildProblem, BuildProblemKind};

use crate::Package;
use crate::package::{assert_report, failure, report, table};

#[test]
fn the_errors_of_all_tables_are_reported_at_once_and_nothing_is_written() {
    let package = Package::with_tables("all_at_once", &["right"]);
    package.put("specs/first.toml", &table("first").replace("message = \"it", "mesage = \"it"));
    package.put("specs/second.toml", &table("second").replace("code = 1", "code = 1\nstatus = 4000"));
    let build = package.build().folder("specs").table("specs/rihgt.toml").visibility("public");
    assert_report("all_at_once", &report(&build));
    assert!(package.names("out").is_empty());
}

#[test]
fn a_colored_report_differs_from_a_plain_one_in_color_alone() {
    let package = Package::with_tables("color", &["right"]);
    package.put("specs/wrong.toml", &table("wrong").replace("code = 1", "code = []"));
    let failure = failure(&package.build().folder("specs").table("specs/none.toml"));
    let colored = failure.render(RenderStyle::Colored);
    assert!(colored.contains("\u{1b}["));
    assert_eq!(without_color(&colored), failure.to_string());
}

#[test]
fn debug_is_the_report_so_that_main_may_return_it() {
    let failure = failure(&Package::new("debug").build());
    assert_eq!(without_color(&format!("{failure:?}")), format!("\n{failure}"));
}

#[test]
fn a_build_without_tables_is_an_error() {
    assert_report("no_tables", &report(&Package::new("no_tables").build()));
}

/// Returns the text without color codes.
fn without_color(text: &str) -> String {
    let mut parts = text.split("\u{1b}[");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + part.split_once('m').map_or(part, |(_, rest)| rest))
}

#[test]
fn problems_have_kinds_and_invalid_tables_their_diagnostics() {
    let package = Package::with_tables("kinds", &["right"]);
    package.put("specs/wrong.toml", &table("wrong").replace("code = 1", "code = []"));
    let failure = failure(&package.build().folder("specs").table("specs/none.toml").visibility("public"));
    let kinds: Vec<BuildProblemKind> = failure.problems().iter().map(BuildProblem::kind).collect();
    let expected = [BuildProblemKind::InvalidOption, BuildProblemKind::InvalidTable, BuildProblemKind::Unreadable];
    assert_eq!(kinds, expected);
    let report = failure.problems().iter().find_map(BuildProblem::report).expect("a table is invalid");
    assert_eq!(report.source().name(), "specs/wrong.toml");
    assert_eq!(report.diagnostics().iter().map(|it| it.rule.id).collect::<Vec<_>>(), ["wrong-type"]);
}
