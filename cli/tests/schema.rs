//! The JSON Schema and the checker have the same verdict over every table at hand, as far as a schema can know.
//!
//! A table that is accepted by the checker is accepted by the schema. A broken one is rejected by it, unless all its errors are of rules
//! that a schema cannot know in every case.

#![allow(clippy::panic, clippy::unwrap_used, clippy::indexing_slicing)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use errspec_codegen::{Source, read};
use jsonschema::Validator;
use serde_json::{Value, json};
use toml_edit::{DocumentMut, Item, Value as TomlValue};

/// The folders with tables, from that of the project. Some are no part of the project, and may be absent.
const FOLDERS: &[&str] = &["specs", "codegen", "cli/tests", "tests", "runtime", "examples", "docs", "/work/shared"];

/// The errors that a schema cannot know, each as a rule, a part of the titles, and the reason.
const UNKNOWABLE: &[(&str, &str, &str)] = &[
    ("ambiguous", "", "two entries are compared, with all their templates and conditions"),
    ("bad-chars", "", "the notation of sets of characters"),
    ("bad-condition", "never applies", "one condition covers another"),
    ("bad-extends", "", "files that are read"),
    ("bad-header", "no header has this", "the text of another key is in a header"),
    ("bad-location", "", "the kind of the body, and other locations"),
    ("bad-parameter", "", "the parameters of the templates beside it"),
    ("bad-status", "already listed", "statuses and classes that contain them"),
    ("bad-template", "range", "the notation of ranges within a text"),
    ("bad-unit", "", "the type of the field"),
    ("code-means-success", "", "codes elsewhere"),
    ("code-without-location", "", "an envelope may have the location from a preset or another file"),
    ("contradiction", "", "conditions are compared"),
    ("corrupt-message", "", "leftovers of formatters"),
    ("delay-unit", "", "the text after a parameter"),
    ("duplicate-code", "", "`901` and `\"901\"` are equal, and classes contain codes"),
    ("duplicate-envelope", "", "the `id` of another element"),
    ("duplicate-field", "", "names that become one identifier, and values at one location"),
    ("duplicate-variant", "", "names that become one identifier"),
    ("empty-envelope", "", "an envelope may be that of a preset or of another file"),
    ("empty-range", "", "numbers within a text"),
    ("field-without-source", "", "a field of an entry may be a parameter of its message"),
    ("foreign-code", "", "a notation within a text"),
    ("missing-key", "the table has no `[envelope]`", "the files that it extends may have one"),
    ("misplaced-key", "", "whether a key has a meaning depends on others"),
    ("never-read-back", "", "every entry is encoded and decoded"),
    ("no-wording", "", "the parameters of templates"),
    ("nothing-to-tell", "without a code", "`without_code` beside `code` alone"),
    ("page-message", "", "pages of HTML"),
    ("required-key", "", "the table itself lists the keys"),
    ("required-parameter", "", "the parameters of templates"),
    ("reserved", "", "the names of other tables"),
    ("status-2xx", "", "the keys of the envelope"),
    ("stray-example", "", "every example is decoded"),
    ("template-without-value", "", "the name of the key within a text"),
    ("too-many-fields", "", "numbers of keys, and of parameters"),
    ("too-many-locations", "", "all locations together"),
    ("touching-digit", "", "the types of parameters"),
    ("touching-parameters", "can be part of the first number", "the types of parameters"),
    ("unclear-end", "", "the restrictions of parameters"),
    ("unknown-value", "unknown envelope", "the `id` of an element"),
    ("unnamed-parameter", "", "the first of several wordings"),
    ("wrong-type", "the codes of the entry are not of type", "the codes of the entry"),
];

