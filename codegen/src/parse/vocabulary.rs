//! The tables of the format with their keys, and the words that people write for these.

use toml::de::DeValue;

use crate::model::JsonType;

/// The form of the value of a key, by which a key that several tables have is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ValueForm {
    Location,
    Code,
    Text,
    Number,
    Flag,
    List,
    Table,
}

/// A table, and the keys that it has.
pub(super) struct Home {
    /// The table as messages name it.
    pub(super) name: &'static str,
    /// The key of the table at the top level, if there is one such table.
    pub(super) section: Option<&'static str>,
    pub(super) keys: &'static [(&'static str, &'static [ValueForm])],
}

use ValueForm::{Code, Flag, List, Location, Number, Table, Text};

/// The tables with their keys. Where a key fits several, the first is meant.
pub(super) const HOMES: &[Home] = &[
    Home {
        name: "`[table]`",
        section: Some("table"),
        keys: &[
            ("format", &[Number]),
            ("name", &[Text]),
            ("title", &[Text]),
            ("description", &[Text]),
            ("docs", &[Text]),
            ("domain", &[Text, List]),
            ("require", &[List]),
            ("allow", &[List]),
            ("unknown", &[Text]),
            ("extends", &[Text, List]),
            ("ignore_case", &[Flag]),
        ],
    },
    Home {
        name: "`[envelope]`",
        section: Some("envelope"),
        keys: &[
            ("id", &[Text]),
            ("preset", &[Text]),
            ("body", &[Text]),
            ("parts", &[Text]),
            ("code", &[Location]),
            ("no_code", &[List]),
            ("message", &[Location]),
            ("name", &[Location]),
            ("request_id", &[Location]),
            ("status", &[Location]),
            ("retry", &[Table]),
            ("retry_after", &[Location]),
            ("details", &[Location]),
            ("errors", &[Location]),
            ("in_2xx", &[Flag]),
            ("default_status", &[Number]),
            ("media_type", &[Text]),
            ("write", &[Table]),
            ("when", &[Table]),
        ],
    },
    Home {
        name: "an entry, `[errors.NAME]`",
        section: None,
        keys: &[
            ("code", &[Code]),
            ("codes", &[List]),
            ("aliases", &[List]),
            ("without_code", &[Flag]),
            ("any_code", &[Flag]),
            ("status", &[Number, List]),
            ("grpc", &[Text]),
            ("exit", &[Number]),
            ("message", &[Text, List]),
            ("symbol", &[Text]),
            ("summary", &[Text]),
            ("causes", &[List]),
            ("action", &[Text]),
            ("notes", &[List]),
            ("retry", &[Text]),
            ("retry_after", &[Number]),
            ("applied", &[Text]),
            ("since", &[Text]),
            ("deprecated", &[Text, Flag]),
            ("variant", &[Text]),
            ("cases", &[Table]),
        ],
    },
    Home {
        name: "a field, `fields.NAME = { … }`",
        section: None,
        keys: &[
            ("at", &[Location]),
            ("type", &[Text]),
            ("of", &[Text]),
            ("quoted", &[Flag]),
            ("separator", &[Text]),
            ("values", &[List]),
            ("chars", &[Text]),
            ("longest", &[Flag]),
            ("thousands", &[Text]),
            ("unit", &[Text]),
            ("required", &[Flag]),
            ("template", &[Text, List]),
            ("join", &[List]),
            ("with", &[Text]),
        ],
    },
    Home {
        name: "an example, `[[errors.NAME.examples]]`",
        section: None,
        keys: &[("headers", &[Table]), ("body", &[Text])],
    },
    Home { name: "`[reserved]`", section: Some("reserved"), keys: &[("names", &[List])] },
];

/// The keys of a condition.
pub(super) const TESTS: &[&str] = &["is", "present", "not", "starts_with", "ends_with", "type", "or_at"];

/// The types of JSON values by their names.
pub(super) const JSON_TYPES: [(&str, JsonType); 5] = [
    ("string", JsonType::String),
    ("number", JsonType::Number),
    ("boolean", JsonType::Boolean),
    ("list", JsonType::List),
    ("object", JsonType::Object),
];

/// A table, as messages name it, and words that people write for its keys.
pub(super) type Words = (&'static [&'static str], &'static [(&'static str, &'static [&'static str])]);

