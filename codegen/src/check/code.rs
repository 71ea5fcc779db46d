//! Codes and aliases.

use crate::fault::{Checked, Fault, Faults};
use crate::model::Code;
use crate::rules;
use crate::source::At;
use crate::table::{Entry, Table};

/// The code and the aliases of an entry.
pub(crate) fn check_codes(entry: &Entry, faults: &mut Faults<'_>) -> Checked<(Option<Code>, Vec<Code>)> {
    let code = entry.code.as_ref().map_err(|rejected| *rejected)?;
    let aliases = entry.aliases.as_ref().map_err(|rejected| *rejected)?;
    if let (None, Some(alias), Ok(())) = (code, aliases.iter().flatten().next(), entry.sound) {
        let fault = Fault::new(&rules::MISPLACED_KEY, alias.span, "`aliases` without `code`")
            .label("another spelling of what?")
            .help("make one of them the `code`: it is the one that is written");
        return Err(faults.report(fault));
    }
    let mut seen: Vec<(Code, &At<Code>)> = Vec::new();
    let mut result = Ok(());
    for code in code.iter().chain(aliases.iter().flatten()) {
        let key = code.value.key();
        match seen.iter().find(|(known, _)| *known == key) {
            None => seen.push((key, code)),
            Some((_, first)) => {
                let title = match first.value == code.value {
                    true => format!("`{}` names the code {} twice", entry.name.value, write_code(&code.value)),
                    false => format!("{} and {} are the same code", write_code(&first.value), write_code(&code.value)),
                };
                let fault = Fault::new(&rules::DUPLICATE_CODE, code.span, title)
                    .label("again")
                    .other(first.span, "first here")
                    .help("remove one of them; an integer and the string of it are one code when reading");
                result = Err(faults.report(fault));
            }
        }
    }
    result?;
    Ok((
        code.as_ref().map(|code| code.value.clone()),
        aliases.iter().flatten().map(|alias| alias.value.clone()).collect(),
    ))
}

/// A code as a table writes it.
pub(crate) fn write_code(code: &Code) -> String {
    match code {
        Code::Integer(number) => number.to_string(),
        Code::String(text) => format!("{text:?}"),
    }
}

/// Where an entry has a code, some envelope says where codes stand.
pub(crate) fn check_code_locations(table: &Table, faults: &mut Faults<'_>) {
    let Ok(envelopes) = &table.envelopes else { return };
    let can_stand = envelopes.iter().any(|envelope| envelope.sound.is_err() || !matches!(envelope.code, Ok(None)));
    if can_stand {
        return;
    }
    let Some(first) = table.entries.iter().find_map(|entry| entry.code.as_ref().ok()?.as_ref()) else { return };
    let Some(envelope) = envelopes.first() else { return };
    let fault = Fault::new(&rules::CODE_WITHOUT_LOCATION, envelope.span, "no envelope says where a code stands")
        .label("`code` is missing")
        .other(first.span, "so this code can never be found")
        .help("add where it stands, such as `code = \"/error/code\"`");
    faults.report(fault);
}
