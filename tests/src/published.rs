//! Large published code tables, converted to errspec tables.
//!
//! Each has its own syntax for a placeholder in a message; an errspec table has only `{name}`.

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

use serde_json::Value as Json;

/// A published table as an errspec table.
#[derive(Debug)]
pub struct Published {
    /// The text of the table.
    pub table: String,
    /// The entries, each with a response that must be decoded to it.
    pub responses: Vec<Response>,
    /// The names of records that have the code of an entry before them. The entry has them as a note.
    pub folded: Vec<String>,
}

/// A response that is made of a record.
#[derive(Debug)]
pub struct Response {
    /// The name of the entry.
    pub entry: String,
    /// The status.
    pub status: u16,
    /// The body.
    pub body: String,
}

/// Records that share the messages of one registry: a file for these, and a table for each other registry that extends it.
#[derive(Debug)]
pub struct Services {
    /// The file that the tables extend, which has no name.
    pub shared: Published,
    /// The table of each registry, by its name.
    pub tables: Vec<(String, Published)>,
}

/// The layout of an error in the tables.
const ENVELOPE: &str = "[envelope]\ncode = \"/code\"\nmessage = \"/message\"\n";

/// Converts the records of a published table. Each becomes an entry, or is listed as folded.
#[must_use]
pub fn convert(name: &str, records: &[Json]) -> Published {
    let name = quoted(&name.replace('_', "-"));
    let head = format!("[table]\nformat = 1\nname = {name}\nunknown = \"NotInTheTable\"\n{ENVELOPE}");
    written(head, &entries(records.iter()))
}

/// Converts the records of several registries, of which all services have the messages of the one that is called `shared`.
#[must_use]
pub fn convert_services(shared: &str, records: &[Json]) -> Services {
    let all = entries(records.iter());
    let mut registries: Vec<&str> = all.iter().map(Entry::registry).collect();
    registries.sort_unstable();
    registries.dedup();
    let of = |registry: &str| all.iter().filter(|entry| entry.registry() == registry).cloned().collect::<Vec<_>>();
    let table = |registry: &&str| {
        let (file, name) = (quoted(&format!("{}.toml", shared.to_lowercase())), quoted(&registry.to_lowercase()));
        let head = format!("[table]\nformat = 1\nname = {name}\nextends = {file}\n");
        ((*registry).to_owned(), written(head, &of(registry)))
    };
    Services {
        shared: written(format!("[table]\nformat = 1\nunknown = \"NotInTheTable\"\n{ENVELOPE}"), &of(shared)),
        tables: registries.iter().filter(|registry| **registry != shared).map(table).collect(),
    }
}

/// A record that becomes an entry, and the records with the same code.
#[derive(Debug, Clone)]
struct Entry<'r> {
    name: String,
    record: &'r Json,
    same_code: Vec<&'r Json>,
}

impl<'r> Entry<'r> {
    fn code(&self) -> Option<&'r Json> {
        self.record.get("code").filter(|code| !code.is_null() && *code != "")
    }

    fn registry(&self) -> &'r str {
        text(self.record, "registry")
    }

    /// Returns the statuses of errors that the record has.
    fn statuses(&self) -> Vec<u64> {
        let listed = self.record.get("statuses").and_then(Json::as_array).into_iter().flatten();
        let mut statuses: Vec<u64> = listed.chain(self.record.get("status")).filter_map(Json::as_u64).collect();
        statuses.retain(|status| (400..600).contains(status));
        statuses.dedup();
        statuses
    }
}

fn text<'r>(record: &'r Json, key: &str) -> &'r str {
    record.get(key).and_then(Json::as_str).unwrap_or_default()
}

/// Returns the name of a record, or else its code.
fn name_of(record: &Json) -> String {
    let code = record.get("code").map(Json::to_string).unwrap_or_default();
    if text(record, "name").is_empty() { code } else { text(record, "name").to_owned() }
}

/// Returns the entries: one for each code, with a name of its own.
fn entries<'r>(records: impl Iterator<Item = &'r Json>) -> Vec<Entry<'r>> {
    let (mut entries, mut names, mut places) = (Vec::<Entry<'r>>::new(), HashSet::new(), HashMap::new());
    for record in records {
        let code = record.get("code").map(Json::to_string).unwrap_or_default();
        if let Some(entry) = places.get(&code).and_then(|place: &usize| entries.get_mut(*place)) {
            entry.same_code.push(record);
            continue;
        }
        // Another registry may use the name, or a name may differ from another one in its case alone.
        let (own, registry) = (entry_name(&name_of(record)), entry_name(text(record, "registry")));
        let candidates = [own.clone(), format!("{own}_{registry}"), format!("{own}_{}", entry_name(&code))];
        let is_free = |name: &&String| !names.contains(&name.replace('_', ""));
        let name = candidates.iter().find(is_free).cloned().unwrap_or(own);
        names.insert(name.replace('_', ""));
        places.insert(code, entries.len());
        entries.push(Entry { name, record, same_code: Vec::new() });
    }
    entries
}

/// Returns a table with a head and entries.
fn written(head: String, entries: &[Entry<'_>]) -> Published {
    let mut published = Published { table: head, responses: Vec::new(), folded: Vec::new() };
    for entry in entries {
        let (template, sample) = template(text(entry.record, "message"));
        write_entry(&mut published.table, entry, &template);
        let sample = quoted(&sample);
        let body = match entry.code() {
            Some(code) => format!("{{\"code\": {code}, \"message\": {sample}}}"),
            None => format!("{{\"message\": {sample}}}"),
        };
        let status = entry.statuses().first().and_then(|status| u16::try_from(*status).ok()).unwrap_or(400);
        published.responses.push(Response { entry: entry.name.clone(), status, body });
        published.folded.extend(entry.same_code.iter().map(|record| name_of(record)));
    }
    published
}

/// Writes what a record says about its error. Writing to a string cannot fail.
fn write_entry(table: &mut String, entry: &Entry<'_>, template: &str) {
    let _ = writeln!(table, "[errors.{}]", entry.name);
    if let Some(code) = entry.code() {
        let _ = writeln!(table, "code = {code}");
    }
    let statuses = entry.statuses();
    if !statuses.is_empty() {
        let _ = writeln!(table, "status = {statuses:?}");
    }
    for (key, value) in [
        ("message", template),
        ("summary", text(entry.record, "description")),
        ("summary", text(entry.record, "explanation")),
        ("action", text(entry.record, "resolution")),
    ] {
        if !value.trim().is_empty() {
            let _ = writeln!(table, "{key} = {}", quoted(value));
        }
    }
    let notes: Vec<String> =
        entry.same_code.iter().map(|record| quoted(&format!("Also {}.", name_of(record)))).collect();
    if !notes.is_empty() {
        let _ = writeln!(table, "notes = [{}]", notes.join(", "));
    }
    if entry.record.get("retriable") == Some(&Json::Bool(true)) {
        table.push_str("retry = \"after\"\n");
    }
    if entry.record.get("deprecated") == Some(&Json::Bool(true)) {
        table.push_str("deprecated = true\n");
    }
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
