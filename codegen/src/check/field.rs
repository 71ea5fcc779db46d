//! Declarations of fields.

use std::collections::HashMap;

use super::header_text::check_field_text;
use super::locations::{of_place, places};
use super::reach::{Reach, check_location};
use super::restriction::{check_restriction, check_whole_text};
use super::source::{SourceRole, ValueSpec, check_source};
use super::text::shown_text;
use super::unit::check_unit;
use crate::ast::{AstField, AstPlace, AstRestriction, given};
use crate::diagnostics::{Checked, Diagnostic, Diagnostics};
use crate::model::{Field, Restriction, Type, Unit};
use crate::names;
use crate::rules;
use crate::source::At;

/// Checks fields that belong to no entry, and so cannot be parameters of a message.
pub(crate) fn check_common_fields(
    fields: &[AstField],
    reach: Reach,
    sink: &mut Diagnostics<'_>,
) -> Checked<Vec<Field>> {
    let checked: Vec<Checked<Field>> = fields
        .iter()
        .map(|written| {
            let field = check_field(written, reach, sink)?;
            check_quoted(written, field.ty, sink)?;
            if !field.source.places.is_empty() {
                check_longest_part(written, &field, sink)?;
                return Ok(field);
            }
            let title = format!("the field `{}` has no location", written.name.value);
            let diagnostic = Diagnostic::new(&rules::FIELD_WITHOUT_SOURCE, written.name.span, title);
            Err(sink.report(diagnostic.help("give it `at = \"/…\"`")))
        })
        .collect();
    let names = check_idents(fields.iter().map(|field| &field.name), sink);
    let checked = checked.into_iter().collect::<Checked<Vec<_>>>()?;
    names.map(|()| checked)
}

/// Checks one declaration.
pub(crate) fn check_field(written: &AstField, reach: Reach, sink: &mut Diagnostics<'_>) -> Checked<Field> {
    let name = &written.name;
    let ident = names::ident_of(&name.value).ok_or_else(|| {
        let title = format!("`{}` cannot be the name of a field", name.value);
        let diagnostic = Diagnostic::new(&rules::BAD_NAME, name.span, title);
        sink.report(diagnostic.label("it has neither a letter from A to Z nor a digit"))
    });
    let ty = check_type(written, sink).inspect_err(|_| check_field_locations(written, sink))?;
    let is_gathered = ty == Type::Json || (ty.is_list() && matches!(written.separator, Ok(None)));
    let role = match ty {
        Type::Duration | Type::Time => SourceRole::Timed,
        _ if is_gathered => SourceRole::List,
        _ => SourceRole::Plain,
    };
    let texts = check_texts(written, ty, sink);
    let restriction = texts.as_ref().ok();
    let value = ValueSpec { name: &name.value, ty, role, reach, restriction };
    let source = check_source(&written.source, value, sink);
    let separator = check_separator(written, ty, sink);
    let unit = check_unit(written.unit?, &name.value, ty, sink);
    let description = shown_text(&written.description, sink);
    written.sound?;
    let Restriction { values, chars, longest, not_empty, thousands, .. } = texts?;
    let unit = unit?;
    let mut source = source?;
    check_field_text(written, &source.places, sink)?;
    for place in &mut source.places {
        place.unit = place.unit.or(unit);
    }
    Ok(Field {
        name: name.value.clone(),
        ident: ident?,
        ty,
        source,
        parameter: false,
        is_code: false,
        required: written.required?.is_some_and(|required| required.value),
        quoted: written.quoted?.is_some_and(|quoted| quoted.value),
        separator: separator?,
        values,
        chars,
        longest,
        not_empty,
        thousands,
        unit,
        description: description?,
    })
}

/// Checks the locations of a field that cannot be checked as a whole.
pub(super) fn check_field_locations(written: &AstField, sink: &mut Diagnostics<'_>) {
    for location in places(&written.source).flat_map(of_place) {
        // What is wrong is reported, and the field is rejected in any case.
        let _ = check_location(location, sink);
    }
}

/// Checks that a value which is written as a JSON string is none by itself.
pub(super) fn check_quoted(written: &AstField, ty: Type, sink: &mut Diagnostics<'_>) -> Checked<()> {
    let is_quotable = matches!(ty, Type::Integer | Type::Number | Type::Boolean | Type::Duration | Type::Time);
    match written.quoted? {
        Some(At { value: true, span }) if !is_quotable => {
            let title = format!("`quoted` on `{}`, which is of type \"{}\"", written.name.value, ty.name());
            let diagnostic = Diagnostic::new(&rules::MISPLACED_KEY, span, title)
                .label("only a number, a boolean, a duration or a point in time is written as a string by this")
                .help("give the field its `type`, or remove `quoted`");
            Err(sink.report(diagnostic))
        }
        Some(At { value: true, span }) => match unquotable(written, ty)? {
            None => Ok(()),
            Some((reason, help)) => {
                let title = format!("`quoted` on `{}` has no effect", written.name.value);
                let diagnostic = Diagnostic::new(&rules::MISPLACED_KEY, span, title).label(reason);
                Err(sink.report(diagnostic.help(help)))
            }
        },
        _ => Ok(()),
    }
}

