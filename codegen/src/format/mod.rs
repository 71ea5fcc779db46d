//! The keys of the format: one description, from which the parser, its messages, the JSON Schema and the language server take what a
//! table can have. What the keys mean is in the reference, `specs/README.md`.
//!
//! - [`Section`]: a table of the format, and its keys
//! - [`FormatKey`]: a key, with the forms of its value
//! - [`ValueForm`]: a form of a value; [`TextKind`] and [`WordSet`] are the kinds of strings
//! - [`variant_of`] and [`is_parameter_name`]: the names that a table gives

mod forms;
mod keys;
mod names;
mod section;
mod words;

pub use forms::{FormatKey, TextKind, ValueForm};
pub use names::{is_parameter_name, variant_of};
pub use section::Section;
pub use words::WordSet;
pub(crate) use words::{
    APPLIED, BODIES, ELEMENTS, ENCODINGS, JSON_TYPES, PARAMETER_TYPES, REQUIRABLE, RETRIES, SOURCE_TYPES,
    STATUS_CLASSES, SourceType, TYPES, UNITS,
};
