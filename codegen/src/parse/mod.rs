//! TOML to the table as written.

mod entry;
mod envelope;
mod field;
mod keys;
mod node;
mod syntax;

use toml::de::DeTable;

use crate::fault::{Checked, Fault, Faults};
use crate::rules;
use crate::source::Span;
use crate::table::{Header, Reserved, Success, Table};
use keys::{Keys, Misplaced, in_order};
use node::Node;

/// Reads the text of a table.
pub(crate) fn parse_table(text: &str, faults: &mut Faults<'_>) -> Table {
    let (root, errors) = DeTable::parse_recoverable(text);
    let whole = syntax::report_syntax(text, &errors, faults);
    read_root(root.get_ref(), whole, None, faults)
}

/// Reads the text of a preset as if it stood at `origin`.
pub(crate) fn parse_preset(text: &str, origin: Span, faults: &mut Faults<'_>) -> Option<Table> {
    let root = DeTable::parse(text).ok()?;
    Some(read_root(root.get_ref(), origin, Some(origin), faults))
}

const SECTIONS: &[&str] = &["table", "envelope", "fields", "detail", "success", "reserved", "errors"];

fn read_root(root: &DeTable<'_>, span: Span, origin: Option<Span>, faults: &mut Faults<'_>) -> Table {
    let keys = Keys::new(root, span, origin).only("a table file", SECTIONS, &[], faults);
    Table {
        span,
        header: read_header(header_keys(&keys, origin, faults), origin.is_some(), faults),
        envelopes: read_envelopes(&keys, faults),
        fields: read_fields(&keys, "fields", faults).unwrap_or_default(),
        detail: read_fields(&keys, "detail", faults),
        success: read_success(section(&keys, "success", faults), faults),
        reserved: read_reserved(section(&keys, "reserved", faults), faults),
        entries: read_entries(&keys, faults),
    }
}

/// A table at the top level; one that is missing has no keys.
fn section<'a>(keys: &Keys<'a>, name: &str, faults: &mut Faults<'_>) -> Keys<'a> {
    match keys.get(name) {
        Some((key, node)) => Keys::of(node, key.span, "a table", faults),
        None => Keys::absent(keys.span),
    }
}

/// `[table]`, which every table but a preset has.
fn header_keys<'a>(keys: &Keys<'a>, origin: Option<Span>, faults: &mut Faults<'_>) -> Keys<'a> {
    if origin.is_some() || keys.get("table").is_some() {
        return section(keys, "table", faults);
    }
    let rejected = match keys.sound().err().filter(|_| keys.means("table")) {
        Some(rejected) => rejected,
        None => faults.report(
            Fault::new(&rules::MISSING_KEY, keys.span, "the file has no `[table]`")
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

fn read_header(keys: Keys<'_>, preset: bool, faults: &mut Faults<'_>) -> Header {
    let keys = keys.only("`[table]`", HEADER, SWALLOWED, faults);
    let (format, name) = if preset {
        (Ok(None), Ok(None))
    } else {
        (keys.need("`[table]`", "format", faults, Node::integer), keys.need("`[table]`", "name", faults, Node::string))
    };
    Header {
        format,
        name,
        title: keys.read("title", faults, Node::string),
        description: keys.read("description", faults, Node::string),
        docs: keys.read("docs", faults, Node::string),
        require: keys.read("require", faults, Node::strings),
        unknown: keys.read("unknown", faults, Node::string),
    }
}

fn read_envelopes(keys: &Keys<'_>, faults: &mut Faults<'_>) -> Checked<Vec<crate::table::Envelope>> {
    let Some((key, node)) = keys.get("envelope") else {
        return Err(match keys.sound().err().filter(|_| keys.means("envelope")) {
            Some(rejected) => rejected,
            None => faults.report(
                Fault::new(&rules::MISSING_KEY, keys.span, "the table has no `[envelope]`")
                    .label("`[envelope]` is missing")
                    .help("say where code and message stand in a body: `[envelope]` with `code = \"/…\"`"),
            ),
        });
    };
    let list = match node.elements() {
        Some(elements) => {
            elements.map(|element| envelope::read_envelope(element, element.span, faults)).collect::<Vec<_>>()
        }
        None => vec![envelope::read_envelope(node, key.span, faults)],
    };
    match list.is_empty() {
        false => Ok(list),
        true => Err(faults.report(
            Fault::new(&rules::EMPTY_ENVELOPE, node.span, "the table has no envelope")
                .help("write `[envelope]` with `code = \"/…\"`"),
        )),
    }
}

fn read_fields(keys: &Keys<'_>, name: &str, faults: &mut Faults<'_>) -> Option<Vec<crate::table::Field>> {
    let (_, node) = keys.get(name)?;
    let table = node.table("a table of fields", faults).ok()?;
    let items = in_order(table, node.origin);
    Some(items.into_iter().map(|(name, node)| field::read_field(name, node, faults)).collect())
}

fn read_success(keys: Keys<'_>, faults: &mut Faults<'_>) -> Success {
    let keys = keys.only("`[success]`", &["codes", "when", "examples"], &[], faults);
    Success {
        codes: keys.read("codes", faults, Node::codes),
        when: keys.read("when", faults, envelope::read_conditions),
        examples: entry::read_examples(&keys, faults),
    }
}

fn read_reserved(keys: Keys<'_>, faults: &mut Faults<'_>) -> Reserved {
    let keys = keys.only("`[reserved]`", &["names", "codes"], &[], faults);
    Reserved { names: keys.read("names", faults, Node::strings), codes: keys.read("codes", faults, Node::codes) }
}

fn read_entries(keys: &Keys<'_>, faults: &mut Faults<'_>) -> Vec<crate::table::Entry> {
    let Some((_, node)) = keys.get("errors") else { return Vec::new() };
    let Ok(table) = node.table("a table of entries", faults) else { return Vec::new() };
    let items = in_order(table, node.origin);
    items.into_iter().map(|(name, node)| entry::read_entry(name, node, faults)).collect()
}
