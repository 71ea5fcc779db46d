//! Conditions compared: which ask for more, and whether two can hold together.

use std::cmp::Ordering;
use std::collections::HashSet;

use crate::model::{Condition, Literal, Location, Test};

/// What holds if both tests hold of one value; `None` if they cannot.
fn narrow(one: &Test, other: &Test) -> Option<Test> {
    match (one, other) {
        (Test::Present(true), test) | (test, Test::Present(true)) => match test {
            Test::Present(false) => None,
            test => Some(test.clone()),
        },
        (Test::Present(false), test) | (test, Test::Present(false)) => {
            matches!(test, Test::Present(false)).then_some(Test::Present(false))
        }
        (Test::Is(one), Test::Is(other)) => {
            let (known, known_other) = (Accepted::new(one), Accepted::new(other));
            let of_one = one.iter().filter(|value| known_other.accepts(value));
            let of_other = other.iter().filter(|value| !known.has(value) && known.accepts(value));
            let both: Vec<Literal> = of_one.chain(of_other).cloned().collect();
            (!both.is_empty()).then_some(Test::Is(both))
        }
    }
}

/// What a test accepts.
enum Accepted<'v> {
    Few(&'v [Literal]),
    Many(HashSet<&'v Literal>),
}

impl<'v> Accepted<'v> {
    fn new(values: &'v [Literal]) -> Self {
        if values.len() < 32 { Self::Few(values) } else { Self::Many(values.iter().collect()) }
    }

    /// Whether what stands there as `value` is accepted: a number in a string counts as the number.
    fn accepts(&self, value: &Literal) -> bool {
        let number = match value {
            Literal::String(text) => text.parse().ok().map(Literal::Integer),
            _ => None,
        };
        self.has(value) || number.is_some_and(|number| self.has(&number))
    }

    fn has(&self, value: &Literal) -> bool {
        match self {
            Self::Few(values) => values.contains(value),
            Self::Many(values) => values.contains(value),
        }
    }
}

/// Whether a response for which `one` holds is one for which `other` holds.
fn implies(one: &Test, other: &Test) -> bool {
    match (one, other) {
        (Test::Is(one), Test::Is(other)) => {
            let known = Accepted::new(other);
            one.iter().all(|value| known.accepts(value))
        }
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

/// Which of two lists asks for more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Asked {
    /// `Greater` if it is the first.
    pub(crate) more: Ordering,
    /// Whether conditions were passed over that tell the two apart, though one response can fit both.
    pub(crate) passed_over: bool,
}

/// Which of the two asks for more; `None` if each asks for something the other does not.
///
/// Conditions at one location with `*` that ask for other values are passed over: most often a response has one of them, and
/// where it has both, no one can say which is meant.
pub(crate) fn compare(one: &[Condition], other: &[Condition]) -> Option<Asked> {
    if let Some(more) = compare_all(one, other) {
        return Some(Asked { more, passed_over: false });
    }
    let (rest, other_rest) = (without_rivals(one, other), without_rivals(other, one));
    let passed_over = rest.len() < one.len();
    compare_all(&rest, &other_rest).filter(|_| passed_over).map(|more| Asked { more, passed_over })
}

fn compare_all(one: &[Condition], other: &[Condition]) -> Option<Ordering> {
    match (includes(one, other), includes(other, one)) {
        (true, true) => Some(Ordering::Equal),
        (true, false) => Some(Ordering::Greater),
        (false, true) => Some(Ordering::Less),
        (false, false) => None,
    }
}

/// The conditions without those to which the others have rivals, and nothing but rivals.
fn without_rivals(one: &[Condition], other: &[Condition]) -> Vec<Condition> {
    let has_rivals = |condition: &Condition| {
        let mut near = other
            .iter()
            .filter(|rival| rival.location == condition.location && !includes(one, std::slice::from_ref(*rival)))
            .peekable();
        near.peek().is_some()
            && !includes(other, std::slice::from_ref(condition))
            && near.all(|rival| asks_any(condition, rival) && !meet(&condition.test, &rival.test))
    };
    one.iter().filter(|condition| !has_rivals(condition)).cloned().collect()
}

/// Whether both ask for values of any element, which need not be the same one.
fn asks_any(one: &Condition, other: &Condition) -> bool {
    one.location == other.location
        && one.location.has_star()
        && matches!((&one.test, &other.test), (Test::Is(_), Test::Is(_)))
}

/// Whether a response can be such that all conditions of both hold.
pub(crate) fn can_hold_together(one: &[Condition], other: &[Condition]) -> bool {
    one.iter().all(|a| {
        other.iter().all(|b| match a.location == b.location {
            true => asks_any(a, b) || meet(&a.test, &b.test),
            false => !clash(a, b) && !clash(b, a),
        })
    })
}

fn meet(one: &Test, other: &Test) -> bool {
    match (one, other) {
        (Test::Is(one), Test::Is(other)) => {
            let (known, known_other) = (Accepted::new(one), Accepted::new(other));
            one.iter().any(|value| known_other.accepts(value)) || other.iter().any(|value| known.accepts(value))
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
        // Where one element can be what both ask for, it is shown as one.
        let mut known = all.iter_mut().filter(|known| known.location == condition.location);
        match known.find_map(|known| Some((narrow(&known.test, &condition.test)?, known))) {
            Some((both, known)) => known.test = both,
            None => add(condition, &mut all),
        }
    }
    all
}

/// Adds what must hold, too: narrows the condition at that location, or is one of its own.
pub(crate) fn add(condition: &Condition, all: &mut Vec<Condition>) {
    let one_value = |known: &&mut Condition| known.location == condition.location && !asks_any(known, condition);
    if let Some(known) = all.iter_mut().find(one_value) {
        if let Some(both) = narrow(&known.test, &condition.test) {
            known.test = both;
        }
    } else if !all.contains(condition) {
        all.push(condition.clone());
    }
}

/// Whether the one location is a place inside the value at the other.
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
    use super::{Asked, can_hold_together, compare, together};
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
        let more = |one: &[Condition], other: &[Condition]| compare(one, other).map(|asked| asked.more);
        assert_eq!(more(std::slice::from_ref(&a), &[]), Some(Ordering::Greater));
        assert_eq!(more(std::slice::from_ref(&a), std::slice::from_ref(&wide)), Some(Ordering::Greater));
        assert_eq!(more(std::slice::from_ref(&there), &[wide]), Some(Ordering::Less));
        assert_eq!(more(&[a], &[b]), None);
    }

    #[test]
    fn rivals_at_a_star_are_passed_over() {
        let star = |text| condition("/*/a", is(text));
        let asked = |more, passed_over| Some(Asked { more, passed_over });
        assert_eq!(compare(&[star("x")], &[star("y")]), asked(Ordering::Equal, true));
        assert_eq!(compare(&[star("x"), star("y")], &[star("x"), star("z")]), asked(Ordering::Equal, true));
        assert_eq!(compare(&[star("x"), condition("/b", is("1"))], &[star("y")]), asked(Ordering::Greater, true));
        assert_eq!(compare(&[star("x")], &[star("x"), star("y")]), asked(Ordering::Less, false));
        let two = condition("/*/a", Test::Is(vec![Literal::String("x".into()), Literal::String("y".into())]));
        let other = condition("/*/a", Test::Is(vec![Literal::String("y".into()), Literal::String("z".into())]));
        assert_eq!(compare(&[two], &[other]), None, "not rivals: they have a value in common");
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
        assert!(both(("/*/a", is("x")), ("/*/a", is("y"))), "of two elements");
        assert!(!both(("/*/a", is("x")), ("/*/a", Test::Present(false))));
    }

    #[test]
    fn conditions_at_a_star_stand_side_by_side() {
        let star = |test| condition("/*/a", test);
        assert_eq!(together(&[star(is("x"))], &[star(is("y"))]), [star(is("x")), star(is("y"))]);
        assert_eq!(together(&[star(is("x"))], &[star(is("x"))]), [star(is("x"))]);
        assert_eq!(together(&[star(Test::Present(true))], &[star(is("x"))]), [star(is("x"))]);
    }
}
