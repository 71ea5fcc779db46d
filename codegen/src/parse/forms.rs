//! The nearest valid form of a value of another kind than its key takes.

use toml::de::DeValue;

use super::node::TomlNode;
use crate::diagnostics::{Checked, Diagnostic, Diagnostics, Edit, Rejected, Suggestion};
use crate::format::{JSON_TYPES, Section};
use crate::model::GrpcCode;
use crate::rules;
use crate::source::{At, Span};
use crate::suggest::seconds_of;
use crate::toml_text;

/// Returns several codes where one is expected as `codes`.
pub(super) fn several_codes(node: TomlNode<'_>, sink: &Diagnostics<'_>) -> Option<Suggestion> {
    let DeValue::Array(array) = node.value else { return None };
    let is_code = |value: &DeValue<'_>| matches!(value, DeValue::String(_) | DeValue::Integer(_));
    let key = toml_text::key_before(sink.text(), node.span)?;
    let are_codes = array.len() > 1 && array.iter().all(|value| is_code(value.get_ref()));
    let message = "an entry with several codes has `codes = […]`, and other spellings of one code are its `aliases`";
    let edits = vec![Edit::replace(key, "codes")];
    are_codes.then(|| Suggestion::new(message, edits).maybe_incorrect().without_lines())
}

/// Returns a list of locations within `{ at = … }` as a list.
pub(super) fn listed_locations(table: TomlNode<'_>, sink: &Diagnostics<'_>) -> Option<Suggestion> {
    let keys = table.value.as_table()?;
    if let Some((key, _)) =
        keys.get_key_value("at").filter(|(_, at)| keys.contains_key("with") && at.get_ref().is_array())
    {
        let edits = vec![Edit::replace(table.origin.span(key.span()), "join")];
        return Some(Suggestion::new("the values at several locations are joined by `join = […]`", edits));
    }
    let at = keys.get("at").filter(|_| keys.len() == 1)?;
    let span = table.origin.span(at.span());
    let list = sink.text().get(span.start..span.end).filter(|_| matches!(at.get_ref(), DeValue::Array(_)))?;
    Some(Suggestion::replace("several locations are a list: {}", table.span, list))
}

/// Reports a location of a condition that is written as a dotted key, which TOML reads as nested tables: `error.type = "x"`. Returns the
/// location that is meant.
pub(super) fn dotted_location(
    key: &At<String>,
    node: TomlNode<'_>,
    sink: &mut Diagnostics<'_>,
) -> Option<(At<String>, Rejected)> {
    let is_location = key.value.is_empty() || key.value.starts_with('/') || key.value.contains(':');
    let mut table = node.value.as_table().filter(|_| !is_location)?;
    let mut path = format!("/{}", key.value);
    loop {
        let (name, value) = table.iter().next().filter(|_| table.len() == 1)?;
        let is_test = match value.get_ref() {
            DeValue::String(word) if name.get_ref() == "type" => JSON_TYPES.iter().any(|(known, _)| known == word),
            _ => Section::Condition.key(name.get_ref()).is_some(),
        };
        if is_test {
            return None;
        }
        path = format!("{path}/{}", name.get_ref());
        match value.get_ref() {
            DeValue::Table(inner) => table = inner,
            _ => break,
        }
    }
    let title = format!("`{}` is not a location", path.trim_start_matches('/').replace('/', "."));
    let diagnostic = Diagnostic::new(&rules::BAD_LOCATION, key.span, title)
        .label("a key with dots is a table of tables")
        .help(format!("write the location in quotes: `\"{path}\" = …`"));
    Some((At { span: key.span, value: path }, sink.report(diagnostic)))
}

/// Returns a number of seconds that is written with its unit.
pub(super) fn seconds(node: TomlNode<'_>) -> Option<Suggestion> {
    let seconds = written_seconds(node)?;
    Some(Suggestion::replace("write the number of seconds: {}", node.span, &seconds.to_string()))
}

