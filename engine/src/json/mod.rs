//! JSON (RFC 8259): tokens, strings and errors.

mod compact;
#[cfg(any(feature = "cbor", feature = "msgpack"))]
mod marked;
mod string;
mod syntax;
mod tokens;
mod words;

pub use self::compact::compact;
pub(crate) use self::compact::without_trailing_commas;
#[cfg(any(feature = "cbor", feature = "msgpack"))]
pub(crate) use self::marked::{is_marked, mark};
pub use self::string::{escape, unescape};
pub use self::syntax::{Syntax, SyntaxError};
pub(crate) use self::tokens::{Step, Tokens, digits_end};
