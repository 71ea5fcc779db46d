//! The headers of a response.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use errspec_engine::encode::Plan;

use super::shape::Shape;
use super::value::ValueShape;

/// A header of a response.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::adapters) struct HeaderSchema {
    pub(in crate::adapters) name: String,
    pub(in crate::adapters) shape: Shape,
    pub(in crate::adapters) required: bool,
    pub(in crate::adapters) about: Option<String>,
}

/// Returns the headers that a plan writes, except the media type.
pub(super) fn headers(plan: &Plan<'static, ValueShape>) -> Vec<HeaderSchema> {
    let mut headers: Vec<HeaderSchema> = Vec::new();
    for (name, value) in plan.headers().filter(|(name, _)| *name != "content-type") {
        let value = value.clone();
        let header = HeaderSchema {
            name: name.to_owned(),
            shape: shape(value.shape),
            required: value.required,
            about: value.about,
        };
        match headers.iter_mut().find(|known| known.name == name) {
            // The later value is written if it is present.
            Some(known) if header.required => *known = header,
            Some(known) => {
                known.shape = either(known.shape.clone(), header.shape);
                known.about = known.about.take().or(header.about);
            }
            None => headers.push(header),
        }
    }
    headers
}

/// Returns the shape of one of two texts: that of both, or any string.
pub(super) fn either(one: Shape, other: Shape) -> Shape {
    match (one, other) {
        (one, other) if one == other => one,
        (Shape::Values(mut values), Shape::Values(others)) => {
            values.extend(others.into_iter().filter(|other| !values.contains(other)).collect::<Vec<_>>());
            Shape::Values(values)
        }
        _ => Shape::STRING,
    }
}

/// Returns the shape of the text of a value: a header is one line, so that a list or an object is a string.
fn shape(shape: Shape) -> Shape {
    match shape {
        Shape::Integer | Shape::Number | Shape::Boolean | Shape::DateTime | Shape::Duration | Shape::Values(_) => shape,
        // A control character in the text is written as a space.
        Shape::Text { example, .. } => Shape::Text { pattern: None, example },
        _ => Shape::STRING,
    }
}
