//! The keys of a table.

use std::collections::BTreeSet;
use std::ops::Range;

use errspec_codegen::format::{FormatKey, TextKind, ValueForm};
use lsp_types::CompletionItemKind;

use super::locations;
use super::proposal::{Proposal, Site, quoted};
use crate::lsp::features::key_docs;
use crate::lsp::format_level::FormatLevel;
use crate::lsp::names::{MentionRole, Subject};
use crate::lsp::outline::{KeyPlace, NamedKey};

/// Returns the keys that may be written, and the place that they replace.
pub(super) fn proposals(
    site: &Site<'_>,
    parents: &[&str],
    key: Option<&NamedKey>,
    place: KeyPlace,
) -> (Vec<Proposal>, Range<usize>) {
    let level = FormatLevel::at(parents);
    let own = key.filter(|key| site.offset <= key.span.end);
    let replaced = own.map_or(site.offset..site.offset, |key| key.span.clone());
    let present = match place {
        KeyPlace::Header { .. } => BTreeSet::new(),
        KeyPlace::Assigned | KeyPlace::Unassigned => present(site, parents, own),
    };
    let keys = level.keys().filter(|(_, key)| !present.contains(key.name));
    let keys = keys.filter(|(_, key)| place.is_in_line() || key.forms.iter().any(is_section));
    let mut found: Vec<Proposal> = Vec::new();
    for (section, key) in keys {
        if found.iter().any(|other| other.label == key.name) {
            continue;
        }
        let mut proposal = Proposal::new(key.name, CompletionItemKind::PROPERTY);
        proposal.docs = key_docs::of(section, key);
        proposal.detail = key.is_required.then(|| "required".to_owned());
        if place == KeyPlace::Unassigned {
            proposal.inserted = assignment(key);
        }
        found.push(proposal);
    }
    for (kind, _) in &level.maps {
        found.extend(names(site, parents, *kind).into_iter().filter(|name| !present.contains(&name.label)));
    }
    (found, replaced)
}

impl KeyPlace {
    /// Returns `true` for a key that is not in a header.
    fn is_in_line(self) -> bool {
        !matches!(self, Self::Header { .. })
    }
}

/// Returns `true` for a form that can be a section of the file.
fn is_section(form: &ValueForm) -> bool {
    match form {
        ValueForm::Table(_) | ValueForm::Map(..) => true,
        ValueForm::List(elements, _) => elements.iter().any(|form| matches!(form, ValueForm::Table(_))),
        _ => false,
    }
}

/// Returns the key with an empty value of its first form.
fn assignment(key: &FormatKey) -> String {
    let name = key.name;
    match key.forms.first() {
        Some(ValueForm::Text(_) | ValueForm::Word(_)) => format!("{name} = \"$0\""),
        Some(ValueForm::List(..)) => format!("{name} = [$0]"),
        Some(ValueForm::Table(_)) => format!("{name} = {{ $0 }}"),
        Some(ValueForm::Map(TextKind::FieldName, _)) => format!("{name}.$0"),
        Some(ValueForm::Map(..)) => format!("{name} = {{ $0 }}"),
        Some(ValueForm::Boolean) => format!("{name} = true"),
        _ => format!("{name} = $0"),
    }
}

/// Returns the keys that are in the section at the cursor, except the one that is being written.
fn present(site: &Site<'_>, parents: &[&str], own: Option<&NamedKey>) -> BTreeSet<String> {
    let section = site.document.outline().section_at(site.offset);
    let section = section.filter(|section| section.path().eq(parents.iter().copied()));
    let members = section.map(|section| section.members.as_slice()).unwrap_or_default();
    let keys = members.iter().filter(|member| member.keys.len() == 1).flat_map(|member| &member.keys);
    let is_own = |key: &&NamedKey| own.is_some_and(|own| own.span == key.span);
    keys.filter(|key| !is_own(key)).map(|key| key.name.clone()).collect()
}

/// Returns the names of a kind that the user's own text suggests.
fn names(site: &Site<'_>, parents: &[&str], kind: TextKind) -> Vec<Proposal> {
    match kind {
        TextKind::EntryName if parents == ["errors"] => entries(site),
        TextKind::Location => {
            let found = locations::locations(site, parents).into_iter();
            found.map(|proposal| Proposal { inserted: quoted(&proposal.label), ..proposal }).collect()
        }
        TextKind::HeaderName => locations::headers(site),
        TextKind::FieldName | TextKind::ParameterName => parameters(site, parents),
        _ => Vec::new(),
    }
}

fn entries(site: &Site<'_>) -> Vec<Proposal> {
    let all = site.named.iter().take(1).flat_map(|file| &file.mentions);
    let defined = all.filter(|mention| mention.role == MentionRole::Definition);
    let names = defined.filter_map(|mention| match &mention.subject {
        Subject::Entry(name) => Some(Proposal::new(name, CompletionItemKind::ENUM_MEMBER)),
        _ => None,
    });
    names.collect()
}

/// Returns the parameters of the messages of an entry.
pub(super) fn parameters(site: &Site<'_>, parents: &[&str]) -> Vec<Proposal> {
    let of = match parents {
        ["errors", entry, ..] => Some(*entry),
        _ => None,
    };
    let all = site.named.iter().flat_map(|file| &file.mentions);
    let names: BTreeSet<&str> = all
        .filter_map(|mention| match &mention.subject {
            Subject::Field { entry, name } if entry.as_deref() == of || entry.is_none() => Some(name.as_str()),
            _ => None,
        })
        .collect();
    names.into_iter().map(|name| Proposal::new(name, CompletionItemKind::FIELD)).collect()
}
