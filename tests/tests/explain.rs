//! Explanations of errors, as text and as JSON.

#![allow(clippy::indexing_slicing, clippy::unwrap_used, dead_code, missing_docs)]

use errspec::{ExplainError, Explanation, Spec, explain};
use errspec_tests::apis::{FlanksError, FrankieOneError};

#[errspec::table("tests/tables/explained.toml")]
pub enum ExplainedError {}

/// A type over two tables, one of them by the error in a transparent variant.
#[derive(Debug, errspec::Error)]
#[errspec("tests/tables/explained.toml", partial)]
enum BothError {
    NoCode {
        message: String,
    },
    #[errspec(transparent)]
    Flanks(#[from] FlanksError),
}

fn names<E: Spec>(text: &str) -> Vec<&'static str> {
    explain::<E>(text).map_or_else(|_| Vec::new(), |found| found.entries().iter().map(|entry| entry.name()).collect())
}

#[test]
fn an_entry_is_found_by_all_its_spellings() {
    for text in ["R-1", " R-1\n", "RETIRED", "Retired", "retired", "r-1", "explained::RETIRED"] {
        assert_eq!(names::<ExplainedError>(text), ["RETIRED"], "{text}");
    }
    // A class of codes contains the code, or is named itself.
    for text in ["Neo.Transient.Deadlock", "50042", "Neo.Transient.{_}", "TRANSIENT"] {
        assert_eq!(names::<ExplainedError>(text), ["TRANSIENT"], "{text}");
    }
    for text in ["", " ", "40001x", "Neo", "other::RETIRED"] {
        assert_eq!(names::<ExplainedError>(text), [""; 0], "{text}");
    }
}

#[test]
fn all_entries_with_one_code_are_explained_in_the_order_of_the_table() {
    for text in ["40001", "CONF", "conf"] {
        assert_eq!(names::<ExplainedError>(text), ["CONFIGURATION_ERROR", "MISSING_FIELDS"], "{text}");
    }
    assert_eq!(names::<ExplainedError>("MISSING_FIELDS"), ["MISSING_FIELDS"]);
    // The entry alone names its cases.
    let alone = explain::<ExplainedError>("CONFIGURATION_ERROR").unwrap().to_string();
    assert!(alone.contains("\nCases:\n  - MISSING_FIELDS\n"), "{alone}");
    let all = explain::<ExplainedError>("40001").unwrap().to_string();
    assert!(!all.contains("Cases:") && all.contains("Case of: CONFIGURATION_ERROR\n"), "{all}");
}

#[test]
fn all_tables_of_a_type_are_searched() {
    assert_eq!(names::<BothError>("NO_CODE"), ["NO_CODE"]);
    assert_eq!(names::<BothError>("20002"), ["PROCESSING"]);
    assert_eq!(names::<BothError>("flanks::PROCESSING"), ["PROCESSING"]);
    // Both tables have the name, and both have the code.
    let found = explain::<BothError>("CONFIGURATION_ERROR").unwrap();
    assert_eq!(found.entries().iter().map(|entry| entry.table()).collect::<Vec<_>>(), ["explained", "flanks"]);
}

#[test]
fn the_text_says_what_the_table_says() {
    let text = explain::<ExplainedError>("40001").unwrap().width(60).to_string();
    let expected = "\
40001: CONFIGURATION_ERROR

The configuration is not the one that the service asks for,
or there is none at all.

Also written: CONF
Exit status: 78
HTTP status: 400, 5xx
Retry: after a delay of 1.5 s
Applied: no, the failed call has not taken effect
Since: 1.2

Causes:
  - A key is missing.
  - A key has a value that the service does not know, which
    happens after each update of the service.

What to do:
  Compare it with the template.

Notes:
  - Only administrators see it.

Fields:
  - message: string

Documentation: https://example.com/errors/40001

---

40001: MISSING_FIELDS

The configuration is not the one that the service asks for,
or there is none at all.

Message: Missing fields: {fields}
Message: Missing: {fields}
Case of: CONFIGURATION_ERROR
Also written: CONF
Exit status: 78
HTTP status: 400
";
    assert!(text.starts_with(expected), "{text}");
    assert!(text.contains("  - fields: list\n  - level: string, optional, one of `low`, `high`\n"), "{text}");
    let example = "\nExamples:\n  - 400 {\"code\":40001,\"message\":\"Missing fields: a, b\"}\n";
    assert!(text.contains(example), "{text}");
    assert!(explain::<ExplainedError>("RETIRED").unwrap().to_string().contains("\nDeprecated: use R-2\n"));
    assert!(
        explain::<ExplainedError>("TRANSIENT")
            .unwrap()
            .to_string()
            .starts_with("TRANSIENT\n\nCodes: Neo.Transient.{_}, 50000..50099\n")
    );
}

