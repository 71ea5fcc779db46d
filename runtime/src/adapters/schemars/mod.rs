//! JSON Schemas ([draft 2020-12](https://json-schema.org/draft/2020-12)) by [schemars](https://docs.rs/schemars).
//!
//! The option `schemars` of [`table`](macro@crate::table) implements `JsonSchema` for the enum. The schema describes the bodies
//! that [`encode`](crate::Spec::encode) and the option `serde` write. It is a union of the entries, each with its code as a
//! constant and its typed fields.
//!
//! ```
//! #[errspec::table("specs/frankieone.toml", schemars)]
//! pub enum FrankieOneError {}
//!
//! let schema = schemars::schema_for!(FrankieOneError);
//! let entry = schema.pointer("/oneOf/0").unwrap();
//! assert_eq!(entry["title"], "VALIDATION_FAILED");
//! assert_eq!(entry["properties"]["errorCode"]["const"], "VAL-0400");
//! ```
//!
//! - Entries that share a code form an `anyOf`. The union is a `oneOf` if all entries have their codes at the same places, so that
//!   the code distinguishes all of its members, else an `anyOf`.
//! - A message is any string, with the message of the table as an example. For an entry without a code, the schema has the
//!   pattern of the message, because the message identifies the entry.
//! - A body that is not JSON is a string. The schemas do not describe unknown errors.
//!
//! `runtime/examples/schemars.rs` prints a schema.

use alloc::borrow::{Cow, ToOwned};
use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

use ::schemars::Schema;
use serde_json::{Map, Value, json};

pub use crate::adapters::schema::{Described, Union};
use crate::adapters::schema::{Shape, by_status, type_name, union};
use crate::json::Json;
use crate::spec::Spec;

/// Implements `JsonSchema` for a type of errors.
#[doc(hidden)]
#[macro_export]
macro_rules! __implement_schemars {
    ([$($generics:tt)*] $ty:ty [$($bounds:tt)*]) => {
        #[automatically_derived]
        impl<$($generics)*> $crate::__private0_1::schemars::JsonSchema for $ty
        where
            $($bounds)*
        {
            fn schema_name() -> $crate::__private0_1::schemars::SchemaName {
                $crate::schemars::name::<Self>()
            }

            fn schema_id() -> $crate::__private0_1::schemars::SchemaName {
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

/// The name of a type, as `schemars` returns it.
#[doc(hidden)]
pub type SchemaName = Cow<'static, str>;

/// Returns the name of a type.
#[doc(hidden)]
#[must_use]
pub fn name<E>() -> SchemaName {
    type_name::<E>().into()
}

/// Returns the name of a type with its path.
#[doc(hidden)]
#[must_use]
pub fn id<E>() -> SchemaName {
    core::any::type_name::<E>().into()
}

/// Returns the schema of the bodies of all entries.
///
/// ```
/// # #[errspec::table("specs/flanks.toml")] pub enum FlanksError {}
/// assert!(errspec::schemars::schema::<FlanksError>().get("anyOf").is_some());
/// ```
#[must_use]
pub fn schema<E: Spec>() -> Schema {
    schema_of(&union(&E::describe()))
}

/// Returns the schema of the bodies by status, of one type of errors or of a [`Union`] of several.
///
/// ```
/// # #[errspec::table("specs/frankieone.toml")] pub enum FrankieOneError {}
/// let responses = errspec::schemars::responses::<FrankieOneError>();
/// assert!(responses.contains_key(&400) && !responses.contains_key(&200));
/// ```
#[must_use]
pub fn responses<D: Described>() -> BTreeMap<u16, Schema> {
    by_status::<D>().into_iter().map(|(status, entries)| (status, schema_of(&union(&entries)))).collect()
}

/// Converts a shape to a schema.
fn schema_of(shape: &Shape) -> Schema {
    match value(shape) {
        Value::Object(members) => members.into(),
        _ => Schema::default(),
    }
}

/// Converts a shape to the JSON of a schema.
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
        Shape::DateTime => json!({ "type": "string", "format": "date-time" }),
        Shape::Duration => json!({ "type": "string", "format": "duration" }),
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
        Shape::Titled { title, description, of, .. } => {
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
