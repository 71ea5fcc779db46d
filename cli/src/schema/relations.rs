//! The relations between the keys of a table.

use errspec_codegen::format::Section;
use serde_json::{Map, Value, json};

/// The required keys of a table that a file without a `name` lacks, since it is only extended.
pub(super) const IN_TABLES: &[(Section, &str)] = &[(Section::File, "envelope"), (Section::Header, "name")];

/// A relation between the keys of a table.
enum Relation {
    /// Not both.
    Excludes(&'static str, &'static str),
    /// The first only beside the second.
    Needs(&'static str, &'static str),
    /// At least one.
    Some(&'static [&'static str]),
    /// A table that is not empty.
    NotEmpty(&'static str),
    /// The first only if the second is one of these words.
    NeedsWord(&'static str, &'static str, &'static [&'static str]),
}

use Relation::{Excludes, Needs, NeedsWord, NotEmpty};

const TESTS: &[&str] = &["is", "present", "not", "starts_with", "ends_with", "type"];
const RESTRICTIONS: &[&str] = &["type", "values", "chars", "longest", "not_empty", "thousands"];
const WAITS: Relation = NeedsWord("retry_after", "retry", &["after", "poll"]);

const ENTRY: &[Relation] = &[
    Excludes("code", "codes"),
    Excludes("code", "any_code"),
    Excludes("codes", "any_code"),
    Needs("aliases", "code"),
    Needs("without_code", "code"),
    Relation::Some(&["code", "codes", "status", "message", "when"]),
    NotEmpty("when"),
    WAITS,
];
const CASE: &[Relation] = &[Relation::Some(&["status", "message", "when"]), NotEmpty("when"), WAITS];
const ENVELOPE: &[Relation] = &[NotEmpty("retry")];
const RETRY: &[Relation] = &[NotEmpty("never"), NotEmpty("after"), NotEmpty("poll")];
const FIELD: &[Relation] = &[
    Excludes("at", "join"),
    Excludes("values", "chars"),
    Needs("with", "join"),
    NotEmpty("parameters"),
    NeedsWord("of", "type", &["list"]),
    NeedsWord("separator", "type", &["list"]),
    NeedsWord("unit", "type", &["duration", "time"]),
];
const SOURCE: &[Relation] = &[
    Excludes("at", "join"),
    Excludes("values", "chars"),
    Needs("with", "join"),
    NotEmpty("parameters"),
    Relation::Some(&["at", "join"]),
];
const PARAMETER: &[Relation] = &[Excludes("values", "chars"), Relation::Some(RESTRICTIONS)];
const CONDITION: &[Relation] = &[Relation::Some(TESTS)];

/// Returns the keywords of the relations of a section. None is `allOf`, `anyOf` or `oneOf`, since Taplo would then complete the keys of
/// these alone.
pub(super) fn of(section: Section) -> Map<String, Value> {
    if section == Section::File {
        return of_table();
    }
    let mut dependencies: Map<String, Value> = Map::new();
    let mut depend = |key: &str, on: Value| {
        let of_key = dependencies.entry(key).or_insert_with(|| json!({ "allOf": [] }));
        if let Some(all) = of_key.get_mut("allOf").and_then(Value::as_array_mut) {
            all.push(on);
        }
    };
    let mut keywords = Map::new();
    for relation in relations(section) {
        match relation {
            Excludes(key, other) => depend(key, json!({ "not": { "required": [other] } })),
            Needs(key, other) => depend(key, json!({ "required": [other] })),
            NeedsWord(key, other, words) => {
                depend(key, json!({ "required": [other], "properties": { *other: { "enum": words } } }));
            }
            Relation::Some(keys) => {
                let absent: Vec<Value> = keys.iter().map(|key| json!({ "not": { "required": [key] } })).collect();
                keywords.insert("not".to_owned(), json!({ "allOf": absent }));
            }
            NotEmpty(_) => {}
        }
    }
    if !dependencies.is_empty() {
        keywords.insert("dependencies".to_owned(), Value::Object(dependencies));
    }
    keywords
}

/// Returns `true` for a key whose value is a table that is not empty.
pub(super) fn is_never_empty(section: Section, key: &str) -> bool {
    relations(section).iter().any(|relation| matches!(relation, NotEmpty(own) if *own == key))
}

fn relations(section: Section) -> &'static [Relation] {
    match section {
        Section::Entry => ENTRY,
        Section::Case => CASE,
        Section::Envelope => ENVELOPE,
        Section::Retry => RETRY,
        Section::Field => FIELD,
        Section::Source => SOURCE,
        Section::Parameter => PARAMETER,
        Section::Condition => CONDITION,
        _ => &[],
    }
}

/// Returns the relation of a file with a name: it has an envelope, or those of the files that it extends.
fn of_table() -> Map<String, Value> {
    let header = |key: &str| json!({ "properties": { "table": { "required": [key] } } });
    let relation = [
        ("if".to_owned(), header("name")),
        ("then".to_owned(), json!({ "anyOf": [{ "required": ["envelope"] }, header("extends")] })),
    ];
    Map::from_iter(relation)
}
