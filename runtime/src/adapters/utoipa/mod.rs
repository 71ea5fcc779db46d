//! Schemas and responses in [OpenAPI 3.1](https://spec.openapis.org/oas/v3.1.0) by [utoipa](https://docs.rs/utoipa).
//!
//! The option `utoipa` of [`table`](macro@crate::table) implements `IntoResponses` and `ToSchema` for the enum. An operation
//! lists it as `responses(BillingError)`: one response for each status, whose body is a union of the entries with that status,
//! each with its code and typed fields. The schema of the enum describes the bodies of all entries.
//!
//! ```
//! use utoipa::{IntoResponses, PartialSchema};
//!
//! #[errspec::table("../../../../specs/frankieone.toml", utoipa)]
//! pub enum FrankieOneError {}
//!
//! let responses = serde_json::to_value(FrankieOneError::responses())?;
//! let entry = &responses["400"]["content"]["application/json"]["schema"]["oneOf"][0];
//! assert_eq!(entry["title"], "VALIDATION_FAILED");
//! assert_eq!(entry["properties"]["errorCode"]["enum"], serde_json::json!(["VAL-0400"]));
//!
//! let _ = FrankieOneError::schema();
//! # Ok::<(), serde_json::Error>(())
//! ```
//!
//! - Entries that share a code form an `anyOf`. The union is a `oneOf` if the code distinguishes all of its members, else an
//!   `anyOf`.
//! - An entry is listed under the status with which it is sent, and under its other single statuses, but not under a range.
//! - A message is any string, with the message of the table as an example. For an entry without a code, the schema has the
//!   pattern of the message, because the message identifies the entry.
//! - A body that is not JSON is a string. The schemas do not describe unknown errors.
//!
//! `runtime/examples/utoipa.rs` prints a description.

use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use ::utoipa::openapi::schema::{
    AdditionalProperties, AnyOf, Array, ArrayItems, KnownFormat, Object, OneOf, Schema, SchemaFormat, SchemaType, Type,
};
use ::utoipa::openapi::{Content, RefOr, Response, ResponseBuilder};
use serde_json::Value;

use crate::adapters::schema::{EntrySchema, Shape, by_status, entry_schemas, type_name, union};
use crate::json::Json;
use crate::spec::Spec;

/// Implements `ToSchema` and `IntoResponses` for a type of errors.
#[doc(hidden)]
#[macro_export]
macro_rules! __implement_utoipa {
    ([$($generics:tt)*] $ty:ty [$($bounds:tt)*]) => {
        #[automatically_derived]
        impl<$($generics)*> $crate::__private0_1::utoipa::PartialSchema for $ty
        where
            $($bounds)*
        {
            fn schema() -> $crate::__private0_1::utoipa::RefOr<$crate::__private0_1::utoipa::Schema> {
                $crate::utoipa::schema::<Self>()
            }
        }

        #[automatically_derived]
        impl<$($generics)*> $crate::__private0_1::utoipa::ToSchema for $ty
        where
            $($bounds)*
        {
            fn name() -> $crate::__private0_1::utoipa::ComponentName {
                $crate::utoipa::name::<Self>()
            }
        }

        #[automatically_derived]
        impl<$($generics)*> $crate::__private0_1::utoipa::IntoResponses for $ty
        where
            $($bounds)*
        {
            fn responses() -> $crate::__private0_1::utoipa::Responses {
                $crate::utoipa::responses::<Self>()
            }
        }
    };
}

/// The name of a type, as `utoipa` returns it.
#[doc(hidden)]
pub type ComponentName = Cow<'static, str>;

/// The responses of an operation by status, as `utoipa` returns them.
#[doc(hidden)]
pub type Responses = BTreeMap<String, RefOr<Response>>;

/// Returns the name of a type.
#[doc(hidden)]
#[must_use]
pub fn name<E>() -> ComponentName {
    type_name::<E>().into()
}

/// Returns the schema of the bodies of all entries.
///
/// ```
/// # #[errspec::table("../../../../specs/flanks.toml")] pub enum FlanksError {}
/// let schema = serde_json::to_value(errspec::utoipa::schema::<FlanksError>())?;
/// assert!(schema.get("anyOf").is_some());
/// # Ok::<(), serde_json::Error>(())
/// ```
#[must_use]
pub fn schema<E: Spec>() -> RefOr<Schema> {
    schema_of(&union(&entry_schemas::<E>())).into()
}

/// Returns the responses by status, which is their key in OpenAPI.
///
/// ```
/// # #[errspec::table("../../../../specs/flanks.toml")] pub enum FlanksError {}
/// assert!(errspec::utoipa::responses::<FlanksError>().contains_key("400"));
/// ```
#[must_use]
pub fn responses<E: Spec>() -> BTreeMap<String, RefOr<Response>> {
    let responses = by_status::<E>().into_iter();
    responses.map(|(status, entries)| (status.to_string(), response(&entries).into())).collect()
}

/// Returns the response that describes the entries of one status.
fn response(entries: &[EntrySchema]) -> Response {
    let lines = entries.iter().map(|schema| match schema.entry.summary() {
        Some(summary) => format!("- `{}`: {summary}\n", schema.entry.name()),
        None => format!("- `{}`\n", schema.entry.name()),
    });
    let mut response = ResponseBuilder::new().description(lines.collect::<String>().trim_end());
    let mut media_types: Vec<(&str, Vec<EntrySchema>)> = Vec::new();
    for schema in entries {
        match media_types.iter_mut().find(|(own, _)| *own == schema.media_type) {
            Some((_, group)) => group.push(schema.clone()),
            None => media_types.push((schema.media_type, alloc::vec![schema.clone()])),
        }
    }
    for (media_type, group) in media_types {
        response = response.content(media_type, Content::new(Some(schema_of(&union(&group)))));
    }
    response.build()
}

/// Converts a shape to a schema of OpenAPI.
fn schema_of(shape: &Shape) -> Schema {
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
        Shape::Titled { title, description, of } => titled(schema_of(of), title, *description),
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
