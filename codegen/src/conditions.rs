//! Comparison and combination of conditions.

use std::cmp::Ordering;

use crate::model::{Condition, Location, Test};
use crate::value_test::{Both, can_both_pass, implies, narrow};

/// Returns `true` if a response that meets all conditions of `one` meets all of `other`.
fn includes(one: &[Condition], other: &[Condition]) -> bool {
    other.iter().all(|needed| {
        one.iter().any(|stated| stated.is_about_the_value_of(needed) && implies(&stated.test, &needed.test))
    })
}

/// The result of comparing two lists of conditions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Comparison {
    /// `Greater` if the first is stricter.
    pub(crate) stricter: Ordering,
    /// `true` if rivals were ignored: conditions that distinguish the two lists, although one response can meet both.
    pub(crate) ignored_rivals: bool,
}

/// Compares two lists of conditions. Returns `None` if each requires something that the other does not.
///
/// Rivals, which are conditions on one location with `*` that accept different values, are ignored. Most responses meet one of
/// them. For a response that meets both, there is no way to know which list is meant.
pub(crate) fn compare(one: &[Condition], other: &[Condition]) -> Option<Comparison> {
    if let Some(stricter) = compare_all(one, other) {
        return Some(Comparison { stricter, ignored_rivals: false });
    }
    let (rest, other_rest) = (without_rivals(one, other), without_rivals(other, one));
    let ignored_rivals = rest.len() < one.len();
    let stricter = compare_all(&rest, &other_rest).filter(|_| ignored_rivals)?;
    Some(Comparison { stricter, ignored_rivals })
}

fn compare_all(one: &[Condition], other: &[Condition]) -> Option<Ordering> {
    match (includes(one, other), includes(other, one)) {
        (true, true) => Some(Ordering::Equal),
        (true, false) => Some(Ordering::Greater),
        (false, true) => Some(Ordering::Less),
        (false, false) => None,
    }
}

/// Returns the conditions without those for which the other list has rivals, and nothing but rivals.
fn without_rivals(one: &[Condition], other: &[Condition]) -> Vec<Condition> {
    let has_rivals = |condition: &Condition| {
        let mut same_location = other
            .iter()
            .filter(|rival| rival.is_about_the_value_of(condition) && !includes(one, std::slice::from_ref(*rival)))
            .peekable();
        same_location.peek().is_some()
            && !includes(other, std::slice::from_ref(condition))
            && same_location
                .all(|rival| is_about_any_element(condition, rival) && !can_both_pass(&condition.test, &rival.test))
    };
    one.iter().filter(|condition| !has_rivals(condition)).cloned().collect()
}

/// Returns `true` if both conditions are about values of any element, which need not be the same element.
fn is_about_any_element(one: &Condition, other: &Condition) -> bool {
    one.is_about_the_value_of(other)
        && one.location.has_star()
        && ![&one.test, &other.test].iter().any(|test| matches!(test, Test::Present(_)))
}

/// Returns `true` if a response can meet all conditions of both lists.
pub(crate) fn can_hold_together(one: &[Condition], other: &[Condition]) -> bool {
    one.iter().all(|a| {
        other.iter().all(|b| match a.is_about_the_value_of(b) {
            true => is_about_any_element(a, b) || can_both_pass(&a.test, &b.test),
            false => !clash(a, b) && !clash(b, a),
        })
    })
}

/// Returns `true` if the outer condition excludes members of its value, which is a literal or absent, and the inner one requires
/// a member.
fn clash(outer: &Condition, inner: &Condition) -> bool {
    is_within(&inner.location, &outer.location)
        && inner.others.is_empty()
        && outer.others.is_empty()
        && !matches!(outer.test, Test::Present(true))
        && !matches!(inner.test, Test::Present(false))
}

/// Returns the conditions of both lists, which can hold together.
pub(crate) fn together(one: &[Condition], other: &[Condition]) -> Vec<Condition> {
    let mut all = one.to_vec();
    for condition in other {
        // If one element can meet both conditions, they become one condition.
        let mut known = all.iter_mut().filter(|known| known.is_about_the_value_of(condition));
        let narrowed = known.find_map(|known| match narrow(&known.test, &condition.test) {
            Both::One(test) => Some((test, known)),
            Both::Two | Both::None => None,
        });
        match narrowed {
            Some((both, known)) => known.test = both,
            None => add(condition, &mut all),
        }
    }
    all
}

