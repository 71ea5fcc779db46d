//! The enum of an invalid table, with as many variants as could be read.
//!
//! Without the enum, the compiler would also report every use of it, and the errors of the table would be lost among hundreds of
//! others.

use std::collections::HashSet;
use std::path::Path;

use proc_macro2::TokenStream;

use crate::ast::AstEntry;
use crate::diagnostics::Diagnostics;
use crate::generate::{Target, generate};
use crate::image::bare_image;
use crate::model::{
    Applied, CodeCase, Entry, EnvelopeChoice, Lookup, Message, Model, Reserved, Retry, Success, UNKNOWN,
};
use crate::source::Source;
use crate::{check, extend, names};

/// Generates an enum with the variants of an invalid table. It decodes every response to an unknown error.
///
/// The variant of a valid entry has the fields of the entry. The variant of an invalid entry has none.
#[must_use]
pub fn fallback(source: &Source, target: &Target) -> TokenStream {
    generate(&partial_model(source).model, target)
}

/// A model of the valid parts of a table.
pub(crate) struct PartialModel {
    pub(crate) model: Model,
    /// `true` if the errors of the table change none of the variants and their fields.
    pub(crate) has_all_variants: bool,
}

/// Returns a model of the valid parts of a table.
pub(crate) fn partial_model(source: &Source) -> PartialModel {
    let mut model = empty();
    let mut has_all_variants = false;
    let result = Diagnostics::collect(source, |sink| {
        let table = extend::read_files(source, sink);
        let parts = check::check_table(&table, sink);
        has_all_variants = table.complete.is_ok() && parts.has_all_variants(table.entries_and_cases().count());
        if let Ok(Some(unknown)) = &table.header.unknown
            && names::is_variant(&unknown.value)
        {
            model.unknown.clone_from(&unknown.value);
        }
        // The type of a sub-error is that of the valid table.
        if let Ok(Some(name)) = &table.header.name {
            model.name.clone_from(&name.value);
        }
        model.detail = parts.detail.unwrap_or_default();
        model.envelopes = parts.envelopes.unwrap_or_default();
        model.extended = sink.source().extended().map(Path::to_path_buf).collect();
        model.entries = parts.entries.into_iter().map(|(entry, _)| Entry { parent: None, ..entry }).collect();
        model.entries.extend(table.entries_and_cases().filter_map(bare_entry));
        Ok(())
    });
    // The errors have been reported when the table was read.
    drop(result);
    // A valid entry comes before its bare duplicate, which is removed.
    let mut names = HashSet::new();
    let mut variants = HashSet::from([model.unknown.clone()]);
    model.entries.retain(|entry| names.insert(entry.name.clone()) && variants.insert(entry.variant.clone()));
    if model.entries.is_empty() {
        // With only the variant for unknown errors, every further arm of a `match` would be unreachable, which is a warning.
        model.entries.push(entry("TABLE_NOT_READ".to_owned(), "TableNotRead".to_owned()));
    }
    PartialModel { model, has_all_variants }
}

/// Returns an entry with only the name and the variant of an invalid one; `None` if it has no valid variant.
fn bare_entry(written: &AstEntry) -> Option<Entry> {
    let variant = match &written.variant {
        Ok(Some(variant)) if names::is_variant(&variant.value) => variant.value.clone(),
        _ => names::variant_of(&written.name.value).ok()?,
    };
    Some(entry(written.name.value.clone(), variant))
}

/// Returns an entry with only a name and a variant.
fn entry(name: String, variant: String) -> Entry {
    Entry {
        name,
        variant,
        parent: None,
        code: None,
        codes: Vec::new(),
        aliases: Vec::new(),
        statuses: Vec::new(),
        states_status: false,
        grpc: None,
        exit: None,
        without_code: false,
        any_code: false,
        envelope: 0,
        envelope_choice: EnvelopeChoice::Default,
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
        symbol: None,
        since: None,
        deprecated: None,
        examples: Vec::new(),
        line: None,
    }
}

/// Returns a model without entries.
fn empty() -> Model {
    Model {
        name: String::new(),
        title: String::new(),
        description: None,
        docs: None,
        domains: Vec::new(),
        unknown: UNKNOWN.to_owned(),
        case: CodeCase::Exact,
        envelopes: Vec::new(),
        fields: Vec::new(),
        detail: None,
        success: Success::default(),
        entries: Vec::new(),
        reserved: Reserved::default(),
        lookup: Lookup::default(),
        image: bare_image(),
        extended: Vec::new(),
    }
}
