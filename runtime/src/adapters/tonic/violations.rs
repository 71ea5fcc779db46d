//! The sub-errors of a status: its field violations.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use errspec_engine::encode::Tree;
use errspec_engine::table::{BodyKind, Table};
use tonic_types::FieldViolation;

use crate::instance::Generated;

/// The usual names of the member of a sub-error that holds its location.
pub(super) const LOCATION_NAMES: &[&str] =
    &["field", "location", "issueLocation", "path", "pointer", "param", "parameter", "property"];

/// The usual names of the member of a sub-error that holds its text.
pub(super) const TEXT_NAMES: &[&str] = &["description", "message", "issue", "detail", "reason", "title", "error"];

/// Returns the violations as JSON, with the names that the sub-errors of the table with this number have; empty if there are none.
pub(super) fn violations_json<E: Generated>(table: usize, violations: &[FieldViolation]) -> String {
    if violations.is_empty() {
        return String::new();
    }
    let own = E::tables().get(table).and_then(|table| names_of(table));
    let names = own.or_else(|| E::tables().iter().find_map(|table| names_of(table)));
    let names = names.unwrap_or(("field", "description"));
    let objects = violations.iter().map(|violation| {
        let members = [(names.0, &violation.field), (names.1, &violation.description)];
        let present = members.into_iter().filter(|(_, text)| !text.is_empty());
        Tree::Object(present.map(|(name, text)| (name.to_owned(), Tree::string(text))).collect())
    });
    Tree::Array(objects.collect::<Vec<_>>()).write(BodyKind::Json)
}

/// Returns the names of the location and of the text in the sub-errors of a table; `None` if the table has no `[detail]`.
fn names_of(table: &'static Table<'static>) -> Option<(&'static str, &'static str)> {
    let (layout, _) = table.detail()?;
    let members = || layout.locations().iter().filter_map(|location| location.strip_prefix('/'));
    let first = |names: &[&str]| names.iter().find_map(|name| members().find(|member| member == name));
    Some((first(LOCATION_NAMES).unwrap_or("field"), first(TEXT_NAMES).unwrap_or("description")))
}
