//! A table whose parts are checked.

use super::header::CheckedHeader;
use crate::diagnostics::Checked;
use crate::image::bare_image;
use crate::model::{Entry, Envelope, Field, Lookup, Model, Reserved, Success};
use crate::source::Span;

/// A table whose parts have each been checked. Its entries may still be ambiguous.
#[derive(Debug)]
pub(crate) struct CheckedTable {
    pub(super) header: Checked<CheckedHeader>,
    pub(crate) envelopes: Checked<Vec<Envelope>>,
    pub(super) fields: Checked<Vec<Field>>,
    pub(crate) detail: Checked<Option<Vec<Field>>>,
    pub(super) success: Checked<Success>,
    pub(super) reserved: Reserved,
    /// The valid entries, with the places of their names.
    pub(crate) entries: Vec<(Entry, Span)>,
}

impl CheckedTable {
    /// Returns `true` if everything is valid that the variants of the enum and their fields come from.
    pub(crate) fn has_all_variants(&self, written: usize) -> bool {
        self.header.is_ok() && self.fields.is_ok() && self.detail.is_ok() && self.entries.len() == written
    }

    /// Returns the model, if every part is valid.
    pub(crate) fn into_model(self, lookup: Lookup) -> Checked<Model> {
        let header = self.header?;
        Ok(Model {
            title: header.title.unwrap_or_else(|| header.name.clone()),
            domains: header.domains.unwrap_or_else(|| vec![header.name.clone()]),
            name: header.name,
            description: header.description,
            docs: header.docs,
            unknown: header.unknown,
            case: header.case,
            envelopes: self.envelopes?,
            fields: self.fields?,
            detail: self.detail?,
            success: self.success?,
            entries: self.entries.into_iter().map(|(entry, _)| entry).collect(),
            reserved: self.reserved,
            lookup,
            image: bare_image(),
            extended: Vec::new(),
        })
    }
}