/// Adds a condition: narrows the one at the same location, or appends it.
pub(crate) fn add(condition: &Condition, all: &mut Vec<Condition>) {
    let is_same_value =
        |known: &&mut Condition| known.is_about_the_value_of(condition) && !is_about_any_element(known, condition);
    let mut same = all.iter_mut().filter(is_same_value);
    let narrowed = same.find_map(|known| match narrow(&known.test, &condition.test) {
        Both::One(test) => {
            known.test = test;
            Some(())
        }
        Both::None => Some(()),
        Both::Two => None,
    });
    if narrowed.is_none() && !all.contains(condition) {
        all.push(condition.clone());
    }
}

/// Returns `true` if a location is inside the value at another.
fn is_within(inner: &Location, outer: &Location) -> bool {
    match (inner, outer) {
        (Location::Body { path: inner, .. }, Location::Body { path, name: false }) => {
            inner.len() > path.len() && inner.starts_with(path) && !outer.has_star()
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{Comparison, can_hold_together, compare, together};
    use crate::location::parse_location;
    use crate::model::{Condition, Literal, Location, Test};
    use std::cmp::Ordering;

    fn condition(location: &str, test: Test) -> Condition {
        let nowhere = Location::Header(String::new());
        Condition { location: parse_location(location).unwrap_or(nowhere), others: Vec::new(), test }
    }

    fn is(text: &str) -> Test {
        Test::Is(vec![Literal::String(text.to_owned())])
    }

    #[test]
    fn the_stricter_list_is_greater() {
        let a = condition("/a", is("x"));
        let wide = condition("/a", Test::Is(vec![Literal::String("x".into()), Literal::Boolean(true)]));
        let present = condition("/a", Test::Present(true));
        let b = condition("/b", is("y"));
        let stricter = |one: &[Condition], other: &[Condition]| compare(one, other).map(|it| it.stricter);
        assert_eq!(stricter(std::slice::from_ref(&a), &[]), Some(Ordering::Greater));
        assert_eq!(stricter(std::slice::from_ref(&a), std::slice::from_ref(&wide)), Some(Ordering::Greater));
        assert_eq!(stricter(std::slice::from_ref(&present), &[wide]), Some(Ordering::Less));
        assert_eq!(stricter(&[a], &[b]), None);
    }

    #[test]
    fn rivals_at_a_star_are_ignored() {
        let star = |text| condition("/*/a", is(text));
        let result = |stricter, ignored_rivals| Some(Comparison { stricter, ignored_rivals });
        assert_eq!(compare(&[star("x")], &[star("y")]), result(Ordering::Equal, true));
        assert_eq!(compare(&[star("x"), star("y")], &[star("x"), star("z")]), result(Ordering::Equal, true));
        assert_eq!(compare(&[star("x"), condition("/b", is("1"))], &[star("y")]), result(Ordering::Greater, true));
        assert_eq!(compare(&[star("x")], &[star("x"), star("y")]), result(Ordering::Less, false));
        let two = condition("/*/a", Test::Is(vec![Literal::String("x".into()), Literal::String("y".into())]));
        let other = condition("/*/a", Test::Is(vec![Literal::String("y".into()), Literal::String("z".into())]));
        assert_eq!(compare(&[two], &[other]), None, "not rivals: they have a value in common");
    }

    #[test]
    fn contradicting_conditions_cannot_hold_together() {
        let both = |one: (&str, Test), other: (&str, Test)| {
            can_hold_together(&[condition(one.0, one.1)], &[condition(other.0, other.1)])
        };
        assert!(both(("/a", is("x")), ("/b", is("y"))));
        assert!(!both(("/a", is("x")), ("/a", is("y"))));
        assert!(both(("/a", is("5")), ("/a", Test::Is(vec![Literal::Integer(5)]))));
        assert!(!both(("/a", is("x")), ("/a/b", is("y"))));
        assert!(!both(("/a", Test::Present(false)), ("/a/b", Test::Present(true))));
        assert!(both(("/a", Test::Present(true)), ("/a/b", is("y"))));
        assert!(both(("/*/a", is("x")), ("/*/a", is("y"))), "on two elements");
        assert!(!both(("/*/a", is("x")), ("/*/a", Test::Present(false))));
    }

    #[test]
    fn conditions_at_a_star_are_not_merged() {
        let star = |test| condition("/*/a", test);
        assert_eq!(together(&[star(is("x"))], &[star(is("y"))]), [star(is("x")), star(is("y"))]);
        assert_eq!(together(&[star(is("x"))], &[star(is("x"))]), [star(is("x"))]);
        assert_eq!(together(&[star(Test::Present(true))], &[star(is("x"))]), [star(is("x"))]);
    }
}
