//! The tables in which a misplaced key belongs, and the words that people write for keys.

use toml::de::DeValue;

use crate::format::{FormatKey, Section, TextKind, ValueForm};

/// A section to which a key may be moved.
pub(super) struct Home {
    pub(super) section: Section,
    /// The section as messages name it.
    pub(super) name: &'static str,
    /// The key of the section at the top level, if there is one such section.
    pub(super) header: Option<&'static str>,
}

const fn home(section: Section, name: &'static str, header: Option<&'static str>) -> Home {
    Home { section, name, header }
}

/// The sections to which a key may be moved. Where a key fits several, the first is meant.
pub(super) const HOMES: &[Home] = &[
    home(Section::Header, "`[table]`", Some("table")),
    home(Section::Envelope, "`[envelope]`", Some("envelope")),
    home(Section::Entry, "an entry, `[errors.NAME]`", None),
    home(Section::Field, "a field, `fields.NAME = { … }`", None),
    home(Section::Example, "an example, `[[errors.NAME.examples]]`", None),
    home(Section::Reserved, "`[reserved]`", Some("reserved")),
];

/// Sections, and words that people write for their keys.
pub(super) type Words = (&'static [Section], &'static [(&'static str, &'static [&'static str])]);

pub(super) const WORDS: &[Words] = &[
    (
        &[Section::File],
        &[
            ("table", &["meta", "api", "info", "header", "config", "package", "general", "spec", "about"]),
            ("envelope", &["response", "layout", "wire", "locations", "body", "format"]),
            ("errors", &["entries", "entry", "variants", "codes", "error_codes", "catalog", "responses", "exceptions"]),
            ("detail", &["sub_error", "sub_errors", "details"]),
        ],
    ),
    (
        &[Section::Header],
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
        &[Section::Envelope],
        &[
            ("body", &["kind", "type", "content", "format", "body_format", "body_type"]),
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
        &[Section::Entry, Section::Case],
        &[
            ("summary", &["description", "title", "desc", "doc", "about"]),
            ("docs", &["url", "link", "documentation", "docs_url", "doc_url", "help_url", "more_info", "reference"]),
            ("causes", &["cause", "reason", "reasons", "why"]),
            ("action", &["fix", "solution", "remedy", "hint", "help", "resolution", "actions", "todo"]),
            ("notes", &["note", "remark", "remarks", "comment", "comments"]),
            ("aliases", &["alias", "other_codes", "alt_codes", "old_codes", "also"]),
            (
                "message",
                &["msg", "text", "template", "wording", "wordings", "messages", "detail", "pattern", "msgid", "error"],
            ),
            ("status", &["http", "http_code", "http_status", "statuses", "status_code", "http_status_code"]),
            ("code", &["error_code", "number", "errno"]),
            ("retry_after", &["delay", "wait", "retry_in", "retry_delay"]),
            ("retry", &["retryable", "retriable", "is_retryable", "retries"]),
            (
                "grpc",
                &["grpc_code", "grpc_status", "rpc_status", "rpc_code", "canonical_code", "google_rpc", "status_name"],
            ),
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
        &[Section::Field, Section::Source],
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
    (&[Section::Success], &[("codes", &["code"]), ("when", &["condition", "if", "match"]), ("examples", &["example"])]),
    (&[Section::Reserved], &[("names", &["name", "variants", "entries", "errors"]), ("codes", &["code"])]),
    (
        &[Section::Example],
        &[
            ("body", &["response", "content", "json", "text"]),
            ("headers", &["header"]),
            ("status", &["code", "status_code", "http_status"]),
        ],
    ),
    (
        &[Section::Condition],
        &[
            ("is", &["equals", "eq", "value", "values", "one_of"]),
            ("present", &["exists", "exist", "is_present"]),
            ("starts_with", &["prefix", "begins_with"]),
            ("ends_with", &["suffix"]),
            ("not", &["ne", "not_equal", "is_not", "isnt"]),
        ],
    ),
];

/// Words that may also mean something that no key is for.
pub(super) const VAGUE_WORDS: &[&str] = &[
    "text",
    "detail",
    "pattern",
    "template",
    "reason",
    "number",
    "test",
    "tests",
    "version",
    "field",
    "also",
    "todo",
    "in",
    "key",
    "from",
    "code",
    "value",
    "json",
    "content",
    "match",
    "error",
    "reference",
];

/// Returns `true` for a key that takes a list, even of one element.
pub(super) fn is_list(key: &FormatKey) -> bool {
    matches!(key.forms, [ValueForm::List(..)])
}

/// Returns `true` for a key whose value is a location, or several.
pub(super) fn takes_locations(key: &FormatKey) -> bool {
    key.forms.iter().any(|form| matches!(form, ValueForm::Text(TextKind::Location)))
}

/// Returns `true` for a value that looks like one of these forms. Of a list, the first element counts.
pub(super) fn fits(forms: &[ValueForm], value: &DeValue<'_>) -> bool {
    forms.iter().any(|form| match (form, value) {
        (ValueForm::Text(TextKind::Location), DeValue::String(text)) => is_location(text),
        (ValueForm::Text(_) | ValueForm::Word(_), DeValue::String(text)) => !is_location(text),
        (ValueForm::Integer(..) | ValueForm::Number, DeValue::Integer(_))
        | (ValueForm::Number, DeValue::Float(_))
        | (ValueForm::Boolean, DeValue::Boolean(_)) => true,
        (ValueForm::List(of, _), DeValue::Array(array)) => {
            array.iter().next().is_none_or(|first| fits(of, first.get_ref()))
        }
        (ValueForm::Table(Section::Source), DeValue::Table(table)) => {
            ["at", "join"].iter().any(|key| table.contains_key(*key))
        }
        (ValueForm::Table(_) | ValueForm::Map(..), DeValue::Table(_)) => true,
        _ => false,
    })
}

fn is_location(text: &str) -> bool {
    text.starts_with('/') || text.get(..7).is_some_and(|start| start.eq_ignore_ascii_case("header:"))
}
