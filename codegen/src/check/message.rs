//! Templates, and the messages of entries.

use super::text::check_corruption;
use crate::ast::AstEntry;
use crate::diagnostics::{Checked, Diagnostic, Diagnostics};
use crate::model::{Part, Template, Type};
use crate::rules;
use crate::source::At;
use crate::template::{BadTemplate, IGNORED, MOST_ERRORS, Mistake, Parsed, parse_template};

/// The most parameters that a template, and fields that an entry may have.
pub(crate) const MOST_PARAMETERS: usize = 120;

/// The wordings of an entry as it has them, the first being the written one.
pub(crate) fn check_messages(
    entry: &AstEntry,
    parent: Option<&AstEntry>,
    sink: &mut Diagnostics<'_>,
) -> Checked<Option<Vec<Template>>> {
    let Some(wordings) = entry.message.as_ref().map_err(|rejected| *rejected)? else { return Ok(None) };
    if wordings.is_empty() {
        let diagnostic = Diagnostic::new(&rules::WRONG_TYPE, entry.name.span, "`message` is an empty list")
            .label("has no wording")
            .help("give a wording, or remove the key: then any text fits");
        return Err(sink.report(diagnostic));
    }
    let types = |name: &str| field_type(entry, parent, name);
    let checked: Vec<Checked<Template>> = wordings
        .iter()
        .enumerate()
        .map(|(index, text)| {
            check_corruption(text, sink)?;
            let parsed = check_template(text, &types, sink)?;
            if index == 0 {
                check_named(text, &parsed, sink)?;
            }
            Ok(parsed.template)
        })
        .collect();
    checked.into_iter().collect::<Checked<Vec<_>>>().map(Some)
}

/// The declared type of a parameter; a string if nothing is declared. Where the declaration is wrong, that is a diagnostic of
/// its own.
fn field_type(entry: &AstEntry, parent: Option<&AstEntry>, name: &str) -> Type {
    let declared = |entry: &'_ AstEntry| entry.fields.iter().position(|field| field.name.value == name);
    let own = declared(entry).and_then(|index| entry.fields.get(index));
    let inherited = || {
        parent.and_then(|parent| parent.fields.get(declared(parent)?)).filter(|field| !matches!(field.source, Ok(None)))
    };
    own.or_else(inherited).and_then(|field| field.ty.ok().flatten()).map_or(Type::String, |ty| ty.value)
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

/// Reads a template; `types` gives the types of its parameters.
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
                sink.report(Diagnostic::new(&rules::BAD_TEMPLATE, span, mistake.title).help(mistake.help))
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
    Ok(parsed)
}

/// Two parameters that touch: nothing says where the one ends.
fn check_touching(text: &At<String>, parsed: &Parsed, sink: &mut Diagnostics<'_>) -> Checked<()> {
    let mut result = Ok(());
    let parts = parsed.template.parts.iter().zip(&parsed.places);
    let mut count = 0;
    for ((one, place), (other, next)) in parts.clone().zip(parts.skip(1)) {
        if let (Part::Parameter(_), Part::Parameter(_)) = (one, other) {
            count += 1;
            if count > MOST_ERRORS {
                break;
            }
            let name = |range: &std::ops::Range<usize>| text.value.get(range.clone()).unwrap_or_default().to_owned();
            let span = sink.span_in(text, place.start, next.end);
            let diagnostic = Diagnostic::new(
                &rules::TOUCHING_PARAMETERS,
                span,
                format!("nothing says where `{}` ends and `{}` begins", name(place), name(next)),
            )
            .label("two parameters touch");
            result = Err(sink.report(diagnostic));
        }
    }
    result
}

/// A digit beside an integer or a number could be part of it.
fn check_digits(
    text: &At<String>,
    parsed: &Parsed,
    types: &dyn Fn(&str) -> Type,
    sink: &mut Diagnostics<'_>,
) -> Checked<()> {
    let mut result = Ok(());
    let mut count = 0;
    let parts: Vec<_> = parsed.template.parts.iter().zip(&parsed.places).collect();
    for (index, (part, place)) in parts.iter().enumerate() {
        let Part::Parameter(parameter) = part else { continue };
        let name = parsed.template.parameters.get(*parameter).map_or(IGNORED, String::as_str);
        if !matches!(types(name), Type::Integer | Type::Number) {
            continue;
        }
        let neighbour = |index: Option<usize>| match index.and_then(|index| parts.get(index)) {
            Some((Part::Text(fixed), _)) => Some(fixed.as_str()),
            _ => None,
        };
        let digit = |c: char| c.is_ascii_digit();
        let before = neighbour(index.checked_sub(1)).is_some_and(|fixed| fixed.ends_with(digit));
        let after = neighbour(Some(index + 1)).is_some_and(|fixed| fixed.starts_with(digit));
        if before || after {
            count += 1;
            if count > MOST_ERRORS {
                break;
            }
            let span = sink.span_in(text, place.start - usize::from(before), place.end + usize::from(after));
            let diagnostic =
                Diagnostic::new(&rules::TOUCHING_DIGIT, span, format!("a digit touches the number `{{{name}}}`"))
                    .label("nothing says which digits are the number's");
            result = Err(sink.report(diagnostic));
        }
    }
    result
}

fn check_count(text: &At<String>, parsed: &Parsed, sink: &mut Diagnostics<'_>) -> Checked<()> {
    let count = parsed.template.parameters.len();
    if count <= MOST_PARAMETERS {
        return Ok(());
    }
    let diagnostic =
        Diagnostic::new(&rules::TOO_MANY_FIELDS, text.span, format!("this template has {count} parameters"))
            .label(format!("at most {MOST_PARAMETERS}"));
    Err(sink.report(diagnostic))
}
