//! Codes and aliases.

use std::collections::HashMap;
use std::collections::hash_map::Entry as Slot;

use super::code_class::check_no_class;
use crate::ast::{AstEntry, AstEnvelope, AstTable, given};
use crate::diagnostics::{Checked, Diagnostic, Diagnostics, Suggestion};
use crate::model::{Code, CodeCase};
use crate::rules;
use crate::source::{At, Span};

/// Returns the code and the aliases of an entry.
pub(crate) fn check_codes(
    entry: &AstEntry,
    case: CodeCase,
    sink: &mut Diagnostics<'_>,
) -> Checked<(Option<Code>, Vec<Code>)> {
    let code = given(&entry.code)?;
    let aliases = given(&entry.aliases)?.map(Vec::as_slice).unwrap_or_default();
    if let (None, Some(alias), Ok(())) = (code, aliases.first(), entry.sound) {
        let diagnostic = Diagnostic::new(&rules::MISPLACED_KEY, alias.span, "`aliases` without `code`")
            .label("an alias is another spelling of a code")
            .help(match &entry.codes {
                Ok(None) => "make one of them the `code`: it is the one that is written",
                _ => "add it to `codes`: the entry keeps and writes the code of the response",
            });
        return Err(sink.report(diagnostic));
    }
    let mut seen: HashMap<Code, &At<Code>> = HashMap::new();
    let mut result = Ok(());
    for code in code.into_iter().chain(aliases) {
        if code.value == Code::String(String::new()) {
            let diagnostic = Diagnostic::new(&rules::EMPTY_CODE, code.span, "this code is empty")
                .label("an empty string counts as no code");
            result = Err(sink.report(diagnostic));
            continue;
        }
        if let Err(rejected) = check_no_class(code, "write the classes and the codes of the entry as `codes`", sink) {
            result = Err(rejected);
            continue;
        }
        match seen.entry(case.key(&code.value)) {
            Slot::Vacant(slot) => {
                slot.insert(code);
            }
            Slot::Occupied(slot) => {
                let diagnostic = duplicate(entry, slot.get(), code);
                let message = same_code(slot.get(), code);
                let suggestion = Suggestion::remove_element(message, sink.text(), code.span);
                result = Err(sink.report(diagnostic.suggest(suggestion)));
            }
        }
    }
    result?;
    Ok((code.map(|code| code.value.clone()), aliases.iter().map(|alias| alias.value.clone()).collect()))
}

fn duplicate(entry: &AstEntry, first: &At<Code>, code: &At<Code>) -> Diagnostic {
    let written = code.value.to_toml();
    let title = match first.value == code.value {
        true => format!("`{}` has the code {written} twice", entry.name.value),
        false => format!("{} and {written} are the same code", first.value.to_toml()),
    };
    Diagnostic::new(&rules::DUPLICATE_CODE, code.span, title)
        .label("duplicate code")
        .related(first.span, "first used here")
}

/// Returns what to do about a code that is there twice, and why the two are one.
fn same_code(first: &At<Code>, code: &At<Code>) -> &'static str {
    match first.value.key() == code.value.key() {
        true => "remove one of them; an integer and the string of it are read as one code",
        false => "remove one of them; the table ignores the case of codes",
    }
}

/// Returns `true` for an entry that states a status and nothing else by which a response is told.
fn is_status_alone(entry: &AstEntry) -> bool {
    let AstEntry { code, codes, status, message, when, .. } = entry;
    let has_code = !matches!((code, codes), (Ok(None), Ok(None)));
    !matches!(status, Ok(None)) && !has_code && matches!((message, when), (Ok(None), Ok(None)))
}

/// Returns `without_code` and `any_code`, by which an entry is also found in responses without its code.
pub(crate) fn check_code_less(entry: &AstEntry, sink: &mut Diagnostics<'_>) -> Checked<(bool, bool)> {
    let (without_code, any_code) = (entry.without_code?, entry.any_code?);
    let code = given(&entry.code)?;
    let codes = given(&entry.codes)?;
    entry.sound?;
    let without = without_code.filter(|_| code.is_none()).map(|flag| {
        let diagnostic = Diagnostic::new(&rules::MISPLACED_KEY, flag.span, "`without_code` without `code`");
        diagnostic.label(match codes {
            None => "an entry without a code is found without one anyway",
            Some(_) => "an entry with `codes` keeps the code, so that it has one",
        })
    });
    let own = code.map(|code| ("code", code.span)).or(codes.map(|codes| ("codes", codes.span)));
    let any = any_code.zip(own).map(|(flag, (key, span))| {
        let title = format!("`any_code` on an entry with {}", if key == "code" { "a `code`" } else { "`codes`" });
        Diagnostic::new(&rules::MISPLACED_KEY, flag.span, title)
            .label("the entry is found by its own code")
            .related(span, if key == "code" { "the code" } else { "the codes" })
            .help("remove it, or make the class an entry of its own, without a code")
    });
    match without.or(any) {
        Some(diagnostic) => Err(sink.report(diagnostic)),
        None => {
            let any_code = any_code.map_or_else(|| is_status_alone(entry), |flag| flag.value);
            Ok((without_code.is_some_and(|flag| flag.value), any_code))
        }
    }
}

