//! The schemas of the forms of values.

use errspec_codegen::format::{Section, ValueForm};
use serde_json::{Value, json};

use super::text::{self, reference_to, text_schema};

/// The definition of the sources of a value, which may be nested.
const SOURCES: &str = "sources";

/// Returns the schema of a value in one of these forms, as a reference if it may be within itself.
fn schema_of(forms: &[ValueForm]) -> Value {
    if is_nested(forms) { reference_to(SOURCES) } else { any_of(forms) }
}

/// Returns the definitions that sections share.
pub(super) fn shared() -> Vec<(String, Value)> {
    let nested = Section::ALL.iter().flat_map(|section| section.keys()).find(|key| is_nested(key.forms));
    let sources = nested.map(|key| (SOURCES.to_owned(), any_of(key.forms)));
    sources.into_iter().chain([(text::LOCATION.to_owned(), text::location())]).collect()
}

/// Returns `true` for forms one of which is a list of these forms.
fn is_nested(forms: &[ValueForm]) -> bool {
    forms.iter().any(|form| matches!(form, ValueForm::List(of, _) if std::ptr::eq(*of, forms)))
}

/// Returns the schema of a value in one of these forms.
pub(super) fn any_of(forms: &[ValueForm]) -> Value {
    let schemas: Vec<Value> = forms.iter().map(one).collect();
    // Forms that are told by their types alone are a list of types.
    let types: Vec<&Value> =
        schemas.iter().filter(|schema| is_type_alone(schema)).filter_map(|it| it.get("type")).collect();
    match schemas.as_slice() {
        [only] => only.clone(),
        _ if types.len() < 2 => json!({ "anyOf": schemas }),
        all if types.len() == all.len() => json!({ "type": types }),
        all => {
            let others = all.iter().filter(|schema| !is_type_alone(schema)).cloned();
            json!({ "anyOf": std::iter::once(json!({ "type": types })).chain(others).collect::<Vec<Value>>() })
        }
    }
}

fn is_type_alone(schema: &Value) -> bool {
    schema.as_object().is_some_and(|schema| schema.len() == 1 && schema.contains_key("type"))
}

fn one(form: &ValueForm) -> Value {
    match form {
        ValueForm::Text(kind) => text_schema(*kind),
        ValueForm::Word(words) => json!({ "enum": words.words() }),
        ValueForm::Boolean => json!({ "type": "boolean" }),
        ValueForm::Integer(i64::MIN, i64::MAX) => json!({ "type": "integer" }),
        ValueForm::Integer(only, last) if only == last => json!({ "const": only }),
        ValueForm::Integer(first, last) => json!({ "type": "integer", "minimum": first, "maximum": last }),
        ValueForm::Number => json!({ "type": "number", "minimum": 0 }),
        ValueForm::List(of, 0) => json!({ "type": "array", "items": schema_of(of) }),
        ValueForm::List(of, least) => json!({ "type": "array", "items": schema_of(of), "minItems": least }),
        ValueForm::Table(section) => reference_to(definition_of(*section)),
        ValueForm::Map(names, values) => json!({
            "type": "object",
            "propertyNames": text_schema(*names),
            "additionalProperties": schema_of(values),
        }),
        // A form of a later release.
        _ => json!(true),
    }
}

/// Returns the name of the definition of a section.
pub(super) fn definition_of(section: Section) -> &'static str {
    match section {
        Section::Header => "table",
        Section::Envelope => "envelope",
        Section::Retry => "retry",
        Section::Entry => "entry",
        Section::Case => "case",
        Section::EntryEnvelope => "envelope_of_entry",
        Section::Example => "example",
        Section::Field => "field",
        Section::Source => "source",
        Section::Parameter => "parameter",
        Section::Condition => "condition",
        Section::Success => "success",
        Section::Reserved => "reserved",
        _ => "file",
    }
}
