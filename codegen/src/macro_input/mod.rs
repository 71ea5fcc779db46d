//! The input of a macro: its arguments, and the tables that they name.

pub(crate) mod argument_list;
mod arguments;
mod attribute_kind;
mod by_hand;
mod environment;
mod errors;
mod kept_tables;
mod surroundings;
mod tables;
mod unknown_argument;
mod warnings;

pub(crate) use argument_list::{Argument, ArgumentValue};
pub(crate) use arguments::Arguments;
pub(crate) use attribute_kind::{AttributeKind, is_table_attribute};
pub(crate) use by_hand::ByHand;
pub use environment::{Environment, FoundTable};
pub(crate) use errors::Errors;
pub(crate) use surroundings::Surroundings;
pub(crate) use tables::{Completeness, SourceTable, check_names, check_one_enum, read_all};
pub(crate) use warnings::expand_warnings;
