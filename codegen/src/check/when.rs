//! Conditions.

use std::collections::HashSet;

use super::source::check_location;
use crate::ast::{AstCondition, AstTest, Given, given};
use crate::diagnostics::{Checked, Diagnostics};
use crate::model::{Condition, Literal, Test};
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
    checked.into_iter().collect()
}

fn distinct(values: &[Literal]) -> Vec<Literal> {
    let mut seen = HashSet::new();
    values.iter().filter(|value| seen.insert(*value)).cloned().collect()
}
