//! The tables of an enum, and the variants that their entries become.

use std::collections::HashMap;

use crate::model::{Entry, Model, UNKNOWN};

/// The tables of an enum, with its variants in the order of the tables.
pub(crate) struct TableSet<'m> {
    pub(super) models: Vec<&'m Model>,
    pub(super) variants: Vec<TableVariant<'m>>,
    /// The name of the variant for unknown errors.
    pub(super) unknown: &'m str,
}

/// An entry that becomes a variant.
pub(super) struct TableVariant<'m> {
    pub(super) entry: &'m Entry,
    /// The table of the entry.
    pub(super) model: &'m Model,
    /// The number of the table, and that of the entry in it.
    pub(super) place: (usize, usize),
    /// The places of the same entry in later tables.
    pub(super) shared: Vec<(usize, usize)>,
}

impl TableVariant<'_> {
    /// Returns the numbers of the tables that have the entry.
    pub(super) fn tables(&self) -> impl Iterator<Item = usize> {
        std::iter::once(self.place).chain(self.shared.iter().copied()).map(|(table, _)| table)
    }
}

impl<'m> TableSet<'m> {
    /// Creates the set. An entry that tables have in common is one variant. Of tables that do not go together, which has been reported, the
    /// set has the first variant of each name.
    pub(crate) fn new(models: Vec<&'m Model>) -> Self {
        let unknown = unknown_of(&models);
        let mut variants: Vec<TableVariant<'m>> = Vec::new();
        let mut known: HashMap<&str, usize> = HashMap::new();
        for (table, model) in models.iter().enumerate() {
            let model: &'m Model = model;
            for (index, entry) in model.entries.iter().enumerate() {
                // The variants of one table differ.
                let before = known.get(entry.variant.as_str()).filter(|_| table > 0);
                match before.and_then(|before| variants.get_mut(*before)) {
                    Some(first) if entry.difference(first.entry).is_none() => first.shared.push((table, index)),
                    Some(_) => {}
                    None if models.len() > 1 && entry.variant == unknown => {}
                    None => {
                        known.insert(&entry.variant, variants.len());
                        variants.push(TableVariant { entry, model, place: (table, index), shared: Vec::new() });
                    }
                }
            }
        }
        Self { models, variants, unknown }
    }

    /// Returns the only table; `None` if there are several.
    pub(super) fn only(&self) -> Option<&'m Model> {
        match self.models.as_slice() {
            [only] => Some(only),
            _ => None,
        }
    }
}

/// Returns the name of the variant for unknown errors: the first that a table states.
fn unknown_of<'m>(models: &[&'m Model]) -> &'m str {
    models.iter().map(|model| model.unknown.as_str()).find(|unknown| *unknown != UNKNOWN).unwrap_or(UNKNOWN)
}
