//! The root and the sections of a table.

use toml::de::DeTable;

use super::expected::Expected;
use super::keys::{Keys, Misplaced, in_order};
use super::node::TomlNode;
use super::{entry, envelope, field, syntax};
use crate::ast::{AstEntry, AstEnvelope, AstField, AstHeader, AstReserved, AstSuccess, AstTable, Given};
use crate::diagnostics::{Checked, Diagnostic, Diagnostics};
use crate::rules;
use crate::source::{At, Span};

/// Parses the text of a table.
pub(crate) fn parse_table(text: &str, sink: &mut Diagnostics<'_>) -> AstTable {
    let (root, errors) = DeTable::parse_recoverable(text);
    let span = syntax::report_syntax(text, &errors, sink);
    let keys = Keys::new(root.get_ref(), span, FILE, None).only(SECTIONS, &[], sink);
    let header = read_header(&header_keys(&keys, sink), sink);
    read_sections(&keys, header, sink)
}

/// Parses the text of a preset as if it stood at `origin`. It has the sections of a table, but no header.
pub(crate) fn parse_preset(text: &str, origin: Span, sink: &mut Diagnostics<'_>) -> Option<AstTable> {
    let root = DeTable::parse(text).ok()?;
    let keys = Keys::new(root.get_ref(), origin, FILE, Some(origin)).only(SECTIONS, &[], sink);
    let header = read_optional_keys(&Keys::absent(origin, HEADER), (Ok(None), Ok(None)), sink);
    Some(read_sections(&keys, header, sink))
}

/// The names of the sections in messages.
const FILE: &str = "the table";
const HEADER: &str = "`[table]`";
const SUCCESS: &str = "`[success]`";
const RESERVED: &str = "`[reserved]`";

const SECTIONS: &[&str] = &["table", "envelope", "fields", "detail", "success", "reserved", "errors"];

fn read_sections(keys: &Keys<'_>, header: AstHeader, sink: &mut Diagnostics<'_>) -> AstTable {
    AstTable {
        span: keys.span,
        header,
        envelopes: read_envelopes(keys, sink),
        fields: read_fields(keys, "fields", sink).unwrap_or_default(),
        detail: read_fields(keys, "detail", sink),
        success: read_success(&section(keys, "success", SUCCESS, sink).only(SUCCESS_KEYS, &[], sink), sink),
        reserved: read_reserved(&section(keys, "reserved", RESERVED, sink).only(RESERVED_KEYS, &[], sink), sink),
        entries: read_entries(keys, sink),
    }
}

/// Returns the keys of a table at the top level. A table that is absent has none.
fn section<'a>(keys: &Keys<'a>, key: &str, name: &'static str, sink: &mut Diagnostics<'_>) -> Keys<'a> {
    match keys.get(key) {
        Some((key, node)) => Keys::of(node, key.span, name, sink),
        None => Keys::absent(keys.span, name),
    }
}

/// Returns the keys of `[table]`, which must be present.
fn header_keys<'a>(keys: &Keys<'a>, sink: &mut Diagnostics<'_>) -> Keys<'a> {
    if keys.get("table").is_some() {
        return section(keys, "table", HEADER, sink).only(HEADER_KEYS, SWALLOWED, sink);
    }
    let missing = Diagnostic::new(&rules::MISSING_KEY, keys.span, "the file has no `[table]`")
        .label("`[table]` is missing")
        .help("begin with `[table]`, `format = 1` and a `name`");
    Keys::unreadable(keys.span, HEADER, keys.report_missing("table", missing, sink))
}

const HEADER_KEYS: &[&str] = &["format", "name", "title", "description", "docs", "require", "unknown", "ignore_case"];

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

fn read_header(keys: &Keys<'_>, sink: &mut Diagnostics<'_>) -> AstHeader {
    let format = keys.read_required("format", sink, TomlNode::integer);
    let name = keys.read_required("name", sink, TomlNode::string);
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
        require: keys.read("require", sink, TomlNode::strings),
        unknown: keys.read("unknown", sink, TomlNode::string),
        ignore_case: keys.read("ignore_case", sink, TomlNode::boolean),
    }
}

fn read_envelopes(keys: &Keys<'_>, sink: &mut Diagnostics<'_>) -> Checked<Vec<AstEnvelope>> {
    let Some((key, node)) = keys.get("envelope") else {
        let missing = Diagnostic::new(&rules::MISSING_KEY, keys.span, "the table has no `[envelope]`")
            .label("`[envelope]` is missing")
            .help("add the locations of code and message: `[envelope]` with `code = \"/…\"`");
        return Err(keys.report_missing("envelope", missing, sink));
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
    let table = node.table(Expected::Other("a table of fields"), sink).ok()?;
    let items = in_order(table, node.origin);
    Some(items.into_iter().map(|(name, node)| field::read_field(name, node, sink)).collect())
}

const SUCCESS_KEYS: &[&str] = &["codes", "when", "examples"];

fn read_success(keys: &Keys<'_>, sink: &mut Diagnostics<'_>) -> AstSuccess {
    AstSuccess {
        codes: keys.read("codes", sink, TomlNode::codes),
        when: keys.read("when", sink, envelope::read_conditions),
        examples: entry::read_examples(keys, sink),
    }
}

const RESERVED_KEYS: &[&str] = &["names", "codes"];

fn read_reserved(keys: &Keys<'_>, sink: &mut Diagnostics<'_>) -> AstReserved {
    AstReserved { names: keys.read("names", sink, TomlNode::strings), codes: keys.read("codes", sink, TomlNode::codes) }
}

fn read_entries(keys: &Keys<'_>, sink: &mut Diagnostics<'_>) -> Vec<AstEntry> {
    let Some((_, node)) = keys.get("errors") else { return Vec::new() };
    let Ok(table) = node.table(Expected::Other("a table of entries"), sink) else { return Vec::new() };
    let items = in_order(table, node.origin);
    items.into_iter().map(|(name, node)| entry::read_entry(name, node, sink)).collect()
}
