//! Comparison of values with literals.

use super::slot::{Body, Slot};
use crate::kind::Kind;
use crate::number::{integer, whole};
use crate::table::Literal;

impl Slot {
    /// Returns `true` if the value of the slot equals the literal.
    pub(crate) fn equals(self, literal: Literal<'_>, body: Body<'_>) -> bool {
        match (literal, self.kind) {
            (Literal::Boolean(flag), Kind::True) => flag,
            (Literal::Boolean(flag), Kind::False) => !flag,
            // A value of a form or a line has no type, so it is compared as text.
            (Literal::Boolean(_), Kind::Number | Kind::Escaped | Kind::Array | Kind::Object) => false,
            (_, Kind::True | Kind::False) => false,
            (Literal::Integer(expected), Kind::Number) => {
                self.text(body).and_then(|text| whole(&text)) == Some(expected)
            }
            _ => self.text(body).is_some_and(|text| text_equals(&text, literal)),
        }
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
