//! Conditions.

use std::collections::HashSet;
use std::slice::from_ref;

use super::reach::Reach;
use super::source::{check_location, check_location_within};
use crate::ast::{AstCondition, AstTest, Given, given};
use crate::conditions::can_hold_together;
use crate::diagnostics::{Checked, Diagnostic, Diagnostics};
use crate::model::{Condition, Literal, Location, Test};
use crate::rules;
use crate::source::Span;
use crate::value_test::can_both_pass;

/// Checks the conditions of a `when`.
pub(crate) fn check_conditions(
    written: &Given<Vec<AstCondition>>,
    sink: &mut Diagnostics<'_>,
) -> Checked<Vec<Condition>> {
    let placed = check_placed_conditions(written, sink)?;
    Ok(placed.into_iter().map(|(condition, _)| condition).collect())
}

/// Checks the conditions of a `when`, and returns each with its place.
pub(crate) fn check_placed_conditions(
    written: &Given<Vec<AstCondition>>,
    sink: &mut Diagnostics<'_>,
) -> Checked<Vec<(Condition, Span)>> {
    let conditions = given(written)?.map(Vec::as_slice).unwrap_or_default();
    let checked: Vec<Checked<Vec<(Condition, Span)>>> =
        conditions.iter().map(|condition| check_condition(condition, sink)).collect();
    let checked = checked.into_iter().collect::<Checked<Vec<_>>>()?.into_iter().flatten().collect::<Vec<_>>();
    check_consistency(&checked, sink)?;
    Ok(checked)
}

/// Checks the tests of one location.
fn check_condition(written: &AstCondition, sink: &mut Diagnostics<'_>) -> Checked<Vec<(Condition, Span)>> {
    let span = written.location.span;
    let location = check_location(&written.location, sink);
    let others = check_others(written, sink);
    let tests = match written.test.as_ref().map_err(|rejected| *rejected)? {
        AstTest::Is(values) => vec![equality(location.as_ref().ok(), distinct(&values.value))],
        AstTest::All(tests) => tests.clone(),
    };
    let (location, others) = (location?, others?);
    let excludes = |(number, test): (usize, &Test)| tests.iter().skip(number + 1).any(|it| !can_both_pass(test, it));
    if tests.iter().enumerate().any(excludes) {
        let diagnostic = Diagnostic::new(&rules::CONTRADICTION, span, "no value passes all tests of this condition")
            .help("remove the test that is too much; `{ present = false }` stands alone");
        return Err(sink.report(diagnostic));
    }
    Ok(tests
        .into_iter()
        .map(|test| (Condition { location: location.clone(), others: others.clone(), test }, span))
        .collect())
}

/// Checks the locations that are tested if the first has no value.
fn check_others(written: &AstCondition, sink: &mut Diagnostics<'_>) -> Checked<Vec<Location>> {
    let others = given(&written.others)?.map(Vec::as_slice).unwrap_or_default();
    let checked: Vec<_> = others.iter().map(|other| check_location(other, sink)).collect();
    let checked = checked.into_iter().collect::<Checked<Vec<_>>>()?;
    let first = std::iter::once(&written.location).filter(|_| !others.is_empty());
    let Some(star) = first.chain(others).find(|location| location.value.split('/').any(|part| part == "*")) else {
        return Ok(checked);
    };
    let diagnostic = Diagnostic::new(&rules::BAD_LOCATION, star.span, "a `*` among alternative locations")
        .label("has a value for each element")
        .help("name the element, or write an entry for each location");
    Err(sink.report(diagnostic))
}

/// Returns the test for values. A media type without parameters also matches one with parameters.
fn equality(location: Option<&Location>, values: Vec<Literal>) -> Test {
    let essence = |value: &Literal| match value {
        Literal::String(text) if !text.contains(';') => Some(text.to_ascii_lowercase()),
        _ => None,
    };
    let is_media_type = location.is_some_and(|it| *it == Location::Header("content-type".to_owned()));
    match values.iter().map(essence).collect::<Option<Vec<String>>>().filter(|_| is_media_type) {
        Some(types) => Test::MediaType(types),
        None => Test::Is(values),
    }
}

/// All conditions can hold at once.
fn check_consistency(conditions: &[(Condition, Span)], sink: &mut Diagnostics<'_>) -> Checked<()> {
    // A location of a body is a key, which stands once; the names of headers are the same in any case of letters.
    let headers = || conditions.iter().filter(|(condition, _)| matches!(condition.location, Location::Header(_)));
    let together = |one: &Condition, other: &Condition| can_hold_together(from_ref(one), from_ref(other));
    let mut result = Ok(());
    for (number, (condition, span)) in headers().enumerate() {
        if let Some((_, first)) = headers().take(number).find(|(first, _)| !together(first, condition)) {
            let title = "these two conditions cannot hold together";
            let diagnostic = Diagnostic::new(&rules::CONTRADICTION, *span, title)
                .label("the same header, with another value")
                .related(*first, "first asked for here");
            result = Err(sink.report(diagnostic));
        }
    }
    result
}

/// Checks the constants of `write`: each is one value at one location.
pub(crate) fn check_constants(
    written: &Given<Vec<AstCondition>>,
    reach: Reach,
    sink: &mut Diagnostics<'_>,
) -> Checked<Vec<(Location, Literal)>> {
    let constants = given(written)?.map(Vec::as_slice).unwrap_or_default();
    let checked: Vec<Checked<(Location, Literal)>> = constants
        .iter()
        .map(|constant| {
            let location = check_location_within(&constant.location, reach, sink);
            let value = match constant.test.as_ref().map_err(|rejected| *rejected)? {
                AstTest::Is(values) if matches!(constant.others, Ok(None)) => match values.value.as_slice() {
                    [only] => Some(only.clone()),
                    _ => None,
                },
                AstTest::Is(_) | AstTest::All(_) => None,
            };
            let value = value.ok_or_else(|| {
                let diagnostic =
                    Diagnostic::new(&rules::BAD_CONDITION, constant.location.span, "a constant is one value")
                        .help("write the string, integer or boolean; tests of a value belong in `when`");
                sink.report(diagnostic)
            });
            Ok((location?, value?))
        })
        .collect();
    checked.into_iter().collect()
}

fn distinct(values: &[Literal]) -> Vec<Literal> {
    let mut seen = HashSet::new();
    values.iter().filter(|value| seen.insert(*value)).cloned().collect()
}
