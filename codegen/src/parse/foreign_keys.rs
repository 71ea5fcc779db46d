//! Keys of other formats, which are no other words for those of a table: what is written instead.

use toml::de::DeValue;

use super::node::TomlNode;
use crate::diagnostics::{Diagnostic, Diagnostics, Edit, Suggestion};
use crate::format::{Section, TYPES};
use crate::rules;
use crate::source::{At, Span};
use crate::suggest;
use crate::toml_text::{member, quoted};

/// Describes a key that other formats have. `free` are the keys that the section could have.
pub(super) fn foreign_key(
    key: &At<String>,
    value: TomlNode<'_>,
    (section, free): (Section, &[&str]),
    sink: &Diagnostics<'_>,
) -> Option<Diagnostic> {
    let is_entry = matches!(section, Section::Entry | Section::Case);
    let text = value.value.as_str();
    if let Some(("message", language)) = key.value.rsplit_once(['_', '-', '.']).filter(|_| is_entry)
        && language.len() == 2
    {
        let help = "a text in another language is a wording: `message = [\"…\", \"…\"]`, all of which are read, and the first is written";
        return Some(unknown(key, section).help(help));
    }
    match (key.value.as_str(), text) {
        ("type", Some(text)) if is_entry => Some(type_of_entry(key, text, free.contains(&"code"))),
        ("$ref", _) => {
            let help = "TOML has no references: write the keys here; parts that several tables share are in a file that each of them `extends`";
            Some(unknown(key, section).help(help))
        }
        ("format", Some(text)) if section == Section::Field => {
            Some(format_of_field(key, (text, value.span), free.contains(&"type"), sink))
        }
        _ => of_others(&key.value, section).map(|help| unknown(key, section).help(help)),
    }
}

/// Keys of other formats, by the section in which they are written, and what a table has for them.
const OTHERS: &[(Section, &[&str], &str)] = &[
    (
        Section::File,
        &["openapi", "swagger", "asyncapi", "paths", "components", "definitions", "$schema"],
        "a table is no document of OpenAPI or JSON Schema: remove it; `format = 1` of `[table]` is the version of the format",
    ),
    (
        Section::Header,
        &["rename_all", "rename_all_fields"],
        "remove it: a location says how a value is called in the response, such as `at = \"/maxItems\"`, and the field is in snake_case",
    ),
    (
        Section::Envelope,
        &["tag", "discriminator", "untagged"],
        "what tells a layout from others is a condition: `when = { \"/type\" = \"error\" }`",
    ),
    (
        Section::Field,
        &["rename", "alias", "serialize", "deserialize"],
        "the location says how the value is called in the response: `at = \"/…\"`, or a list of them",
    ),
    (
        Section::Field,
        &["skip_serializing_if", "skip", "flatten", "omitempty", "allowEmptyValue"],
        "remove it: a value that is absent is not written, and `not_empty = true` makes an empty text an absent one",
    ),
    (
        Section::Field,
        &[
            "maxLength",
            "minLength",
            "max_length",
            "min_length",
            "minimum",
            "maximum",
            "min",
            "max",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "multipleOf",
            "minItems",
            "maxItems",
            "length",
        ],
        "remove it, or say it in the `description`: a value of any size is read; a text is restricted by its `chars` or `values` alone",
    ),
    (
        Section::Entry,
        &["content", "schema", "headers", "response"],
        "what an error looks like in a response is said once, in `[envelope]`; a recorded response is an example, `[[errors.NAME.examples]]` with `status` and `body`",
    ),
];

/// Returns what a table has for a key of another format.
fn of_others(key: &str, section: Section) -> Option<&'static str> {
    let section = if section == Section::Case { Section::Entry } else { section };
    if key.starts_with("x-") && section != Section::File {
        return Some("a table has no extensions: write a comment, or `notes` for the readers of the documentation");
    }
    OTHERS.iter().find(|(own, keys, _)| *own == section && keys.contains(&key)).map(|(.., help)| *help)
}

