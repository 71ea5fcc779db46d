//! JSON (RFC 8259), read in one pass: the values that a table asks for are noted where they stand, the rest is passed over.

#[cfg(feature = "json")]
mod interop;
mod scan;
mod syntax;
mod text;
mod tokens;
mod value;

pub(crate) use scan::{Elements, Scan, scan, scan_value};
pub(crate) use syntax::Fault;
pub use syntax::Syntax;
pub(crate) use text::{escape, unescape};
pub(crate) use tokens::position;
pub(crate) use value::WHOLE;
pub use value::{Json, JsonError};
