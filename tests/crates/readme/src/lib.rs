//! The examples of the README, each run as a test.

/// The README.
#[cfg(doctest)]
#[doc = include_str!("../../../../README.md")]
pub struct Readme;
