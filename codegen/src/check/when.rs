//! Conditions.

use std::collections::HashSet;
use std::slice::from_ref;

use super::source::check_location;
use crate::ast::{AstCondition, AstTest, Given, given};
use crate::conditions::can_hold_together;
use crate::diagnostics::{Checked, Diagnostic, Diagnostics};
use crate::model::{Condition, Literal, Location, Test};
use crate::rules;
use crate::source::Span;

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
    let checked: Vec<Checked<(Condition, Span)>> = conditions
        .iter()
        .map(|condition| {
            let location = check_location(&condition.location, sink);
            let test = match condition.test.as_ref().map_err(|rejected| *rejected)? {
                AstTest::Is(values) => Test::Is(distinct(&values.value)),
                AstTest::Present(present) => Test::Present(*present),
            };
            Ok((Condition { location: location?, test }, condition.location.span))
        })
        .collect();
    let checked = checked.into_iter().collect::<Checked<Vec<_>>>()?;
    check_consistency(&checked, sink)?;
    Ok(checked)
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

fn distinct(values: &[Literal]) -> Vec<Literal> {
    let mut seen = HashSet::new();
    values.iter().filter(|value| seen.insert(*value)).cloned().collect()
}
