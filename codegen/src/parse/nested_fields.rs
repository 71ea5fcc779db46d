//! Fields that are written below a key `fields` where the section itself is the fields.

use toml::de::DeValue;

use super::keys::in_order;
use super::node::TomlNode;
use crate::diagnostics::{Diagnostic, Diagnostics, Edit, Suggestion};
use crate::rules;
use crate::source::{At, Span};
use crate::toml_text;

/// Returns the fields that are written as `fields` of `section`, which is a section of fields. They are reported, and read nevertheless.
pub(super) fn nested_fields<'a>(
    section: &str,
    name: &At<String>,
    node: TomlNode<'a>,
    sink: &mut Diagnostics<'_>,
) -> Option<Vec<(At<String>, TomlNode<'a>)>> {
    let fields = fields_within(node).filter(|_| name.value == "fields")?;
    let title = format!("`fields` within `[{section}]`");
    let diagnostic =
        Diagnostic::new(&rules::MISPLACED_KEY, name.span, title).label(format!("the keys of `[{section}]` are fields"));
    let help = format!("write the names of the fields right below `[{section}]`");
    let suggestion = edits(section, &fields, sink).map(|edits| Suggestion::new(help.clone(), edits).without_lines());
    sink.report(diagnostic.suggest_some(suggestion).help(help));
    Some(fields)
}

/// Returns the members of a table of fields, which is no field itself.
pub(super) fn fields_within(node: TomlNode<'_>) -> Option<Vec<(At<String>, TomlNode<'_>)>> {
    let table = node.value.as_table()?;
    let is_source = ["at", "join"].iter().any(|key| table.contains_key(*key));
    let is_one = is_source || table.is_empty() || !table.values().all(|value| is_field(value.get_ref()));
    (!is_one).then(|| in_order(table, node.origin))
}

/// Returns `true` for a location, some of them, or the keys of a field.
fn is_field(value: &DeValue<'_>) -> bool {
    match value {
        DeValue::String(text) => text.is_empty() || text.starts_with(['/', '.', '~']) || text.starts_with("header:"),
        DeValue::Array(list) => list.iter().next().is_some_and(|first| is_field(first.get_ref())),
        DeValue::Table(_) => true,
        _ => false,
    }
}

/// Returns the edits that take `fields` away before the names, or in the header above them.
fn edits(section: &str, fields: &[(At<String>, TomlNode<'_>)], sink: &Diagnostics<'_>) -> Option<Vec<Edit>> {
    let text = sink.text();
    let file = sink.source().file_span(fields.first()?.0.span.start);
    let dotted: Option<Vec<Edit>> = fields
        .iter()
        .map(|(name, _)| {
            let before = text.get(file.start..name.span.start)?;
            let rest = before.trim_end_matches([' ', '\t']).strip_suffix('.')?.trim_end_matches([' ', '\t']);
            let rest = rest.strip_suffix("fields")?;
            Some(Edit::remove(Span { start: file.start + rest.len(), end: name.span.start }))
        })
        .collect();
    if dotted.is_some() {
        return dotted;
    }
    let is_there = toml_text::headers(sink.source(), file, &[section]).any(|header| header.is_last);
    let path = [section, "fields"];
    let headers: Vec<_> = toml_text::headers(sink.source(), file, &path).collect();
    match (is_there, headers.as_slice()) {
        (false, [header]) if header.is_last => Some(vec![Edit::replace(header.all, format!("[{section}]"))]),
        _ => None,
    }
}
