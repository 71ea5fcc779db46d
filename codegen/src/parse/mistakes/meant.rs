//! The values that a key of the format takes. They tell which one was meant by a value that is no TOML.

use crate::format::{FormatKey, Section, TextKind, ValueForm};

/// Returns the keys of this name, in all sections: the section of a mistake is not always known.
fn keys(name: &str) -> impl Iterator<Item = &'static FormatKey> {
    Section::ALL.iter().filter_map(move |section| section.key(name))
}

/// Returns `true` for a key of the format.
pub(super) fn is_key(name: &str) -> bool {
    keys(name).next().is_some()
}

/// Returns `true` for a key whose value may be a number of seconds.
pub(super) fn takes_seconds(name: &str) -> bool {
    keys(name).any(|key| key.forms.iter().any(|form| matches!(form, ValueForm::Number)))
}

/// Returns `true` for a key that has this word among the few that it takes.
pub(super) fn takes_word(name: &str, word: &str) -> bool {
    let has = |form: &ValueForm| matches!(form, ValueForm::Word(words) if words.words().contains(&word));
    keys(name).any(|key| key.forms.iter().any(has))
}

/// Returns `true` for a key whose value may be any text, so that a placeholder of a template engine may be a part of it. So may that of a
/// key that is not of the format.
pub(super) fn takes_any_text(name: &str) -> bool {
    let is_any = |form: &ValueForm| match form {
        ValueForm::Text(kind) => matches!(kind, TextKind::Any | TextKind::Shown | TextKind::Body),
        _ => false,
    };
    !is_key(name) || keys(name).any(|key| key.forms.iter().any(is_any))
}

/// Returns `true` for a key whose value may be a list.
pub(super) fn takes_several(name: &str) -> bool {
    keys(name).any(|key| key.forms.iter().any(|form| matches!(form, ValueForm::List(..))))
}

/// Returns `true` for a key that may have this text as its value, or as an element of it, and for one that is not of the format.
pub(super) fn takes_text(name: &str, text: &str) -> bool {
    !is_key(name) || keys(name).any(|key| key.forms.iter().any(|form| fits(form, text)))
}

fn fits(form: &ValueForm, text: &str) -> bool {
    match form {
        ValueForm::Text(kind) => is_of_kind(*kind, text),
        ValueForm::Word(words) => words.words().contains(&text),
        ValueForm::List(elements, _) => elements.iter().any(|form| match form {
            // The list of sources contains lists of sources.
            ValueForm::List(..) => false,
            _ => fits(form, text),
        }),
        ValueForm::Boolean | ValueForm::Integer(..) | ValueForm::Number | ValueForm::Table(_) | ValueForm::Map(..) => {
            false
        }
    }
}

/// Returns `true` for a text of this kind, as far as its look tells.
fn is_of_kind(kind: TextKind, text: &str) -> bool {
    let is_of = |allowed: fn(char) -> bool| !text.is_empty() && text.chars().all(allowed);
    match kind {
        TextKind::Location => text.is_empty() || text.starts_with('/') || text.starts_with("header:"),
        TextKind::TableName => is_of(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || it == '-'),
        TextKind::EntryName => is_of(|it| it.is_ascii_uppercase() || it.is_ascii_digit() || it == '_'),
        TextKind::VariantName => {
            is_of(|it| it.is_ascii_alphanumeric()) && text.starts_with(|it: char| it.is_ascii_uppercase())
        }
        TextKind::FieldName | TextKind::ParameterName => is_of(|it| it.is_alphanumeric() || it == '_'),
        TextKind::HeaderName => is_of(|it| it.is_ascii_alphanumeric() || it == '-'),
        TextKind::CodePattern => text.contains("..") || text.contains('{'),
        TextKind::Domain => !text.contains([' ', '/']),
        TextKind::MediaType => text.contains('/') && !text.contains([' ', '{']),
        TextKind::Any
        | TextKind::NotEmpty
        | TextKind::Shown
        | TextKind::EnvelopeId
        | TextKind::Template
        | TextKind::Code
        | TextKind::ListedCode
        | TextKind::ReservedCode
        | TextKind::CodeClass
        | TextKind::Path
        | TextKind::Address
        | TextKind::Body => true,
    }
}
