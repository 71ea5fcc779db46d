//! What is known of a text.

use alloc::string::String;
use alloc::vec::Vec;

use super::Shape;
use crate::Json;
use crate::table::{Field, Template, Type};
use crate::template::{Piece, pieces};

/// A text of which parts are known.
#[derive(Debug, Clone, Default)]
pub(super) struct Words(Vec<Word>);

#[derive(Debug, Clone)]
enum Word {
    /// Just this.
    Fixed(String),
    /// Any text that this regular expression fits.
    Open(&'static str),
}

const ANY: &str = r"[\s\S]*";

impl Words {
    /// This text.
    pub(super) fn fixed(text: &str) -> Self {
        Self(alloc::vec![Word::Fixed(text.into())])
    }

    /// Any text.
    pub(super) fn open() -> Self {
        Self(alloc::vec![Word::Open(ANY)])
    }

    /// The text of a field.
    pub(super) fn of(field: &Field) -> Self {
        Self(alloc::vec![Word::Open(if field.ty == Type::Integer { "-?[0-9]+" } else { ANY })])
    }

    /// A template with the texts of its parameters; `None` if one of them is not to be had.
    pub(super) fn fill(template: Template, parameter: &dyn Fn(u32) -> Option<Self>) -> Option<Self> {
        let mut words = Self::default();
        for piece in pieces(template) {
            match piece {
                Piece::Text(text) => words.0.push(Word::Fixed(text.into())),
                Piece::Parameter(number) => words.0.extend(parameter(number)?.0),
            }
        }
        Some(words)
    }

    /// The text, if all of it is known.
    pub(super) fn constant(&self) -> Option<String> {
        let words = self.0.iter().map(|word| match word {
            Word::Fixed(text) => Some(text.as_str()),
            Word::Open(_) => None,
        });
        words.collect()
    }

    /// As a JSON string.
    pub(super) fn shape(&self) -> Shape {
        if let Some(text) = self.constant() {
            return Shape::Values(alloc::vec![Json::string(&text)]);
        }
        if let [Word::Open(ANY)] = self.0.as_slice() {
            return Shape::STRING;
        }
        let mut pattern = String::from("^");
        for word in &self.0 {
            match word {
                Word::Fixed(text) => escape(text, &mut pattern),
                Word::Open(open) => pattern.push_str(open),
            }
        }
        pattern.push('$');
        Shape::Text { pattern: Some(pattern), example: None }
    }
}

/// Writes a text as the regular expression that fits it alone.
fn escape(text: &str, out: &mut String) {
    for character in text.chars() {
        if r"\^$.*+?()[]{}|/".contains(character) {
            out.push('\\');
        }
        out.push(character);
    }
}
