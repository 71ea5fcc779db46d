//! The description of the type of a sub-error.

use proc_macro2::Ident;
use quote::format_ident;

use super::{docs, names};
use crate::emit::{Detail, DetailEnum, DetailField, DetailType, DetailVariant, Kind, hygiene};
use crate::model::{Field, Model};
use crate::names::{camel_case, is_variant};

/// The sub-errors of one table.
#[derive(Clone, Copy)]
struct TableDetails<'m> {
    /// The number of the table.
    number: usize,
    /// The table.
    model: &'m Model,
    /// The fields of `[detail]`; `None` for any JSON.
    fields: Option<&'m [Field]>,
}

/// Describes the type of a sub-error. It is a struct if all tables that list sub-errors have the same `[detail]`, and an enum with a
/// variant for each of these tables if they differ. Its name begins with that of the error.
pub(crate) fn describe(models: &[&Model], error: &Ident) -> DetailType {
    let tables: Vec<TableDetails<'_>> = listed(models).collect();
    let Some(first) = tables.first() else { return DetailType::Json };
    let ident = format_ident!("{}Detail", error, span = hygiene::span(error.span()));
    let is_same = |table: &TableDetails<'_>| shape(table.fields) == shape(first.fields);
    match (tables.iter().all(is_same), first.fields) {
        (true, None) => DetailType::Json,
        (true, Some(fields)) => DetailType::Struct(describe_struct(fields, ident)),
        (false, _) => {
            let variants = tables.iter().map(|table| describe_variant(*table, error));
            DetailType::Enum(DetailEnum { ident, variants: variants.collect() })
        }
    }
}

/// Returns the names of the types of sub-errors.
#[cfg(feature = "build")]
pub(crate) fn type_names(models: &[&Model], error: &Ident) -> Vec<String> {
    let detail = describe(models, error);
    let structs = detail.structs().into_iter().map(|detail| &detail.ident);
    let mut names: Vec<String> = detail.ident().into_iter().chain(structs).map(Ident::to_string).collect();
    names.dedup();
    names
}

/// Returns the sub-errors of the tables that list any.
fn listed<'m>(models: &[&'m Model]) -> impl Iterator<Item = TableDetails<'m>> {
    let tables = models.iter().enumerate().map(|(number, model)| {
        let model: &'m Model = model;
        TableDetails { number, model, fields: model.detail.as_deref() }
    });
    tables.filter(|table| {
        let mut envelopes = table.model.envelopes.iter();
        table.fields.is_some() || envelopes.any(|envelope| !envelope.details.places.is_empty())
    })
}

/// Returns the properties of fields on which their struct depends.
fn shape(fields: Option<&[Field]>) -> Option<Vec<(&str, Kind)>> {
    fields.map(|fields| fields.iter().map(|field| (field.ident.as_str(), Kind::of(field))).collect())
}

fn describe_struct(fields: &[Field], ident: Ident) -> Detail {
    let fields = fields.iter().map(|field| DetailField {
        ident: names::ident(&field.ident),
        kind: Kind::of(field),
        doc: docs::for_field(field),
    });
    Detail { ident, fields: fields.collect() }
}

fn describe_variant(table: TableDetails<'_>, error: &Ident) -> DetailVariant {
    let name = variant_name(&table.model.name);
    let ident = format_ident!("{}{}Detail", error, name, span = hygiene::span(error.span()));
    DetailVariant {
        table: table.number,
        table_name: table.model.name.clone(),
        ident: names::ident(&name),
        detail: table.fields.map(|fields| describe_struct(fields, ident)),
    }
}

/// Returns the variant for the sub-errors of a table: `acme-pay` becomes `AcmePay`, and a name that begins with a digit follows `Table`.
fn variant_name(table: &str) -> String {
    let name = camel_case(table);
    if is_variant(&name) { name } else { format!("Table{name}") }
}