/// A table at hand.
struct Case {
    path: PathBuf,
    /// The errors of the checker in this file, each as a rule and a title.
    broken: BTreeSet<(&'static str, String)>,
    is_accepted: bool,
    /// The objections of the schema.
    errors: String,
}

fn home() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn schema() -> Validator {
    let text = fs::read_to_string(home().join("specs/errspec.schema.json")).unwrap();
    jsonschema::draft7::new(&serde_json::from_str(&text).unwrap()).unwrap()
}

/// Returns the files of TOML in a folder and those within it.
fn files(folder: &Path, into: &mut Vec<PathBuf>) {
    for path in fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()) {
        let name = path.file_name().unwrap_or_default();
        if path.is_dir() && name != "target" {
            files(&path, into);
        } else if path.extension().is_some_and(|extension| extension == "toml") && name != "Cargo.toml" {
            into.push(path);
        }
    }
}

/// Returns a document as JSON, as editors give it to a schema. A date becomes a text.
fn json_of(item: &Item) -> Value {
    match item {
        Item::None => Value::Null,
        Item::Value(value) => json_of_value(value),
        Item::Table(table) => table.iter().map(|(key, item)| (key.to_owned(), json_of(item))).collect(),
        Item::ArrayOfTables(tables) => tables
            .iter()
            .map(|table| table.iter().map(|(key, item)| (key.to_owned(), json_of(item))).collect::<Value>())
            .collect(),
    }
}

fn json_of_value(value: &TomlValue) -> Value {
    match value {
        TomlValue::String(text) => Value::from(text.value().as_str()),
        TomlValue::Integer(number) => Value::from(*number.value()),
        TomlValue::Float(number) => Value::from(*number.value()),
        TomlValue::Boolean(flag) => Value::from(*flag.value()),
        TomlValue::Datetime(date) => Value::from(date.value().to_string()),
        TomlValue::Array(list) => list.iter().map(json_of_value).collect(),
        TomlValue::InlineTable(table) => {
            table.iter().map(|(key, value)| (key.to_owned(), json_of_value(value))).collect()
        }
    }
}

/// Returns the table of a file: one that has a `[table]` with a name, or with a mistake in its place. A file that only others extend is
/// none, and one that is written by lines that repeat is not read.
fn case(path: &Path, schema: &Validator) -> Option<Case> {
    let text = fs::read_to_string(path).ok()?;
    if text.lines().any(|line| line.starts_with("#repeat ")) {
        return None;
    }
    let document = json_of(text.parse::<DocumentMut>().ok()?.as_item());
    let is_table = document.pointer("/table/format").is_some() || path.file_name().is_some_and(|it| it == "table.toml");
    let is_shared = document.pointer("/table/name").is_none() && document.pointer("/table/format").is_some();
    if !is_table || is_shared {
        return None;
    }
    let name = path.display().to_string();
    let report = read(&Source::new(&name, text).with_path(path)).err();
    let all = report.iter().flat_map(|report| report.diagnostics().iter().map(move |it| (report.source(), it)));
    let own = all.filter(|(source, it)| source.name_at(it.label.span.start) == name);
    let broken: BTreeSet<_> = own.map(|(_, it)| (it.rule.id, it.title.clone())).collect();
    // The errors may be those of the files that it extends.
    if report.is_some() && broken.is_empty() {
        return None;
    }
    let errors: Vec<String> =
        schema.iter_errors(&document).map(|error| format!("{}: {error}", error.instance_path())).collect();
    Some(Case { path: path.to_path_buf(), broken, is_accepted: errors.is_empty(), errors: errors.join("; ") })
}

fn cases() -> Vec<Case> {
    let mut paths = Vec::new();
    FOLDERS.iter().for_each(|folder| files(&home().join(folder), &mut paths));
    paths.sort();
    let schema = schema();
    paths.iter().filter_map(|path| case(path, &schema)).collect()
}

/// Returns `true` for an error that a schema cannot know for this reason.
fn is_of((rule, part, _): &(&str, &str, &str), (id, title): &(&str, String)) -> bool {
    rule == id && title.contains(part)
}

