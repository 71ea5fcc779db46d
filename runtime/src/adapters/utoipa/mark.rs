//! The extension that names the component of a schema or a response.

use alloc::borrow::ToOwned;
use alloc::string::String;

use ::utoipa::openapi::Response;
use ::utoipa::openapi::extensions::{Extensions, ExtensionsBuilder};
use ::utoipa::openapi::schema::Schema;
use serde_json::Value;

/// The name of the extension. Its value is the name that the schema or the response has as a component.
const EXTENSION: &str = "x-errspec";

/// Sets the name of a schema as a component.
pub(super) fn mark(schema: &mut Schema, component: &str) {
    if let Some(extensions) = extensions_of(schema) {
        *extensions = Some(marked(component));
    }
}

/// Returns the extensions that say how a response is named as a component.
pub(super) fn marked(component: &str) -> Extensions {
    ExtensionsBuilder::new().add(EXTENSION, component).build()
}

/// Returns the name of a schema as a component.
pub(super) fn mark_of(schema: &Schema) -> Option<&str> {
    let extensions = match schema {
        Schema::Array(array) => &array.extensions,
        Schema::Object(object) => &object.extensions,
        Schema::OneOf(union) => &union.extensions,
        Schema::AllOf(union) => &union.extensions,
        Schema::AnyOf(union) => &union.extensions,
        _ => return None,
    };
    extensions.as_ref()?.get(EXTENSION)?.as_str()
}

/// Removes the name from a schema.
pub(super) fn take_mark(schema: &mut Schema) -> Option<String> {
    take(extensions_of(schema)?)
}

/// Removes the name from a response.
pub(super) fn take_response_mark(response: &mut Response) -> Option<String> {
    take(&mut response.extensions)
}

fn take(extensions: &mut Option<Extensions>) -> Option<String> {
    let map = extensions.as_mut()?;
    let name = match map.remove(EXTENSION) {
        Some(Value::String(name)) => Some(name),
        _ => None,
    };
    if map.is_empty() {
        *extensions = None;
    }
    name
}

fn extensions_of(schema: &mut Schema) -> Option<&mut Option<Extensions>> {
    match schema {
        Schema::Array(array) => Some(&mut array.extensions),
        Schema::Object(object) => Some(&mut object.extensions),
        Schema::OneOf(union) => Some(&mut union.extensions),
        Schema::AllOf(union) => Some(&mut union.extensions),
        Schema::AnyOf(union) => Some(&mut union.extensions),
        _ => None,
    }
}

/// Returns the name with the characters that the name of a component may have: letters and digits of ASCII, `.`, `-` and `_`.
pub(super) fn component(name: &str) -> String {
    let is_allowed = |character: char| character.is_ascii_alphanumeric() || ".-_".contains(character);
    name.to_owned().chars().map(|character| if is_allowed(character) { character } else { '_' }).collect()
}
