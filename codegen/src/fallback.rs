//! The enum of an invalid table, with as many variants as could be read.
//!
//! The errors of a table are reported where the table is used. Without the enum, every use of it would be an error as well, and
//! the errors of the table would be lost among hundreds.

use std::collections::HashSet;

use proc_macro2::TokenStream;

use crate::ast::AstEntry;
use crate::diagnostics::Diagnostics;
use crate::generate::{Target, generate};
use crate::model::{Applied, Entry, Lookup, Message, Model, Retry, Success};
use crate::source::Source;
use crate::{check, names, parse, preset};

/// Generates an enum that decodes nothing, with the variants of an invalid table.
///
/// The variant of a valid entry has its fields; that of an invalid one has none.
#[must_use]
pub fn fallback(source: &Source, target: &Target) -> TokenStream {
    generate(&salvage(source), target)
}

/// Returns a model of the parts of a table that are valid.
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
        let all = table.entries.iter().flat_map(|entry| std::iter::once(entry).chain(&entry.cases));
        model.entries.extend(all.filter_map(bare));
        Ok(())
    });
    // The errors were reported when the table was read.
    drop(result);
    let mut known = HashSet::from([model.unknown.clone()]);
    let mut names = HashSet::new();
    model.entries.retain(|entry| names.insert(entry.name.clone()) && known.insert(entry.variant.clone()));
    if model.entries.is_empty() {
        // If there were only the variant for unknown errors, an arm after it would be unreachable, which is a warning.
        model.entries.push(named("TABLE_NOT_READ".to_owned(), "TableNotRead".to_owned()));
    }
    model
}

/// Returns an invalid entry with nothing but its name and its variant.
fn bare(entry: &AstEntry) -> Option<Entry> {
    let variant = match &entry.variant {
        Ok(Some(variant)) if names::is_variant(&variant.value) => variant.value.clone(),
        _ => names::variant_of(&entry.name.value).ok()?,
    };
    Some(named(entry.name.value.clone(), variant))
}

/// Returns an entry with nothing but its name and its variant.
fn named(name: String, variant: String) -> Entry {
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

/// Returns a table without entries.
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
