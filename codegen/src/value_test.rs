//! Comparison and combination of the tests of one value.

use std::collections::HashSet;

use crate::model::{JsonType, Literal, Test};

/// The combination of two tests of one value.
pub(crate) enum Both {
    /// No value passes both.
    None,
    /// One test stands for both.
    One(Test),
    /// Both tests are needed.
    Two,
}

/// Combines two tests of one value.
pub(crate) fn narrow(one: &Test, other: &Test) -> Both {
    if !can_both_pass(one, other) {
        return Both::None;
    }
    if implies(one, other) {
        return Both::One(one.clone());
    }
    if implies(other, one) {
        return Both::One(other.clone());
    }
    match (one, other) {
        (Test::Is(one), Test::Is(other)) => {
            let (known, known_other) = (Accepted::new(one), Accepted::new(other));
            let of_one = one.iter().filter(|value| known_other.accepts(value));
            let of_other = other.iter().filter(|value| !known.contains(value) && known.accepts(value));
            Both::One(Test::Is(of_one.chain(of_other).cloned().collect()))
        }
        (Test::Is(values), test) | (test, Test::Is(values)) => {
            let passing = values.iter().filter(|value| may_pass(value, test)).cloned().collect::<Vec<_>>();
            if passing.iter().all(|value| must_pass(value, test)) { Both::One(Test::Is(passing)) } else { Both::Two }
        }
        _ => Both::Two,
    }
}

/// Returns `true` if one value can pass both tests.
pub(crate) fn can_both_pass(one: &Test, other: &Test) -> bool {
    match (one, other) {
        (Test::Is(one), Test::Is(other)) => {
            let (known, known_other) = (Accepted::new(one), Accepted::new(other));
            one.iter().any(|value| known_other.accepts(value)) || other.iter().any(|value| known.accepts(value))
        }
        (Test::Present(one), Test::Present(other)) => one == other,
        (Test::Present(present), _) | (_, Test::Present(present)) => *present,
        (Test::Is(values), test) | (test, Test::Is(values)) => values.iter().any(|value| may_pass(value, test)),
        (Test::StartsWith(one), Test::StartsWith(other)) => {
            overlap(one, other, |one, other| one.starts_with(other) || other.starts_with(one))
        }
        (Test::EndsWith(one), Test::EndsWith(other)) => {
            overlap(one, other, |one, other| one.ends_with(other) || other.ends_with(one))
        }
        (Test::Type(one), Test::Type(other)) => overlap(one, other, JsonType::eq),
        (Test::Type(types), Test::StartsWith(_) | Test::EndsWith(_) | Test::MediaType(_))
        | (Test::StartsWith(_) | Test::EndsWith(_) | Test::MediaType(_), Test::Type(types)) => {
            types.iter().any(has_text)
        }
        (Test::MediaType(one), Test::MediaType(other)) => overlap(one, other, String::eq),
        _ => true,
    }
}

/// Returns `true` if `other` passes whenever `one` does.
pub(crate) fn implies(one: &Test, other: &Test) -> bool {
    let all = |one: &[String], other: &[String], fits: fn(&str, &str) -> bool| {
        one.iter().all(|one| other.iter().any(|other| fits(one, other)))
    };
    match (one, other) {
        (Test::Is(one), Test::Is(other)) => {
            let known = Accepted::new(other);
            one.iter().all(|value| known.accepts(value))
        }
        (Test::Present(one), Test::Present(other)) => one == other,
        (Test::Present(_), _) => false,
        (_, Test::Present(present)) => *present,
        (Test::Is(values), test) => values.iter().all(|value| must_pass(value, test)),
        (Test::Not(one), Test::Not(other)) => other.iter().all(|value| one.contains(value)),
        (Test::StartsWith(one), Test::StartsWith(other)) => all(one, other, |one, other| one.starts_with(other)),
        (Test::EndsWith(one), Test::EndsWith(other)) => all(one, other, |one, other| one.ends_with(other)),
        (Test::MediaType(one), Test::MediaType(other)) => all(one, other, |one, other| one == other),
        (Test::Type(one), Test::Type(other)) => one.iter().all(|ty| other.contains(ty)),
        _ => false,
    }
}

fn overlap<T>(one: &[T], other: &[T], both: impl Fn(&T, &T) -> bool) -> bool {
    one.iter().any(|one| other.iter().any(|other| both(one, other)))
}

/// Returns `true` if values of a type have a text.
fn has_text(ty: &JsonType) -> bool {
    matches!(ty, JsonType::String | JsonType::Number)
}

/// Returns `true` if every value that equals a literal passes a test.
fn must_pass(value: &Literal, test: &Test) -> bool {
    match test {
        // A string with a number equals the number.
        Test::Type(types) => match value {
            Literal::String(_) => types.contains(&JsonType::String),
            Literal::Integer(_) => types.iter().filter(|ty| has_text(ty)).count() == 2,
            Literal::Boolean(_) => types.contains(&JsonType::Boolean),
        },
        test => may_pass(value, test),
    }
}

