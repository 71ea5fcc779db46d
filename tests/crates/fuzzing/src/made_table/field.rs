//! Fields of entries, of sub-errors and of all responses.

use crate::draw::Draw;

use super::envelope::Layout;
use super::families::root_of;
use super::source::{Wanted, source, unrestricted_source};
use super::template::{restriction, whole_restriction};
use super::toml::{Inline, list, quoted};

/// Types of values, with what belongs to each.
const TYPES: &[&str] = &[
    "type = \"string\"",
    "type = \"integer\"",
    "type = \"number\"",
    "type = \"boolean\"",
    "type = \"list\"",
    "type = \"json\"",
    "type = \"duration\"",
    "type = \"time\"",
    "type = \"integer\", quoted = true",
    "type = \"number\", quoted = true",
    "type = \"boolean\", quoted = true",
    "type = \"integer\", thousands = \",\"",
    "type = \"number\", thousands = \".\"",
    "type = \"list\", separator = \", \"",
    "type = \"list\", separator = \"|\"",
    "type = \"list\", of = \"integer\"",
    "type = \"list\", of = \"number\", separator = \";\"",
    "type = \"list\", of = \"string\"",
    "type = \"duration\", unit = \"ms\"",
    "type = \"duration\", unit = \"iso8601\"",
    "type = \"duration\", quoted = true",
    "type = \"time\", unit = \"unix\"",
    "type = \"time\", unit = \"unix_ms\"",
    "type = \"time\", unit = \"http_date\"",
];

/// Types of parameters that are lists.
const LISTS: &[&str] = &[
    "type = \"list\", separator = \", \"",
    "type = \"list\", separator = \",\"",
    "type = \"list\", of = \"integer\", separator = \", \"",
    "type = \"list\", separator = \" or \"",
    "type = \"list\", separator = \", \", not_empty = true",
    "type = \"list\"",
];

/// Returns the keys without the one that only a JSON value can have.
fn not_quoted(keys: &'static str) -> &'static str {
    keys.strip_suffix(", quoted = true").unwrap_or(keys)
}

/// Returns the keys of a field that is a parameter; none for one of any text.
pub(super) fn parameter(name: &str, layout: &Layout, draw: &mut Draw<'_>) -> String {
    let keys = match name {
        "n" | "m" => not_quoted(draw.word(TYPES)),
        "l" => draw.word(LISTS),
        _ => restriction(draw),
    };
    match draw.byte() % 12 {
        0 if !keys.is_empty() => format!("{keys}, required = false"),
        1 if !keys.is_empty() && layout.body != "text" => format!("{keys}, at = \"{}/p_{name}\"", root_of(layout.body)),
        2 if !keys.is_empty() => format!("{keys}, description = \"The {name}.\""),
        _ => keys.to_owned(),
    }
}

/// Returns a field of an entry, at a location of its own.
pub(super) fn own_field(name: &str, layout: &Layout, draw: &mut Draw<'_>) -> String {
    let base = if draw.chance() { layout.family.base } else { root_of(layout.body) };
    let at = match layout.body {
        "text" => format!("header:x-{name}"),
        _ if draw.one_in(6) => format!("header:x-{name}"),
        "json" if draw.one_in(8) => format!("/list/*/{name}"),
        _ => format!("{base}/{name}"),
    };
    let kind = draw.byte() % 8;
    let is_part = matches!(kind, 2 | 4);
    let table = match kind {
        0 => return source(&Wanted { name, at: &at, body: layout.body }, draw),
        1 => {
            let source = unrestricted_source(&Wanted { name, at: &at, body: layout.body }, draw);
            Inline::default().with("at", source)
        }
        2 => {
            let template = draw
                .word(&["x-N", "N s", "{_}: N", "(N)", "N", "{other}: N", "{other}-N"])
                .replace('N', &format!("{{{name}}}"));
            let table = Inline::default().with("at", quoted(&at)).with("template", quoted(&template));
            if template.contains("{other}") {
                table.with("parameters", "{ other = { chars = \"a-z\" } }")
            } else {
                table
            }
        }
        3 => {
            let elsewhere =
                Inline::default().with("at", quoted(&format!("{base}/other"))).with("envelope", quoted(&layout.id));
            Inline::default().with("at", list(&[elsewhere.text(), quoted(&at)]))
        }
        4 => Inline::default()
            .with("join", list(&[quoted(&at), quoted(&format!("{base}/{name}2"))]))
            .with("with", "\"-\""),
        _ => Inline::default().with("at", quoted(&at)),
    };
    let keys = if draw.one_in(4) { whole_restriction(draw) } else { draw.word(TYPES) };
    let is_text = is_part || at.starts_with("header:") || layout.body != "json";
    let table = table.with_keys(if is_text { not_quoted(keys) } else { keys });
    let is_untrimmed = layout.body == "xml" && !is_part && !at.starts_with("header:") && draw.one_in(3);
    let table = if is_untrimmed { table.with("trim", "false") } else { table };
    let table = match draw.byte() % 8 {
        0..3 => table.with("required", "true"),
        3 => table.with("description", quoted("A */ `field`.")),
        _ => table,
    };
    table.text()
}

/// Returns a field that any response may have.
pub(super) fn top_level_field(name: &str, layouts: &[Layout], draw: &mut Draw<'_>) -> String {
    own_field(name, draw.pick(layouts), draw)
}

/// Returns the fields of a sub-error.
pub(super) fn detail_fields(draw: &mut Draw<'_>) -> String {
    const FIELDS: &[&str] = &[
        "field = { at = \"/field\", required = true }\nissue = \"/issue\"\nnumber = { at = \"/n\", type = \"integer\" }",
        "key = { at = \"~#\", required = true }\nproblems = { at = \"\", type = \"list\" }",
        "text = { at = [\"/message\", \"\"], required = true }\nfield = \"..~#\"",
        "first = \"/0\"\nsecond = { at = \"/1\", type = \"number\" }",
        "code = { at = \"\", template = \"{code}: {text}\", chars = \"a-z\" }\ntext = { at = \"\", template = \"{code}: {text}\" }",
        "when = { at = \"/when\", type = \"time\" }\nwait = { at = \"/wait\", type = \"duration\", unit = \"ms\" }",
        "all = { at = \"/list/*/name\", type = \"list\" }\nany = { at = \"\", type = \"json\" }",
        "kind = { at = \"/kind\", values = [\"a\", \"b\"] }\nflag = { at = \"/flag\", type = \"boolean\" }",
    ];
    draw.word(FIELDS).to_owned()
}
