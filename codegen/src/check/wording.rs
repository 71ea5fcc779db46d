//! The choice of the wording that is written, which must succeed for all values that an error can have.

use super::entry_fields::{Parent, declaration};
use crate::ast::AstEntry;
use crate::diagnostics::{Checked, Diagnostic, Diagnostics};
use crate::model::{Field, Template};
use crate::rules;
use crate::source::At;
use crate::template::IGNORED;

/// The most wordings that a report shows.
const MOST_SHOWN: usize = 5;

const ADVICE: &str = "add a wording without them, such as \"out of range\"; or write each wording as the `message` of a case of its \
                      own, where its parameters are required";

/// Checks that the fewest values that an error can have, those of its required fields, fill one of the wordings. More values never
/// make a wording incomplete, so every other set of values then fills it, too.
///
/// A parameter with `required = false` may be absent from every wording: the table states that the message is then left out.
pub(crate) fn check_wordings(
    entry: &AstEntry,
    parent: Option<Parent<'_>>,
    wordings: &[Template],
    fields: &[Field],
    sink: &mut Diagnostics<'_>,
) -> Checked<()> {
    let states_optional = |name: &str| {
        let written = [Some(entry), parent.map(|parent| parent.entry)].into_iter().flatten();
        let mut declared = written.filter_map(|entry| declaration(entry, name));
        declared.find_map(|field| field.required.as_ref().ok()?.as_ref()).is_some_and(|required| !required.value)
    };
    let is_required = |name: &str| fields.iter().any(|field| field.name == name && field.required);
    // `{_}` is in the way, whatever the values: nothing can be written for it.
    let is_in_the_way = |name: &&str| *name == IGNORED || !(is_required(name) || states_optional(name));
    let lacks = |wording: &Template| -> Vec<String> {
        wording.parameters.iter().map(String::as_str).filter(is_in_the_way).map(|name| format!("{{{name}}}")).collect()
    };
    let lacking: Vec<Vec<String>> = wordings.iter().map(lacks).collect();
    if lacking.is_empty() || lacking.iter().any(Vec::is_empty) {
        return Ok(());
    }
    let texts = entry.message.as_ref().map_err(|rejected| *rejected)?.as_deref().unwrap_or_default();
    let code = parent.map_or(entry, |parent| parent.entry).code.as_ref();
    let way_out = match code.is_ok_and(Option::is_some) {
        true => "; or set `required = false` on the parameters: without them, the response then has no message",
        false => "",
    };
    Err(sink.report(no_wording(entry, texts, &lacking).help(format!("{ADVICE}{way_out}"))))
}

/// Describes an entry without a wording that can always be written. `lacking` has the parameters of each that may be absent.
fn no_wording(entry: &AstEntry, texts: &[At<String>], lacking: &[Vec<String>]) -> Diagnostic {
    let name = &entry.name;
    let title = format!("no wording of `{}` can be written if its optional parameters are absent", name.value);
    let needs = |names: &Vec<String>| format!("needs {}", list(names));
    let mut shown = texts.iter().zip(lacking).map(|(text, names)| (text.span, needs(names)));
    let (span, label) = shown.next().unwrap_or((name.span, String::new()));
    let diagnostic = Diagnostic::new(&rules::NO_WORDING, span, title).label(label);
    let diagnostic =
        shown.take(MOST_SHOWN - 1).fold(diagnostic, |diagnostic, (span, label)| diagnostic.related(span, label));
    diagnostic.note("a parameter that is not in every wording is optional, and nothing can be written for `{_}`")
}

/// Lists parameters for a sentence.
fn list(names: &[String]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match quoted.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
        None => String::new(),
    }
}
