//! Large published code tables, converted to errspec tables.
//!
//! Each has its own syntax for a placeholder in a message; an errspec table has only `{name}`.

use std::collections::HashSet;
use std::fmt::Write as _;

use serde_json::Value as Json;

/// A published table as an errspec table.
#[derive(Debug)]
pub struct Published {
    /// The text of the table.
    pub table: String,
    /// The name of every entry, with a body that must be decoded to it.
    pub responses: Vec<(String, String)>,
}

/// Converts the records of a published table.
#[must_use]
pub fn convert(name: &str, records: &[Json]) -> Published {
    let mut table = format!("[table]\nformat = 1\nname = {}\n", quoted(&name.replace('_', "-")));
    table.push_str("unknown = \"NotInTheTable\"\n[envelope]\ncode = \"/code\"\nmessage = \"/message\"\n");
    let (mut names, mut codes, mut responses) = (HashSet::new(), HashSet::new(), Vec::new());
    for record in records {
        let Some(code) = record.get("code").filter(|code| !code.is_null()) else { continue };
        let text = |key: &str| record.get(key).and_then(Json::as_str).unwrap_or_default();
        let from = if text("name").is_empty() { code.to_string() } else { text("name").to_owned() };
        let name = entry_name(&from);
        let key = code.as_str().map_or_else(|| code.to_string(), str::to_owned);
        if key.is_empty() || !codes.insert(key) || !names.insert(name.replace('_', "")) {
            continue;
        }
        let (template, sample) = template(text("message"));
        // Writing to a string cannot fail.
        let _ = writeln!(table, "[errors.{name}]\ncode = {code}");
        if !template.is_empty() {
            let _ = writeln!(table, "message = {}", quoted(&template));
        }
        if record.get("retriable") == Some(&Json::Bool(true)) {
            table.push_str("retry = \"after\"\n");
        }
        responses.push((name, format!("{{\"code\": {code}, \"message\": {}}}", quoted(&sample))));
    }
    Published { table, responses }
}

/// Returns a string literal that is valid in TOML and in JSON.
fn quoted(text: &str) -> String {
    Json::from(text).to_string().replace('\u{7f}', "\\u007f")
}

/// Converts a name such as `JSClusterNoPeersErr` or `BR:Backup:ErrNoLeader` to `SCREAMING_SNAKE_CASE`.
fn entry_name(from: &str) -> String {
    let mut name = String::new();
    let mut before = '_';
    for character in from.chars() {
        if !character.is_ascii_alphanumeric() {
            if !name.is_empty() && !name.ends_with('_') {
                name.push('_');
            }
        } else {
            if character.is_ascii_uppercase() && before.is_ascii_lowercase() && !name.ends_with('_') {
                name.push('_');
            }
            name.push(character.to_ascii_uppercase());
        }
        before = character;
    }
    let name = name.trim_end_matches('_');
    if name.starts_with(|first: char| first.is_ascii_digit()) { format!("E{name}") } else { name.to_owned() }
}

/// Returns a message with `{p1}`, `{p2}` as placeholders, and the message with a value in each.
fn template(message: &str) -> (String, String) {
    let (mut template, mut sample) = (String::new(), String::new());
    let mut rest = message;
    let mut count = 0;
    while let Some(first) = rest.chars().next() {
        if let Some(length) = placeholder(rest) {
            // Two adjacent placeholders become one, because nothing separates their values.
            if !template.ends_with('}') || template.ends_with("}}") {
                count += 1;
                let _ = write!(template, "{{p{count}}}");
                sample.push_str("some value");
            }
            rest = rest.get(length..).unwrap_or_default();
            continue;
        }
        match first {
            '{' => template.push_str("{{"),
            '}' => template.push_str("}}"),
            other => template.push(other),
        }
        sample.push(first);
        rest = rest.get(first.len_utf8()..).unwrap_or_default();
    }
    (template, sample)
}

/// Returns the length of the placeholder at the beginning of a text: `<name>`, `{name}`, `%1`, `%s`, `%-.192s`.
fn placeholder(text: &str) -> Option<usize> {
    let word = |text: &str| text.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_').count();
    for (open, close) in [('<', '>'), ('{', '}')] {
        if let Some(inside) = text.strip_prefix(open) {
            let length = word(inside);
            return (length > 0 && inside.get(length..)?.starts_with(close)).then_some(length + 2);
        }
    }
    let inside = text.strip_prefix('%')?;
    let flags = inside.bytes().take_while(|byte| matches!(byte, b'-' | b'.' | b'#' | b'+' | b'0'..=b'9')).count();
    match inside.as_bytes().get(flags) {
        Some(b's' | b'd' | b'v' | b'q' | b'f' | b'x' | b'c' | b'X') => Some(flags + 2),
        _ if flags > 0 => Some(flags + 1),
        _ => None,
    }
}
