//! From TOML to the table as it is written.

mod entry;
mod envelope;
mod expected;
mod field;
mod foreign_keys;
mod forms;
mod homes;
mod json_schema;
mod keys;
mod mistakes;
mod nested_fields;
mod node;
mod syntax;
mod table;
mod takes;
mod vocabulary;

pub(crate) use table::{has_no_name, no_envelope, parse_extended, parse_preset, parse_table};
