//! The shapes of the responses that entries are encoded to, for the adapters that publish schemas. None of it is public API.
//!
//! A shape follows the encode plan: the same values at the same places in the same order. Of each value it has the parts that
//! the table fixes.

mod described;
mod entry;
#[cfg(feature = "utoipa")]
mod headers;
mod pattern;
#[cfg(feature = "problem")]
mod problem;
mod shape;
mod union;
mod value;

#[cfg(feature = "utoipa")]
pub(super) use self::described::component_name;
#[cfg(feature = "schemars")]
pub(super) use self::described::type_name;
pub use self::described::{Described, Union};
#[cfg(feature = "utoipa")]
pub(super) use self::entry::EntrySchema;
#[cfg(feature = "utoipa")]
pub(super) use self::headers::HeaderSchema;
pub(super) use self::shape::Shape;
#[cfg(feature = "utoipa")]
pub(super) use self::union::common_headers;
pub(super) use self::union::{by_status, union};
