//! Reads errspec tables.
//!
//! ```text
//! Source -> parse -> table (as written) -> check -> Model (only what is valid) -> generate
//! ```
//!
//! The macro, the build script and the command line are front ends of this chain.

#[cfg(feature = "build")]
pub mod build;
mod check;
mod derive;
mod fallback;
mod fault;
pub mod generate;
pub mod implement;
pub mod invoke;
mod locate;
mod location;
pub mod manifest;
pub mod model;
mod names;
mod parse;
mod preset;
mod rank;
mod render;
mod rules;
mod source;
mod suggest;
mod table;
mod template;

#[cfg(feature = "build")]
pub use build::Build;
pub use fallback::fallback;
pub use fault::{Fault, Place, Report};
pub use generate::{Target, generate};
pub use locate::load;
pub use manifest::crate_name;
pub use model::Model;
pub use rules::{RULES, Rule};
pub use source::{Source, Span};

/// Reads a table, or says everything that is wrong with it.
///
/// # Errors
///
/// All faults of the table, by place.
pub fn read(source: &Source) -> Result<Model, Report> {
    fault::Faults::collect(source, |faults| {
        let table = parse::parse_table(&source.text, faults);
        let table = preset::apply_presets(table, faults);
        let mut parts = check::check_table(&table, faults);
        let lookup = rank::check_ambiguity(&mut parts.entries, faults);
        parts.into_model(lookup?)
    })
}
