//! Templates, and the messages of entries.

use std::collections::HashMap;
use std::ops::Range;

use errspec_engine::is_page;

use super::numeral::{Numeral, check_between_numbers, check_one_unit};
use super::text::check_corruption;
use crate::ast::{AstEntry, AstField, given};
use crate::diagnostics::{Checked, Diagnostic, Diagnostics, Edit, Suggestion};
use crate::model::{Part, Template, Type};
use crate::rules;
use crate::source::{At, Span};
use crate::template::{BadTemplate, IGNORED, MOST_ERRORS, Mistake, Parsed, parse_template};

/// The most parameters of a template, and the most fields of an entry.
pub(crate) const MOST_PARAMETERS: usize = 120;

/// Returns the wordings of an entry in the order of the table, with the written one first.
pub(crate) fn check_messages(
    entry: &AstEntry,
    parent: Option<&AstEntry>,
    sink: &mut Diagnostics<'_>,
) -> Checked<Option<Vec<Template>>> {
    let Some(wordings) = given(&entry.message)? else { return Ok(None) };
    if wordings.is_empty() {
        let diagnostic = Diagnostic::new(&rules::WRONG_TYPE, entry.name.span, "`message` is an empty list")
            .label("has no wording")
            .help("write a wording, or remove the key to allow any text");
        return Err(sink.report(diagnostic));
    }
    let numeral = |name: &str| {
        let field = described(entry, parent, name);
        // An invalid type is reported elsewhere.
        let ty = field.and_then(|field| field.ty.ok().flatten()).map_or(Type::String, |ty| ty.value);
        let thousands = field.and_then(|field| field.thousands.as_ref().ok()?.as_ref());
        Numeral { ty, thousands: thousands.map(|mark| mark.value.as_str()) }
    };
    let checked: Vec<Checked<Template>> = wordings
        .iter()
        .enumerate()
        .map(|(index, text)| {
            check_corruption(text, sink)?;
            check_no_page(text, sink)?;
            let parsed = check_template(text, &|name| numeral(name).ty, sink)?;
            check_between_numbers(text, &parsed, &numeral, sink)?;
            if index == 0 {
                check_named(text, &parsed, sink)?;
            }
            Ok(parsed.template)
        })
        .collect();
    check_distinct(wordings, sink)?;
    checked.into_iter().collect::<Checked<Vec<_>>>().map(Some)
}

/// Checks that no template is in a list twice.
pub(super) fn check_distinct(list: &[At<String>], sink: &mut Diagnostics<'_>) -> Checked<()> {
    let mut seen: HashMap<&str, Span> = HashMap::new();
    for text in list {
        let Some(first) = seen.insert(&text.value, text.span) else { continue };
        let diagnostic = Diagnostic::new(&rules::BAD_TEMPLATE, text.span, "this template is in the list twice");
        let suggestion = Suggestion::remove_element("remove one of them", sink.text(), text.span);
        return Err(sink.report(diagnostic.related(first, "first listed here").suggest(suggestion)));
    }
    Ok(())
}

/// Checks that a wording is no page of HTML. A page is not read as a message, so that no response would have the wording.
fn check_no_page(text: &At<String>, sink: &mut Diagnostics<'_>) -> Checked<()> {
    if !is_page(text.value.as_bytes()) {
        return Ok(());
    }
    let diagnostic = Diagnostic::new(&rules::PAGE_MESSAGE, text.span, "a page of HTML is no message")
        .label("no response has this message");
    Err(sink.report(diagnostic))
}

/// Returns the declaration of a parameter, which a case may inherit.
fn described<'e>(entry: &'e AstEntry, parent: Option<&'e AstEntry>, name: &str) -> Option<&'e AstField> {
    let own = entry.fields.iter().find(|field| field.name.value == name);
    let inherited =
        || parent?.fields.iter().find(|field| field.name.value == name && !matches!(field.source, Ok(None)));
    own.or_else(inherited)
}

/// Checks that the wording that is written has a name for every parameter.
fn check_named(text: &At<String>, parsed: &Parsed, sink: &mut Diagnostics<'_>) -> Checked<()> {
    let Parsed { template, places } = parsed;
    let ignored = template.parameters.iter().position(|name| name == IGNORED);
    let place = template.parts.iter().zip(places).find_map(|(part, place)| match part {
        Part::Parameter(index) if Some(*index) == ignored => Some(place),
        _ => None,
    });
    let Some(place) = place else { return Ok(()) };
    let span = sink.span_in(text, place.start, place.end);
    let diagnostic = Diagnostic::new(&rules::UNNAMED_PARAMETER, span, "`{_}` in the wording that is written")
        .label("nothing can be written here");
    Err(sink.report(diagnostic))
}

