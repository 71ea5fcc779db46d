//! Templates, and the messages of entries.

use super::text::check_corruption;
use crate::fault::{Checked, Fault, Faults};
use crate::model::{Part, Template, Type};
use crate::rules;
use crate::source::At;
use crate::table::Entry;
use crate::template::{IGNORED, MOST_FAULTS, Parsed, parse_template};

/// The most parameters that a template, and fields that an entry may have.
pub(crate) const MOST_PARAMETERS: usize = 120;

/// The wordings of an entry as it has them, the first being the written one.
pub(crate) fn check_messages(
    entry: &Entry,
    parent: Option<&Entry>,
    faults: &mut Faults<'_>,
) -> Checked<Option<Vec<Template>>> {
    let Some(wordings) = entry.message.as_ref().map_err(|rejected| *rejected)? else { return Ok(None) };
    if wordings.is_empty() {
        let fault = Fault::new(&rules::WRONG_TYPE, entry.name.span, "`message` is an empty list")
            .label("has no wording")
            .help("give a wording, or remove the key: then any text fits");
        return Err(faults.report(fault));
    }
    let types = |name: &str| field_type(entry, parent, name);
    let checked: Vec<Checked<Template>> = wordings
        .iter()
        .enumerate()
        .map(|(index, text)| {
            check_corruption(text, faults)?;
            let template = check_template(text, &types, faults)?;
            if index == 0 { check_named(text, template, faults) } else { Ok(template) }
        })
        .collect();
    checked.into_iter().collect::<Checked<Vec<_>>>().map(Some)
}

/// The declared type of a parameter; a string if nothing is declared. Where the declaration is wrong, that is a fault of
/// its own.
fn field_type(entry: &Entry, parent: Option<&Entry>, name: &str) -> Type {
    let declared = |entry: &'_ Entry| entry.fields.iter().position(|field| field.name.value == name);
    let own = declared(entry).and_then(|index| entry.fields.get(index));
    let inherited = || {
        parent.and_then(|parent| parent.fields.get(declared(parent)?)).filter(|field| !matches!(field.source, Ok(None)))
    };
    own.or_else(inherited).and_then(|field| field.ty.ok().flatten()).map_or(Type::String, |ty| ty.value)
}

/// What is written has a name for every parameter.
fn check_named(text: &At<String>, template: Template, faults: &mut Faults<'_>) -> Checked<Template> {
    let Some(start) = text.value.find("{_}").filter(|_| template.parameters.iter().any(|name| name == IGNORED)) else {
        return Ok(template);
    };
    let span = faults.span_in(text, start, start + 3);
    let fault = Fault::new(&rules::UNNAMED_PARAMETER, span, "`{_}` in the wording that is written")
        .label("what would be written here?");
    Err(faults.report(fault))
}

/// Reads a template; `types` gives the types of its parameters.
pub(crate) fn check_template(
    text: &At<String>,
    types: &dyn Fn(&str) -> Type,
    faults: &mut Faults<'_>,
) -> Checked<Template> {
    let parsed = match parse_template(&text.value) {
        Ok(parsed) => parsed,
        Err(bad) => {
            let mut rejected = None;
            for bad in bad {
                let span = faults.span_in(text, bad.range.start, bad.range.end);
                rejected = Some(faults.report(Fault::new(&rules::BAD_TEMPLATE, span, bad.title).maybe_help(bad.help)));
            }
            return match rejected {
                Some(rejected) => Err(rejected),
                None => Ok(Template { parts: Vec::new(), parameters: Vec::new() }),
            };
        }
    };
    check_count(text, &parsed, faults)?;
    let touching = check_touching(text, &parsed, faults);
    let digits = check_digits(text, &parsed, types, faults);
    touching.and(digits)?;
    Ok(parsed.template)
}

/// Two parameters that touch: nothing says where the one ends.
fn check_touching(text: &At<String>, parsed: &Parsed, faults: &mut Faults<'_>) -> Checked<()> {
    let mut result = Ok(());
    let parts = parsed.template.parts.iter().zip(&parsed.places);
    let mut count = 0;
    for ((one, place), (other, next)) in parts.clone().zip(parts.skip(1)) {
        if let (Part::Parameter(_), Part::Parameter(_)) = (one, other) {
            count += 1;
            if count > MOST_FAULTS {
                break;
            }
            let name = |range: &std::ops::Range<usize>| text.value.get(range.clone()).unwrap_or_default().to_owned();
            let span = faults.span_in(text, place.start, next.end);
            let fault = Fault::new(
                &rules::TOUCHING_PARAMETERS,
                span,
                format!("nothing says where `{}` ends and `{}` begins", name(place), name(next)),
            )
            .label("two parameters touch");
            result = Err(faults.report(fault));
        }
    }
    result
}

/// A digit beside an integer or a number could be part of it.
fn check_digits(
    text: &At<String>,
    parsed: &Parsed,
    types: &dyn Fn(&str) -> Type,
    faults: &mut Faults<'_>,
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
            if count > MOST_FAULTS {
                break;
            }
            let span = faults.span_in(text, place.start - usize::from(before), place.end + usize::from(after));
            let fault = Fault::new(&rules::TOUCHING_DIGIT, span, format!("a digit touches the number `{{{name}}}`"))
                .label("nothing says which digits are the number's");
            result = Err(faults.report(fault));
        }
    }
    result
}

fn check_count(text: &At<String>, parsed: &Parsed, faults: &mut Faults<'_>) -> Checked<()> {
    let count = parsed.template.parameters.len();
    if count <= MOST_PARAMETERS {
        return Ok(());
    }
    let fault = Fault::new(&rules::TOO_MANY_FIELDS, text.span, format!("this template has {count} parameters"))
        .label(format!("at most {MOST_PARAMETERS}"));
    Err(faults.report(fault))
}
