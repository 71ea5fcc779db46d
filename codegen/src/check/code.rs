//! Codes and aliases.

use std::collections::HashMap;
use std::collections::hash_map::Entry as Slot;

use crate::ast::{AstEntry, AstTable};
use crate::diagnostics::{Checked, Diagnostic, Diagnostics};
use crate::model::Code;
use crate::rules;
use crate::source::{At, Span};

/// The code and the aliases of an entry.
pub(crate) fn check_codes(entry: &AstEntry, sink: &mut Diagnostics<'_>) -> Checked<(Option<Code>, Vec<Code>)> {
    let code = entry.code.as_ref().map_err(|rejected| *rejected)?;
    let aliases = entry.aliases.as_ref().map_err(|rejected| *rejected)?;
    if let (None, Some(alias), Ok(())) = (code, aliases.iter().flatten().next(), entry.sound) {
        let diagnostic = Diagnostic::new(&rules::MISPLACED_KEY, alias.span, "`aliases` without `code`")
            .label("another spelling of what?")
            .help("make one of them the `code`: it is the one that is written");
        return Err(sink.report(diagnostic));
    }
    let mut seen: HashMap<Code, &At<Code>> = HashMap::new();
    let mut result = Ok(());
    for code in code.iter().chain(aliases.iter().flatten()) {
        let key = code.value.key();
        match seen.entry(key) {
            Slot::Vacant(slot) => {
                slot.insert(code);
            }
            Slot::Occupied(slot) => {
                let first = slot.get();
                let title = match first.value == code.value {
                    true => format!("`{}` names the code {} twice", entry.name.value, code.value.to_toml()),
                    false => format!("{} and {} are the same code", first.value.to_toml(), code.value.to_toml()),
                };
                let diagnostic = Diagnostic::new(&rules::DUPLICATE_CODE, code.span, title)
                    .label("again")
                    .related(first.span, "first here")
                    .help("remove one of them; an integer and the string of it are one code when reading");
                result = Err(sink.report(diagnostic));
            }
        }
    }
    result?;
    Ok((
        code.as_ref().map(|code| code.value.clone()),
        aliases.iter().flatten().map(|alias| alias.value.clone()).collect(),
    ))
}

/// `without_code` and `any_code`: whether an entry is also found where its code does not stand.
pub(crate) fn check_code_less(entry: &AstEntry, sink: &mut Diagnostics<'_>) -> Checked<(bool, bool)> {
    let (without_code, any_code) = (entry.without_code?, entry.any_code?);
    let code = entry.code.as_ref().map_err(|rejected| *rejected)?;
    entry.sound?;
    let without = without_code.filter(|_| code.is_none()).map(|flag| {
        Diagnostic::new(&rules::MISPLACED_KEY, flag.span, "`without_code` without `code`")
            .label("it is found without one in any case")
    });
    let any = any_code.zip(code.as_ref()).map(|(flag, code)| {
        Diagnostic::new(&rules::MISPLACED_KEY, flag.span, "`any_code` beside a `code`")
            .label("any code, or the one it has?")
            .related(code.span, "its code")
            .help("remove it, or make the class an entry of its own, without a code")
    });
    match without.or(any) {
        Some(diagnostic) => Err(sink.report(diagnostic)),
        None => Ok((without_code.is_some_and(|flag| flag.value), any_code.is_some_and(|flag| flag.value))),
    }
}

/// No entry has a code that means success, or that counts as no code: it would never be found by it.
pub(crate) fn check_meaning(table: &AstTable, sink: &mut Diagnostics<'_>) {
    let mut passed_over: HashMap<Code, (Span, &str)> = HashMap::new();
    let envelopes = table.envelopes.iter().flatten();
    let no_codes = envelopes.filter_map(|envelope| envelope.no_code.as_ref().ok()?.as_ref()).flatten();
    passed_over.extend(no_codes.map(|code| (code.value.key(), (code.span, "counts as no code"))));
    let success = table.success.codes.iter().flatten().flatten();
    passed_over.extend(success.map(|code| (code.value.key(), (code.span, "means success"))));
    for entry in &table.entries {
        for code in all_codes(entry) {
            let Some((span, meaning)) = passed_over.get(&code.value.key()) else { continue };
            let diagnostic = Diagnostic::new(
                &rules::CODE_MEANS_SUCCESS,
                code.span,
                format!("`{}` has the code {}, which {meaning}", entry.name.value, code.value.to_toml()),
            )
            .label("can never be found by it")
            .related(*span, meaning.to_owned());
            sink.report(diagnostic);
        }
    }
}

/// The code and the aliases that an entry states.
pub(crate) fn all_codes(entry: &AstEntry) -> impl Iterator<Item = &At<Code>> {
    let code = entry.code.as_ref().ok().and_then(Option::as_ref);
    let aliases = entry.aliases.as_ref().ok().and_then(Option::as_ref);
    code.into_iter().chain(aliases.into_iter().flatten())
}

/// Where an entry has a code, some envelope says where codes stand.
pub(crate) fn check_code_locations(table: &AstTable, sink: &mut Diagnostics<'_>) {
    let Ok(envelopes) = &table.envelopes else { return };
    let can_stand = envelopes.iter().any(|envelope| envelope.sound.is_err() || !matches!(envelope.code, Ok(None)));
    if can_stand {
        return;
    }
    let Some(first) = table.entries.iter().find_map(|entry| entry.code.as_ref().ok()?.as_ref()) else { return };
    let Some(envelope) = envelopes.first() else { return };
    let diagnostic =
        Diagnostic::new(&rules::CODE_WITHOUT_LOCATION, envelope.span, "no envelope says where a code stands")
            .label("`code` is missing")
            .related(first.span, "so this code can never be found")
            .help("add where it stands, such as `code = \"/error/code\"`");
    sink.report(diagnostic);
}
