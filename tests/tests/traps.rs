//! Known failures of other error generators, with a test for each.

#![allow(clippy::panic, clippy::unwrap_used, clippy::expect_used, missing_docs)]

use errspec::{Code, Retry};
use errspec_codegen::model::Entry;
use errspec_codegen::{Source, model, read};
use errspec_tests::apis::FlanksError;

mod awkward {
    #[errspec::table("./tables/awkward.toml")]
    pub enum Awkward {}
}
use awkward::Awkward;

/// Returns the rules that a table breaks.
fn broken_rules(table: &str) -> Vec<String> {
    match read(&Source::new("table.toml", table)) {
        Ok(_) => Vec::new(),
        Err(report) => report.diagnostics().iter().map(|it| it.rule.id.to_owned()).collect(),
    }
}

const FLANKS: &str = include_str!("../../specs/flanks.toml");

const HEAD: &str = "[table]\nformat = 1\nname = \"trap\"\n[envelope]\ncode = \"/code\"\nmessage = \"/message\"\n";

#[test]
fn quotes_and_backslashes_in_a_message_are_text() {
    let error = Awkward::quoted("x\"y\\z");
    assert_eq!(error.to_string(), "He said \"no\\\" to {braces}, a\ttab and x\"y\\z\n");
    assert_eq!(Awkward::decode(400, &error.encode()).into_error(), error);
}

#[test]
fn a_catalogue_with_corrupted_templates_is_rejected() {
    let table = format!("{HEAD}[errors.A]\ncode = 1\nmessage = \"Unknown column %!s(MISSING) in %!d(string=x)\"\n");
    assert_eq!(broken_rules(&table), ["corrupt-message"]);
}

#[test]
fn every_entry_is_in_the_list_of_entries() {
    let names: Vec<_> = FlanksError::entries().map(|entry| entry.name()).collect();
    // The headings of entries and cases, as text: `[errors.A]`, `[errors.A.cases.B]`.
    let headings = FLANKS.lines().filter_map(|line| line.strip_prefix("[errors.")?.split(']').next());
    let written: Vec<_> =
        headings.filter_map(|name| name.rsplit('.').next()).filter(|name| *name != "fields").collect();
    assert_eq!(names, written);
}

#[test]
fn the_retry_of_an_error_is_that_of_the_table() {
    // The model is read without the enum, so it would differ from a second list of retries.
    let model = read(&Source::new("flanks.toml", FLANKS)).expect("the table is valid");
    let mut checked = 0;
    for example in FlanksError::examples() {
        let Some(entry) =
            model.entries.iter().find(|entry| Some(entry.name.as_str()) == example.entry().map(|entry| entry.name()))
        else {
            continue;
        };
        let retry = match entry.retry {
            model::Retry::Never => Retry::Never,
            model::Retry::After(_) => Retry::After,
            model::Retry::Poll(_) => Retry::Poll,
            _ => Retry::Unknown,
        };
        assert_eq!(FlanksError::decode(example.status(), example.body()).error().retry(), retry, "{}", entry.name);
        checked += 1;
    }
    assert_eq!(checked, 13);
}

#[test]
fn a_code_that_is_not_in_the_table_loses_nothing() {
    let body = br#"{"error": "Brand new", "error_code": 77777, "extra": [1]}"#;
    let decoded = FlanksError::decode(418, body);
    assert_eq!(decoded.code(), Some(Code::Integer(77777)));
    assert_eq!((decoded.message(), decoded.status(), decoded.body()), (Some("Brand new"), Some(418), &body[..]));
}

#[test]
fn a_2xx_as_the_status_of_an_error_is_rejected_without_in_2xx() {
    let table = format!("{HEAD}[errors.A]\ncode = 1\nstatus = 204\n");
    assert_eq!(broken_rules(&table), ["status-2xx"]);
}

#[test]
fn an_unknown_key_is_rejected() {
    let table = format!("{HEAD}[errors.A]\ncode = 1\nmesage = \"x\"\n");
    assert_eq!(broken_rules(&table), ["unknown-key"]);
}

#[test]
fn an_inserted_entry_does_not_change_others() {
    let model = |table: &str| read(&Source::new("table.toml", table)).expect("the table is valid");
    let (a, b) = ("[errors.A]\ncode = 1\n", "[errors.B]\ncode = 2\n");
    let before = model(&format!("{HEAD}{a}{b}"));
    let after = model(&format!("{HEAD}{a}[errors.BETWEEN]\ncode = 3\n{b}"));
    // The line of an entry depends on those above it.
    let same = |one: &Entry, other: &Entry| {
        let mut other = other.clone();
        other.line.clone_from(&one.line);
        *one == other
    };
    for entry in &before.entries {
        assert!(after.entries.iter().any(|other| same(other, entry)), "{}", entry.name);
    }
}

#[test]
fn a_template_does_not_match_the_message_of_a_longer_one() {
    let decode = |text: &str| Awkward::decode(404, format!(r#"{{"message": "{text}"}}"#).as_bytes()).into_error();
    assert_eq!(decode("user 7 not found"), Awkward::user_not_found("7"));
    assert_eq!(decode("user 7 not found in group a b"), Awkward::user_not_in_group("7", "a b"));
    assert_eq!(decode("user first last not found"), Awkward::user_not_found("first last"));
}

#[test]
fn two_templates_that_match_the_same_text_are_rejected() {
    let table = format!(
        "{HEAD}[errors.A]\nstatus = 404\nmessage = \"no {{a}} here\"\n[errors.B]\nstatus = 404\nmessage = \"no {{b}} here\"\n"
    );
    assert_eq!(broken_rules(&table), ["ambiguous"]);
}
