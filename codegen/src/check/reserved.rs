//! Names and codes that may not be used again.

use std::collections::HashMap;
use std::ops::RangeInclusive;

use super::code::all_codes;
use super::code_class::{check_no_class, check_range, range_of};
use crate::ast::AstTable;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::model::{Code, CodeClass, Reserved};
use crate::rules;
use crate::source::{At, Span};

/// Checks `[reserved]`.
pub(crate) fn check_reserved(table: &AstTable, sink: &mut Diagnostics<'_>) -> Reserved {
    let case = table.header.code_case();
    let names: HashMap<&str, Span> = match &table.reserved.names {
        Ok(Some(names)) => names.iter().map(|name| (name.value.as_str(), name.span)).collect(),
        _ => HashMap::new(),
    };
    let codes: HashMap<_, Span> = match &table.reserved.codes {
        Ok(Some(codes)) => codes.iter().map(|code| (case.key(&code.value), code.span)).collect(),
        _ => HashMap::new(),
    };
    let ranges = ranges(table, sink);
    for entry in table.entries_and_cases() {
        if let Some(span) = names.get(entry.name.value.as_str()) {
            report(&entry.name.value, entry.name.span, *span, sink);
        }
        for At { span, value } in all_codes(entry) {
            let in_range = || {
                let (first, last) = match value.key() {
                    Code::Integer(number) => (number, number),
                    Code::String(text) => range_of(&text)?,
                };
                let contains = |range: &RangeInclusive<i64>| range.contains(&first) && range.contains(&last);
                ranges.iter().find(|(range, _)| contains(range)).map(|(_, span)| span)
            };
            if let Some(reserved) = codes.get(&case.key(value)).or_else(in_range) {
                report(&value.to_toml(), *span, *reserved, sink);
            }
        }
    }
    reserved(table)
}

/// Returns the valid names and codes.
fn reserved(table: &AstTable) -> Reserved {
    let class = |code: &At<Code>| match &code.value {
        Code::String(text) => range_of(text)
            .map_or_else(|| CodeClass::Code(code.value.clone()), |(first, last)| CodeClass::Range(first, last)),
        Code::Integer(_) => CodeClass::Code(code.value.clone()),
    };
    let names = table.reserved.names.iter().flatten().flatten().map(|name| name.value.clone());
    Reserved { names: names.collect(), codes: table.reserved.codes.iter().flatten().flatten().map(class).collect() }
}

/// Returns the ranges among the reserved codes: `"-32099..-32000"`, both ends included.
fn ranges(table: &AstTable, sink: &mut Diagnostics<'_>) -> Vec<(RangeInclusive<i64>, Span)> {
    let Ok(Some(codes)) = &table.reserved.codes else { return Vec::new() };
    let mut ranges = Vec::new();
    for At { span, value } in codes {
        let Code::String(text) = value else { continue };
        let Some((first, last)) = range_of(text) else {
            _ = check_no_class(
                &At { span: *span, value: value.clone() },
                "list the codes, or a range such as `\"40000..40099\"`",
                sink,
            );
            continue;
        };
        if check_range(text, (first, last), *span, sink).is_ok() {
            ranges.push((first..=last, *span));
        }
    }
    ranges
}

fn report(name: &str, used: Span, reserved: Span, sink: &mut Diagnostics<'_>) {
    let diagnostic = Diagnostic::new(&rules::RESERVED, used, format!("`{name}` is reserved"))
        .label("used here")
        .related(reserved, "reserved here");
    sink.report(diagnostic);
}
