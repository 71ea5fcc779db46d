//! Conditions as texts.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::check::Check;
use super::shown::value_in;
use crate::response::Values;
use crate::table::{Condition, List, Literal, Test};

/// Returns the checks of conditions.
pub(super) fn checks_of<'t>(values: &Values<'_, '_, '_>, conditions: List<'t, Condition<'t>>) -> Vec<Check> {
    conditions.iter().map(|condition| check(values, condition)).collect()
}

fn check(values: &Values<'_, '_, '_>, condition: Condition<'_>) -> Check {
    let passes = values.passes(condition);
    let slots = [condition.slot].into_iter().chain(condition.others.iter());
    let first = slots.clone().find_map(|slot| value_in(values, slot));
    let locations: Vec<String> =
        slots.map(|slot| format!("`{}`", values.table.location(slot).unwrap_or_default())).collect();
    let demand = format!("{} {}", locations.join(" or "), demand_of(condition.test, passes));
    let text = match (passes, first) {
        (true, _) => demand,
        (false, Some(found)) => format!("{demand}, but is {found}"),
        (false, None) if matches!(condition.test, Test::Present) => format!("{demand}, but has none"),
        (false, None) => format!("{demand}, but has no value"),
    };
    Check::new("when", passes, text)
}

/// Returns what a test says of a value that passes, or demands of one that does not.
fn demand_of(test: Test<'_>, passes: bool) -> String {
    let either = |is: &'static str, must: &'static str| if passes { is } else { must };
    match test {
        Test::Is(literals) => format!("{} {}", either("is", "must be"), any_of(literals)),
        Test::Not(literals) => format!("{} {}", either("is not", "must not be"), any_of(literals)),
        Test::Present => either("has a value", "must have a value").into(),
        Test::Absent => either("has no value", "must have no value").into(),
        Test::StartsWith(literals) => format!("{} {}", either("begins with", "must begin with"), any_of(literals)),
        Test::EndsWith(literals) => format!("{} {}", either("ends with", "must end with"), any_of(literals)),
        Test::MediaType(literals) => {
            format!("{} of the media type {}", either("is", "must be"), any_of(literals))
        }
        Test::Type(types) => {
            let names: Vec<&str> = types.iter().map(type_name).collect();
            format!("{} {}", either("is", "must be"), names.join(" or "))
        }
    }
}

fn any_of<'t>(literals: List<'t, Literal<'t>>) -> String {
    let texts: Vec<String> = literals.iter().map(text_of).collect();
    texts.join(" or ")
}

fn text_of(literal: Literal<'_>) -> String {
    match literal {
        Literal::String(text) => format!("{text:?}"),
        Literal::Integer(number) => number.to_string(),
        Literal::Boolean(flag) => flag.to_string(),
    }
}

fn type_name(literal: Literal<'_>) -> &'static str {
    match literal {
        Literal::Integer(0) => "a string",
        Literal::Integer(1) => "a number",
        Literal::Integer(2) => "a boolean",
        Literal::Integer(3) => "a list",
        _ => "an object",
    }
}
