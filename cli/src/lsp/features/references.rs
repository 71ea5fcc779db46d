//! All mentions of a name, in the table, in the files that it shares names with, and in Rust code.

use lsp_types::{Location, Position, Uri};

use super::definition::{is_about_table, subject_at, uses, variant_of};
use crate::lsp::names::{MentionRole, Subject};
use crate::lsp::refusal::Refusal;
use crate::lsp::rust_uses::variant_uses;
use crate::lsp::state::State;

/// Returns the mentions of the name at a position.
pub(in crate::lsp) fn references(
    state: &mut State,
    uri: &Uri,
    position: Position,
    with_definition: bool,
) -> Result<Vec<Location>, Refusal> {
    let (document, offset) = state.place(uri, position)?;
    let Some(subject) = subject_at(state, &document, offset) else {
        return Ok(match is_about_table(&document, offset) {
            true => uses(state, &document).into_iter().map(|found| found.path).collect(),
            false => Vec::new(),
        });
    };
    let mut found = Vec::new();
    for file in state.named_family(&document) {
        let own = file.mentions.iter().filter(|mention| mention.subject == subject);
        let wanted = own.filter(|mention| with_definition || mention.role != MentionRole::Definition);
        found.extend(wanted.map(|mention| file.location(mention)));
    }
    if let (Subject::Entry(entry), Some(path)) = (&subject, &document.path) {
        let variant = variant_of(state, &document, entry);
        let types: Vec<String> =
            uses(state, &document).into_iter().filter_map(|found| Some(found.named_type?.0)).collect();
        if !types.is_empty() {
            found.extend(variant_uses(&state.workspace.root_of(path), &types, &variant, &document));
        }
    }
    Ok(found)
}
