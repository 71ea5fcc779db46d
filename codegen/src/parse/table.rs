//! The root and the sections of a table.

use toml::de::DeTable;

use super::expected::Expected;
use super::json_schema::fields_of;
use super::keys::{Keys, Misplaced, in_order};
use super::node::{Origin, TomlNode};
use super::{entry, envelope, field, forms, mistakes, syntax};
use crate::ast::{AstEntry, AstEnvelope, AstField, AstHeader, AstReserved, AstSuccess, AstTable, Given};
use crate::diagnostics::{Checked, Diagnostic, Diagnostics, Edit, Suggestion};
use crate::format::Section;
use crate::rules;
use crate::source::{At, Span};
use crate::suggest;
use crate::toml_text;

/// Parses the text of a table.
pub(crate) fn parse_table(text: &str, sink: &mut Diagnostics<'_>) -> AstTable {
    parse_file(text, 0, FileRole::Table, sink)
}

/// Parses the text of a file that a table extends, which begins at `start` of the source. It may lack a name and envelopes.
pub(crate) fn parse_extended(text: &str, start: usize, sink: &mut Diagnostics<'_>) -> AstTable {
    parse_file(text, start, FileRole::Extended, sink)
}

/// Returns `true` for the text of a file without a name, which can only be extended.
pub(crate) fn has_no_name(text: &str) -> bool {
    let (root, _) = DeTable::parse_recoverable(text);
    let header = root.get_ref().get("table").and_then(|table| table.get_ref().as_table());
    header.is_none_or(|header| !header.contains_key("name"))
}

/// The role of a file.
#[derive(Clone, Copy, PartialEq, Eq)]
enum FileRole {
    Table,
    Extended,
}

fn parse_file(text: &str, start: usize, role: FileRole, sink: &mut Diagnostics<'_>) -> AstTable {
    if let Ok(root) = DeTable::parse(text) {
        return read_root(root.get_ref(), (text, start), role, Ok(()), sink);
    }
    let mistakes = mistakes::find_mistakes(text);
    let complete = syntax::report_syntax(text, start, &mistakes, sink);
    let (root, _) = DeTable::parse_recoverable(mistakes.text());
    read_root(&mistakes.relocated(root.into_inner()), (text, start), role, complete, sink)
}

/// Reads the sections of a file whose text begins at `start` of the source.
fn read_root(
    root: &DeTable<'_>,
    (text, start): (&str, usize),
    role: FileRole,
    complete: Checked<()>,
    sink: &mut Diagnostics<'_>,
) -> AstTable {
    let span = syntax::first_line(text).shift(start);
    let keys = Keys::new(root, span, Section::File, Origin::File(start));
    let keys = match keys.get("table") {
        Some(_) => keys.only_known(&[], sink),
        // What is above the first header belongs to `[table]`.
        None => keys.only(&[Section::File.key_names(), Section::Header.key_names()].concat(), &[], sink),
    };
    let header_keys = header_keys(&keys, role, sink);
    // A key that is elsewhere is not missing where it belongs.
    let complete = complete.and(keys.sound()).and(header_keys.sound());
    let header = read_header(&header_keys, role, sink);
    let envelopes = match role {
        FileRole::Table if matches!(header.extends, Ok(None)) => read_envelopes(&keys, sink),
        _ => read_optional_envelopes(&keys, sink),
    };
    read_sections(&keys, header, envelopes, complete, sink)
}

/// Parses the text of a preset as if it stood at `origin`. It has the sections of a table, but no header.
pub(crate) fn parse_preset(text: &str, origin: Span, sink: &mut Diagnostics<'_>) -> Option<AstTable> {
    let root = DeTable::parse(text).ok()?;
    let keys = Keys::new(root.get_ref(), origin, Section::File, Origin::Preset(origin)).only_known(&[], sink);
    let header = read_optional_keys(&Keys::absent(origin, Section::Header), (Ok(None), Ok(None)), sink);
    let envelopes = read_envelopes(&keys, sink);
    Some(read_sections(&keys, header, envelopes, Ok(()), sink))
}

fn read_sections(
    keys: &Keys<'_>,
    header: AstHeader,
    envelopes: Checked<Vec<AstEnvelope>>,
    complete: Checked<()>,
    sink: &mut Diagnostics<'_>,
) -> AstTable {
    AstTable {
        span: keys.span,
        complete,
        header,
        envelopes,
        fields: read_fields(keys, "fields", sink).unwrap_or_default(),
        detail: read_fields(keys, "detail", sink),
        success: read_success(&section(keys, "success", Section::Success, sink).only_known(&[], sink), sink),
        reserved: read_reserved(&section(keys, "reserved", Section::Reserved, sink).only_known(&[], sink), sink),
        entries: read_entries(keys, sink),
    }
}

