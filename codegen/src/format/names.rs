//! The names that a table gives.

use crate::{names, template};

/// Returns the variant of an entry, unless the table says otherwise; `None` if no entry can have the name.
#[must_use]
pub fn variant_of(entry: &str) -> Option<String> {
    names::variant_of(entry).ok()
}

/// Returns `true` for the name of a parameter that becomes a field.
#[must_use]
pub fn is_parameter_name(name: &str) -> bool {
    name != template::IGNORED && template::is_parameter_name(name)
}
