//! The documentation of keys.

use errspec_codegen::format::{FormatKey, Section};

/// Returns what a key is for, as Markdown.
pub(super) fn of(_section: Section, key: &FormatKey) -> Option<String> {
    (!key.example.is_empty()).then(|| key.example.to_owned())
}
