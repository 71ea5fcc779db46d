//! The JSON Schema of the format, by which editors complete and check tables.
//!
//! It is of draft 7, which all editors of TOML read, with the extensions of Taplo. It accepts every table that the checker accepts, and
//! rejects what a schema can know to be wrong: keys, kinds of values, words, names, numbers, and which keys go together.

mod form;
mod relations;
mod text;

use errspec_codegen::format::{FormatKey, Section};
use serde_json::{Map, Value, json};

use crate::reference::{KeyDoc, key_doc};
use form::{any_of, definition_of};

/// Returns the schema as the text of a file.
pub(crate) fn schema_text() -> String {
    format!("{:#}\n", schema())
}

fn schema() -> Value {
    let mut root = Map::new();
    let mut set = |name: &str, value: Value| root.insert(name.to_owned(), value);
    set("$schema", json!("http://json-schema.org/draft-07/schema#"));
    set("$id", json!(ID));
    set("title", json!("Table of errspec, format 1"));
    set("description", json!("The errors of an API, from which errspec makes typed Rust errors."));
    root.extend(table_of(Section::File));
    let tables = Section::ALL.iter().filter(|section| **section != Section::File);
    let mut definitions: Map<String, Value> =
        tables.map(|section| (definition_of(*section).to_owned(), Value::Object(table_of(*section)))).collect();
    definitions.extend(form::shared());
    root.insert("definitions".to_owned(), Value::Object(definitions));
    Value::Object(root)
}

/// The address of the schema.
const ID: &str = concat!(env!("CARGO_PKG_REPOSITORY"), "/raw/main/specs/errspec.schema.json");

/// Returns the schema of a table with the keys of a section.
fn table_of(section: Section) -> Map<String, Value> {
    let mut table = Map::new();
    let properties = section.keys().iter().map(|key| (key.name.to_owned(), property(section, key)));
    table.insert("type".to_owned(), json!("object"));
    table.insert("properties".to_owned(), Value::Object(properties.collect()));
    let required: Vec<&str> = section.keys().iter().filter(|key| key.is_required).map(|key| key.name).collect();
    // What a file lacks that others extend is a relation.
    let is_always = |key: &&str| !relations::IN_TABLES.contains(&(section, key));
    let always: Vec<&str> = required.iter().copied().filter(is_always).collect();
    if !always.is_empty() {
        table.insert("required".to_owned(), json!(always));
    }
    table.insert("additionalProperties".to_owned(), json!(false));
    table.extend(relations::of(section));
    if !required.is_empty() {
        table.insert("x-taplo".to_owned(), json!({ "initKeys": required }));
    }
    table
}

/// Returns the schema of the value of a key.
fn property(section: Section, key: &FormatKey) -> Value {
    let mut schema = match any_of(key.forms) {
        // What stands beside a reference would be ignored, and what stands beside `allOf` is not shown by Taplo.
        Value::Object(schema) if schema.contains_key("$ref") => Map::from_iter([("anyOf".to_owned(), json!([schema]))]),
        Value::Object(schema) => schema,
        _ => Map::new(),
    };
    if relations::is_never_empty(section, key.name) {
        schema.insert("minProperties".to_owned(), json!(1));
    }
    if let Some(doc) = key_doc(section, key.name) {
        schema.insert("description".to_owned(), json!(doc.summary()));
        if let Some(default) = default_of(&doc) {
            schema.insert("default".to_owned(), default);
        }
        schema.insert("x-taplo".to_owned(), json!({ "links": { "key": doc.link() } }));
    }
    Value::Object(schema)
}

/// Returns the default value of a key, if it is the same everywhere.
fn default_of(doc: &KeyDoc) -> Option<Value> {
    let written = doc.default.trim_matches('`');
    let is_one = !written.contains('`') && (written.len() < doc.default.len() || written.parse::<i64>().is_ok());
    // The defaults of the format are written alike in TOML and in JSON.
    if is_one { serde_json::from_str(written).ok() } else { None }
}

#[cfg(test)]
mod tests {
    use errspec_codegen::format::Section;
    use serde_json::json;

    use super::{default_of, schema_text};
    use crate::reference::key_doc;

    #[test]
    fn the_schema_in_the_folder_of_tables_is_the_one_of_this_release() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../specs/errspec.schema.json");
        if std::env::var_os("ERRSPEC_BLESS").is_some() {
            std::fs::write(path, schema_text()).unwrap_or_default();
        }
        let kept = std::fs::read_to_string(path).unwrap_or_default();
        assert!(
            kept == schema_text(),
            "specs/errspec.schema.json is of another release; to write it, set ERRSPEC_BLESS=1"
        );
    }

    #[test]
    fn defaults_are_those_of_the_reference() {
        let default = |section, key| key_doc(section, key).and_then(|doc| default_of(&doc));
        assert_eq!(default(Section::Envelope, "in_2xx"), Some(json!(false)));
        assert_eq!(default(Section::Envelope, "default_status"), Some(json!(500)));
        assert_eq!(default(Section::Envelope, "body"), Some(json!("json")));
        assert_eq!(default(Section::Entry, "aliases"), Some(json!([])));
        assert_eq!(default(Section::Field, "required"), None);
        assert_eq!(default(Section::Header, "name"), None);
    }
}
