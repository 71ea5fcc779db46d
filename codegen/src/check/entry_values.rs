//! The values of an entry that its own conditions and fields exclude.

use super::code::all_codes;
use super::locations::places;
use crate::ast::{AstCondition, AstEntry, AstField, AstPlace, AstTable, AstTest, Given};
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::location::parse_location;
use crate::model::{Code, CodeCase, Literal, Location, Test};
use crate::rules;
use crate::source::At;

/// Checks that the conditions and the fields of each entry leave room for its values.
pub(crate) fn check_entry_values(table: &AstTable, sink: &mut Diagnostics<'_>) {
    let code_location = only_code_location(table);
    let case = table.header.code_case();
    for entry in &table.entries {
        let cases = entry.cases.iter().map(|own| (own, entry));
        for (own, parent) in std::iter::once((entry, entry)).chain(cases) {
            let problems = [
                own.fields.iter().find_map(|field| excluded(field, own)),
                same_place(&own.fields),
                code_location.as_ref().and_then(|at| other_code(own, parent, (at, case))),
            ];
            problems.into_iter().flatten().for_each(|diagnostic| _ = sink.report(diagnostic));
        }
    }
}

fn conditions(entry: &AstEntry) -> impl Iterator<Item = &AstCondition> {
    entry.when.as_ref().ok().and_then(Option::as_ref).into_iter().flatten()
}

/// Describes a field all of whose locations have no value by a condition of its entry.
fn excluded(field: &AstField, entry: &AstEntry) -> Option<Diagnostic> {
    let is_absent = |test: &AstTest| matches!(test, AstTest::All(tests) if tests.contains(&Test::Present(false)));
    let absent = |place: &AstPlace| {
        let at = parse_location(&place.at.as_ref()?.value).ok()?;
        let excludes = |condition: &&AstCondition| {
            condition.test.as_ref().is_ok_and(is_absent)
                && parse_location(&condition.location.value).is_ok_and(|it| it == at)
        };
        conditions(entry).find(excludes)
    };
    let mut all = places(&field.source);
    let first = all.next()?;
    let condition = absent(first)?;
    let is_parameter =
        entry.message.iter().flatten().flatten().any(|text| text.value.contains(&format!("{{{}}}", field.name.value)));
    if is_parameter || !all.all(|place| absent(place).is_some()) {
        return None;
    }
    let title = format!("the field `{}` never has a value", field.name.value);
    let diagnostic = Diagnostic::new(&rules::CONTRADICTION, first.at.as_ref().map_or(first.span, |at| at.span), title)
        .label("a response of this entry has nothing here")
        .related(condition.location.span, "the condition that says so");
    Some(diagnostic.help("remove the field, or the condition"))
}

/// Describes a field that is the same value as another one.
fn same_place(fields: &[AstField]) -> Option<Diagnostic> {
    let written: Vec<_> = fields.iter().filter_map(|field| Some((field, place_of(field)?))).collect();
    let mut pairs =
        written.iter().enumerate().flat_map(|(number, field)| written.iter().take(number).map(move |it| (it, field)));
    let is_same = |one: &At<String>, other: &At<String>| {
        parse_location(&one.value).is_ok_and(|one| parse_location(&other.value).is_ok_and(|other| one == other))
    };
    let ((first, at), (second, other)) =
        pairs.find(|((first, at), (second, other))| kind(first) == kind(second) && is_same(at, other))?;
    let title = format!("`{}` and `{}` are the same value", first.name.value, second.name.value);
    let diagnostic = Diagnostic::new(&rules::DUPLICATE_FIELD, other.span, title)
        .label("only one of the two can be written")
        .related(at.span, format!("the location of `{}`", first.name.value));
    Some(diagnostic.help("remove one of them; the parts of a text each have a `template`"))
}

/// Returns the only location of a field, if its value is the whole one there.
fn place_of(field: &AstField) -> Option<&At<String>> {
    let mut places = places(&field.source);
    let place = places.next().filter(|_| places.next().is_none())?;
    let is_written = !place.read_only.is_some_and(|it| it.value) && place.envelope.is_none();
    place.at.as_ref().filter(|_| is_written && place.template.is_empty() && place.own.says_nothing())
}

/// Returns what tells two values of one location apart.
fn kind(field: &AstField) -> (Option<crate::model::Type>, Option<&str>) {
    let separator = |given: &'_ Given<At<String>>| given.as_ref().ok().and_then(Option::as_ref).is_some();
    let ty = field.ty.ok().flatten().map(|ty| ty.value);
    (ty, separator(&field.separator).then_some(field.name.value.as_str()))
}

/// Returns the location of the code, if the table has only one and the code is the whole value there.
fn only_code_location(table: &AstTable) -> Option<Location> {
    let [envelope] = table.envelopes.as_deref().ok()? else { return None };
    let mut places = places(&envelope.code);
    let place = places.next().filter(|_| places.next().is_none())?;
    let at = place.at.as_ref().filter(|_| place.template.is_empty() && place.own.says_nothing())?;
    parse_location(&at.value).ok()
}

/// Describes a condition that asks for another code than the entry has.
fn other_code(own: &AstEntry, entry: &AstEntry, (at, case): (&Location, CodeCase)) -> Option<Diagnostic> {
    let code = entry.code.as_ref().ok()?.as_ref()?;
    let codes: Vec<Code> = all_codes(entry).map(|code| case.key(&code.value)).collect();
    let asks_for_none = |literals: &[Literal]| {
        literals.iter().all(|literal| match literal {
            Literal::String(text) => !codes.contains(&case.key(&Code::String(text.clone()))),
            Literal::Integer(number) => !codes.contains(&Code::Integer(*number)),
            Literal::Boolean(_) => true,
        })
    };
    let is_other = |condition: &&AstCondition| {
        matches!(&condition.test, Ok(AstTest::Is(values)) if asks_for_none(&values.value))
            && matches!(condition.others, Ok(None))
            && parse_location(&condition.location.value).is_ok_and(|location| location == *at)
    };
    let condition = conditions(own).find(is_other)?;
    let title = format!("the condition asks for another code than `{}` has", own.name.value);
    let diagnostic = Diagnostic::new(&rules::CONTRADICTION, condition.location.span, title)
        .label("the location of the code")
        .related(code.span, "the code of the entry");
    Some(diagnostic.help("remove the condition; several spellings of a code are its `aliases`"))
}
