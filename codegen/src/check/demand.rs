//! What the table demands of its own entries.

use std::collections::HashMap;

use super::code::{all_codes, write_code};
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::rules;
use crate::source::{At, Span};
use crate::table::{Entry, Table};

/// `table.require`
pub(crate) fn check_required_keys(table: &Table, sink: &mut Diagnostics<'_>) {
    let Ok(Some(required)) = &table.header.require else { return };
    let required = || required.iter().filter(|key| super::header::REQUIRABLE.contains(&key.value.as_str()));
    for entry in &table.entries {
        required().for_each(|key| demand(key, entry, sink));
        // What a case inherits, its entry must have.
        for case in &entry.cases {
            required().filter(|key| OWN.contains(&key.value.as_str())).for_each(|key| demand(key, case, sink));
        }
    }
}

/// What can be required and is not inherited.
const OWN: &[&str] = &["message", "examples"];

fn demand(key: &At<String>, entry: &Entry, sink: &mut Diagnostics<'_>) {
    if entry.keys.contains(&key.value) || entry.sound.is_err() {
        return;
    }
    let name = &entry.name;
    let diagnostic =
        Diagnostic::new(&rules::REQUIRED_KEY, name.span, format!("`{}` has no `{}`", name.value, key.value))
            .label(format!("`{}` is missing", key.value))
            .related(key.span, "every entry and case must have it")
            .help(format!("add `{} = …`, or remove it from `table.require`", key.value));
    sink.report(diagnostic);
}

/// `[reserved]`
pub(crate) fn check_reserved(table: &Table, sink: &mut Diagnostics<'_>) {
    let names: HashMap<&str, Span> = match &table.reserved.names {
        Ok(Some(names)) => names.iter().map(|name| (name.value.as_str(), name.span)).collect(),
        _ => HashMap::new(),
    };
    let codes: HashMap<_, Span> = match &table.reserved.codes {
        Ok(Some(codes)) => codes.iter().map(|code| (code.value.key(), code.span)).collect(),
        _ => HashMap::new(),
    };
    for entry in table.entries.iter().flat_map(|entry| std::iter::once(entry).chain(&entry.cases)) {
        if let Some(span) = names.get(entry.name.value.as_str()) {
            report(&entry.name.value, entry.name.span, *span, sink);
        }
        for At { span, value } in all_codes(entry) {
            if let Some(reserved) = codes.get(&value.key()) {
                report(&write_code(value), *span, *reserved, sink);
            }
        }
    }
}

fn report(what: &str, used: Span, reserved: Span, sink: &mut Diagnostics<'_>) {
    let diagnostic = Diagnostic::new(&rules::RESERVED, used, format!("`{what}` is reserved"))
        .label("used here")
        .related(reserved, "may never be used again");
    sink.report(diagnostic);
}