fn unknown(key: &At<String>, section: Section) -> Diagnostic {
    let title = format!("unknown key `{}` in {}", key.value, section.name());
    Diagnostic::new(&rules::UNKNOWN_KEY, key.span, title)
}

/// Describes the `type` of a problem, or of an error of an API.
fn type_of_entry(key: &At<String>, text: &str, may_have_code: bool) -> Diagnostic {
    let diagnostic = Diagnostic::new(&rules::MISPLACED_KEY, key.span, "`type` is not a key of an entry");
    let is_uri = text.contains("://") || text.starts_with("urn:");
    let text = quoted(text);
    let condition = format!("if it only tells errors apart, `when = {{ \"/type\" = {text} }}`");
    let help = match (may_have_code, is_uri) {
        (true, true) => {
            format!(
                "the `type` of a problem (RFC 9457) is its code: `code = {text}`, with `code = \"/type\"` in `[envelope]`; {condition}"
            )
        }
        (true, false) => format!("if it is the code of the response, write `code = {text}`; {condition}"),
        (false, _) => format!(
            "if the response has it beside the code, write `when = {{ \"/type\" = {text} }}`; if it is another spelling of the code, `aliases = [{text}]`"
        ),
    };
    let diagnostic = diagnostic.label("an entry has no type of its own");
    match may_have_code && !is_uri {
        true => {
            let edits = vec![Edit::replace(key.span, "code")];
            diagnostic.suggest(Suggestion::new(help, edits).maybe_incorrect().without_lines())
        }
        false => diagnostic.help(help),
    }
}

/// Describes the `format` of a JSON Schema, which is a type here, or nothing.
fn format_of_field(
    key: &At<String>,
    (text, value): (&str, Span),
    may_have_type: bool,
    sink: &Diagnostics<'_>,
) -> Diagnostic {
    let types: Vec<&str> = TYPES.iter().map(|(name, _)| *name).collect();
    let diagnostic = unknown(key, Section::Field);
    match suggest::meant(text, &types) {
        Some(ty) if ty != "string" => {
            let edits = vec![Edit::replace(key.span, "type"), Edit::replace(value, quoted(ty))];
            let help = format!("write `type = {}`", quoted(ty));
            match may_have_type {
                true => diagnostic.suggest(Suggestion::new(help, edits).without_lines()),
                false => diagnostic.help(format!("{help}, and remove `format`")),
            }
        }
        _ => {
            let help = "remove it: a text is restricted by its `chars` or `values` alone";
            let edits = vec![Edit::remove(member(sink.text(), key.span, value))];
            diagnostic.suggest(Suggestion::new(help, edits).maybe_incorrect().without_lines())
        }
    }
}

/// Describes a key of an entry that no other is similar to. A location makes it a field.
pub(super) fn value_of_entry(
    key: &At<String>,
    value: TomlNode<'_>,
    section: Section,
    known: &[&str],
) -> Option<Diagnostic> {
    let is_entry = matches!(section, Section::Entry | Section::Case);
    let is_source = match value.value {
        DeValue::String(text) => text.starts_with('/') || text.starts_with("header:"),
        DeValue::Table(table) => ["at", "join"].iter().any(|key| table.contains_key(*key)),
        _ => false,
    };
    let is_name = !key.value.is_empty() && key.value.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    let name = &key.value;
    match (value.value, is_source) {
        _ if !is_entry || !is_name => None,
        (_, true) => {
            let edits = vec![Edit::insert(key.span.start, "fields.")];
            let suggestion = Suggestion::new(format!("a value of the response is a field: `fields.{name} = …`"), edits);
            Some(unknown(key, section).suggest(suggestion.without_lines()))
        }
        (DeValue::Table(_) | DeValue::Array(_), _) => None,
        _ => {
            let help = format!(
                "a value of the response is a field, `fields.{name} = \"/…\"`, and one that tells errors apart a condition, \
                 `when = {{ \"/…/{name}\" = … }}`; remarks are `notes`"
            );
            let known = format!("known keys: {}", suggest::list(known));
            Some(unknown(key, section).note(known).help(help))
        }
    }
}
