//! The table as written to what is valid: a function per rule.

mod code;
pub(crate) use code::write_code;
mod demand;
mod entry;
mod envelope;
mod field;
mod header;
mod limit;
mod message;
mod name;
mod source;
mod status;
mod text;
mod value;
mod when;

use crate::diagnostics::{Checked, Diagnostics};
use crate::model::{Entry, Envelope, Field, Lookup, Model, Success};
use crate::source::Span;
use crate::table::Table;
use header::Header;

/// A table whose parts are valid; whether its entries can be told apart is not known yet.
#[derive(Debug)]
pub(crate) struct Parts {
    header: Checked<Header>,
    envelopes: Checked<Vec<Envelope>>,
    fields: Checked<Vec<Field>>,
    detail: Checked<Option<Vec<Field>>>,
    success: Checked<Success>,
    /// The valid entries and the places of their names.
    pub(crate) entries: Vec<(Entry, Span)>,
}

/// Checks a table as far as it can be without comparing entries.
pub(crate) fn check_table(table: &Table, sink: &mut Diagnostics<'_>) -> Parts {
    let header = header::check_header(&table.header, sink);
    let envelopes = envelope::check_envelopes(table, sink);
    let fields = field::check_loose_fields(&table.fields, field::Home::Table, sink);
    let detail = match &table.detail {
        Some(fields) => field::check_loose_fields(fields, field::Home::Detail, sink).map(Some),
        None => Ok(None),
    };
    let success = value::check_success(&table.success, sink);
    let entries = entry::check_entries(table, sink);
    name::check_variants(table, sink);
    code::check_code_locations(table, sink);
    code::check_meaning(table, sink);
    demand::check_required_keys(table, sink);
    demand::check_reserved(table, sink);
    status::check_2xx(table, sink);
    let parts = Parts { header, envelopes, fields, detail, success, entries };
    limit::check_locations(&parts, table.span, sink);
    parts
}

impl Parts {
    /// The model, if every part is valid.
    pub(crate) fn into_model(self, lookup: Lookup) -> Checked<Model> {
        let header = self.header?;
        Ok(Model {
            title: header.title.unwrap_or_else(|| header.name.clone()),
            name: header.name,
            description: header.description,
            docs: header.docs,
            unknown: header.unknown,
            envelopes: self.envelopes?,
            fields: self.fields?,
            detail: self.detail?,
            success: self.success?,
            entries: self.entries.into_iter().map(|(entry, _)| entry).collect(),
            lookup,
        })
    }

    /// The envelopes, the fields of any response and those of a sub-error, as far as they are valid.
    fn layout(&self) -> (&[Envelope], &[Field], &[Field]) {
        (
            self.envelopes.as_deref().unwrap_or_default(),
            self.fields.as_deref().unwrap_or_default(),
            self.detail.as_ref().ok().and_then(Option::as_deref).unwrap_or_default(),
        )
    }
}
