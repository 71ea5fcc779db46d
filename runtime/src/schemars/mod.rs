//! JSON Schemas ([draft 2020-12](https://json-schema.org/draft/2020-12)) by [schemars](https://docs.rs/schemars).
//!
//! An enum that names `schemars` has the schema of the bodies that it is written as: a union of its entries, each with its
//! code as a constant and its fields by their types. It is what [`encode`](crate::Spec::encode) writes, and what `serde` does.
//!
//! ```
//! #[errspec::table("../../../specs/frankieone.toml", schemars)]
//! pub enum FrankieOneError {}
//!
//! let schema = schemars::schema_for!(FrankieOneError);
//! let entry = schema.pointer("/oneOf/0").unwrap();
//! assert_eq!(entry["title"], "VALIDATION_FAILED");
//! assert_eq!(entry["properties"]["errorCode"]["const"], "VAL-0400");
//! ```
//!
//! - Entries that share a code stand together in an `anyOf`. The union is a `oneOf` where the code tells all of them apart,
//!   else an `anyOf`.
//! - A message is any string, with the table's as an example; of an entry without code it is the pattern that tells it.
//! - A body that is not JSON is a string. What the table does not know is in none of the schemas.

use alloc::borrow::{Cow, ToOwned};
use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

use ::schemars::Schema;
use serde_json::{Map, Value, json};

use crate::schema::{Shape, by_status, of_type, union};
use crate::{Json, Spec};

/// Implements `JsonSchema`.
#[doc(hidden)]
#[macro_export]
macro_rules! __implement_schemars {
    ([$($generics:tt)*] $ty:ty [$($bounds:tt)*]) => {
        #[automatically_derived]
        impl<$($generics)*> $crate::__private0_1::schemars::JsonSchema for $ty
        where
            $($bounds)*
        {
            fn schema_name() -> $crate::__private0_1::schemars::Name {
                $crate::schemars::name::<Self>()
            }

            fn schema_id() -> $crate::__private0_1::schemars::Name {
                $crate::schemars::id::<Self>()
            }

            fn json_schema(
                _: &mut $crate::__private0_1::schemars::SchemaGenerator,
            ) -> $crate::__private0_1::schemars::Schema {
                $crate::schemars::schema::<Self>()
            }
        }
    };
}

/// The name of a type.
#[doc(hidden)]
#[must_use]
pub fn name<E>() -> Cow<'static, str> {
    crate::schema::type_name::<E>().into()
}

/// The name of a type with its path.
#[doc(hidden)]
#[must_use]
pub fn id<E>() -> Cow<'static, str> {
    core::any::type_name::<E>().into()
}

/// The schema of the bodies of all entries.
///
/// ```
/// # #[errspec::table("../../../specs/flanks.toml")] pub enum FlanksError {}
/// assert!(errspec::schemars::schema::<FlanksError>().get("anyOf").is_some());
/// ```
#[must_use]
pub fn schema<E: Spec>() -> Schema {
    schema_of(&union(&of_type::<E>()))
}

/// The schema of the bodies that are sent with each status.
///
/// ```
/// # #[errspec::table("../../../specs/frankieone.toml")] pub enum FrankieOneError {}
/// let responses = errspec::schemars::responses::<FrankieOneError>();
/// assert!(responses.contains_key(&400) && !responses.contains_key(&200));
/// ```
#[must_use]
pub fn responses<E: Spec>() -> BTreeMap<u16, Schema> {
    by_status::<E>().into_iter().map(|(status, entries)| (status, schema_of(&union(&entries)))).collect()
}

fn schema_of(shape: &Shape) -> Schema {
    match value(shape) {
        Value::Object(members) => members.into(),
        _ => Schema::default(),
    }
}

/// A shape as a JSON Schema.
fn value(shape: &Shape) -> Value {
    match shape {
        Shape::Any => json!({}),
        Shape::Values(values) => match values.as_slice() {
            [one] => json!({ "const": json(one) }),
            values => json!({ "enum": values.iter().map(json).collect::<Vec<_>>() }),
        },
        Shape::Text { pattern, example } => {
            let mut schema = json!({ "type": "string" });
            let mut add = |name: &str, value: Option<Value>| {
                if let (Some(value), Value::Object(members)) = (value, &mut schema) {
                    members.insert(name.to_owned(), value);
                }
            };
            add("pattern", pattern.as_deref().map(Value::from));
            add("examples", example.as_deref().map(|example| json!([example])));
            schema
        }
        Shape::Integer => json!({ "type": "integer" }),
        Shape::Number => json!({ "type": "number" }),
        Shape::Boolean => json!({ "type": "boolean" }),
        Shape::List(item) => json!({ "type": "array", "items": value(item) }),
        Shape::Map(member) => json!({ "type": "object", "additionalProperties": value(member) }),
        Shape::Object(members) => {
            let properties = members.iter().map(|member| (member.name.clone(), value(&member.shape)));
            let required: Vec<&str> =
                members.iter().filter(|member| member.required).map(|member| member.name.as_str()).collect();
            json!({ "type": "object", "properties": properties.collect::<Map<String, Value>>(), "required": required })
        }
        Shape::Tuple(elements, least) => {
            let elements: Vec<Value> = elements.iter().map(value).collect();
            json!({ "type": "array", "prefixItems": elements, "minItems": least })
        }
        Shape::Choice { of, exclusive } => {
            let name = if *exclusive { "oneOf" } else { "anyOf" };
            json!({ name: of.iter().map(value).collect::<Vec<_>>() })
        }
        Shape::Titled { title, description, of } => {
            let mut members = Map::new();
            members.insert("title".to_owned(), (*title).into());
            members.extend(description.map(|description| ("description".to_owned(), description.into())));
            if let Value::Object(others) = value(of) {
                members.extend(others);
            }
            Value::Object(members)
        }
    }
}

fn json(json: &Json) -> Value {
    serde_json::from_str(json.as_str()).unwrap_or_default()
}
