//! JSON (RFC 8259): tokens, strings and errors.

mod compact;
mod string;
mod syntax;
mod tokens;

pub use self::compact::compact;
pub use self::string::{escape, unescape};
pub use self::syntax::{Syntax, SyntaxError};
pub(crate) use self::tokens::{Step, Tokens};
