//! The front end for macros. Only the compiler knows in which file a path stands, so a macro passes an [`Environment`].
//!
//! ```text
//! arguments, item ──> tables ──> enum of a table (attribute)
//!                            └─> implementations for a user's own type (derive)
//! ```

mod above;
mod attribute;
mod derives;
mod item;
mod stand_in;

pub use self::attribute::{attribute, misspelt_attribute};
pub use crate::derive::derive;
pub use crate::emit::hygiene::carried_code;
pub use crate::macro_input::{Environment, FoundTable};
