//! The pattern of a text.

use alloc::borrow::Cow;
use alloc::format;
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
    Variable(Cow<'static, str>),
}

const ANY: &str = r"[\s\S]*";

impl Pattern {
    /// A fixed text.
    pub(super) fn fixed(text: &str) -> Self {
        Self(alloc::vec![PatternPart::Fixed(text.into())])
    }

    /// Any text.
    pub(super) fn any() -> Self {
        Self(alloc::vec![PatternPart::Variable(Cow::Borrowed(ANY))])
    }

    /// The text of a field.
    pub(super) fn of(field: &Field<'_>) -> Self {
        let expression = match (field.ty(), field.restriction().chars()) {
            (Type::Integer, _) if field.thousands().is_some() => Cow::Borrowed(ANY),
            (Type::Integer, _) => Cow::Borrowed("-?[0-9]+"),
            (Type::Duration, _) if field.written_unit() != Some(Unit::Iso8601) => {
                Cow::Borrowed(r"[0-9]+(\.[0-9]+)?(ms|s)?")
            }
            (_, Some(chars)) => Cow::Owned(format!("[{}]+", class(chars))),
            _ => Cow::Borrowed(ANY),
        };
        Self(alloc::vec![PatternPart::Variable(expression)])
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
        if matches!(self.0.as_slice(), [PatternPart::Variable(expression)] if expression == ANY) {
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

/// Returns the inside of a character class. `chars` has the first and the last character of each range in turn.
fn class(chars: &str) -> String {
    let mut out = String::new();
    for (place, character) in chars.chars().enumerate() {
        if place % 2 == 1 {
            out.push('-');
        }
        if r"\^]-[".contains(character) {
            out.push('\\');
        }
        out.push(character);
    }
    out
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
