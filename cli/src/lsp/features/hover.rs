//! The text beside the pointer: the variant of an entry, the subject of a name, the reference of a key.

use std::fmt::Write;
use std::ops::Range;
use std::sync::Arc;

use errspec_codegen::Model;
use errspec_codegen::format::variant_of;
use errspec_codegen::model::{Entry, Field};
use lsp_types::{Hover, HoverContents, MarkupContent, MarkupKind, Position, Uri};

use super::key_docs;
use crate::lsp::documents::{Document, key_of};
use crate::lsp::format_level::FormatLevel;
use crate::lsp::names::{Mention, MentionRole, Subject, mention_at};
use crate::lsp::outline::Spot;
use crate::lsp::refusal::Refusal;
use crate::lsp::state::{NamedDocument, State};
use crate::markdown;

/// Returns what is known about the place at a position.
pub(in crate::lsp) fn hover(state: &State, uri: &Uri, position: Position) -> Result<Option<Hover>, Refusal> {
    let (document, offset) = state.place(uri, position)?;
    let named = state.named(&document);
    let mention = named.first().and_then(|own| mention_at(&own.mentions, offset));
    let about_name = mention.and_then(|mention| {
        let text = of_mention(state, &document, &named, mention)?;
        Some(shown(&document, &mention.span, text))
    });
    Ok(about_name.or_else(|| of_key(&document, offset)))
}

/// Returns what a key of the format is for.
fn of_key(document: &Document, offset: usize) -> Option<Hover> {
    let Spot::Key { parents, key: Some(key), .. } = document.outline().spot(&document.text, offset)? else {
        return None;
    };
    let (section, known) = FormatLevel::at(&parents).key(&key.name)?;
    Some(shown(document, &key.span, key_docs::of(section, known)?))
}

fn shown(document: &Document, span: &Range<usize>, value: String) -> Hover {
    let contents = HoverContents::Markup(MarkupContent { kind: MarkupKind::Markdown, value });
    Hover { contents, range: Some(document.range(span)) }
}

fn of_mention(state: &State, document: &Arc<Document>, named: &[NamedDocument], mention: &Mention) -> Option<String> {
    let key = key_of(&document.uri);
    let models: Vec<Arc<Model>> = state.checks.of(&key).filter_map(|check| check.model.clone()).collect();
    let entry = |name: &str| {
        models.iter().find_map(|model| Some((model.entries.iter().find(|entry| entry.name == name)?, model)))
    };
    match &mention.subject {
        Subject::Entry(name) => {
            Some(entry(name).map_or_else(|| unread_entry(name), |(entry, model)| of_entry(entry, model)))
        }
        Subject::Field { entry: Some(of), name } => {
            let field = entry(of)?.0.fields.iter().find(|field| field.name == *name)?;
            Some(of_field(field))
        }
        Subject::Field { entry: None, name } => {
            let field = models.iter().flat_map(|model| &model.fields).find(|field| field.name == *name)?;
            Some(of_field(field))
        }
        Subject::DetailField(name) => {
            let fields = models.iter().filter_map(|model| model.detail.as_ref()).flatten();
            { fields }.find(|field| field.name == *name).map(of_field)
        }
        Subject::Envelope(id) => envelope(named, id),
        Subject::File(_) => None,
    }
}

/// Returns what an entry becomes that has not been read yet.
fn unread_entry(name: &str) -> String {
    let variant = variant_of(name).unwrap_or_else(|| name.to_owned());
    format!("```rust\n{variant}\n```\n\nThe table has errors: its variant is not known yet.")
}

/// Returns the variant of an entry, and what its table says about it.
fn of_entry(entry: &Entry, model: &Model) -> String {
    let table = model.table();
    let explained = table.entry_by_name(&entry.name).map(|entry| markdown::pages(&[entry]));
    format!("```rust\n{}\n```\n\n{}", variant(entry), explained.unwrap_or_default())
}

fn fact(name: &str, values: &[String], out: &mut String) {
    if !values.is_empty() {
        let quoted: Vec<String> = values.iter().map(|value| format!("`{value}`")).collect();
        let _ = writeln!(out, "- {name}: {}", quoted.join(", "));
    }
}

/// Returns the variant of an entry with its fields.
fn variant(entry: &Entry) -> String {
    if entry.fields.is_empty() {
        return entry.variant.clone();
    }
    let fields: Vec<String> =
        entry.fields.iter().map(|field| format!("    {}: {},\n", field.ident, field.rust_type())).collect();
    format!("{} {{\n{}}}", entry.variant, fields.concat())
}

fn of_field(field: &Field) -> String {
    let mut out = format!("```rust\n{}: {}\n```\n", field.ident, field.rust_type());
    if let Some(description) = &field.description {
        let _ = write!(out, "\n{description}\n");
    }
    let places = field.source.places.iter().flat_map(|place| &place.locations).map(ToString::to_string);
    fact("At", &places.collect::<Vec<_>>(), &mut out);
    fact("One of", &field.values, &mut out);
    out
}

/// Returns the text of an envelope.
fn envelope(named: &[NamedDocument], id: &str) -> Option<String> {
    let of_file = |file: &NamedDocument| {
        let wanted = Subject::Envelope(id.to_owned());
        let mut own = file.mentions.iter().filter(|mention| mention.subject == wanted);
        let definition = own.find(|mention| mention.role == MentionRole::Definition)?;
        let section = file.document.outline().section_at(definition.span.start)?;
        let text = file.document.text.get(section.span.clone())?.trim_end();
        Some(format!("```toml\n{text}\n```"))
    };
    named.iter().find_map(of_file)
}
