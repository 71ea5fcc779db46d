//! The headers of a response.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use errspec_engine::encode::Plan;

use super::entry::EntrySchema;
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
    for (name, value) in plan.headers().into_iter().filter(|(name, _)| *name != "content-type") {
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

/// Returns the headers of a response that is one of several. A header is required if all have it.
pub(in crate::adapters) fn common_headers(schemas: &[EntrySchema]) -> Vec<HeaderSchema> {
    let mut common: Vec<HeaderSchema> = Vec::new();
    for header in schemas.iter().flat_map(|schema| &schema.headers) {
        match common.iter_mut().find(|known| known.name == header.name) {
            Some(known) => {
                known.shape = either(known.shape.clone(), header.shape.clone());
                if known.about != header.about {
                    known.about = None;
                }
            }
            None => common.push(header.clone()),
        }
    }
    for header in &mut common {
        let is_written =
            |schema: &EntrySchema| schema.headers.iter().any(|other| other.name == header.name && other.required);
        header.required = schemas.iter().all(is_written);
    }
    common
}

/// Returns the shape of one of two texts: that of both, or any string.
fn either(one: Shape, other: Shape) -> Shape {
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