/// Checks a template. `types` returns the type of a parameter.
pub(crate) fn check_template(
    text: &At<String>,
    types: &dyn Fn(&str) -> Type,
    sink: &mut Diagnostics<'_>,
) -> Checked<Parsed> {
    let parsed = match parse_template(&text.value) {
        Ok(parsed) => parsed,
        Err(BadTemplate { first, rest }) => {
            let mut report = |mistake: Mistake| {
                let span = sink.span_in(text, mistake.range.start, mistake.range.end);
                // A string with escapes has no place for a part of it.
                let meant = mistake.meant.filter(|_| span != text.span);
                let edit = |meant: String| vec![Edit::replace(span, meant)];
                let meant = meant.map(|meant| Suggestion::new(mistake.help.as_str(), edit(meant)).without_lines());
                let diagnostic = Diagnostic::new(&rules::BAD_TEMPLATE, span, mistake.title).help(mistake.help.as_str());
                sink.report(diagnostic.suggest_some(meant.map(Suggestion::maybe_incorrect)))
            };
            let rejected = report(first);
            rest.into_iter().for_each(|mistake| {
                report(mistake);
            });
            return Err(rejected);
        }
    };
    check_count(text, &parsed, sink)?;
    let touching = check_touching(text, &parsed, sink);
    let digits = check_digits(text, &parsed, types, sink);
    touching.and(digits)?;
    check_one_unit(text, &parsed, types, sink)?;
    Ok(parsed)
}

/// Checks that there is text between any two parameters.
fn check_touching(text: &At<String>, parsed: &Parsed, sink: &mut Diagnostics<'_>) -> Checked<()> {
    let parts = parsed.template.parts.iter().zip(&parsed.places);
    let touching = parts.clone().zip(parts.skip(1)).filter_map(|((one, place), (other, next))| match (one, other) {
        (Part::Parameter(_), Part::Parameter(_)) => Some((place, next)),
        _ => None,
    });
    let mut result = Ok(());
    for (place, next) in touching.take(MOST_ERRORS) {
        let name = |range: &Range<usize>| text.value.get(range.clone()).unwrap_or_default();
        let span = sink.span_in(text, place.start, next.end);
        let title = format!("no text separates `{}` from `{}`", name(place), name(next));
        let diagnostic = Diagnostic::new(&rules::TOUCHING_PARAMETERS, span, title)
            .label("it is not known where the first ends and the second begins");
        result = Err(sink.report(diagnostic));
    }
    result
}

/// Checks that no digit is next to an integer or a number: it could be part of it.
fn check_digits(
    text: &At<String>,
    parsed: &Parsed,
    types: &dyn Fn(&str) -> Type,
    sink: &mut Diagnostics<'_>,
) -> Checked<()> {
    let mut result = Ok(());
    for (name, place) in numbers_beside_digits(parsed, types).into_iter().take(MOST_ERRORS) {
        let span = sink.span_in(text, place.start, place.end);
        let title = format!("a digit is next to the number `{{{name}}}`");
        let diagnostic = Diagnostic::new(&rules::TOUCHING_DIGIT, span, title)
            .label("it is not known which digits are part of the number");
        result = Err(sink.report(diagnostic));
    }
    result
}

/// Returns the numeric parameters next to a digit, with their places and that of the digit.
fn numbers_beside_digits<'p>(parsed: &'p Parsed, types: &dyn Fn(&str) -> Type) -> Vec<(&'p str, Range<usize>)> {
    let parts: Vec<_> = parsed.template.parts.iter().zip(&parsed.places).collect();
    let text = |index: Option<usize>| match index.and_then(|index| parts.get(index)) {
        Some((Part::Text(fixed), _)) => fixed.as_str(),
        _ => "",
    };
    let digit = |c: char| c.is_ascii_digit();
    let mut found = Vec::new();
    for (index, (part, place)) in parts.iter().enumerate() {
        let Part::Parameter(parameter) = part else { continue };
        let name = parsed.template.parameters.get(*parameter).map_or(IGNORED, String::as_str);
        let before = text(index.checked_sub(1)).ends_with(digit);
        let after = text(Some(index + 1)).starts_with(digit);
        if (before || after) && is_numeric(types(name)) {
            found.push((name, place.start - usize::from(before)..place.end + usize::from(after)));
        }
    }
    found
}

/// Returns `true` for a type whose values begin or end with digits.
fn is_numeric(ty: Type) -> bool {
    matches!(ty, Type::Integer | Type::Number | Type::Duration | Type::Time)
}

/// Checks the number of parameters.
fn check_count(text: &At<String>, parsed: &Parsed, sink: &mut Diagnostics<'_>) -> Checked<()> {
    let count = parsed.template.parameters.len();
    if count <= MOST_PARAMETERS {
        return Ok(());
    }
    let title = format!("this template has {count} parameters");
    let diagnostic =
        Diagnostic::new(&rules::TOO_MANY_FIELDS, text.span, title).label(format!("at most {MOST_PARAMETERS}"));
    Err(sink.report(diagnostic))
}
