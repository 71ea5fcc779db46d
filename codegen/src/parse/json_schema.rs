//! Fields that are written as the properties of a JSON Schema.

use toml::de::DeValue;

use super::keys::in_order;
use super::nested_fields::{fields_within, nested_fields};
use super::node::TomlNode;
use crate::diagnostics::{Diagnostic, Diagnostics, Edit, Suggestion};
use crate::rules;
use crate::source::At;

/// The keys beside `properties` that say nothing which a table has.
const KEYWORDS: &[&str] = &["type", "required", "additionalProperties", "properties"];

/// The section whose fields are those of an entry.
pub(super) const ENTRY: &str = "errors";

/// A field of a table of fields.
type FieldItem<'a> = (At<String>, TomlNode<'a>);

/// Returns the fields of the table `section` in the order in which they are written: its members, or what these describe as another format
/// does, which is reported.
pub(super) fn fields_of<'a>(
    section: &str,
    node: TomlNode<'a>,
    sink: &mut Diagnostics<'_>,
) -> Option<Vec<FieldItem<'a>>> {
    let items = in_order(node.value.as_table()?, node.origin);
    let properties = items.iter().find(|(name, _)| name.value == "properties");
    if let Some((name, table)) = properties
        && let Some(fields) = fields_within(*table)
    {
        report_properties((section, node), (name, *table), &items, sink);
        let is_other = |(name, _): &FieldItem<'_>| !KEYWORDS.contains(&name.value.as_str());
        return Some(fields.into_iter().chain(items.into_iter().filter(is_other)).collect());
    }
    let is_required = |item: &&FieldItem<'_>| is_required_list(item, &items);
    let required = items.iter().find(is_required).map(|(name, _)| name.clone());
    if let Some(name) = &required {
        let diagnostic =
            Diagnostic::new(&rules::MISPLACED_KEY, name.span, "`required` is a list of fields, as in a JSON Schema");
        let help = "write `required = true` in each field that every response has: `{ at = \"/…\", required = true }`; a parameter of every wording is required without it";
        sink.report(diagnostic.label("a table of fields has no `required`").help(help));
    }
    let items = items.into_iter().filter(|(name, _)| required.as_ref().is_none_or(|it| it.span != name.span));
    Some(
        items
            .flat_map(|(name, node)| match section {
                ENTRY => vec![(name, node)],
                _ => nested_fields(section, &name, node, sink).unwrap_or_else(|| vec![(name, node)]),
            })
            .collect(),
    )
}

fn report_properties(
    (section, fields): (&str, TomlNode<'_>),
    (name, properties): (&At<String>, TomlNode<'_>),
    items: &[FieldItem<'_>],
    sink: &mut Diagnostics<'_>,
) {
    let text =
        |node: TomlNode<'_>| sink.text().get(node.span.start..node.span.end).filter(|text| text.starts_with('{'));
    let is_alone =
        items.iter().all(|(name, _)| ["type", "properties", "additionalProperties"].contains(&name.value.as_str()));
    let edit = text(fields).and(text(properties)).filter(|_| is_alone).map(|inner| Edit::replace(fields.span, inner));
    let shown = match section {
        ENTRY => "`fields`".to_owned(),
        section => format!("`[{section}]`"),
    };
    let title = format!("`properties` within {shown}, as in a JSON Schema");
    let diagnostic = Diagnostic::new(&rules::MISPLACED_KEY, name.span, title)
        .label("the keys are the names of the fields themselves");
    let help = format!("write the fields right below {shown}, without `type`, `properties` and the list `required`");
    let suggestion = edit.map(|edit| Suggestion::new(help.clone(), vec![edit]).without_lines());
    sink.report(diagnostic.help(help).suggest_some(suggestion));
}

/// Returns `true` for a list of the names of other fields.
fn is_required_list((name, node): &FieldItem<'_>, items: &[FieldItem<'_>]) -> bool {
    let DeValue::Array(names) = node.value else { return false };
    let is_field = |text: &str| items.iter().any(|(other, _)| other.value == text && other.value != "required");
    name.value == "required" && !names.is_empty() && names.iter().all(|it| it.get_ref().as_str().is_some_and(is_field))
}
