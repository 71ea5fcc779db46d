//! Which keys of a table go together.

use errspec_codegen::format::Section;
use serde_json::{Value, json};

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

/// Returns the schemas of the relations of a section.
pub(super) fn of(section: Section) -> Vec<Value> {
    let relations = match section {
        Section::File => return vec![of_table()],
        Section::Entry => ENTRY,
        Section::Case => CASE,
        Section::Envelope => ENVELOPE,
        Section::Retry => RETRY,
        Section::Field => FIELD,
        Section::Source => SOURCE,
        Section::Parameter => PARAMETER,
        Section::Condition => CONDITION,
        _ => &[],
    };
    relations.iter().map(Relation::schema).collect()
}

/// Returns the relation of a file with a name: it has an envelope, or those of the files that it extends.
fn of_table() -> Value {
    let header = |key: &str| json!({ "properties": { "table": { "required": [key] } } });
    json!({ "if": header("name"), "then": { "anyOf": [{ "required": ["envelope"] }, header("extends")] } })
}

impl Relation {
    fn schema(&self) -> Value {
        match self {
            Excludes(one, other) => json!({ "not": { "required": [one, other] } }),
            Needs(key, other) => json!({ "dependencies": { *key: [other] } }),
            Self::Some(keys) => {
                json!({ "anyOf": keys.iter().map(|key| json!({ "required": [key] })).collect::<Vec<_>>() })
            }
            NotEmpty(key) => json!({ "properties": { *key: { "minProperties": 1 } } }),
            NeedsWord(key, other, words) => json!({
                "dependencies": { *key: { "required": [other], "properties": { *other: { "enum": words } } } }
            }),
        }
    }
}