pub(super) const WORDS: &[Words] = &[
    (
        &["the table"],
        &[
            ("table", &["meta", "api", "info", "header", "config", "package", "general", "spec", "about"]),
            ("envelope", &["response", "layout", "wire", "locations", "body", "format"]),
            ("errors", &["entries", "entry", "variants", "codes", "error_codes", "catalog"]),
            ("detail", &["sub_error", "sub_errors", "details"]),
        ],
    ),
    (
        &["`[table]`"],
        &[
            ("format", &["version", "schema", "format_version"]),
            ("name", &["id", "api", "api_name"]),
            ("docs", &["url", "link", "documentation", "homepage", "docs_url"]),
            ("description", &["summary", "about"]),
            ("require", &["mandatory"]),
            ("allow", &["ignore", "allowed", "lints", "warnings", "silence", "suppress"]),
            ("extends", &["base", "include", "includes", "import", "imports", "inherits", "parent"]),
            ("ignore_case", &["case_insensitive"]),
            ("domain", &["service", "domains"]),
            ("unknown", &["fallback", "other", "default"]),
        ],
    ),
    (
        &["`[envelope]`"],
        &[
            ("body", &["kind", "type", "content"]),
            ("media_type", &["content_type", "mime", "mime_type"]),
            ("message", &["msg", "text", "description", "reason", "title"]),
            ("code", &["error_code", "code_at"]),
            ("request_id", &["trace_id", "correlation_id", "request", "requestid", "x_request_id"]),
            ("status", &["http_status", "status_code"]),
            ("details", &["sub_errors", "violations", "detail"]),
            ("when", &["condition", "conditions", "if", "match"]),
            ("name", &["symbol"]),
            ("retry_after", &["delay"]),
        ],
    ),
    (
        &["an entry", "a case"],
        &[
            ("summary", &["description", "title", "desc", "doc", "about"]),
            ("docs", &["url", "link", "documentation", "docs_url"]),
            ("causes", &["cause", "reason", "reasons", "why"]),
            ("action", &["fix", "solution", "remedy", "hint", "help", "resolution", "actions", "todo"]),
            ("notes", &["note", "remark", "remarks", "comment", "comments"]),
            ("aliases", &["alias", "other_codes", "alt_codes", "old_codes", "also"]),
            ("message", &["msg", "text", "template", "wording", "wordings", "messages", "detail", "pattern"]),
            ("status", &["http", "http_code", "http_status", "statuses", "status_code"]),
            ("code", &["error_code", "number", "errno"]),
            ("retry_after", &["delay", "wait", "retry_in", "retry_delay"]),
            ("retry", &["retryable", "retriable", "is_retryable", "retries"]),
            ("grpc", &["grpc_code", "grpc_status"]),
            ("exit", &["exit_code", "exit_status"]),
            ("when", &["condition", "conditions", "if", "match"]),
            ("fields", &["field", "params", "parameters", "args", "arguments"]),
            ("variant", &["rust_name", "variant_name", "rust"]),
            ("since", &["introduced", "added", "version"]),
            ("examples", &["example", "samples", "sample", "test", "tests"]),
            ("deprecated", &["obsolete"]),
            ("cases", &["subcases", "variants"]),
        ],
    ),
    (
        &["a field", "a source"],
        &[
            ("at", &["location", "path", "pointer", "from", "source", "in", "json", "key", "loc"]),
            ("type", &["kind", "ty"]),
            ("separator", &["sep", "delimiter", "split"]),
            ("values", &["enum", "allowed", "one_of", "options"]),
            ("of", &["items", "element", "elements", "item"]),
            ("description", &["summary", "docs", "doc", "title", "desc"]),
            ("required", &["mandatory", "must"]),
            ("unit", &["units"]),
        ],
    ),
    (&["`[success]`"], &[("codes", &["code"]), ("when", &["condition", "if", "match"]), ("examples", &["example"])]),
    (&["`[reserved]`"], &[("names", &["name", "variants", "entries", "errors"]), ("codes", &["code"])]),
    (
        &["an example"],
        &[
            ("body", &["response", "content", "json", "text"]),
            ("headers", &["header"]),
            ("status", &["code", "status_code", "http_status"]),
        ],
    ),
    (
        &["a condition"],
        &[
            ("is", &["equals", "eq", "value", "values", "one_of"]),
            ("present", &["exists", "exist", "is_present"]),
            ("starts_with", &["prefix", "begins_with"]),
            ("ends_with", &["suffix"]),
            ("not", &["ne", "not_equal", "is_not", "isnt"]),
        ],
    ),
];

/// The keys that take a list, even of one element.
pub(super) const LISTS: &[&str] =
    &["aliases", "causes", "notes", "require", "allow", "names", "no_code", "values", "codes"];

impl ValueForm {
    /// Returns `true` for a value of this form.
    pub(super) fn fits(self, value: &DeValue<'_>) -> bool {
        match value {
            DeValue::String(text) if is_location(text) => matches!(self, Location),
            DeValue::String(_) => matches!(self, Code | Text),
            DeValue::Integer(_) => matches!(self, Code | Number),
            DeValue::Float(_) => matches!(self, Number),
            DeValue::Boolean(_) => matches!(self, Flag),
            DeValue::Datetime(_) => false,
            DeValue::Array(array) => match self {
                Location => array.iter().next().is_some_and(|first| Location.fits(first.get_ref())),
                _ => matches!(self, List),
            },
            DeValue::Table(table) => match self {
                Location => ["at", "join"].iter().any(|key| table.contains_key(*key)),
                _ => matches!(self, Table),
            },
        }
    }
}

fn is_location(text: &str) -> bool {
    text.starts_with('/') || text.get(..7).is_some_and(|start| start.eq_ignore_ascii_case("header:"))
}