/// Returns `true` if a value that equals a literal can pass a test.
fn may_pass(value: &Literal, test: &Test) -> bool {
    let text = match value {
        Literal::String(text) => text.clone(),
        Literal::Integer(number) => number.to_string(),
        Literal::Boolean(_) => String::new(),
    };
    let is_text = !matches!(value, Literal::Boolean(_));
    match test {
        Test::Is(values) => Accepted::new(values).accepts(value),
        Test::Not(values) => !Accepted::new(values).accepts(value),
        Test::Present(present) => *present,
        Test::StartsWith(texts) => is_text && texts.iter().any(|start| text.starts_with(start)),
        Test::EndsWith(texts) => is_text && texts.iter().any(|end| text.ends_with(end)),
        Test::MediaType(types) => is_text && types.iter().any(|essence| is_of_type(&text, essence)),
        Test::Type(types) => types.iter().any(|ty| match value {
            Literal::String(_) => *ty == JsonType::String,
            Literal::Integer(_) => has_text(ty),
            Literal::Boolean(_) => *ty == JsonType::Boolean,
        }),
    }
}

/// Returns `true` if a text is this media type, with or without parameters.
fn is_of_type(text: &str, essence: &str) -> bool {
    text.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case(essence)
}

/// The number of values from which a set is faster than a list.
const MANY: usize = 32;

/// The values that a test accepts.
enum Accepted<'v> {
    Few(&'v [Literal]),
    Many(HashSet<&'v Literal>),
}

impl<'v> Accepted<'v> {
    fn new(values: &'v [Literal]) -> Self {
        if values.len() < MANY { Self::Few(values) } else { Self::Many(values.iter().collect()) }
    }

    /// Returns `true` if a value is accepted. A number in a string counts as the number.
    fn accepts(&self, value: &Literal) -> bool {
        let number = match value {
            Literal::String(text) => text.parse().ok().map(Literal::Integer),
            _ => None,
        };
        self.contains(value) || number.is_some_and(|number| self.contains(&number))
    }

    fn contains(&self, value: &Literal) -> bool {
        match self {
            Self::Few(values) => values.contains(value),
            Self::Many(values) => values.contains(value),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Both, can_both_pass, implies, narrow};
    use crate::model::{JsonType, Literal, Test};

    fn is(texts: &[&str]) -> Test {
        Test::Is(texts.iter().map(|text| Literal::String((*text).to_owned())).collect())
    }

    fn starts(text: &str) -> Test {
        Test::StartsWith(vec![text.to_owned()])
    }

    fn not(text: &str) -> Test {
        Test::Not(vec![Literal::String(text.to_owned())])
    }

    #[test]
    fn tests_that_exclude_each_other_cannot_both_pass() {
        assert!(!can_both_pass(&is(&["card_error"]), &starts("api_")));
        assert!(!can_both_pass(&starts("card_"), &starts("api_")));
        assert!(!can_both_pass(&is(&["ok"]), &not("ok")));
        assert!(!can_both_pass(&Test::Type(vec![JsonType::Object]), &starts("a")));
        assert!(!can_both_pass(&Test::Type(vec![JsonType::List]), &Test::Type(vec![JsonType::Object])));
        assert!(!can_both_pass(&Test::Present(false), &not("ok")));
        assert!(can_both_pass(&starts("card_"), &starts("card_declined")));
        assert!(can_both_pass(&starts("card_"), &Test::EndsWith(vec!["_error".to_owned()])));
        assert!(can_both_pass(&Test::Is(vec![Literal::Integer(5)]), &Test::Type(vec![JsonType::String])));
    }

    #[test]
    fn a_stricter_test_implies_the_other() {
        assert!(implies(&is(&["card_a", "card_b"]), &starts("card_")));
        assert!(implies(&starts("card_a"), &starts("card_")));
        assert!(implies(&starts("card_"), &Test::Present(true)));
        assert!(implies(&is(&["a"]), &Test::Type(vec![JsonType::String, JsonType::List])));
        assert!(implies(&is(&["a"]), &not("b")));
        assert!(!implies(&starts("card_"), &is(&["card_a"])));
        assert!(!implies(&Test::Is(vec![Literal::Integer(5)]), &Test::Type(vec![JsonType::Number])));
        assert!(!implies(&not("a"), &starts("b")));
    }

    #[test]
    fn both_tests_are_kept_if_neither_implies_the_other() {
        assert!(matches!(narrow(&starts("card_"), &Test::EndsWith(vec!["_error".to_owned()])), Both::Two));
        assert!(
            matches!(narrow(&is(&["card_a", "api_b"]), &starts("card_")), Both::One(test) if test == is(&["card_a"]))
        );
        assert!(matches!(narrow(&is(&["a"]), &is(&["b"])), Both::None));
    }
}
