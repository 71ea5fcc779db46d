//! Conversion of shapes to schemas of OpenAPI.

use alloc::boxed::Box;
use alloc::string::ToString;

use ::utoipa::openapi::schema::{
    AdditionalProperties, AnyOf, Array, ArrayItems, KnownFormat, Object, OneOf, Schema, SchemaFormat, SchemaType, Type,
};
use serde_json::Value;

use super::mark::mark;
use crate::adapters::schema::Shape;
use crate::json::Json;

/// Converts a shape to a schema of OpenAPI.
pub(super) fn schema_of(shape: &Shape) -> Schema {
    match shape {
        Shape::Any => Schema::Object(Object::with_type(SchemaType::AnyValue)),
        Shape::Values(values) => {
            let mut object = Object::with_type(SchemaType::AnyValue);
            object.enum_values = Some(values.iter().map(json).collect());
            Schema::Object(object)
        }
        Shape::Text { pattern, example } => {
            let mut object = Object::with_type(Type::String);
            object.pattern.clone_from(pattern);
            object.examples = example.iter().map(|example| Value::from(example.as_str())).collect();
            Schema::Object(object)
        }
        Shape::DateTime => text_of(SchemaFormat::KnownFormat(KnownFormat::DateTime)),
        Shape::Duration => text_of(SchemaFormat::Custom("duration".to_string())),
        Shape::Integer => Schema::Object(Object::with_type(Type::Integer)),
        Shape::Number => Schema::Object(Object::with_type(Type::Number)),
        Shape::Boolean => Schema::Object(Object::with_type(Type::Boolean)),
        Shape::List(item) => Schema::Array(Array::new(schema_of(item))),
        Shape::Map(member) => {
            let mut object = Object::with_type(Type::Object);
            object.additional_properties = Some(Box::new(AdditionalProperties::RefOr(schema_of(member).into())));
            Schema::Object(object)
        }
        Shape::Object(members) => {
            let mut object = Object::with_type(Type::Object);
            for member in members {
                object.properties.insert(member.name.clone(), schema_of(&member.shape).into());
                if member.required {
                    object.required.push(member.name.clone());
                }
            }
            Schema::Object(object)
        }
        Shape::Tuple(elements, least) => {
            let mut array = Array::default();
            array.items = ArrayItems::default();
            array.prefix_items = elements.iter().map(schema_of).collect();
            array.min_items = Some(*least);
            Schema::Array(array)
        }
        Shape::Choice { of, exclusive } => {
            let items = of.iter().map(|shape| schema_of(shape).into()).collect();
            if *exclusive {
                let mut union = OneOf::new();
                union.items = items;
                Schema::OneOf(union)
            } else {
                let mut union = AnyOf::new();
                union.items = items;
                Schema::AnyOf(union)
            }
        }
        Shape::Titled { title, description, component, of } => {
            let mut schema = titled(schema_of(of), title, *description);
            mark(&mut schema, component);
            schema
        }
    }
}

/// Returns the schema of a text in a format.
fn text_of(format: SchemaFormat) -> Schema {
    let mut object = Object::with_type(Type::String);
    object.format = Some(format);
    Schema::Object(object)
}

/// Sets the title and the description of a schema.
fn titled(mut schema: Schema, title: &str, description: Option<&str>) -> Schema {
    let (title, description) = (Some(title.to_string()), description.map(ToString::to_string));
    match &mut schema {
        Schema::Array(array) => (array.title, array.description) = (title, description),
        Schema::Object(object) => (object.title, object.description) = (title, description),
        Schema::OneOf(union) => (union.title, union.description) = (title, description),
        Schema::AllOf(union) => (union.title, union.description) = (title, description),
        Schema::AnyOf(union) => union.description = description,
        _ => {}
    }
    schema
}

fn json(json: &Json) -> Value {
    serde_json::from_str(json.as_str()).unwrap_or_default()
}
