//! The examples of the README and of the guide, each run as a test.

#![cfg_attr(test, allow(clippy::unwrap_used))]

/// The README.
#[cfg(doctest)]
#[doc = include_str!("../../../../README.md")]
pub struct Readme;

/// From an API's page to a typed client.
#[cfg(doctest)]
#[doc = include_str!("../../../../guide/first-client.md")]
pub struct FirstClient;

/// How a response finds its entry.
#[cfg(doctest)]
#[doc = include_str!("../../../../guide/matching.md")]
pub struct Matching;

/// The guide to partial failures.
#[cfg(doctest)]
#[doc = include_str!("../../../../guide/partial-failures.md")]
pub struct PartialFailures;

/// Testing and contract.
#[cfg(doctest)]
#[doc = include_str!("../../../../guide/testing.md")]
pub struct Testing;

#[test]
fn the_guide_shows_the_tables_that_its_examples_use() {
    for (chapter, table) in [
        (include_str!("../../../../guide/first-client.md"), include_str!("../../../../guide/parcels.toml")),
        (include_str!("../../../../guide/matching.md"), include_str!("../../../../guide/accounts.toml")),
        (include_str!("../../../../guide/partial-failures.md"), include_str!("../../../../guide/batch.toml")),
    ] {
        assert!(chapter.contains(&format!("```toml\n{table}```")), "{table}");
    }
}

/// `service.md` is tested by the example `wallet`, `migration.md` by the tests of migration, `command-line.md` and `editor.md` by those of the command.
/// `limits.md` has no code.
#[cfg(test)]
const TESTED_ELSEWHERE: [&str; 5] = ["command-line.md", "editor.md", "limits.md", "migration.md", "service.md"];

#[test]
fn every_chapter_of_the_guide_is_in_its_summary_and_tested() {
    let guide = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("guide");
    let summary = include_str!("../../../../guide/SUMMARY.md");
    let own = include_str!("lib.rs");
    let mut chapters = 0;
    for file in std::fs::read_dir(guide).unwrap() {
        let name = file.unwrap().file_name().into_string().unwrap();
        if name.ends_with(".md") && name != "SUMMARY.md" {
            assert!(summary.contains(&format!("({name})")), "{name} is not in the summary");
            let is_tested = own.contains(&format!("guide/{name}\")]")) || TESTED_ELSEWHERE.contains(&name.as_str());
            assert!(is_tested, "{name} is not tested");
            chapters += 1;
        }
    }
    assert_eq!(summary.matches(".md)").count(), chapters);
}

/// The links of the guide lead to files of the project.
#[test]
fn the_links_of_the_guide_lead_somewhere() {
    let guide = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../guide");
    for file in std::fs::read_dir(&guide).unwrap() {
        let path = file.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "md") {
            let text = std::fs::read_to_string(&path).unwrap();
            for link in text.split("](").skip(1).filter_map(|rest| rest.split([')', '#']).next()) {
                let is_own = !link.starts_with("http") && !link.is_empty();
                assert!(!is_own || guide.join(link).exists(), "{}: {link}", path.display());
            }
        }
    }
}
