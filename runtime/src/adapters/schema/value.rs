//! The shape of a value that is written.

use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use errspec_engine::encode::PlanValue;
use errspec_engine::location::{Embedded, Segment};
use errspec_engine::table::{Encoding, Field, Type, Unit};

use super::pattern::Pattern;
use super::shape::Shape;
use crate::json::Json;

/// The shape of a value, with the pattern of its text.
#[derive(Debug, Clone)]
pub(super) struct ValueShape {
    pub(super) pattern: Pattern,
    pub(super) shape: Shape,
    pub(super) required: bool,
    /// A sentence that says what the value is, for a header.
    pub(super) about: Option<String>,
}

impl ValueShape {
    pub(super) fn text(pattern: Pattern, required: bool) -> Self {
        Self { shape: pattern.shape(), pattern, required, about: None }
    }

    pub(super) fn of_field(field: &Field<'_>, required: bool) -> Self {
        let about = Some(format!("The field `{}`.", field.name()));
        Self { pattern: Pattern::of(field), shape: field_shape(field), required, about }
    }

    /// A value that has a shape, but any text.
    pub(super) fn shape(shape: Shape, required: bool) -> Self {
        Self { pattern: Pattern::any(), shape, required, about: None }
    }

    /// A constant.
    pub(super) fn constant(json: Json, text: &str) -> Self {
        Self { pattern: Pattern::fixed(text), shape: Shape::Values(alloc::vec![json]), required: true, about: None }
    }

    pub(super) fn about(self, about: Option<String>) -> Self {
        Self { about, ..self }
    }
}

impl PlanValue<'static> for ValueShape {
    type Body = Shape;

    fn fill(templates: &[&str], parameter: &mut dyn FnMut(u32) -> Option<Self>) -> Option<(usize, Self)> {
        let mut fill_one = |template| {
            let (mut required, mut about) = (true, None);
            let pattern = Pattern::fill(template, &mut |number| {
                let value = parameter(number)?;
                required &= value.required;
                about = about.take().or(value.about);
                Some(value.pattern)
            })?;
            Some(Self::text(pattern, required).about(about))
        };
        let mut filled = templates.iter().enumerate();
        let first = filled.find_map(|(number, template)| Some((number, fill_one(template)?)))?;
        // If a value of it may be absent, the values decide which template is written.
        let is_certain = first.1.required || filled.next().is_none();
        Some(match is_certain {
            true => first,
            false => (first.0, Self::text(Pattern::any(), false).about(first.1.about)),
        })
    }

    fn encoded(self, encoding: Encoding) -> Self {
        match encoding {
            Encoding::Plain | Encoding::Latin1 => self,
            Encoding::Percent | Encoding::Rfc8187 => Self::text(Pattern::any(), self.required).about(self.about),
        }
    }

    fn embed(_: Embedded, _: Option<Shape>) -> Self {
        Self::text(Pattern::any(), false)
    }

    fn split(&self, count: usize, separator: &str) -> Vec<Self> {
        match self.pattern.constant() {
            Some(text) => {
                let parts = text.splitn(count, separator);
                parts.map(|part| Self::text(Pattern::fixed(part), self.required)).collect()
            }
            None => alloc::vec![Self::text(Pattern::any(), false); count],
        }
    }

    /// The schema says nothing about the elements of a list that is written to several places.
    fn elements(&self) -> Vec<Self> {
        Vec::new()
    }

    fn can_be(&self, other: &Self) -> bool {
        self.pattern.constant().is_none_or(|text| other.pattern.constant() == Some(text))
    }

    fn text(&self) -> Option<Cow<'_, str>> {
        self.pattern.constant().map(Cow::Owned)
    }

    fn empty_object() -> Self {
        Self::shape(Shape::Object(Vec::new()), true)
    }

    fn set(self, body: Option<Shape>, path: &[Segment<'static>], star: &str) -> Shape {
        Shape::set(body, path, star, self.shape, self.required)
    }
}

pub(super) fn integer(number: i64) -> Json {
    Json::from_valid(number.to_string())
}

/// The shape of a field where the table has it.
pub(super) fn field_shape(field: &Field<'_>) -> Shape {
    let restriction = field.restriction();
    match field.ty() {
        _ if field.is_quoted() => Shape::STRING,
        Type::String if restriction.chars().is_some() => Pattern::of(field).shape(),
        Type::String if restriction.values().is_empty() => Shape::STRING,
        Type::String => Shape::Values(restriction.values().iter().map(Json::string).collect()),
        Type::Integer | Type::Number if field.thousands().is_some() => Shape::STRING,
        Type::Integer => Shape::Integer,
        Type::Duration if field.written_unit() == Some(Unit::Iso8601) => Shape::Duration,
        Type::Number | Type::Duration => Shape::Number,
        Type::Time if field.written_unit() == Some(Unit::HttpDate) => Shape::STRING,
        Type::Time if field.written_unit().is_some() => Shape::Number,
        Type::Time => Shape::DateTime,
        Type::Boolean => Shape::Boolean,
        ty if ty.is_list() && field.separator().is_some() => Shape::STRING,
        Type::List => Shape::List(Box::new(Shape::STRING)),
        Type::Integers => Shape::List(Box::new(Shape::Integer)),
        Type::Numbers => Shape::List(Box::new(Shape::Number)),
        Type::Json => Shape::Any,
    }
}

/// The shape of a field as JSON of its own type, whatever text the table has in its place.
#[cfg(feature = "problem")]
pub(super) fn json_shape(field: &Field<'_>) -> Shape {
    let restriction = field.restriction();
    match field.ty() {
        Type::Duration if field.unit() == Some(Unit::Iso8601) => Shape::Duration,
        Type::Duration => Shape::Number,
        Type::Time if field.unit() == Some(Unit::HttpDate) => Shape::STRING,
        Type::Time if field.unit().is_some() => Shape::Number,
        Type::Time => Shape::DateTime,
        Type::String if restriction.values().is_empty() => Shape::STRING,
        Type::String => Shape::Values(restriction.values().iter().map(Json::string).collect()),
        Type::Integer => Shape::Integer,
        Type::Number => Shape::Number,
        Type::Boolean => Shape::Boolean,
        Type::List => Shape::List(Box::new(Shape::STRING)),
        Type::Integers => Shape::List(Box::new(Shape::Integer)),
        Type::Numbers => Shape::List(Box::new(Shape::Number)),
        Type::Json => Shape::Any,
    }
}
