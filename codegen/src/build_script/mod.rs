//! The front end for build scripts, and for tests that keep checked-in code up to date.
//!
//! ```text
//!                                              ┌── $OUT_DIR/flanks.rs, mod.rs             included by the crate
//!  specs/flanks.toml  ──┐                      │
//!                       ├── read ── generate ──┤   or
//!  specs/billing.toml ──┘                      │
//!                                              └── src/errors/flanks.rs, billing.rs, mod.rs     checked in
//! ```
//!
//! It is behind the feature `build`:
//!
//! ```toml
//! [build-dependencies]
//! errspec-codegen = { version = "0.1", features = ["build"] }
//! ```
//!
//! # Into `$OUT_DIR`
//!
//! ```no_run
//! // build.rs
//! fn main() {
//!     errspec_codegen::Build::new().table("specs/flanks.toml").run_or_exit();
//! }
//! ```
//!
//! ```ignore
//! // src/lib.rs
//! include!(concat!(env!("OUT_DIR"), "/flanks.rs")); // pub enum FlanksError
//! ```
//!
//! A file is called after the file of its table, and its enum after the table's name: `flanks` gives `FlanksError`. A
//! further file, `mod.rs`, includes all the others, so that a new table of a [folder](Build::folder) is seen without another
//! line.
//!
//! Cargo runs the script again when a table changes, or one is put into a folder, and at no other time. A file that is as
//! it should be is not touched.
//!
//! # Into the source tree
//!
//! Code that is checked in can be reviewed, and searched like any other:
//!
//! ```no_run
//! // build.rs
//! fn main() {
//!     errspec_codegen::Build::new().folder("specs").into_source("src/errors").run_or_exit();
//! }
//! ```
//!
//! ```ignore
//! // src/lib.rs
//! /// The errors of the APIs that we call.
//! pub mod errors; // src/errors/mod.rs includes the others
//! ```
//!
//! Each build writes what has changed. With `ERRSPEC_CHECK=1`, as CI has it, a build writes nothing: it fails where a file
//! differs from what the tables make, shows the lines, and names the command that writes the files anew.
//!
//! A crate that is published does better without the build script, so that those who depend on it need no errspec-codegen.
//! A test does the same:
//!
//! ```no_run
//! // tests/generated.rs
//! # use errspec_codegen::build::BuildError;
//! #[test]
//! fn generated_code_is_up_to_date() -> Result<(), BuildError> {
//!     errspec_codegen::Build::new().folder("specs").into_source("src/errors").check(true).run()
//! }
//! ```
//!
//! `ERRSPEC_CHECK=0 cargo test --test generated` writes the files. A crate must compile for its tests to run, so begin with an
//! empty `src/errors/mod.rs`.
//!
//! # Faults
//!
//! All faults of all tables come at once, as the macro reports them, and nothing is written. They are in colour where the
//! terminal has it, which `NO_COLOR`, `CLICOLOR`, `CLICOLOR_FORCE` and `CARGO_TERM_COLOR` decide for it.

// A build script is a `main`, and examples show it whole.
#![allow(clippy::needless_doctest_main)]

mod builder;
mod cargo;
mod color;
mod destination;
mod diff;
mod docs;
mod environment;
mod error;
mod file;
mod names;
mod options;
mod package;
mod paths;
mod problem;
mod run;
mod staged;
mod table;
mod tables;

pub use builder::Build;
pub use error::BuildError;
pub use problem::{BuildProblem, BuildProblemKind};
pub use table::Table;
