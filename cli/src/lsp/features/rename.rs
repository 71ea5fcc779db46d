//! The change of a name, everywhere where it stands.

use std::collections::HashMap;

use errspec_codegen::format::is_parameter_name;
use lsp_types::{Position, PrepareRenameResponse, TextEdit, Uri, WorkspaceEdit};

use super::definition::subject_at;
use crate::lsp::names::{MentionRole, Subject, is_entry_name, mention_at};
use crate::lsp::refusal::Refusal;
use crate::lsp::state::{NamedDocument, State};

/// Returns the place of the name at a position, if it can be changed.
pub(in crate::lsp) fn prepare(
    state: &State,
    uri: &Uri,
    position: Position,
) -> Result<Option<PrepareRenameResponse>, Refusal> {
    let (document, offset) = state.place(uri, position)?;
    let named = state.named(&document);
    let mention = named.first().and_then(|own| mention_at(&own.mentions, offset));
    let mention = mention.filter(|mention| !matches!(mention.subject, Subject::File(_)));
    Ok(mention.map(|mention| PrepareRenameResponse::RangeWithPlaceholder {
        range: document.range(&mention.span),
        placeholder: mention.subject.name().to_owned(),
    }))
}

/// Returns the edits that give the name at a position another spelling.
#[allow(clippy::mutable_key_type, reason = "the protocol has the addresses as keys")]
pub(in crate::lsp) fn rename(
    state: &mut State,
    uri: &Uri,
    position: Position,
    new: &str,
) -> Result<WorkspaceEdit, Refusal> {
    let (document, offset) = state.place(uri, position)?;
    let subject = subject_at(state, &document, offset).ok_or_else(|| Refusal::failed("there is no name here"))?;
    check_name(&subject, new)?;
    let family = state.named_family(&document);
    check_free(&family, &subject, new)?;
    let mut changes: HashMap<Uri, Vec<TextEdit>> = HashMap::new();
    for file in &family {
        let own = file.mentions.iter().filter(|mention| mention.subject == subject);
        let edits = own.map(|mention| TextEdit { range: file.document.range(&mention.span), new_text: new.to_owned() });
        let edits: Vec<TextEdit> = edits.collect();
        if !edits.is_empty() {
            changes.insert(file.document.uri.clone(), edits);
        }
    }
    Ok(WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() })
}

/// Refuses a name that is none of its kind.
fn check_name(subject: &Subject, new: &str) -> Result<(), Refusal> {
    let is_plain = |name: &str| !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || "_-".contains(c));
    let (is_name, what) = match subject {
        Subject::Entry(_) => (is_entry_name(new), "the name of an entry is in SCREAMING_SNAKE_CASE"),
        Subject::Envelope(_) => {
            let is_text = !new.is_empty() && !new.contains(['"', '\'', '\\']) && !new.contains(char::is_control);
            (is_text, "an `id` is a text without quotes")
        }
        Subject::Field { .. } if is_parameter_name(new) => (true, ""),
        Subject::Field { .. } => {
            (false, "the name of a field, as a parameter, has letters, digits and `_`, and begins with no digit")
        }
        Subject::DetailField(_) => (is_plain(new), "the name of a field has letters, digits, `-` and `_`"),
        Subject::File(_) => (false, "the path of a file is changed where it is written"),
    };
    if is_name { Ok(()) } else { Err(Refusal::failed(format!("`{new}` is no such name: {what}"))) }
}

/// Refuses a name that something else has.
fn check_free(family: &[NamedDocument], subject: &Subject, new: &str) -> Result<(), Refusal> {
    let wanted = match subject {
        Subject::Entry(_) => Subject::Entry(new.to_owned()),
        Subject::Envelope(_) => Subject::Envelope(new.to_owned()),
        Subject::Field { entry, .. } => Subject::Field { entry: entry.clone(), name: new.to_owned() },
        Subject::DetailField(_) => Subject::DetailField(new.to_owned()),
        Subject::File(_) => return Ok(()),
    };
    let mut all = family.iter().flat_map(|file| &file.mentions);
    let is_taken = wanted != *subject
        && all
            .any(|mention| mention.subject == wanted && (mention.role == MentionRole::Definition || is_field(&wanted)));
    if is_taken { Err(Refusal::failed(format!("there is already a `{new}`"))) } else { Ok(()) }
}

/// Returns `true` for a field, which a parameter defines if it is not declared.
fn is_field(subject: &Subject) -> bool {
    matches!(subject, Subject::Field { .. })
}
