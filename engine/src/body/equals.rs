//! Comparison of values with literals.

use super::slot::{Body, Slot};
use crate::kind::Kind;
use crate::number::{integer, whole};
use crate::table::{List, Literal, Test};

impl Slot {
    /// Returns `true` if the value of the slot equals the literal.
    pub(crate) fn equals(self, literal: Literal<'_>, body: Body<'_>) -> bool {
        match (literal, self.kind) {
            (Literal::Boolean(flag), Kind::True) => flag,
            (Literal::Boolean(flag), Kind::False) => !flag,
            // A value of a form or a line has no type, so it is compared as text.
            (Literal::Boolean(_), Kind::Plain | Kind::Escaped | Kind::Number | Kind::Array | Kind::Object) => false,
            (_, Kind::True | Kind::False) => false,
            (Literal::Integer(expected), Kind::Number) => {
                self.text(body).and_then(|text| whole(&text)) == Some(expected)
            }
            _ => self.text(body).is_some_and(|text| text_equals(&text, literal)),
        }
    }
}

impl Slot {
    /// Returns `true` if the value of the slot passes a test.
    pub(crate) fn passes<'t>(self, test: Test<'t>, body: Body<'_>) -> bool {
        let is = |literals: List<'t, Literal<'t>>| literals.iter().any(|literal| self.equals(literal, body));
        let text = || self.text(body).filter(|_| self.is_text());
        match test {
            Test::Present => !self.is_absent(),
            Test::Absent => self.is_absent(),
            Test::Is(literals) => is(literals),
            Test::Not(literals) => !self.is_absent() && !is(literals),
            Test::StartsWith(_) | Test::EndsWith(_) | Test::MediaType(_) => {
                text().is_some_and(|text| text_passes(&text, test))
            }
            Test::Type(types) => types.iter().any(|number| self.json_type() == Some(number)),
        }
    }

    /// Returns the slot of a value that is present, but no longer read.
    pub(crate) fn cut(self) -> Self {
        match self.json_type() {
            Some(Literal::Integer(number)) => {
                let number = usize::try_from(number).unwrap_or_default();
                Self { start: number, end: number, kind: Kind::Cut }
            }
            _ => Self::ABSENT,
        }
    }

    /// Returns the number of the JSON type of the value.
    fn json_type(self) -> Option<Literal<'static>> {
        let number = match self.kind {
            Kind::Absent => return None,
            Kind::Cut => i64::try_from(self.start).unwrap_or_default(),
            Kind::Number | Kind::Index => 1,
            Kind::True | Kind::False => 2,
            Kind::Array => 3,
            Kind::Object => 4,
            _ => 0,
        };
        Some(Literal::Integer(number))
    }
}

/// Returns `true` if a text passes a test.
pub(crate) fn text_passes<'t>(text: &str, test: Test<'t>) -> bool {
    let any = |literals: List<'t, Literal<'t>>, fits: fn(&str, &str) -> bool| {
        literals.iter().any(|literal| matches!(literal, Literal::String(expected) if fits(text, expected)))
    };
    let is = |literals: List<'t, Literal<'t>>| literals.iter().any(|literal| text_equals(text, literal));
    match test {
        Test::Present => true,
        Test::Absent => false,
        Test::Is(literals) => is(literals),
        Test::Not(literals) => !is(literals),
        Test::StartsWith(literals) => any(literals, |text, start| text.starts_with(start)),
        Test::EndsWith(literals) => any(literals, |text, end| text.ends_with(end)),
        Test::MediaType(literals) => any(literals, |text, essence| {
            text.split(';').next().is_some_and(|text| text.trim().eq_ignore_ascii_case(essence))
        }),
        Test::Type(types) => types.iter().any(|number| number == Literal::Integer(0)),
    }
}

/// Returns `true` if a text is the literal.
pub(crate) fn text_equals(text: &str, literal: Literal<'_>) -> bool {
    match literal {
        Literal::String(expected) => text == expected,
        Literal::Integer(expected) => integer(text) == Some(expected),
        Literal::Boolean(flag) => text == if flag { "true" } else { "false" },
    }
}
