//! The values of an encode plan that are known.

use alloc::borrow::{Cow, ToOwned};
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::piece::PlanValue;
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
pub(super) struct Written<'v> {
    pub(super) json: Tree<'v>,
    /// The text, if it is not that of the JSON.
    own_text: Option<Cow<'v, str>>,
    /// The duration, which a template may write in another unit.
    duration: Option<WrittenDuration>,
}

impl<'v> Written<'v> {
    fn new(json: Tree<'v>) -> Self {
        Self { json, own_text: None, duration: None }
    }

    /// Creates a part of a body, which has no text.
    pub(super) fn tree(json: Tree<'v>) -> Self {
        Self { own_text: Some(Cow::Borrowed("")), ..Self::new(json) }
    }

    pub(super) fn string(text: impl Into<Cow<'v, str>>) -> Self {
        Self::new(Tree::string(text))
    }

    pub(super) fn integer(number: i64) -> Self {
        Self::new(Tree::Integer(number))
    }

    pub(super) fn json(json: impl Into<Cow<'v, str>>) -> Self {
        Self::new(Tree::Value(json.into()))
    }

    /// Creates a list of the texts of elements, which has a text of its own.
    pub(super) fn array(elements: Vec<Tree<'v>>, text: Cow<'v, str>) -> Self {
        Self { own_text: Some(text), ..Self::new(Tree::Array(elements)) }
    }

    /// Returns the text for a header or a name.
    pub(super) fn text(&self) -> Cow<'_, str> {
        match &self.own_text {
            Some(text) => Cow::Borrowed(text),
            None => self.json.text(),
        }
    }

    /// Returns the same without a copy of a text that the value owns.
    pub(super) fn into_text(self) -> Cow<'v, str> {
        match (self.own_text, self.json) {
            (Some(text), _) | (None, Tree::Text(text)) => text,
            (None, Tree::Value(json)) if !json.starts_with('"') => json,
            (None, json) => Cow::Owned(json.text().into_owned()),
        }
    }

    /// Creates a duration or a point in time.
    fn timed(value: &Value<'_>, unit: Option<Unit>) -> Self {
        let json = Tree::Value(json_of(value, unit).into());
        match value {
            Value::Duration(duration) => {
                let written = WrittenDuration { duration: *duration, unit };
                Self { json, own_text: Some(written.text().into()), duration: Some(written) }
            }
            Value::Time(time) => Self { json, own_text: Some(time_text(*time, unit).into()), duration: None },
            other => Self { json, own_text: Some(other.to_string().into()), duration: None },
        }
    }

    /// Creates the value of a field. A list with a separator and a number with grouped digits are written as a
    /// string.
    pub(super) fn from_field(field: &Field<'_>, value: Value<'v>) -> Self {
        if let Value::Duration(_) | Value::Time(_) = value {
            let written = Self::timed(&value, field.written_unit());
            return match field.is_quoted() {
                true => Self { json: Tree::string(written.text().into_owned()), ..written },
                false => written,
            };
        }
        let is_text = field.separator().or(field.thousands()).is_some() || field.is_quoted();
        match value {
            Value::String(text) => Self::string(text),
            Value::Integer(number) if !is_text => Self::integer(number),
            value if is_text => Self::string(field_text(field, &value)),
            value => Self { own_text: Some(field_text(field, &value).into()), ..Self::json(value.to_json()) },
        }
    }
}

impl<'t: 'v, 'v> PlanValue<'t> for Written<'v> {
    type Body = Tree<'v>;

    fn fill(templates: &[&str], parameter: &mut dyn FnMut(u32) -> Option<Self>) -> Option<(usize, Self)> {
        let mut fill_one = |template: &str| {
            let mut out = String::new();
            for piece in pieces(template) {
                match piece {
                    template::Piece::Text(text) => out.push_str(text),
                    template::Piece::Parameter(number) => {
                        let value = parameter(number)?;
                        let (before, after) = texts_beside(template, number);
                        out.push_str(
                            &value.duration.map_or_else(|| value.text(), |it| it.between(before, after).into()),
                        );
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
            Encoding::Percent => Self::string(percent::encode(&self.text())),
            Encoding::Rfc8187 => Self::string(percent::encode_extended(&self.text())),
        }
    }

    fn split(&self, count: usize, separator: &str) -> Vec<Self> {
        self.text().splitn(count, separator).map(|part| Self::string(part.to_owned())).collect()
    }

    fn elements(&self) -> Vec<Self> {
        let json = match &self.json {
            Tree::Value(json) => json,
            Tree::Array(elements) => {
                return elements.iter().map(|json| Self::new(json.clone())).collect();
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
                own_text: Some(text(element.value).into()),
                ..Self::json(json.get(element.range).unwrap_or_default().to_owned())
            })
            .collect()
    }

    fn can_be(&self, other: &Self) -> bool {
        self.json == other.json
    }

    fn text(&self) -> Option<Cow<'_, str>> {
        Some(Written::text(self))
    }

    fn empty_object() -> Self {
        Self::tree(Tree::Object(Vec::new()))
    }

    fn embed(kind: Embedded, body: Option<Tree<'v>>) -> Self {
        let body = body.unwrap_or_default();
        Self::string(match kind {
            Embedded::Json => body.write(BodyKind::Json),
            Embedded::Xml => body.write(BodyKind::Xml),
            Embedded::Form => body.write(BodyKind::Form),
            Embedded::Query => ["?", &body.write(BodyKind::Form)].concat(),
            Embedded::Parameters => body.write_parameters(),
        })
    }

    fn set(self, body: Option<Tree<'v>>, path: &[Segment<'t>], star: &str) -> Tree<'v> {
        body.unwrap_or_default().set(path, star, self.json)
    }
}
