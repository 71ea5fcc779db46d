//! The shapes of the bodies that errors are encoded to, for schemas of an API.
//!
//! A shape follows the encode plan: the same values at the same places in the same order. Of each value it has the parts that
//! the table fixes.

mod entry;
mod pattern;
mod shape;
mod union;

#[cfg(feature = "utoipa")]
pub(super) use self::entry::EntrySchema;
pub(super) use self::shape::Shape;
pub(super) use self::union::{by_status, entry_schemas, type_name, union};