/// Returns a delay that is written as the retry as a retry with this delay. `key` is the place of `retry`.
pub(super) fn retry_with_delay(node: TomlNode<'_>, key: Span, sink: &Diagnostics<'_>) -> Option<Suggestion> {
    // `{ after = 30 }`
    let delay = node.value.as_table().filter(|table| table.len() == 1).and_then(|table| table.get("after"));
    let delay = delay.map_or(node, |delay| TomlNode::new(delay, node.origin));
    let written = sink.text().get(delay.span.start..delay.span.end)?;
    let number = match delay.value {
        DeValue::Integer(_) | DeValue::Float(_) => written.trim().parse::<f64>().ok().filter(|number| *number > 0.0)?,
        _ => written_seconds(delay)?,
    };
    let line = sink.text().get(..key.start)?.rsplit('\n').next()?;
    let between = if line.trim().is_empty() { "\n" } else { ", " };
    let fixed = format!("\"after\"{between}retry_after = {number}");
    let message = format!("write `retry = \"after\"` and `retry_after = {number}`");
    Some(Suggestion::new(message, vec![Edit::replace(node.span, fixed)]).maybe_incorrect().without_lines())
}

fn written_seconds(node: TomlNode<'_>) -> Option<f64> {
    seconds_of(node.value.as_str()?)
}

/// Returns a list of lines of headers as a table.
pub(super) fn listed_headers(node: TomlNode<'_>) -> Option<Suggestion> {
    let lines: Option<Vec<(&str, &str)>> =
        node.value.as_array()?.iter().map(|line| header_line(line.get_ref())).collect();
    let lines = lines.filter(|lines| !lines.is_empty())?;
    let mut names: Vec<String> = lines.iter().map(|(name, _)| name.to_ascii_lowercase()).collect();
    names.sort_unstable();
    names.dedup();
    let pairs: Vec<String> = lines
        .iter()
        .map(|(name, value)| format!("{} = {}", toml_text::key(&name.to_ascii_lowercase()), toml_text::quoted(value)))
        .collect();
    let table = format!("{{ {} }}", pairs.join(", "));
    (names.len() == lines.len()).then(|| Suggestion::replace("write a table: {}", node.span, &table))
}

/// Returns the name and the value of a header in a line.
fn header_line<'a>(line: &'a DeValue<'_>) -> Option<(&'a str, &'a str)> {
    let (name, value) = line.as_str()?.split_once(':')?;
    let is_name =
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
    is_name.then(|| (name, value.trim()))
}

/// Returns a location and its value as a condition.
pub(super) fn condition_of_pair(node: TomlNode<'_>, sink: &Diagnostics<'_>) -> Option<Suggestion> {
    let pair = node.value.as_array().filter(|list| list.len() == 2)?;
    let location =
        pair.first()?.get_ref().as_str().filter(|text| text.starts_with('/') || text.starts_with("header:"))?;
    let value = pair.get(1)?;
    let is_literal = matches!(value.get_ref(), DeValue::String(_) | DeValue::Integer(_) | DeValue::Boolean(_));
    let span = node.origin.span(value.span());
    let written = sink.text().get(span.start..span.end).filter(|_| is_literal)?;
    let table = format!("{{ {} = {written} }}", toml_text::quoted(location));
    Some(Suggestion::replace("write a table: {}", node.span, &table))
}

/// Returns a TOML table as the text of the same JSON.
pub(super) fn json_text(node: TomlNode<'_>) -> Option<Suggestion> {
    let mut json = String::new();
    matches!(node.value, DeValue::Table(_) | DeValue::Array(_)).then_some(())?;
    write_json(node.value, &mut json)?;
    Some(Suggestion::replace("write the body as text: {}", node.span, &toml_text::quoted(&json)))
}

