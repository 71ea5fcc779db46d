//! The explanation of an entry as Markdown, for a wiki or a ticket.

use errspec_engine::explain::json;
use errspec_engine::table::Entry;
use serde_json::Value;

/// The members of an explanation that take a line each, with their titles.
const FACTS: [(&str, &str); 10] = [
    ("case_of", "Case of"),
    ("codes", "Codes"),
    ("aliases", "Also written"),
    ("exit", "Exit status"),
    ("status", "HTTP status"),
    ("message", "Message"),
    ("retry", "Retry"),
    ("retry_after", "Delay before a retry, in seconds"),
    ("applied", "Applied"),
    ("since", "Since"),
];

/// Returns the explanation of entries, with a heading for each.
pub(crate) fn pages(entries: &[Entry<'_>]) -> String {
    let explained: Value = serde_json::from_str(&json(entries)).unwrap_or_default();
    let pages: Vec<String> = explained.as_array().into_iter().flatten().map(page).collect();
    pages.join("\n")
}

fn page(entry: &Value) -> String {
    let text = |name: &str| entry.get(name).and_then(Value::as_str);
    let mut out = match entry.get("code") {
        Some(code) => format!("## {}: {}\n", shown(code), text("name").unwrap_or_default()),
        None => format!("## {}\n", text("name").unwrap_or_default()),
    };
    out.extend(text("summary").map(|summary| format!("\n{}\n", one_line(summary))));
    let facts: Vec<String> = FACTS.iter().filter_map(|(name, title)| fact(title, entry.get(*name)?)).collect();
    out.extend((!facts.is_empty()).then(|| format!("\n{}", facts.concat())));
    out.push_str(&list("Causes", entry.get("causes"), one_line_of));
    out.extend(text("action").map(|action| format!("\n**What to do**\n\n{}\n", action.trim())));
    out.push_str(&list("Notes", entry.get("notes"), one_line_of));
    out.push_str(&list("Fields", entry.get("fields"), field));
    for example in entry.get("examples").and_then(Value::as_array).into_iter().flatten() {
        out.push_str(&example_block(example));
    }
    out.extend(text("docs").map(|address| format!("\n[Documentation]({address})\n")));
    out
}

fn fact(title: &str, value: &Value) -> Option<String> {
    let values: Vec<String> = match value {
        Value::Array(values) => values.iter().map(shown).collect(),
        value => vec![shown(value)],
    };
    (!values.is_empty()).then(|| format!("- **{title}:** {}\n", values.join(", ")))
}

fn list(title: &str, items: Option<&Value>, item: fn(&Value) -> String) -> String {
    let items: Vec<String> =
        items.and_then(Value::as_array).into_iter().flatten().map(|value| format!("- {}\n", item(value))).collect();
    if items.is_empty() { String::new() } else { format!("\n**{title}**\n\n{}", items.concat()) }
}

fn one_line_of(value: &Value) -> String {
    one_line(value.as_str().unwrap_or_default())
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn field(field: &Value) -> String {
    let text = |name: &str| field.get(name).and_then(Value::as_str).unwrap_or_default();
    let is_required = field.get("required").and_then(Value::as_bool).unwrap_or_default();
    let optional = if is_required { "" } else { ", optional" };
    let values = field.get("values").and_then(Value::as_array).into_iter().flatten().map(shown);
    let values: Vec<String> = values.collect();
    let values = if values.is_empty() { String::new() } else { format!(", one of {}", values.join(", ")) };
    format!("`{}`: {}{optional}{values}", text("name"), text("type"))
}

/// Returns a recorded response in a block that no text in it ends.
fn example_block(example: &Value) -> String {
    let body = example.get("body").and_then(Value::as_str).unwrap_or_default().trim_end();
    let fence = "`".repeat(longest_run(body).max(2) + 1);
    let status = example.get("status").and_then(Value::as_u64).filter(|status| *status > 0);
    let title = status.map_or_else(|| "Example".to_owned(), |status| format!("Example, with the status {status}"));
    format!("\n**{title}**\n\n{fence}\n{body}\n{fence}\n")
}

/// Returns a value as code, or the text of a number.
fn shown(value: &Value) -> String {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let fence = "`".repeat(longest_run(&text) + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{pad}{}{pad}{fence}", one_line(&text))
}

/// Returns the length of the longest run of backquotes.
fn longest_run(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{example_block, shown};
    use serde_json::json;

    #[test]
    fn backquotes_in_a_text_do_not_end_its_code() {
        assert_eq!(shown(&json!("a `b` c")), "``a `b` c``");
        assert_eq!(shown(&json!("`b`")), "`` `b` ``");
        assert!(example_block(&json!({ "body": "x\n```\ny" })).contains("````\nx\n```\ny\n````"));
    }
}
