//! The values of an encode plan that are known.

use alloc::borrow::{Cow, ToOwned};
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::piece::Piece;
use super::tree::Tree;
use crate::body::{Elements, Slot, json_value};
use crate::escape::percent;
use crate::location::{Embedded, Segment};
use crate::render::field_text;
use crate::table::{BodyKind, Encoding, Field, Unit};
use crate::template::{self, pieces, texts_beside};
use crate::timed::{WrittenDuration, json_of, time_text};
use crate::value::Value;

/// A value to write: JSON for the body, text for a header or a name.
#[derive(Debug, Clone)]
pub(super) struct Written {
    pub(super) json: Tree,
    pub(super) text: String,
    /// The duration, which a template may write in another unit.
    pub(super) duration: Option<WrittenDuration>,
}

impl Written {
    /// Creates a part of a body, which has no text.
    pub(super) fn tree(json: Tree) -> Self {
        Self { json, text: String::new(), duration: None }
    }

    pub(super) fn string(text: String) -> Self {
        Self { json: Tree::string(&text), text, duration: None }
    }

    pub(super) fn json(json: String) -> Self {
        Self { text: json.clone(), json: Tree::Value(json), duration: None }
    }

    /// Creates a duration or a point in time.
    fn timed(value: &Value<'_>, unit: Option<Unit>) -> Self {
        let json = Tree::Value(json_of(value, unit));
        match value {
            Value::Duration(duration) => {
                let written = WrittenDuration { duration: *duration, unit };
                Self { json, text: written.text(), duration: Some(written) }
            }
            Value::Time(time) => Self { json, text: time_text(*time, unit), duration: None },
            other => Self { json, text: other.to_string(), duration: None },
        }
    }

    /// Creates the value of a field. A list with a separator and a number with grouped digits are written as a
    /// string.
    pub(super) fn from_field(field: &Field<'_>, value: &Value<'_>) -> Self {
        if let Value::Duration(_) | Value::Time(_) = value {
            let written = Self::timed(value, field.written_unit());
            return match field.is_quoted() {
                true => Self { json: Self::string(written.text.clone()).json, ..written },
                false => written,
            };
        }
        let text = field_text(field, value);
        match field.separator().or(field.thousands()) {
            Some(_) => Self::string(text),
            None if field.is_quoted() => Self::string(text),
            None => Self { json: Tree::Value(value.to_json()), text, duration: None },
        }
    }
}

impl Piece for Written {
    type Body = Tree;

    fn fill(templates: &[&str], parameter: &mut dyn FnMut(u32) -> Option<Self>) -> Option<(usize, Self)> {
        let mut fill_one = |template: &str| {
            let mut out = String::new();
            for piece in pieces(template) {
                match piece {
                    template::Piece::Text(text) => out.push_str(text),
                    template::Piece::Parameter(number) => {
                        let Self { text, duration, .. } = parameter(number)?;
                        let (before, after) = texts_beside(template, number);
                        out.push_str(&duration.map_or(text, |duration| duration.between(before, after)));
                    }
                }
            }
            Some(Self::string(out))
        };
        let mut templates = templates.iter().enumerate();
        templates.find_map(|(number, template)| Some((number, fill_one(template)?)))
    }

    fn encoded(self, encoding: Encoding) -> Self {
        match encoding {
            Encoding::Plain | Encoding::Latin1 => self,
            Encoding::Percent => Self::string(percent::encode(&self.text)),
            Encoding::Rfc8187 => Self::string(percent::encode_extended(&self.text)),
        }
    }

    fn split(&self, count: usize, separator: &str) -> Vec<Self> {
        self.text.splitn(count, separator).map(|part| Self::string(part.to_owned())).collect()
    }

    fn elements(&self) -> Vec<Self> {
        let json = match &self.json {
            Tree::Value(json) => json,
            Tree::Array(elements) => {
                return elements
                    .iter()
                    .map(|json| Self { text: json.text().into_owned(), json: json.clone(), duration: None })
                    .collect();
            }
            _ => return Vec::new(),
        };
        let (list, _) = json_value(json.as_bytes());
        if !list.is_list() {
            return Vec::new();
        }
        let elements = Elements::new(json.as_bytes(), list);
        let text = |slot: Slot| slot.text(json.as_bytes()).map(Cow::into_owned).unwrap_or_default();
        elements
            .map(|element| Self {
                text: text(element.value),
                json: Tree::Value(json.get(element.range).unwrap_or_default().to_owned()),
                duration: None,
            })
            .collect()
    }

    fn can_be(&self, other: &Self) -> bool {
        self.json == other.json
    }

    fn text(&self) -> Option<String> {
        Some(self.text.clone())
    }

    fn empty_object() -> Self {
        Self { json: Tree::Object(Vec::new()), text: String::new(), duration: None }
    }

    fn embed(kind: Embedded, body: Option<Tree>) -> Self {
        let body = body.unwrap_or_default();
        Self::string(match kind {
            Embedded::Json => body.write(BodyKind::Json),
            Embedded::Xml => body.write(BodyKind::Xml),
            Embedded::Form => body.write(BodyKind::Form),
            Embedded::Query => ["?", &body.write(BodyKind::Form)].concat(),
            Embedded::Parameters => body.write_parameters(),
        })
    }

    fn set(self, body: Option<Tree>, path: &[Segment<'_>], star: &str) -> Tree {
        body.unwrap_or_default().set(path, star, self.json)
    }
}
