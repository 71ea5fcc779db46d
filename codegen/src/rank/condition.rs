//! Conditions compared: which ask for more, and whether two can hold together.

use std::cmp::Ordering;

use crate::model::{Condition, Literal, Location, Test};

/// What holds if both tests hold; `None` if they cannot.
pub(crate) fn narrow(one: &Test, other: &Test) -> Option<Test> {
    match (one, other) {
        (Test::Present(true), test) | (test, Test::Present(true)) => match test {
            Test::Present(false) => None,
            test => Some(test.clone()),
        },
        (Test::Present(false), test) | (test, Test::Present(false)) => {
            matches!(test, Test::Present(false)).then_some(Test::Present(false))
        }
        (Test::Is(one), Test::Is(other)) => {
            let of_one = one.iter().filter(|value| accepts(other, value));
            let of_other = other.iter().filter(|value| !one.contains(value) && accepts(one, value));
            let both: Vec<Literal> = of_one.chain(of_other).cloned().collect();
            (!both.is_empty()).then_some(Test::Is(both))
        }
    }
}

/// Whether what stands there as `value` is one of `values`: a number in a string counts as the number.
fn accepts(values: &[Literal], value: &Literal) -> bool {
    values.iter().any(|known| match (known, value) {
        (Literal::Integer(number), Literal::String(text)) => text.parse() == Ok(*number),
        _ => known == value,
    })
}

/// Whether a response for which `one` holds is one for which `other` holds.
fn implies(one: &Test, other: &Test) -> bool {
    match (one, other) {
        (Test::Is(one), Test::Is(other)) => one.iter().all(|value| accepts(other, value)),
        (Test::Is(_), Test::Present(present)) => *present,
        (Test::Present(one), Test::Present(other)) => one == other,
        (Test::Present(_), Test::Is(_)) => false,
    }
}

fn includes(one: &[Condition], other: &[Condition]) -> bool {
    other.iter().all(|needed| {
        one.iter().any(|stated| stated.location == needed.location && implies(&stated.test, &needed.test))
    })
}

/// Which of the two asks for more: `Greater` if it is the first, `None` if each asks for something the other does not.
pub(crate) fn compare(one: &[Condition], other: &[Condition]) -> Option<Ordering> {
    match (includes(one, other), includes(other, one)) {
        (true, true) => Some(Ordering::Equal),
        (true, false) => Some(Ordering::Greater),
        (false, true) => Some(Ordering::Less),
        (false, false) => None,
    }
}

/// Whether a response can be such that all conditions of both hold.
pub(crate) fn can_hold_together(one: &[Condition], other: &[Condition]) -> bool {
    one.iter().all(|a| {
        other.iter().all(|b| match a.location == b.location {
            true => meet(&a.test, &b.test),
            false => !clash(a, b) && !clash(b, a),
        })
    })
}

fn meet(one: &Test, other: &Test) -> bool {
    match (one, other) {
        (Test::Is(one), Test::Is(other)) => {
            one.iter().any(|value| accepts(other, value)) || other.iter().any(|value| accepts(one, value))
        }
        (Test::Is(_), Test::Present(present)) | (Test::Present(present), Test::Is(_)) => *present,
        (Test::Present(one), Test::Present(other)) => one == other,
    }
}

/// What is a literal or absent has no members.
fn clash(outer: &Condition, inner: &Condition) -> bool {
    is_within(&inner.location, &outer.location)
        && !matches!(outer.test, Test::Present(true))
        && !matches!(inner.test, Test::Present(false))
}

/// All conditions of both, which can hold together.
pub(crate) fn together(one: &[Condition], other: &[Condition]) -> Vec<Condition> {
    let mut all = one.to_vec();
    for condition in other {
        match all.iter_mut().find(|known| known.location == condition.location) {
            Some(known) => {
                if let Some(both) = narrow(&known.test, &condition.test) {
                    known.test = both;
                }
            }
            None => all.push(condition.clone()),
        }
    }
    all
}

/// Whether the one location is a place inside the value at the other.
fn is_within(inner: &Location, outer: &Location) -> bool {
    use crate::model::Segment::Any;
    match (inner, outer) {
        (Location::Body { path: inner, .. }, Location::Body { path: outer, name: false }) => {
            inner.len() > outer.len() && inner.starts_with(outer) && !outer.contains(&Any)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{can_hold_together, compare};
    use crate::location::parse_location;
    use crate::model::{Condition, Literal, Location, Test};
    use std::cmp::Ordering;

    fn condition(location: &str, test: Test) -> Condition {
        let nowhere = Location::Header(String::new());
        Condition { location: parse_location(location).unwrap_or(nowhere), test }
    }

    fn is(text: &str) -> Test {
        Test::Is(vec![Literal::String(text.to_owned())])
    }

    #[test]
    fn what_asks_for_more() {
        let a = condition("/a", is("x"));
        let wide = condition("/a", Test::Is(vec![Literal::String("x".into()), Literal::Boolean(true)]));
        let there = condition("/a", Test::Present(true));
        let b = condition("/b", is("y"));
        assert_eq!(compare(std::slice::from_ref(&a), &[]), Some(Ordering::Greater));
        assert_eq!(compare(std::slice::from_ref(&a), std::slice::from_ref(&wide)), Some(Ordering::Greater));
        assert_eq!(compare(std::slice::from_ref(&there), &[wide]), Some(Ordering::Less));
        assert_eq!(compare(&[a], &[b]), None);
    }

    #[test]
    fn what_can_hold_together() {
        let both = |one: (&str, Test), other: (&str, Test)| {
            can_hold_together(&[condition(one.0, one.1)], &[condition(other.0, other.1)])
        };
        assert!(both(("/a", is("x")), ("/b", is("y"))));
        assert!(!both(("/a", is("x")), ("/a", is("y"))));
        assert!(both(("/a", is("5")), ("/a", Test::Is(vec![Literal::Integer(5)]))));
        assert!(!both(("/a", is("x")), ("/a/b", is("y"))));
        assert!(!both(("/a", Test::Present(false)), ("/a/b", Test::Present(true))));
        assert!(both(("/a", Test::Present(true)), ("/a/b", is("y"))));
    }
}
