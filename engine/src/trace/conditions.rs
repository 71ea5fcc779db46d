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
    let demand = format!("{} {}", locations.join(" or "), demand_of(condition.test));
    let text = match (passes, first) {
        (true, _) => demand,
        (false, Some(found)) => format!("{demand}, but is {found}"),
        (false, None) => format!("{demand}, but has no value"),
    };
    Check::new("when", passes, text)
}

fn demand_of(test: Test<'_>) -> String {
    match test {
        Test::Is(literals) => format!("is {}", any_of(literals)),
        Test::Not(literals) => format!("is not {}", any_of(literals)),
        Test::Present => "has a value".into(),
        Test::Absent => "has no value".into(),
        Test::StartsWith(literals) => format!("begins with {}", any_of(literals)),
        Test::EndsWith(literals) => format!("ends with {}", any_of(literals)),
        Test::MediaType(literals) => format!("is of the media type {}", any_of(literals)),
        Test::Type(types) => {
            let names: Vec<&str> = types.iter().map(type_name).collect();
            format!("is {}", names.join(" or "))
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
