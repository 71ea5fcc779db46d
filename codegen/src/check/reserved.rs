//! Names and codes that may not be used again.

use std::collections::HashMap;

use super::code::all_codes;
use crate::ast::AstTable;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::rules;
use crate::source::{At, Span};

/// Checks `[reserved]`.
pub(crate) fn check_reserved(table: &AstTable, sink: &mut Diagnostics<'_>) {
    let names: HashMap<&str, Span> = match &table.reserved.names {
        Ok(Some(names)) => names.iter().map(|name| (name.value.as_str(), name.span)).collect(),
        _ => HashMap::new(),
    };
    let codes: HashMap<_, Span> = match &table.reserved.codes {
        Ok(Some(codes)) => codes.iter().map(|code| (code.value.key(), code.span)).collect(),
        _ => HashMap::new(),
    };
    for entry in table.entries_and_cases() {
        if let Some(span) = names.get(entry.name.value.as_str()) {
            report(&entry.name.value, entry.name.span, *span, sink);
        }
        for At { span, value } in all_codes(entry) {
            if let Some(reserved) = codes.get(&value.key()) {
                report(&value.to_toml(), *span, *reserved, sink);
            }
        }
    }
}

fn report(name: &str, used: Span, reserved: Span, sink: &mut Diagnostics<'_>) {
    let diagnostic = Diagnostic::new(&rules::RESERVED, used, format!("`{name}` is reserved"))
        .label("used here")
        .related(reserved, "reserved here");
    sink.report(diagnostic);
}
