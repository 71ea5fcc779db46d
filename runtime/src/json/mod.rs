//! JSON (RFC 8259), read in one pass: the values that a table asks for are noted where they stand, the rest is passed over.

#[cfg(feature = "json")]
mod interop;
mod scan;
mod text;
mod value;

pub use scan::Syntax;
pub(crate) use scan::{Fault, Scan, for_each_element, scan, scan_value};
pub(crate) use text::{escape, unescape};
pub(crate) use value::WHOLE;
pub use value::{Json, JsonError};
