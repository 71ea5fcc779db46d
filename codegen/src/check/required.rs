//! Keys that the table requires of its entries.

use crate::ast::{AstEntry, AstTable};
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::format::REQUIRABLE;
use crate::rules;
use crate::source::At;

/// Checks `table.require`.
pub(crate) fn check_required_keys(table: &AstTable, sink: &mut Diagnostics<'_>) {
    let Ok(Some(required)) = &table.header.require else { return };
    let required = || required.iter().filter(|key| REQUIRABLE.contains(&key.value.as_str()));
    for entry in &table.entries {
        required().for_each(|key| check_key(key, entry, sink));
        // A case inherits all other keys.
        for case in &entry.cases {
            required().filter(|key| OWN.contains(&key.value.as_str())).for_each(|key| check_key(key, case, sink));
        }
    }
}

/// The keys that can be required and are not inherited.
const OWN: &[&str] = &["message", "examples"];

fn check_key(key: &At<String>, entry: &AstEntry, sink: &mut Diagnostics<'_>) {
    let has_codes = key.value == "code" && entry.keys.iter().any(|key| key == "codes");
    check_not_blank(key, entry, sink);
    if entry.keys.contains(&key.value) || has_codes || entry.sound.is_err() {
        return;
    }
    let name = &entry.name;
    let title = format!("missing key `{}` in `{}`", key.value, name.value);
    let diagnostic = Diagnostic::new(&rules::REQUIRED_KEY, name.span, title)
        .label(format!("`{}` is missing", key.value))
        .related(key.span, "required of every entry and case here")
        .help(format!("add `{} = …`, or remove it from `table.require`", key.value));
    sink.report(diagnostic);
}

/// Checks that a text that is required is not blank.
fn check_not_blank(key: &At<String>, entry: &AstEntry, sink: &mut Diagnostics<'_>) {
    let written = match key.value.as_str() {
        "summary" => &entry.summary,
        "action" => &entry.action,
        "docs" => &entry.docs,
        "since" => &entry.since,
        _ => return,
    };
    let Ok(Some(text)) = written else { return };
    if text.value.trim().is_empty() {
        let title = format!("the `{}` of `{}` is empty", key.value, entry.name.value);
        let diagnostic = Diagnostic::new(&rules::REQUIRED_KEY, text.span, title)
            .related(key.span, "required of every entry and case here")
            .help(format!("write the text, or remove `{}` from `table.require`", key.value));
        sink.report(diagnostic);
    }
}