/// Checks that no entry has a code that means success or counts as no code: the entry would never be found by it.
pub(crate) fn check_meaning(table: &AstTable, sink: &mut Diagnostics<'_>) {
    let case = table.header.code_case();
    let mut ignored: HashMap<Code, (Span, &str)> = HashMap::new();
    let envelopes = table.envelopes.iter().flatten();
    let no_codes = envelopes.filter_map(|envelope| envelope.no_code.as_ref().ok()?.as_ref()).flatten();
    ignored.extend(no_codes.map(|code| (case.key(&code.value), (code.span, "counts as no code"))));
    let success = table.success.codes.iter().flatten().flatten();
    ignored.extend(success.map(|code| (case.key(&code.value), (code.span, "means success"))));
    for entry in &table.entries {
        for code in all_codes(entry) {
            let Some((span, meaning)) = ignored.get(&case.key(&code.value)) else { continue };
            let title = format!("`{}` has the code {}, which {meaning}", entry.name.value, code.value.to_toml());
            let diagnostic = Diagnostic::new(&rules::CODE_MEANS_SUCCESS, code.span, title)
                .label("the entry is never found by this code")
                .related(*span, *meaning);
            sink.report(diagnostic);
        }
    }
}

/// Iterates over the valid code and aliases of an entry, or over its `codes`, as they are written.
pub(crate) fn all_codes(entry: &AstEntry) -> impl Iterator<Item = &At<Code>> {
    let code = entry.code.as_ref().ok().and_then(Option::as_ref);
    let aliases = entry.aliases.as_ref().ok().and_then(Option::as_ref);
    let codes = entry.codes.as_ref().ok().and_then(Option::as_ref);
    code.into_iter().chain(aliases.into_iter().flatten()).chain(codes.into_iter().flat_map(|codes| &codes.value))
}

/// Checks that an envelope has a location for codes if an entry has a code.
pub(crate) fn check_code_locations(table: &AstTable, sink: &mut Diagnostics<'_>) {
    let Ok(envelopes) = &table.envelopes else { return };
    let has_code = envelopes.iter().any(|envelope| envelope.sound.is_err() || !matches!(envelope.code, Ok(None)));
    if has_code {
        return;
    }
    let Some(first) = table.entries.iter().find_map(|entry| all_codes(entry).next()) else { return };
    let Some(envelope) = envelopes.first() else { return };
    let title = "no envelope has a location for the code";
    let diagnostic = Diagnostic::new(&rules::CODE_WITHOUT_LOCATION, envelope.span, title)
        .label("`code` is missing")
        .related(first.span, "this code can never be found")
        .help("add the location of the code, such as `code = \"/error/code\"`");
    sink.report(diagnostic);
}

/// Checks that the envelope of each entry with a symbolic name has a location for it.
fn check_symbols(table: &AstTable, envelopes: &[AstEnvelope], sink: &mut Diagnostics<'_>) {
    for entry in table.entries_and_cases() {
        let Ok(Some(symbol)) = &entry.symbol else { continue };
        if symbol.value.is_empty() {
            let diagnostic = Diagnostic::new(&rules::BAD_NAME, symbol.span, "empty `symbol`");
            sink.report(diagnostic.help("write the name that the response has, or remove the key"));
            continue;
        }
        let envelope = match &entry.envelope {
            Ok(Some(chosen)) => envelopes
                .iter()
                .find(|it| it.id.as_ref().is_ok_and(|id| id.as_ref().is_some_and(|id| id.value == chosen.id.value))),
            _ => None,
        };
        let Some(envelope) = envelope.filter(|it| it.sound.is_ok() && matches!(it.name, Ok(None))) else { continue };
        let diagnostic = Diagnostic::new(
            &rules::MISPLACED_KEY,
            symbol.span,
            "the envelope of this entry has no location for symbolic names",
        )
        .label("is written nowhere")
        .related(envelope.span, "`name` is missing")
        .help("add its location to the envelope, such as `name = \"/error/type\"`, or remove the `symbol`");
        sink.report(diagnostic);
    }
}

/// Checks that there is a location to which symbolic names are written.
pub(crate) fn check_symbol_locations(table: &AstTable, sink: &mut Diagnostics<'_>) {
    let Ok(envelopes) = &table.envelopes else { return };
    if envelopes.iter().any(|envelope| envelope.sound.is_err() || !matches!(envelope.name, Ok(None))) {
        return check_symbols(table, envelopes, sink);
    }
    for symbol in table.entries_and_cases().filter_map(|entry| entry.symbol.as_ref().ok()?.as_ref()) {
        let title = "no envelope has a location for symbolic names";
        let diagnostic = Diagnostic::new(&rules::MISPLACED_KEY, symbol.span, title)
            .label("is written nowhere")
            .help("add its location to `[envelope]`, such as `name = \"/error/type\"`, or remove the `symbol`");
        sink.report(diagnostic);
    }
}
