//! Conditions.

use std::collections::HashSet;
use std::slice::from_ref;

use super::header_text::{can_be_written, unwritable};
use super::reach::check_location;
use crate::ast::{AstCondition, AstTest, Given, given};
use crate::conditions::can_hold_together;
use crate::diagnostics::{Checked, Diagnostic, Diagnostics};
use crate::location::parse_location;
use crate::model::{Condition, JsonType, Literal, Location, Test};
use crate::rules;
use crate::source::{At, Span};
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
        AstTest::Is(values) => {
            check_listed_once(values, sink)?;
            vec![equality(location.as_ref().ok(), values.value.clone())]
        }
        AstTest::All(tests) => tests.clone(),
    };
    let (location, others) = (location?, others?);
    check_header_type(&location, &tests, span, sink)?;
    check_header_text(written, (&location, &others), &tests, sink)?;
    let excludes = |(number, test): (usize, &Test)| tests.iter().skip(number + 1).any(|it| !can_both_pass(test, it));
    if tests.iter().enumerate().any(excludes) {
        let diagnostic = Diagnostic::new(&rules::CONTRADICTION, span, "no value passes all tests of this condition")
            .help(match tests.contains(&Test::Present(false)) {
                true => "remove the other tests: `{ present = false }` is used alone",
                false => "the tests exclude each other: remove one",
            });
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
    check_distinct(written, others, sink)?;
    let first = std::iter::once(&written.location).filter(|_| !others.is_empty());
    let Some(star) = first.chain(others).find(|location| location.value.split('/').any(|part| part == "*")) else {
        return Ok(checked);
    };
    let diagnostic = Diagnostic::new(&rules::BAD_LOCATION, star.span, "a `*` among alternative locations")
        .label("has a value for each element")
        .help("name the element, or write an entry for each location");
    Err(sink.report(diagnostic))
}

/// Checks that each alternative location is another one.
fn check_distinct(written: &AstCondition, others: &[At<String>], sink: &mut Diagnostics<'_>) -> Checked<()> {
    let parsed = |text: &At<String>| parse_location(&text.value).ok();
    let mut result = Ok(());
    for (number, other) in others.iter().enumerate() {
        let mut before = std::iter::once(&written.location).chain(others).take(number + 1);
        let Some(first) = before.find(|first| parsed(first) == parsed(other)) else { continue };
        let title = format!("the condition tests `{}` twice", other.value);
        let diagnostic = Diagnostic::new(&rules::BAD_CONDITION, other.span, title)
            .related(first.span, "is tested before it")
            .help("remove it, or name another location");
        result = Err(sink.report(diagnostic));
    }
    result
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
    let together = |one: &Condition, other: &Condition| can_hold_together(from_ref(one), from_ref(other));
    let mut result = Ok(());
    for (number, (condition, span)) in conditions.iter().enumerate() {
        let mut before = conditions.iter().take(number);
        let Some((first, place)) = before.find(|(first, _)| !together(first, condition)) else { continue };
        let is_header = matches!(condition.location, Location::Header(_));
        let title = "these two conditions cannot hold together";
        let diagnostic = Diagnostic::new(&rules::CONTRADICTION, *span, title)
            .label(match first.location == condition.location {
                true if is_header => "the same header, with another value",
                true => "the same location, with another value",
                false => "one of the two is a member of what the other excludes",
            })
            .related(*place, "first asked for here");
        result = Err(sink.report(diagnostic));
    }
    result
}

/// Checks that a header is tested as a text, which is all that it can be.
fn check_header_type(location: &Location, tests: &[Test], span: Span, sink: &mut Diagnostics<'_>) -> Checked<()> {
    let is_other = |test: &Test| matches!(test, Test::Type(types) if !types.contains(&JsonType::String));
    if !matches!(location, Location::Header(_)) || !tests.iter().any(is_other) {
        return Ok(());
    }
    let diagnostic = Diagnostic::new(&rules::BAD_CONDITION, span, "a header is always a string")
        .label("the condition can never hold")
        .help("compare its text, or test `{ present = true }`");
    Err(sink.report(diagnostic))
}

/// Checks that a header can have the text that it is compared with.
fn check_header_text(
    written: &AstCondition,
    (location, others): (&Location, &[Location]),
    tests: &[Test],
    sink: &mut Diagnostics<'_>,
) -> Checked<()> {
    let is_impossible = |text: &String| std::iter::once(location).chain(others).all(|it| !can_be_written(it, text));
    let has_impossible = |test: &Test| match test {
        Test::Is(values) | Test::Not(values) => {
            values.iter().any(|value| matches!(value, Literal::String(text) if is_impossible(text)))
        }
        Test::StartsWith(texts) | Test::EndsWith(texts) | Test::MediaType(texts) => texts.iter().any(is_impossible),
        Test::Present(_) | Test::Type(_) => false,
    };
    if tests.iter().any(has_impossible) {
        return Err(sink.report(unwritable(written.location.span, "this value")));
    }
    Ok(())
}

/// Checks that a list has each value once.
fn check_listed_once(values: &At<Vec<Literal>>, sink: &mut Diagnostics<'_>) -> Checked<()> {
    let mut seen = HashSet::new();
    let Some(value) = values.value.iter().find(|value| !seen.insert(*value)) else { return Ok(()) };
    let shown = match value {
        Literal::String(text) => format!("{text:?}"),
        Literal::Integer(number) => number.to_string(),
        Literal::Boolean(flag) => flag.to_string(),
    };
    let title = format!("the condition lists {shown} twice");
    Err(sink.report(Diagnostic::new(&rules::BAD_CONDITION, values.span, title).help("remove one of them")))
}
