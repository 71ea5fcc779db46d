//! The implementations of standard traits for generated enums, which use the table instead of code for each variant.

use core::error::Error;
use core::fmt;
use core::hash::{Hash, Hasher};

use errspec_engine::render;
use errspec_engine::{FieldValues, Fields, Value};

use crate::instance::{Built, Instance, entry_of, table_number};
use crate::unknown::Unknown;

/// A type that is an error.
#[diagnostic::on_unimplemented(
    message = "errspec needs `std::error::Error` for `{Self}`, and does not implement it beside `#[error(..)]` or `own_display`",
    label = "this type is no error",
    note = "derive `thiserror::Error`, too, or implement `Display` and `Error` by hand",
    note = "to have them from errspec, with the messages of the table, remove every `#[error(..)]` and `own_display`"
)]
pub trait ImplementsError {}

#[diagnostic::do_not_recommend]
impl<T: Error> ImplementsError for T {}

/// Checks that a type is an error.
pub const fn require_error<T: ImplementsError>() {}

/// Writes an error like a derived `Debug` implementation.
///
/// # Errors
///
/// Returns an error if the formatter does.
pub fn debug(error: &dyn Instance, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match (entry_of(error), error.as_unknown()) {
        (Some(entry), _) => render::debug(entry, &error, f),
        (None, Some(unknown)) => fmt::Debug::fmt(unknown, f),
        (None, None) => f.write_str("Unknown"),
    }
}

/// Writes the message of an error. If it has none, writes the summary of its entry, or else its name.
///
/// # Errors
///
/// Returns an error if the formatter does.
pub fn display(error: &dyn Instance, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match entry_of(error) {
        Some(entry) => render::display(entry, &error, f),
        None => error.as_unknown().map_or(Ok(()), |unknown| fmt::Display::fmt(unknown, f)),
    }
}

/// Returns the values of all fields of an error.
fn values<'e>(error: &'e &'e dyn Instance) -> impl Iterator<Item = Option<Value<'e>>> {
    let count = entry_of(*error).map_or(0, |entry| entry.carried().len());
    (0..count).map(|number| error.value(number))
}

/// Returns `true` if two errors of one type are the same variant with equal fields.
#[must_use]
pub fn equal(one: &dyn Instance, other: &dyn Instance) -> bool {
    let is_same_entry = one.index() == other.index() && core::ptr::eq(one.table(), other.table());
    is_same_entry && one.as_unknown() == other.as_unknown() && values(&one).eq(values(&other))
}

/// Returns a copy of an error. Its table must be one of the type itself.
#[must_use]
pub fn clone<E: Built>(error: &E) -> E {
    let instance: &dyn Instance = error;
    let table = table_number(error);
    let copy = error.index().and_then(|index| E::build(table, index, &mut Fields::new(values(&instance))));
    copy.unwrap_or_else(|| E::from_unknown(error.as_unknown().cloned().unwrap_or_else(Unknown::empty)))
}

/// Feeds the variant and the fields of an error to a hasher.
pub fn hash<H: Hasher>(error: &dyn Instance, state: &mut H) {
    error.index().hash(state);
    error.as_unknown().hash(state);
    for value in values(&error) {
        value.hash(state);
    }
}
