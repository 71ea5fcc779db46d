//! The documentation of keys, which is that of the reference.

use errspec_codegen::format::{FormatKey, Section};

use crate::reference::key_doc;

/// Returns what a key is for, as Markdown.
pub(super) fn of(section: Section, key: &FormatKey) -> Option<String> {
    let doc = key_doc(section, key.name)?;
    let facts = match (doc.kind.as_str(), doc.default.as_str()) {
        ("", _) => String::new(),
        (kind, "") => format!("{kind}\n\n"),
        (kind, default) => format!("{kind}, default: {default}\n\n"),
    };
    let example = if key.example.is_empty() { String::new() } else { format!("\n\n{}", key.example) };
    Some(format!("**`{}`** of {}\n\n{facts}{}{example}", key.name, section.name(), doc.meaning))
}