/// Returns the keys of a table at the top level. A table that is absent has none.
fn section<'a>(keys: &Keys<'a>, key: &str, section: Section, sink: &mut Diagnostics<'_>) -> Keys<'a> {
    match keys.get(key) {
        Some((key, node)) => Keys::of(node, key.span, section, sink),
        None => Keys::absent(keys.span, section),
    }
}

/// Returns the keys of `[table]`, which must be present.
fn header_keys<'a>(keys: &Keys<'a>, role: FileRole, sink: &mut Diagnostics<'_>) -> Keys<'a> {
    if keys.get("table").is_some() {
        return section(keys, "table", Section::Header, sink).only_known(SWALLOWED, sink);
    }
    let first = keys.placed_names().into_iter().find(|key| Section::Header.key(&key.value).is_some());
    let span = first.as_ref().map_or(keys.span, |key| key.span);
    let missing = Diagnostic::new(&rules::MISSING_KEY, span, "the file has no `[table]`").label("`[table]` is missing");
    let missing = match (first, role) {
        (Some(_), _) => {
            let header = Suggestion::new("write `[table]` above", vec![Edit::insert(span.start, "[table]\n")]);
            missing.suggest(header.without_lines())
        }
        (None, FileRole::Table) => missing.help("begin with `[table]`, `format = 1` and a `name`"),
        (None, FileRole::Extended) => missing.help("begin with `[table]` and `format = 1`"),
    };
    Keys::unreadable(keys.span, Section::Header, keys.report_missing("table", missing, sink))
}

macro_rules! sections {
    ($($key:literal),*) => {
        &[$(Misplaced {
            key: $key,
            rule: &rules::MISPLACED_KEY,
            title: concat!("`", $key, "` is not a key of `[table]`"),
            help: concat!("it is below `[table]`: move it above `[table]`, or write `[", $key, "]`"),
        }),*]
    };
}

/// The keys of the top level, which belong to `[table]` when they are written below it as dotted keys.
const SWALLOWED: &[Misplaced] = sections!["envelope", "errors", "fields", "detail", "success", "reserved"];

fn read_header(keys: &Keys<'_>, role: FileRole, sink: &mut Diagnostics<'_>) -> AstHeader {
    let format = keys.read_required("format", sink, TomlNode::integer);
    let name = match role {
        FileRole::Table => keys.read_required("name", sink, TomlNode::string),
        FileRole::Extended => keys.read("name", sink, TomlNode::string),
    };
    read_optional_keys(keys, (format, name), sink)
}

fn read_optional_keys(
    keys: &Keys<'_>,
    (format, name): (Given<At<i64>>, Given<At<String>>),
    sink: &mut Diagnostics<'_>,
) -> AstHeader {
    AstHeader {
        format,
        name,
        title: keys.read("title", sink, TomlNode::string),
        description: keys.read("description", sink, TomlNode::string),
        docs: keys.read("docs", sink, TomlNode::string),
        domain: keys.read("domain", sink, |node, sink| Ok(node.at(node.one_or_many(sink, TomlNode::string)?))),
        codes: keys.read("codes", sink, |node, sink| Ok(node.at(node.one_or_many(sink, TomlNode::string)?))),
        require: keys.read("require", sink, TomlNode::strings),
        allow: keys.read("allow", sink, TomlNode::strings),
        unknown: keys.read("unknown", sink, TomlNode::string),
        extends: keys.read("extends", sink, |node, sink| node.one_or_many(sink, TomlNode::string)),
        ignore_case: keys.read("ignore_case", sink, TomlNode::boolean),
    }
}

fn read_envelopes(keys: &Keys<'_>, sink: &mut Diagnostics<'_>) -> Checked<Vec<AstEnvelope>> {
    if keys.get("envelope").is_none() {
        return Err(keys.report_missing("envelope", no_envelope(keys.span), sink));
    }
    read_optional_envelopes(keys, sink)
}

/// Returns the error of a table without envelopes.
pub(crate) fn no_envelope(span: Span) -> Diagnostic {
    Diagnostic::new(&rules::MISSING_KEY, span, "the table has no `[envelope]`")
        .label("`[envelope]` is missing")
        .help("add the locations of code and message: `[envelope]` with `code = \"/…\"`")
}