#[test]
fn no_line_is_longer_than_the_width_and_no_text_is_lost() {
    let entries = FlanksError::entries().chain(FrankieOneError::entries());
    for entry in entries {
        let text = Explanation::from(entry).width(50).to_string();
        // Examples and addresses stay whole.
        let lines = text.lines().filter(|line| !line.contains('{') && !line.contains("://"));
        lines.for_each(|line| assert!(line.chars().count() <= 50, "{line}"));
        for part in entry.summary().into_iter().chain(entry.causes()).chain(entry.action()).chain(entry.notes()) {
            let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(words(&text).contains(&words(part)), "{part}\n{text}");
        }
    }
}

#[test]
fn headings_are_bold_on_request() {
    let plain = explain::<ExplainedError>("R-1").unwrap();
    assert!(!plain.to_string().contains('\u{1b}'));
    let bold = plain.clone().bold().to_string();
    assert!(bold.starts_with("\u{1b}[1mR-1: RETIRED\u{1b}[0m\n"), "{bold}");
    assert_eq!(bold.replace("\u{1b}[1m", "").replace("\u{1b}[0m", ""), plain.to_string());
}

#[test]
fn json_has_the_keys_of_a_table() {
    let json = explain::<ExplainedError>("40001").unwrap().to_json();
    let json: serde_json::Value = serde_json::from_str(json.as_str()).unwrap();
    assert_eq!(json[0]["code"], 40001);
    assert_eq!(json[0]["aliases"], serde_json::json!(["CONF"]));
    assert_eq!(json[0]["status"], serde_json::json!([400, "5xx"]));
    assert_eq!((&json[0]["exit"], &json[0]["retry_after"]), (&78.into(), &1.5.into()));
    assert_eq!(json[1]["case_of"], "CONFIGURATION_ERROR");
    assert_eq!(json[1]["message"], serde_json::json!(["Missing fields: {fields}", "Missing: {fields}"]));
    let level = serde_json::json!({"name": "level", "type": "string", "required": false, "values": ["low", "high"]});
    assert_eq!(json[1]["fields"][1], level);
    assert_eq!(json[1]["examples"][0]["headers"], serde_json::json!([["x-a", "1"]]));
    // What the table does not say is left out.
    assert_eq!(json[1].get("deprecated"), None);
    let all = FlanksError::entries().chain(FrankieOneError::entries());
    all.for_each(|entry| {
        _ = serde_json::from_str::<serde_json::Value>(Explanation::from(entry).to_json().as_str()).unwrap()
    });
}

#[test]
fn similar_codes_and_names_are_suggested() {
    let error = |text: &str| -> ExplainError { explain::<ExplainedError>(text).unwrap_err() };
    assert_eq!(error("40002").suggestions(), ["40001"]);
    assert_eq!(error("MISING_FIELDS").suggestions(), ["MISSING_FIELDS"]);
    assert_eq!(error("FIELDS").suggestions(), ["MISSING_FIELDS"]);
    assert_eq!(error("R1").to_string(), "no error has the code or the name `R1`; did you mean `R-1`?");
    assert_eq!(error("nothing like it").to_string(), "no error has the code or the name `nothing like it`");
    // A text of the command line is written to a terminal.
    assert_eq!(error("a\u{1b}[2J").to_string(), r"no error has the code or the name `a\u{1b}[2J`");
}
