//! The values of a key.

use std::ops::Range;
use std::path::Path;

use errspec_codegen::format::{TextKind, ValueForm};
use lsp_types::CompletionItemKind;

use super::proposal::{Proposal, Site, quoted};
use super::{keys, locations};
use crate::lsp::format_level::FormatLevel;
use crate::lsp::names::{MentionRole, Subject};
use crate::lsp::outline::{Node, NodeKind};
use crate::lsp::template_parameters::unfinished;

/// Returns the values that may be written, and the place that they replace.
pub(super) fn proposals(site: &Site<'_>, path: &[&str], node: Option<&Node>) -> (Vec<Proposal>, Range<usize>) {
    let level = FormatLevel::at(path);
    let text = node.filter(|node| matches!(node.kind, NodeKind::Text(_))).map(|node| place_in(site, node));
    if let Some(place) = &text
        && is_template(&level, path)
    {
        let replaced = unfinished(&site.document.text, place.clone(), site.offset);
        return match replaced {
            Some(replaced) => (in_template(site, path), replaced),
            None => (Vec::new(), place.clone()),
        };
    }
    let replaced = match (&text, node) {
        (Some(place), _) => place.clone(),
        (None, Some(node)) if matches!(node.kind, NodeKind::Word) => node.span.clone(),
        _ => site.offset..site.offset,
    };
    let mut found: Vec<Proposal> = Vec::new();
    for value in level.values.iter().flat_map(|form| of_form(site, path, *form)) {
        if !found.iter().any(|other| other.label == value.0.label) {
            found.extend(in_quotes(value, text.is_some()));
        }
    }
    (found, replaced)
}

/// Returns the place within the quotes of a string, as far as it has been written.
fn place_in(site: &Site<'_>, node: &Node) -> Range<usize> {
    let inner = node.inner();
    let written = node.written(&site.document.text);
    let quote = written.get(..1).unwrap_or_default();
    let is_closed = written.len() > 1 && written.ends_with(quote) && site.offset <= inner.end;
    if is_closed { inner } else { inner.start.min(site.offset)..site.offset }
}

/// Returns `true` for a template, or a text for people, which may have parameters.
fn is_template(level: &FormatLevel, path: &[&str]) -> bool {
    let is_template = |form: &ValueForm| matches!(form, ValueForm::Text(TextKind::Template));
    level.values.iter().any(is_template) || path.ends_with(&["docs"])
}

/// Returns the parameters of the template at a path.
fn in_template(site: &Site<'_>, path: &[&str]) -> Vec<Proposal> {
    let parameter = |name: &str| Proposal::new(name, CompletionItemKind::FIELD);
    match path {
        [.., "docs"] => ["code", "name"].map(parameter).into(),
        ["envelope", value, ..] => {
            let others = ["code", "message", "name", "status", "request_id"].into_iter().filter(|name| name != value);
            std::iter::once(*value).chain(others).map(parameter).chain(keys::parameters(site, path)).collect()
        }
        _ => keys::parameters(site, path),
    }
}

/// A value, and whether it is a string.
struct ProposedValue(Proposal, bool);

fn of_form(site: &Site<'_>, path: &[&str], form: ValueForm) -> Vec<ProposedValue> {
    let text = |proposal: Proposal| ProposedValue(proposal, true);
    let plain = |word: &str| ProposedValue(Proposal::new(word, CompletionItemKind::VALUE), false);
    match form {
        ValueForm::Word(words) => {
            words.words().into_iter().map(|word| text(Proposal::new(word, CompletionItemKind::ENUM_MEMBER))).collect()
        }
        ValueForm::Boolean => vec![plain("true"), plain("false")],
        ValueForm::Integer(from, to) if from == to => vec![plain(&from.to_string())],
        ValueForm::Text(TextKind::Location) => locations::locations(site, path).into_iter().map(text).collect(),
        ValueForm::Text(TextKind::EnvelopeId) if path != ["envelope", "id"] => {
            defined(site, |subject| matches!(subject, Subject::Envelope(_))).into_iter().map(text).collect()
        }
        ValueForm::Text(TextKind::Path) => files(site).into_iter().map(text).collect(),
        ValueForm::Text(_) if path.ends_with(&["deprecated"]) => {
            defined(site, |subject| matches!(subject, Subject::Entry(_))).into_iter().map(text).collect()
        }
        _ => Vec::new(),
    }
}

/// Writes a value into the string at the cursor, or with quotes of its own.
fn in_quotes(ProposedValue(proposal, is_text): ProposedValue, has_quotes: bool) -> Option<Proposal> {
    match (is_text, has_quotes) {
        (true, false) => Some(Proposal { inserted: quoted(&proposal.label), ..proposal }),
        (false, true) => None,
        _ => Some(proposal),
    }
}

/// Returns the names that the table defines.
fn defined(site: &Site<'_>, is_wanted: impl Fn(&Subject) -> bool) -> Vec<Proposal> {
    let all = site.named.iter().flat_map(|file| &file.mentions);
    let defined = all.filter(|mention| mention.role == MentionRole::Definition && is_wanted(&mention.subject));
    defined.map(|mention| Proposal::new(mention.subject.name(), CompletionItemKind::REFERENCE)).collect()
}

/// Returns the tables of the workspace, as paths from the folder of this one.
fn files(site: &Site<'_>) -> Vec<Proposal> {
    let Some(own) = &site.document.path else { return Vec::new() };
    let others = site.state.workspace.found().iter().filter(|path| *path != own);
    let paths = others.filter_map(|path| relative(path, own.parent()?));
    paths.map(|path| Proposal::new(path, CompletionItemKind::FILE)).collect()
}

/// Returns a path as it is written in a file of a folder.
fn relative(path: &Path, folder: &Path) -> Option<String> {
    let (up, above) = folder.ancestors().enumerate().find(|(_, above)| path.starts_with(above))?;
    let below = path.strip_prefix(above).ok()?.to_str()?.replace('\\', "/");
    Some(format!("{}{below}", "../".repeat(up)))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::relative;

    #[test]
    fn a_path_is_written_from_the_folder_of_the_table() {
        for (path, folder, expected) in [
            ("/w/specs/common.toml", "/w/specs", "common.toml"),
            ("/w/specs/parts/a.toml", "/w/specs", "parts/a.toml"),
            ("/w/shared/a.toml", "/w/specs/v1", "../../shared/a.toml"),
        ] {
            assert_eq!(relative(Path::new(path), Path::new(folder)).as_deref(), Some(expected));
        }
    }
}
