//! The sub-errors of a status: its field violations.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use errspec_engine::encode::Tree;
use errspec_engine::table::{BodyKind, Envelope, Table};
use tonic_types::FieldViolation;

use crate::instance::Generated;

/// The usual names of the member of a sub-error that holds its location.
pub(super) const LOCATION_NAMES: &[&str] =
    &["field", "location", "issueLocation", "path", "pointer", "param", "parameter", "property"];

/// The usual names of the member of a sub-error that holds its text.
pub(super) const TEXT_NAMES: &[&str] = &["description", "message", "issue", "detail", "reason", "title", "error"];

/// Returns the violations as JSON, in the layout that the sub-errors of the table with this number have; empty if there are none.
pub(super) fn violations_json<E: Generated>(
    table: usize,
    violations: &[FieldViolation],
    envelope: Option<Envelope<'_>>,
) -> String {
    if violations.is_empty() {
        return String::new();
    }
    let own = E::tables().get(table).filter(|table| table.detail().is_some());
    let described = own.or_else(|| E::tables().iter().find(|table| table.detail().is_some()));
    if envelope.is_some_and(|envelope| envelope.has_details_map()) {
        return Tree::Object(by_field(described.copied(), violations)).write(BodyKind::Json);
    }
    let names = described.and_then(|table| names_of(table)).unwrap_or(("field", "description"));
    let objects = violations.iter().map(|violation| {
        let members = [(names.0, &violation.field), (names.1, &violation.description)];
        let present = members.into_iter().filter(|(_, text)| !text.is_empty());
        Tree::Object(present.map(|(name, text)| (name.into(), Tree::string(text))).collect())
    });
    Tree::Array(objects.collect::<Vec<_>>()).write(BodyKind::Json)
}

/// Returns the violations as the members of a map. The sub-error of a field is its text, its texts, or an object with the text.
fn by_field<'v>(
    table: Option<&'static Table<'static>>,
    violations: &'v [FieldViolation],
) -> Vec<(Cow<'v, str>, Tree<'v>)> {
    let detail = table.and_then(|table| Some((table.detail()?, names_of(table)?)));
    let Some(((layout, fields), (_, description))) = detail else {
        return violations.iter().map(|it| ((&it.field).into(), Tree::string(&it.description))).collect();
    };
    let is_text = layout.locations().iter().any(str::is_empty);
    let is_list = fields.iter().any(|field| field.ty().is_list());
    let mut members: Vec<(Cow<'v, str>, Tree<'v>)> = Vec::new();
    for FieldViolation { field, description: text, .. } in violations {
        let known = members.iter_mut().find(|(name, _)| is_list && name == field).map(|(_, tree)| tree);
        match known {
            Some(Tree::Array(texts)) => texts.push(Tree::string(text)),
            _ if is_list => members.push((field.into(), Tree::Array(vec![Tree::string(text)]))),
            _ if is_text => members.push((field.into(), Tree::string(text))),
            _ => members.push((field.into(), Tree::Object(vec![(description.into(), Tree::string(text))]))),
        }
    }
    members
}

/// Returns the names of the location and of the text in the sub-errors of a table; `None` if the table has no `[detail]`.
fn names_of(table: &'static Table<'static>) -> Option<(&'static str, &'static str)> {
    let (layout, _) = table.detail()?;
    let members = || layout.locations().iter().filter_map(|location| location.strip_prefix('/'));
    let first = |names: &[&str]| names.iter().find_map(|name| members().find(|member| member == name));
    Some((first(LOCATION_NAMES).unwrap_or("field"), first(TEXT_NAMES).unwrap_or("description")))
}
