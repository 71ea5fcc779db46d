//! The input of a macro: its arguments, and the tables that they name.

pub(crate) mod argument_list;
mod arguments;
mod environment;
mod errors;

pub(crate) use argument_list::{Argument, ArgumentValue};
pub(crate) use arguments::{Arguments, AttributeKind};
pub(crate) use environment::read;
pub use environment::{Environment, FoundTable};
pub(crate) use errors::Errors;
