//! The enum of a table that is not valid: as much of it as could be read.
//!
//! A diagnostic in a table is reported where the table is used. Without the enum, every use of it would be a diagnostic as well, and
//! the one that matters would stand among hundreds.

use std::collections::HashSet;

use proc_macro2::TokenStream;

use crate::ast::AstEntry;
use crate::diagnostics::Diagnostics;
use crate::generate::{Target, generate};
use crate::model::{Applied, Entry, Lookup, Message, Model, Retry, Success};
use crate::source::Source;
use crate::{check, names, parse, preset};

/// An enum with the variants that a faulty table means to have, which decodes nothing.
///
/// Where an entry is right its variant has the fields that it will have; where it is not, none.
#[must_use]
pub fn fallback(source: &Source, target: &Target) -> TokenStream {
    generate(&salvage(source), target)
}

pub(crate) fn salvage(source: &Source) -> Model {
    let mut model = empty();
    let result = Diagnostics::collect(source, |sink| {
        let table = parse::parse_table(source.text(), sink);
        let table = preset::apply_presets(table, sink);
        let parts = check::check_table(&table, sink);
        if let Ok(Some(unknown)) = &table.header.unknown
            && names::is_variant(&unknown.value)
        {
            model.unknown.clone_from(&unknown.value);
        }
        model.entries = parts.entries.into_iter().map(|(entry, _)| Entry { parent: None, ..entry }).collect();
        let named = table.entries.iter().flat_map(|entry| std::iter::once(entry).chain(&entry.cases));
        model.entries.extend(named.filter_map(bare));
        Ok(())
    });
    // The errors were reported when the table was read.
    drop(result);
    let mut known = HashSet::from([model.unknown.clone()]);
    let mut names = HashSet::new();
    model.entries.retain(|entry| names.insert(entry.name.clone()) && known.insert(entry.variant.clone()));
    if model.entries.is_empty() {
        // With one variant alone, `other => ..` after it would be called unreachable.
        model.entries.push(silent("TABLE_NOT_READ".to_owned(), "TableNotRead".to_owned()));
    }
    model
}

/// The variant of an entry of which no more than the name can be relied on.
fn bare(entry: &AstEntry) -> Option<Entry> {
    let variant = match &entry.variant {
        Ok(Some(variant)) if names::is_variant(&variant.value) => variant.value.clone(),
        _ => names::variant_of(&entry.name.value).ok()?,
    };
    Some(silent(entry.name.value.clone(), variant))
}

/// An entry that says nothing.
fn silent(name: String, variant: String) -> Entry {
    Entry {
        name,
        variant,
        parent: None,
        code: None,
        aliases: Vec::new(),
        statuses: Vec::new(),
        states_status: false,
        without_code: false,
        any_code: false,
        envelope: 0,
        message: Message::Any { kept: false },
        when: Vec::new(),
        fields: Vec::new(),
        summary: None,
        causes: Vec::new(),
        action: None,
        notes: Vec::new(),
        retry: Retry::Unknown,
        applied: Applied::Maybe,
        docs: None,
        since: None,
        deprecated: None,
        examples: Vec::new(),
    }
}

/// A table without entries.
fn empty() -> Model {
    Model {
        name: String::new(),
        title: String::new(),
        description: None,
        docs: None,
        unknown: "Unknown".to_owned(),
        envelopes: Vec::new(),
        fields: Vec::new(),
        detail: None,
        success: Success::default(),
        entries: Vec::new(),
        lookup: Lookup::default(),
    }
}
