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