/// Returns why a value is written as a text without `quoted`, and what to do.
fn unquotable(written: &AstField, ty: Type) -> Checked<Option<(&'static str, &'static str)>> {
    const REMOVE: &str = "remove `quoted`";
    let unit = written.unit?.map(|unit| unit.value);
    let all = |is: fn(&AstPlace) -> bool| {
        let places = given(&written.source).map(|source| source.map(|source| source.places.as_slice()));
        places.map(|places| places.is_some_and(|places| places.iter().all(is)))
    };
    let is_header =
        |place: &AstPlace| place.at.as_ref().is_some_and(|at| at.value.to_ascii_lowercase().starts_with("header:"));
    let places_state_units = all(|place| place.unit.is_some())?;
    Ok(match (ty, unit) {
        (Type::Time, None) if !places_state_units => Some((
            "a point in time without a `unit` is written as a text anyway",
            "remove `quoted`, or write `unit = \"unix\"` for a number",
        )),
        (Type::Time, Some(Unit::HttpDate)) => Some(("an HTTP date is a text anyway", REMOVE)),
        (Type::Duration, Some(Unit::Iso8601)) => Some(("a duration of ISO 8601 is a text anyway", REMOVE)),
        _ if given(&written.thousands)?.is_some() => Some(("grouped digits are written as a text anyway", REMOVE)),
        _ if all(|place| !place.template.is_empty())? => Some(("a part of a text is a text anyway", REMOVE)),
        _ if all(is_header)? => Some(("a header is a text anyway", REMOVE)),
        _ => None,
    })
}

/// Returns the type of the field, which `of` refines.
fn check_type(written: &AstField, sink: &mut Diagnostics<'_>) -> Checked<Type> {
    let ty = written.ty?.map_or(Type::String, |ty| ty.value);
    let Some(element) = written.element? else { return Ok(ty) };
    match (ty, element.value) {
        (Type::List, Type::Integer) => Ok(Type::Integers),
        (Type::List, Type::Number) => Ok(Type::Numbers),
        (Type::List, _) => Ok(ty),
        _ => {
            let title = format!("`of` on `{}`, which is not a list", written.name.value);
            let diagnostic = Diagnostic::new(&rules::MISPLACED_KEY, element.span, title);
            Err(sink.report(diagnostic.help("add `type = \"list\"`, or remove `of`")))
        }
    }
}

/// Checks the texts that the field may have.
fn check_texts(written: &AstField, ty: Type, sink: &mut Diagnostics<'_>) -> Checked<Restriction> {
    let restriction = AstRestriction {
        ty: written.ty?.map(|stated| At { value: ty, ..stated }),
        values: given(&written.values)?.cloned(),
        chars: given(&written.chars)?.cloned(),
        longest: written.longest?,
        not_empty: written.not_empty?,
        thousands: given(&written.thousands)?.cloned(),
    };
    check_restriction(&written.name.value, &restriction, sink)
}

/// Checks that a field that takes the longest text is a part of one.
pub(crate) fn check_longest_part(written: &AstField, field: &Field, sink: &mut Diagnostics<'_>) -> Checked<()> {
    let is_part = field.parameter || field.source.places.iter().any(|place| !place.templates.is_empty());
    let longest = written.longest?;
    if is_part { Ok(()) } else { check_whole_text(longest, sink) }
}

fn check_separator(written: &AstField, ty: Type, sink: &mut Diagnostics<'_>) -> Checked<Option<String>> {
    let Some(separator) = given(&written.separator)? else { return Ok(None) };
    let diagnostic = if !ty.is_list() {
        let title = format!("a separator on `{}`, which is not a list", written.name.value);
        Diagnostic::new(&rules::BAD_SEPARATOR, sink.key_of(separator.span), title)
            .label("only the elements of a list are separated")
            .help("add `type = \"list\"`, or remove `separator`")
    } else if separator.value.is_empty() {
        Diagnostic::new(&rules::BAD_SEPARATOR, separator.span, "empty separator")
            .help("write the text between the elements, such as `\", \"`")
    } else if let Some(part) = part_of_number(&separator.value, ty) {
        Diagnostic::new(
            &rules::BAD_SEPARATOR,
            separator.span,
            format!("the separator of a list of numbers has a `{part}`"),
        )
        .label("could be part of a number")
        .help("write another separator, or read the elements as strings: remove `of`")
    } else {
        return Ok(Some(separator.value.clone()));
    };
    Err(sink.report(diagnostic))
}

/// Returns the character of a separator that could be part of an element, if the elements are numbers.
fn part_of_number(separator: &str, ty: Type) -> Option<char> {
    let is_part = |letter: &char| match ty {
        Type::Integers => letter.is_ascii_digit(),
        Type::Numbers => letter.is_ascii_digit() || *letter == '.',
        _ => false,
    };
    separator.chars().find(is_part)
}

/// Returns the field for a parameter without a declaration, which is a string. There is none if its name makes no identifier.
pub(crate) fn parameter(name: &str, required: bool) -> Option<Field> {
    Some(Field { ident: names::ident_of(name)?, parameter: true, required, ..Field::new(name) })
}

/// Checks that no two declared names become the same Rust field.
pub(crate) fn check_idents<'n>(names: impl Iterator<Item = &'n At<String>>, sink: &mut Diagnostics<'_>) -> Checked<()> {
    let mut seen: HashMap<String, &At<String>> = HashMap::new();
    let mut result = Ok(());
    for name in names {
        let Some(ident) = names::ident_of(&name.value) else { continue };
        if let Some(first) = seen.get(&ident) {
            let title = format!("`{}` and `{}` become the same field", first.value, name.value);
            let diagnostic = Diagnostic::new(&rules::DUPLICATE_FIELD, name.span, title)
                .label(format!("would be the field `{ident}` again"))
                .related(first.span, format!("becomes the field `{ident}`"));
            result = Err(sink.report(diagnostic));
        } else {
            seen.insert(ident, name);
        }
    }
    result
}
