//! Reads errspec tables, and generates typed Rust errors from them.
//!
//! ```text
//! Source ─> parse ─> ast (as written) ─> check, rank ─> Model (only what is valid) ─> generate
//! ```
//!
//! The macros and the build script are front ends of this chain: [`macro_front_end`] and `build`.

mod ast;
#[cfg(feature = "build")]
#[path = "build_script/mod.rs"]
pub mod build;
mod chars;
mod check;
mod conditions;
mod derive;
mod diagnostics;
mod emit;
mod excluded;
mod extend;
mod fallback;
#[doc(hidden)]
pub mod format;
mod generate;
mod image;
pub mod integrations;
mod locate;
mod location;
pub mod macro_front_end;
mod macro_input;
mod manifest;
pub mod model;
mod names;
mod never_read;
mod notation;
mod parse;
mod preset;
mod presets;
mod rank;
mod read;
mod rules;
mod sorting;
mod source;
mod suggest;
mod template;
mod together;
mod toml_text;
mod trial;
mod value_test;

#[cfg(feature = "build")]
pub use build::Build;
#[doc(hidden)]
pub use check::{CodePattern, PatternMistake};
pub use diagnostics::{
    Applicability, ChangedFile, Diagnostic, Edit, Label, OverlappingEdits, RenderStyle, Report, Suggestion,
};
pub use fallback::fallback;
pub use generate::{Target, generate, generate_together};
#[doc(hidden)]
pub use locate::without_detours;
pub use locate::{LoadError, LoadErrorKind, load};
pub use manifest::crate_name;
pub use model::Model;
pub use read::{ValidTable, read, read_with_warnings};
pub use rules::{RULES, Rule, Severity};
pub use source::{Source, Span};
pub use together::read_together;