#[test]
fn schema_and_checker_have_the_same_verdict() {
    let cases = cases();
    let valid = || cases.iter().filter(|case| case.broken.is_empty());
    let mut wrong: Vec<String> = valid()
        .filter(|case| !case.is_accepted)
        .map(|case| format!("{}: is valid, but {:.600}", case.path.display(), case.errors))
        .collect();

    let broken = || cases.iter().filter(|case| !case.broken.is_empty());
    let accepted = || broken().filter(|case| case.is_accepted);
    for case in accepted() {
        let known = case.broken.iter().filter(|error| !UNKNOWABLE.iter().any(|unknowable| is_of(unknowable, error)));
        wrong.extend(known.map(|error| format!("{}: is accepted, but {error:?}", case.path.display())));
    }
    let is_missed = |unknowable| accepted().any(|case| case.broken.iter().any(|error| is_of(unknowable, error)));
    let always = UNKNOWABLE.iter().filter(|unknowable| !is_missed(unknowable));
    wrong.extend(always.map(|it| format!("{it:?}: the schema rejects every table with such an error")));
    assert!(wrong.is_empty(), "{} problems:\n{}", wrong.len(), wrong.join("\n"));
    assert!(valid().count() > 30 && broken().count() > 100, "few tables: {} {}", valid().count(), broken().count());
}

/// Returns the statements of a block: the whole, or each alone where it lists alternatives.
fn documents(block: &str) -> Vec<DocumentMut> {
    if let Ok(whole) = block.parse() {
        return vec![whole];
    }
    let (mut documents, mut statement) = (Vec::new(), String::new());
    for line in block.lines() {
        statement += &format!("{line}\n");
        if let Ok(document) = statement.parse::<DocumentMut>() {
            documents.push(document);
            statement.clear();
        }
    }
    documents
}

/// Returns the members that are missing in an object with those that it has.
fn filled(object: Value, missing: Value) -> Value {
    let (mut all, Value::Object(own)) = (missing, object) else { return Value::Null };
    if let Value::Object(all) = &mut all {
        all.extend(own);
    }
    all
}

/// Returns the tables that a part of one may belong to.
fn tables_of(part: Value) -> Vec<Value> {
    let is_of_file = |part: &Value| {
        let sections = ["table", "envelope", "fields", "detail", "success", "reserved", "errors"];
        part.as_object().is_some_and(|part| {
            part.iter().all(|(key, value)| sections.contains(&key.as_str()) && (value.is_object() || value.is_array()))
        })
    };
    let file = |part: Value| {
        let mut file = filled(part, json!({ "table": {}, "envelope": { "code": "/code" } }));
        file["table"] = filled(file["table"].take(), json!({ "format": 1, "name": "acme" }));
        file
    };
    let mut tables = Vec::new();
    if is_of_file(&part) {
        tables.push(file(part.clone()));
    }
    tables.push(file(json!({ "envelope": part })));
    tables.push(file(json!({ "errors": { "ANY": part } })));
    tables.push(file(json!({ "errors": { "ANY": filled(part, json!({ "status": 400 })) } })));
    tables
}

#[test]
fn every_example_of_the_reference_is_accepted() {
    let text = fs::read_to_string(home().join("specs/README.md")).unwrap();
    let blocks = text.split("```toml\n").skip(1).filter_map(|rest| rest.split_once("```")).map(|(block, _)| block);
    let schema = schema();
    let parts = blocks.filter(|block| !block.contains("# rejected")).flat_map(documents);
    let parts: Vec<Value> = parts.map(|document| json_of(document.as_item())).collect();
    let wrong = parts.iter().filter(|part| !tables_of((*part).clone()).iter().any(|table| schema.is_valid(table)));
    assert_eq!(wrong.collect::<Vec<_>>(), Vec::<&Value>::new());
    assert!(parts.len() > 40, "only {} examples are found", parts.len());
}

#[test]
fn every_preset_is_accepted() {
    let schema = schema();
    let mut paths = Vec::new();
    files(&home().join("codegen/src/presets"), &mut paths);
    for path in &paths {
        let document = fs::read_to_string(path).unwrap().parse::<DocumentMut>().unwrap();
        let tables = tables_of(json_of(document.as_item()));
        assert!(tables.iter().any(|table| schema.is_valid(table)), "{}", path.display());
    }
    assert!(paths.len() > 15, "only {} presets are found", paths.len());
}
