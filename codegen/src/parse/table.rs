//! The root and the sections of a table.

use toml::de::DeTable;

use super::expected::Expected;
use super::keys::{Keys, Misplaced, in_order};
use super::node::TomlNode;
use super::{entry, envelope, field, syntax};
use crate::ast::{AstEntry, AstEnvelope, AstField, AstHeader, AstReserved, AstSuccess, AstTable};
use crate::diagnostics::{Checked, Diagnostic, Diagnostics};
use crate::rules;
use crate::source::Span;

/// Reads the text of a table.
pub(crate) fn parse_table(text: &str, sink: &mut Diagnostics<'_>) -> AstTable {
    let (root, errors) = DeTable::parse_recoverable(text);
    let whole = syntax::report_syntax(text, &errors, sink);
    read_root(root.get_ref(), whole, None, sink)
}

/// Reads the text of a preset as if it stood at `origin`.
pub(crate) fn parse_preset(text: &str, origin: Span, sink: &mut Diagnostics<'_>) -> Option<AstTable> {
    let root = DeTable::parse(text).ok()?;
    Some(read_root(root.get_ref(), origin, Some(origin), sink))
}

const SECTIONS: &[&str] = &["table", "envelope", "fields", "detail", "success", "reserved", "errors"];

fn read_root(root: &DeTable<'_>, span: Span, origin: Option<Span>, sink: &mut Diagnostics<'_>) -> AstTable {
    let keys = Keys::new(root, span, origin).only("a table file", SECTIONS, &[], sink);
    AstTable {
        span,
        header: read_header(header_keys(&keys, origin, sink), origin.is_some(), sink),
        envelopes: read_envelopes(&keys, sink),
        fields: read_fields(&keys, "fields", sink).unwrap_or_default(),
        detail: read_fields(&keys, "detail", sink),
        success: read_success(section(&keys, "success", sink), sink),
        reserved: read_reserved(section(&keys, "reserved", sink), sink),
        entries: read_entries(&keys, sink),
    }
}

/// A table at the top level; one that is missing has no keys.
fn section<'a>(keys: &Keys<'a>, name: &str, sink: &mut Diagnostics<'_>) -> Keys<'a> {
    match keys.get(name) {
        Some((key, node)) => Keys::of(node, key.span, Expected::TABLE, sink),
        None => Keys::absent(keys.span),
    }
}

/// `[table]`, which every table but a preset has.
fn header_keys<'a>(keys: &Keys<'a>, origin: Option<Span>, sink: &mut Diagnostics<'_>) -> Keys<'a> {
    if origin.is_some() || keys.get("table").is_some() {
        return section(keys, "table", sink);
    }
    let rejected = match keys.sound().err().filter(|_| keys.means("table")) {
        Some(rejected) => rejected,
        None => sink.report(
            Diagnostic::new(&rules::MISSING_KEY, keys.span, "the file has no `[table]`")
                .label("`[table]` is missing")
                .help("begin with `[table]`, `format = 1` and a `name`"),
        ),
    };
    Keys::unreadable(keys.span, rejected)
}

const HEADER: &[&str] = &["format", "name", "title", "description", "docs", "require", "unknown"];

macro_rules! sections {
    ($($key:literal),*) => {
        &[$(Misplaced {
            key: $key,
            rule: &rules::MISPLACED_KEY,
            title: concat!("`", $key, "` is no key of `[table]`"),
            help: concat!("this stands under `[table]`: put it before `[table]`, or write `[", $key, "]`"),
        }),*]
    };
}

/// What has a section of its own, and is swallowed by `[table]` where it stands below it as a dotted key.
const SWALLOWED: &[Misplaced] = sections!["envelope", "errors", "fields", "detail", "success", "reserved"];

fn read_header(keys: Keys<'_>, preset: bool, sink: &mut Diagnostics<'_>) -> AstHeader {
    let keys = keys.only("`[table]`", HEADER, SWALLOWED, sink);
    let (format, name) = if preset {
        (Ok(None), Ok(None))
    } else {
        (
            keys.need("`[table]`", "format", sink, TomlNode::integer),
            keys.need("`[table]`", "name", sink, TomlNode::string),
        )
    };
    AstHeader {
        format,
        name,
        title: keys.read("title", sink, TomlNode::string),
        description: keys.read("description", sink, TomlNode::string),
        docs: keys.read("docs", sink, TomlNode::string),
        require: keys.read("require", sink, TomlNode::strings),
        unknown: keys.read("unknown", sink, TomlNode::string),
    }
}

fn read_envelopes(keys: &Keys<'_>, sink: &mut Diagnostics<'_>) -> Checked<Vec<AstEnvelope>> {
    let Some((key, node)) = keys.get("envelope") else {
        return Err(match keys.sound().err().filter(|_| keys.means("envelope")) {
            Some(rejected) => rejected,
            None => sink.report(
                Diagnostic::new(&rules::MISSING_KEY, keys.span, "the table has no `[envelope]`")
                    .label("`[envelope]` is missing")
                    .help("say where code and message stand in a body: `[envelope]` with `code = \"/…\"`"),
            ),
        });
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

fn read_success(keys: Keys<'_>, sink: &mut Diagnostics<'_>) -> AstSuccess {
    let keys = keys.only("`[success]`", &["codes", "when", "examples"], &[], sink);
    AstSuccess {
        codes: keys.read("codes", sink, TomlNode::codes),
        when: keys.read("when", sink, envelope::read_conditions),
        examples: entry::read_examples(&keys, sink),
    }
}

fn read_reserved(keys: Keys<'_>, sink: &mut Diagnostics<'_>) -> AstReserved {
    let keys = keys.only("`[reserved]`", &["names", "codes"], &[], sink);
    AstReserved { names: keys.read("names", sink, TomlNode::strings), codes: keys.read("codes", sink, TomlNode::codes) }
}

fn read_entries(keys: &Keys<'_>, sink: &mut Diagnostics<'_>) -> Vec<AstEntry> {
    let Some((_, node)) = keys.get("errors") else { return Vec::new() };
    let Ok(table) = node.table(Expected::Other("a table of entries"), sink) else { return Vec::new() };
    let items = in_order(table, node.origin);
    items.into_iter().map(|(name, node)| entry::read_entry(name, node, sink)).collect()
}