fn write_json(value: &DeValue<'_>, into: &mut String) -> Option<()> {
    match value {
        DeValue::String(text) => write_json_string(text, into),
        DeValue::Integer(number) if number.radix() == 10 => into.push_str(number.as_str()),
        DeValue::Float(number) if number.as_str().parse::<f64>().is_ok_and(f64::is_finite) => {
            into.push_str(number.as_str());
        }
        DeValue::Boolean(flag) => into.push_str(if *flag { "true" } else { "false" }),
        DeValue::Array(array) => {
            into.push('[');
            for (number, value) in array.iter().enumerate() {
                into.push_str(if number > 0 { ", " } else { "" });
                write_json(value.get_ref(), into)?;
            }
            into.push(']');
        }
        DeValue::Table(table) => {
            into.push('{');
            for (number, (key, value)) in table.iter().enumerate() {
                into.push_str(if number > 0 { ", " } else { "" });
                write_json_string(key.get_ref(), into);
                into.push_str(": ");
                write_json(value.get_ref(), into)?;
            }
            into.push('}');
        }
        _ => return None,
    }
    Some(())
}

fn write_json_string(text: &str, into: &mut String) {
    into.push('"');
    for letter in text.chars() {
        match letter {
            '"' => into.push_str("\\\""),
            '\\' => into.push_str("\\\\"),
            letter if letter.is_control() => into.push_str(&format!("\\u{:04x}", u32::from(letter))),
            letter => into.push(letter),
        }
    }
    into.push('"');
}

/// Reads the location of a list of errors. Entries are at the top level.
pub(super) fn read_errors(node: TomlNode<'_>, sink: &mut Diagnostics<'_>) -> Checked<At<String>> {
    if !node.is_table() {
        return node.string(sink);
    }
    let key =
        toml_text::key_before(sink.text(), node.span).or_else(|| toml_text::last_of_header(sink.text(), node.span));
    let title = "the entries of a table in its envelope";
    let diagnostic = Diagnostic::new(&rules::MISPLACED_KEY, key.unwrap_or(node.span), title);
    let help = "write each entry as a section at the top level: `[errors.NAME]`";
    Err(sink.report(diagnostic.label("`errors` of an envelope is the location of a list").help(help)))
}

/// Returns the name of a code of gRPC that is written as its number.
pub(super) fn grpc_of_number(node: TomlNode<'_>) -> Option<Suggestion> {
    let number = usize::try_from(node.as_integer()?).ok()?;
    let (name, _) = GrpcCode::ALL.get(number.checked_sub(1)?)?;
    Some(Suggestion::replace("write its name: {}", node.span, &format!("\"{name}\"")))
}

/// Returns the code of an entry as the entry.
pub(super) fn entry_of_code(node: TomlNode<'_>, sink: &Diagnostics<'_>) -> Option<Suggestion> {
    let is_code = matches!(node.value, DeValue::Integer(_) | DeValue::String(_));
    let written = sink.text().get(node.span.start..node.span.end).filter(|_| is_code)?;
    Some(
        Suggestion::replace("an entry is a table: {}", node.span, &format!("{{ code = {written} }}")).maybe_incorrect(),
    )
}

/// Returns a header with one pair of brackets more, or with one less.
pub(super) fn header_brackets(node: TomlNode<'_>, sink: &Diagnostics<'_>) -> Option<Suggestion> {
    let text = sink.text();
    let line_start = text.get(..node.span.start)?.rfind('\n').map_or(0, |newline| newline + 1);
    let line = text.get(line_start..)?.lines().next()?;
    let (start, end) = (line_start + line.find('[')?, line_start + line.rfind(']')?);
    text.get(line_start..start)?.trim().is_empty().then_some(())?;
    let header = text.get(start..=end)?;
    let (edits, header) = match (node.value, header.strip_prefix("[[").and_then(|inner| inner.strip_suffix("]]"))) {
        (DeValue::Table(_), None) => {
            (vec![Edit::insert(start, "["), Edit::insert(end + 1, "]")], format!("[{header}]"))
        }
        (DeValue::Array(list), Some(inner)) if list.len() == 1 => {
            let byte = |at: usize| Edit::remove(Span { start: at, end: at + 1 });
            (vec![byte(start), byte(end)], format!("[{inner}]"))
        }
        _ => return None,
    };
    Some(Suggestion::new(format!("write `{header}`"), edits).without_lines())
}
