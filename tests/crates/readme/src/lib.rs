//! The examples of the README and of the guide, each run as a test.

/// The README.
#[cfg(doctest)]
#[doc = include_str!("../../../../README.md")]
pub struct Readme;

/// The guide to partial failures.
#[cfg(doctest)]
#[doc = include_str!("../../../../docs/partial-failures.md")]
pub struct PartialFailures;

#[test]
fn the_guide_shows_the_table_that_its_examples_use() {
    let guide = include_str!("../../../../docs/partial-failures.md");
    assert!(guide.contains(include_str!("../../../../docs/batch.toml")));
}
