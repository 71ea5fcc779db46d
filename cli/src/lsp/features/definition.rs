//! The definition of a name, and the Rust types of a table.

use std::path::PathBuf;
use std::sync::Arc;

use errspec_codegen::format::variant_of as variant_of_name;
use errspec_codegen::without_detours;
use lsp_types::{Location, Position, Range, Uri};

use crate::lsp::addresses;
use crate::lsp::documents::Document;
use crate::lsp::names::{MentionRole, Subject, mention_at};
use crate::lsp::outline::Spot;
use crate::lsp::refusal::Refusal;
use crate::lsp::rust_uses::{RustUse, rust_uses};
use crate::lsp::state::{NamedDocument, State};

/// Returns the definition of the name at a position; of the table itself, the Rust types.
pub(in crate::lsp) fn definition(state: &mut State, uri: &Uri, position: Position) -> Result<Vec<Location>, Refusal> {
    let (document, offset) = state.place(uri, position)?;
    let Some(subject) = subject_at(state, &document, offset) else {
        return Ok(match is_about_table(&document, offset) {
            true => uses(state, &document).iter().map(RustUse::place).collect(),
            false => Vec::new(),
        });
    };
    if let Subject::File(path) = &subject {
        return Ok(file(&document, path).into_iter().collect());
    }
    let near = definitions(&state.named(&document), &subject);
    Ok(match near.is_empty() {
        true => definitions(&state.named_family(&document), &subject),
        false => near,
    })
}

/// Returns the Rust types of the table at a position. Of an entry, the variants that are written there.
pub(in crate::lsp) fn implementation(
    state: &mut State,
    uri: &Uri,
    position: Position,
) -> Result<Vec<Location>, Refusal> {
    let (document, offset) = state.place(uri, position)?;
    let uses = uses(state, &document);
    let variant = match subject_at(state, &document, offset) {
        Some(Subject::Entry(name)) => Some(variant_of(state, &document, &name)),
        _ => None,
    };
    let place =
        |found: &RustUse| variant.as_ref().and_then(|name| found.variant(name)).unwrap_or_else(|| found.place());
    Ok(uses.iter().map(place).collect())
}

/// Returns what the name at an offset stands for.
pub(in crate::lsp) fn subject_at(state: &State, document: &Arc<Document>, offset: usize) -> Option<Subject> {
    let named = state.named(document);
    let own = named.first()?;
    mention_at(&own.mentions, offset).map(|mention| mention.subject.clone())
}

/// Returns the first definition in each file.
fn definitions(named: &[NamedDocument], subject: &Subject) -> Vec<Location> {
    let mut found = named.iter().flat_map(|file| {
        let own = file.mentions.iter().filter(|mention| mention.subject == *subject);
        own.filter(|mention| mention.role == MentionRole::Definition).map(|mention| file.location(mention))
    });
    found.next().into_iter().collect()
}

/// Returns the start of a file that a table extends.
fn file(document: &Document, written: &str) -> Option<Location> {
    let path = without_detours(&document.path.as_deref()?.parent()?.join(written));
    let uri = path.is_file().then(|| addresses::address_of(&path)).flatten()?;
    Some(Location { uri, range: Range::default() })
}

/// Returns `true` for the header of the table, and for its name.
pub(in crate::lsp) fn is_about_table(document: &Document, offset: usize) -> bool {
    match document.outline().spot(&document.text, offset) {
        Some(Spot::Key { parents, key, .. }) => {
            let key = key.map_or("", |key| key.name.as_str());
            matches!((parents.as_slice(), key), ([], "table") | (["table"], "name"))
        }
        Some(Spot::Value { path, .. }) => path == ["table", "name"],
        None => false,
    }
}

/// Returns the places where Rust code names a table, or one that extends it.
pub(in crate::lsp) fn uses(state: &mut State, document: &Arc<Document>) -> Vec<RustUse> {
    let family = state.named_family(document);
    let tables: Vec<PathBuf> = family.iter().filter_map(|file| file.document.path.clone()).collect();
    match &document.path {
        Some(path) => rust_uses(&state.workspace.root_of(path), &tables, document),
        None => Vec::new(),
    }
}

/// Returns the variant of an entry.
pub(in crate::lsp) fn variant_of(state: &State, document: &Document, entry: &str) -> String {
    let key = crate::lsp::documents::key_of(&document.uri);
    let models = state.checks.of(&key).filter_map(|check| check.model.clone());
    let known =
        models.filter_map(|model| model.entries.iter().find(|own| own.name == entry).map(|own| own.variant.clone()));
    { known }.next().or_else(|| variant_of_name(entry)).unwrap_or_else(|| entry.to_owned())
}
