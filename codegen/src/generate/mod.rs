//! Generation: from a valid [`Model`] to Rust.
//!
//! The table becomes data, not code (see `image`). For each entry there is a variant with its documentation, a record in a
//! literal, and one arm in a few `match`es. No derive is used, because it takes longer to compile on a large enum than
//! everything else.
//!
//! ```text
//! model -> Shape -> emit
//!       \---------> definition, constructors
//! ```

mod boxed;
mod constructors;
mod detail;
mod docs;
mod enums;
mod expansion;
mod index;
mod names;
mod output;
mod shape;
mod table;
mod target;

use proc_macro2::TokenStream;

pub(crate) use self::detail::describe as describe_detail;
pub(crate) use self::expansion::expand;
pub(crate) use self::index::index;
pub(crate) use self::output::Output;
pub(crate) use self::table::expand as expand_table;
pub use self::target::Target;
use crate::model::Model;

/// Generates the enum of a table, with all its implementations, as source code.
#[must_use]
pub fn generate(model: &Model, target: &Target) -> TokenStream {
    expand(model, target, Output::Source)
}
