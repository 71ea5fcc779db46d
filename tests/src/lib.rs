//! Shared by the tests of errspec: where the reference data lie, and the tables of the zoo as one list.

pub mod apis;
pub mod partial;
pub mod published;
pub mod zoo;

use std::path::PathBuf;

/// The folder of reference data beside the project, if it is there.
#[must_use]
pub fn shared() -> Option<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    folder.is_dir().then_some(folder)
}

/// The examples of the README, each run as a test.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
pub struct Readme;
