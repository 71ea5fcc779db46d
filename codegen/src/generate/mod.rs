//! Generation: from a valid [`Model`] to Rust.
//!
//! The table becomes data, not code (see `image`). For each entry there is a variant with its documentation, a record in a
//! literal, and one arm in a few `match`es. No derive is used, because it takes longer to compile on a large enum than
//! everything else.
//!
//! ```text
//! models -> TableSet -> Shape -> emit
//!                 \---------> definition, constructors
//! ```

mod boxed;
mod constructors;
mod derives;
mod detail;
mod docs;
mod enums;
mod expansion;
mod index;
mod names;
mod output;
mod shape;
mod table;
mod table_set;
mod target;

use proc_macro2::TokenStream;

pub(crate) use self::derives::{derive_conflict, derived};
pub(crate) use self::detail::describe as describe_detail;
#[cfg(feature = "build")]
pub(crate) use self::detail::type_names as detail_type_names;
pub(crate) use self::expansion::expand;
pub(crate) use self::index::index;
pub(crate) use self::output::Output;
pub(crate) use self::table::expand as expand_table;
pub(crate) use self::table_set::TableSet;
pub use self::target::Target;
use crate::model::Model;

/// Generates the enum of a table, with all its implementations, as source code.
#[must_use]
pub fn generate(model: &Model, target: &Target) -> TokenStream {
    expand(&TableSet::new(vec![model]), target, Output::Source)
}

/// Generates the enum of several tables, as [`read_together`](crate::read_together) returns them, with all its implementations, as source code.
#[must_use]
pub fn generate_together(models: &[Model], target: &Target) -> TokenStream {
    expand(&TableSet::new(models.iter().collect()), target, Output::Source)
}
