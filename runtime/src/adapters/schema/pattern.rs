//! The pattern of a text.

use alloc::string::String;
use alloc::vec::Vec;

use errspec_engine::table::{Field, Type, Unit};
use errspec_engine::template::{Piece, pieces};

use super::shape::Shape;
use crate::json::Json;

/// The pattern of a text: a sequence of fixed and variable parts.
#[derive(Debug, Clone, Default)]
pub(super) struct Pattern(Vec<PatternPart>);

#[derive(Debug, Clone)]
enum PatternPart {
    /// A fixed text.
    Fixed(String),
    /// Any text that matches this regular expression.
    Variable(&'static str),
}

const ANY: &str = r"[\s\S]*";

impl Pattern {
    /// A fixed text.
    pub(super) fn fixed(text: &str) -> Self {
        Self(alloc::vec![PatternPart::Fixed(text.into())])
    }

    /// Any text.
    pub(super) fn any() -> Self {
        Self(alloc::vec![PatternPart::Variable(ANY)])
    }

    /// The text of a field.
    pub(super) fn of(field: &Field<'_>) -> Self {
        Self(alloc::vec![PatternPart::Variable(match field.ty() {
            Type::Integer => "-?[0-9]+",
            Type::Duration if field.written_unit() != Some(Unit::Iso8601) => r"[0-9]+(\.[0-9]+)?(ms|s)?",
            _ => ANY,
        })])
    }

    /// Fills a template with the patterns of its parameters; `None` if a parameter has none.
    pub(super) fn fill(template: &str, parameter: &mut dyn FnMut(u32) -> Option<Self>) -> Option<Self> {
        let mut pattern = Self::default();
        for piece in pieces(template) {
            match piece {
                Piece::Text(text) => pattern.0.push(PatternPart::Fixed(text.into())),
                Piece::Parameter(number) => pattern.0.extend(parameter(number)?.0),
            }
        }
        Some(pattern)
    }

    /// Returns the text, if all of it is fixed.
    pub(super) fn constant(&self) -> Option<String> {
        let parts = self.0.iter().map(|part| match part {
            PatternPart::Fixed(text) => Some(text.as_str()),
            PatternPart::Variable(_) => None,
        });
        parts.collect()
    }

    /// Returns the shape of the text as a JSON string.
    pub(super) fn shape(&self) -> Shape {
        if let Some(text) = self.constant() {
            return Shape::Values(alloc::vec![Json::string(&text)]);
        }
        if let [PatternPart::Variable(ANY)] = self.0.as_slice() {
            return Shape::STRING;
        }
        let mut pattern = String::from("^");
        for part in &self.0 {
            match part {
                PatternPart::Fixed(text) => escape(text, &mut pattern),
                PatternPart::Variable(expression) => pattern.push_str(expression),
            }
        }
        pattern.push('$');
        Shape::Text { pattern: Some(pattern), example: None }
    }
}

/// Writes a text as a regular expression that matches only this text.
fn escape(text: &str, out: &mut String) {
    for character in text.chars() {
        if r"\^$.*+?()[]{}|/".contains(character) {
            out.push('\\');
        }
        out.push(character);
    }
}
