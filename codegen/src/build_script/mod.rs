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
//! A generated file has the name of the table's file, and the enum that of the table: `flanks` becomes `FlanksError`. Another
//! file, `mod.rs`, includes all generated files, so that a new table of a [folder](Build::folder) needs no new line.
//!
//! Cargo runs the script again only when a table changes or is added to a folder. A file that is up to date is not written.
//!
//! # Into the source tree
//!
//! Code that is checked in can be reviewed and searched like any other code:
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
//! Each build writes the files that have changed. With `ERRSPEC_CHECK=1`, which is for CI, a build writes nothing: it fails if a
//! file is out of date, and shows the lines and the command that updates the files.
//!
//! A published crate is better off without the build script, so that its dependents do not build errspec-codegen. A test does the
//! same:
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
//! `ERRSPEC_CHECK=0 cargo test --test generated` writes the files. The crate must compile before its tests can run, so begin with
//! an empty `src/errors/mod.rs`.
//!
//! # Errors
//!
//! The errors of all tables are reported at once, as the macro reports them, and nothing is written. They are in color if the
//! terminal supports it; `NO_COLOR`, `CLICOLOR`, `CLICOLOR_FORCE` and `CARGO_TERM_COLOR` override this.
//!
//! A possible mistake in a table is a warning of cargo, with one line. `allow` in the table silences it, and [`Build::deny_warnings`] makes
//! it an error.

// Examples show a build script as a whole, with its `main`.
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
mod repeats;
mod run;
mod staged;
mod table;
mod tables;
mod warnings;

pub use builder::Build;
pub use error::BuildError;
pub use problem::{BuildProblem, BuildProblemKind};
pub use table::Table;