fn read_optional_envelopes(keys: &Keys<'_>, sink: &mut Diagnostics<'_>) -> Checked<Vec<AstEnvelope>> {
    let Some((key, node)) = keys.get("envelope") else {
        // A misspelled key may stand for it.
        return keys.sound().map(|()| Vec::new());
    };
    let list = match node.elements() {
        Some(elements) => {
            elements.map(|element| envelope::read_envelope(element, element.span, sink)).collect::<Vec<_>>()
        }
        None => vec![envelope::read_envelope(node, key.span, sink)],
    };
    match list.is_empty() {
        false => Ok(list),
        true => Err(sink.report(
            Diagnostic::new(&rules::EMPTY_ENVELOPE, node.span, "the table has no envelope")
                .help("write `[envelope]` with `code = \"/…\"`"),
        )),
    }
}

fn read_fields(keys: &Keys<'_>, name: &str, sink: &mut Diagnostics<'_>) -> Option<Vec<AstField>> {
    let (_, node) = keys.get(name)?;
    const FIELDS: Expected = Expected::Other("a table of fields");
    if let Some(header) = forms::header_brackets(node, sink).filter(|_| !node.is_table()) {
        node.wrong_form(FIELDS, Some(header), sink);
        return None;
    }
    node.table(FIELDS, sink).ok()?;
    let fields = fields_of(name, node, sink)?;
    Some(fields.into_iter().map(|(name, node)| field::read_field(name, node, sink)).collect())
}

fn read_success(keys: &Keys<'_>, sink: &mut Diagnostics<'_>) -> AstSuccess {
    AstSuccess {
        codes: keys.read("codes", sink, TomlNode::codes),
        when: keys.read("when", sink, envelope::read_conditions),
        examples: entry::read_examples(keys, sink),
    }
}

fn read_reserved(keys: &Keys<'_>, sink: &mut Diagnostics<'_>) -> AstReserved {
    AstReserved { names: keys.read("names", sink, TomlNode::strings), codes: keys.read("codes", sink, TomlNode::codes) }
}

fn read_entries(keys: &Keys<'_>, sink: &mut Diagnostics<'_>) -> Vec<AstEntry> {
    let Some((_, node)) = keys.get("errors") else { return Vec::new() };
    let Ok(table) = node.table(Expected::Other("a table of entries"), sink) else { return Vec::new() };
    let items = entry::named(in_order(table, node.origin), &["errors"], sink);
    let mut entries: Vec<AstEntry> =
        items.into_iter().map(|(name, node)| entry::read_entry(name, node, sink)).collect();
    let wholes: Vec<String> =
        entries.iter().filter(|entry| !is_part_alone(entry)).map(|entry| entry.name.value.clone()).collect();
    let parts: Vec<usize> = (0..entries.len()).filter(|index| entries.get(*index).is_some_and(is_part_alone)).collect();
    for index in parts.into_iter().take(MOST_PARENTS) {
        let Some(diagnostic) = entries.get(index).and_then(|entry| misspelt_parent(entry, &wholes, sink)) else {
            continue;
        };
        let rejected = sink.report(diagnostic);
        if let Some(entry) = entries.get_mut(index) {
            entry.sound = Err(rejected);
            entry.cases.clear();
            entry.examples = Err(rejected);
        }
    }
    entries
}

/// The most entries without more than parts whose names are compared with those of all others.
const MOST_PARENTS: usize = 40;

/// Returns `true` for an entry with nothing but parts that do not identify it.
fn is_part_alone(entry: &AstEntry) -> bool {
    const PARTS: &[&str] = &["cases", "examples", "fields"];
    !entry.keys.is_empty() && entry.keys.iter().all(|key| PARTS.contains(&key.as_str()))
}

/// Describes an entry with nothing but parts that another entry, with a similar name, lacks.
fn misspelt_parent(entry: &AstEntry, wholes: &[String], sink: &Diagnostics<'_>) -> Option<Diagnostic> {
    entry.sound.ok()?;
    let name = &entry.name;
    let similar = suggest::nearest(&name.value, wholes.iter().map(String::as_str))?;
    let file = sink.source().file_span(name.span.start);
    let path = ["errors", name.value.as_str()];
    let headers = toml_text::headers(sink.source(), file, &path);
    let edits: Vec<Edit> = headers.map(|header| Edit::replace(header.part, similar)).collect();
    let title = format!("no response can be identified as `{}`", name.value);
    let diagnostic = Diagnostic::new(&rules::NOTHING_TO_TELL, name.span, title)
        .label("has neither `code`, `status`, `message` nor `when`");
    let message = format!("did you mean `{similar}`?");
    Some(match edits.is_empty() {
        true => diagnostic.help(message),
        false => diagnostic.suggest(Suggestion::new(message, edits).maybe_incorrect().without_lines()),
    })
}
