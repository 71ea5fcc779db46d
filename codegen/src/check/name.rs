//! Names of entries, cases and variants.

use std::collections::HashMap;

use crate::ast::{AstEntry, AstTable};
use crate::diagnostics::{Checked, Diagnostic, Diagnostics, Suggestion};
use crate::model::UNKNOWN;
use crate::names::{self, BadName};
use crate::rules;
use crate::source::At;

/// Returns the variant of an entry or a case.
pub(crate) fn check_name(entry: &AstEntry, sink: &mut Diagnostics<'_>) -> Checked<String> {
    let name = &entry.name;
    let stated = entry.variant.as_ref().map_err(|rejected| *rejected)?;
    let stated = stated.as_ref().map(|variant| check_variant(variant, sink));
    match (names::variant_of(&name.value), stated) {
        (Err(BadName::Style(why)), _) => {
            let meant = names::screaming(&name.value);
            let title = format!("`{}` is not in SCREAMING_SNAKE_CASE", name.value);
            let diagnostic = Diagnostic::new(&rules::BAD_NAME, name.span, title)
                .label(why)
                .suggest_some(meant.map(|meant| Suggestion::key("write {}", name.span, &meant)));
            Err(sink.report(diagnostic))
        }
        (_, Some(variant)) => variant,
        (Ok(variant), None) => Ok(variant),
        (Err(BadName::Keyword(keyword)), None) => {
            let title = format!("`{}` would become the variant `{keyword}`, which is a keyword", name.value);
            let diagnostic = Diagnostic::new(&rules::BAD_NAME, name.span, title)
                .help(format!("name the variant: `variant = \"{keyword}Error\"`"));
            Err(sink.report(diagnostic))
        }
    }
}

/// Checks the name of a variant that the table states.
pub(crate) fn check_variant(variant: &At<String>, sink: &mut Diagnostics<'_>) -> Checked<String> {
    if names::is_variant(&variant.value) {
        return Ok(variant.value.clone());
    }
    let camel = names::screaming(&variant.value).and_then(|name| names::variant_of(&name).ok());
    let title = format!("`{}` cannot be the name of a variant", variant.value);
    let diagnostic = Diagnostic::new(&rules::BAD_NAME, variant.span, title)
        .label("a variant is a Rust identifier in UpperCamelCase")
        .suggest_some(camel.map(|name| Suggestion::string("write {}", variant.span, &name)));
    Err(sink.report(diagnostic))
}

/// Checks that no two entries or cases become the same variant.
pub(crate) fn check_variants(table: &AstTable, sink: &mut Diagnostics<'_>) {
    let unknown = match &table.header.unknown {
        Ok(Some(unknown)) => unknown.value.as_str(),
        _ => UNKNOWN,
    };
    let mut seen: HashMap<String, &At<String>> = HashMap::new();
    for entry in table.entries_and_cases() {
        let name = &entry.name;
        let Some(variant) = variant(entry) else { continue };
        if variant == unknown {
            let title = format!("`{variant}` is the variant for unknown errors");
            let diagnostic = Diagnostic::new(&rules::DUPLICATE_VARIANT, name.span, title)
                .label("would become the same variant")
                .help("give one of the two another name: `variant = \"…\"` here, or `unknown = \"…\"` in `[table]`");
            sink.report(diagnostic);
        } else if let Some(first) = seen.get(&variant) {
            let title = match first.value == name.value {
                true => format!("the name `{}` is used twice", name.value),
                false => format!("`{}` and `{}` become the same variant", first.value, name.value),
            };
            let diagnostic = Diagnostic::new(&rules::DUPLICATE_VARIANT, name.span, title)
                .label(format!("would become the variant `{variant}` again"))
                .related(first.span, format!("becomes the variant `{variant}`"));
            sink.report(diagnostic);
        } else {
            seen.insert(variant, name);
        }
    }
}

fn variant(entry: &AstEntry) -> Option<String> {
    match &entry.variant {
        Ok(Some(variant)) => Some(variant.value.clone()),
        Ok(None) => names::variant_of(&entry.name.value).ok(),
        Err(_) => None,
    }
}
