//! The ways from a code to a variant: the index of a type, and the aliases of a variant in the search of rustdoc.

use std::fmt::Write;

use super::docs::{code_span, code_texts, status_text};
use crate::model::Entry;

/// The most entries of a type with an index and aliases. Nobody reads a longer table, and the compiler handles each of its tokens.
const MOST_INDEXED: usize = 1000;

/// Returns the index from codes and statuses to variants, as a table in Markdown; `None` if there are too few or too many entries.
pub(crate) fn index<'e>(entries: impl Iterator<Item = (&'e Entry, String)>) -> Option<String> {
    let entries: Vec<(&Entry, String)> = entries.take(MOST_INDEXED + 1).collect();
    if entries.len() < 2 || entries.len() > MOST_INDEXED {
        return None;
    }
    let columns: Vec<&Column> =
        COLUMNS.iter().filter(|column| entries.iter().any(|(entry, _)| !(column.cells)(entry).is_empty())).collect();
    let mut out = String::new();
    columns.iter().for_each(|column| out.push_str(&format!("| {} ", column.title)));
    out.push_str("| Variant |\n");
    out.push_str(&"|---".repeat(columns.len()));
    out.push_str("|---|\n");
    for (entry, variant) in &entries {
        for column in &columns {
            let _ = write!(out, "| {} ", (column.cells)(entry).join(", ").replace('|', "\\|"));
        }
        let _ = writeln!(out, "| [`{variant}`](Self::{variant}) |");
    }
    Some(out)
}

/// A column of the index.
struct Column {
    title: &'static str,
    /// Returns what an entry has in the column.
    cells: fn(&Entry) -> Vec<String>,
}

const COLUMNS: [Column; 3] = [
    Column { title: "Code", cells: |entry| code_texts(entry).map(|code| code_span(&code)).collect() },
    Column { title: "Status", cells: |entry| entry.statuses.iter().map(status_text).collect() },
    Column {
        title: "Exit status",
        cells: |entry| entry.exit.map(|status| format!("`{status}`")).into_iter().collect(),
    },
];

/// Returns the codes by which the search of rustdoc finds a variant; none in a table with too many entries.
pub(super) fn aliases(entry: &Entry, entries: usize) -> Vec<String> {
    if entries > MOST_INDEXED {
        return Vec::new();
    }
    let mut aliases: Vec<String> = Vec::new();
    for code in entry.single_codes().map(ToString::to_string) {
        if is_alias(&code) && code != entry.variant && !aliases.contains(&code) {
            aliases.push(code);
        }
    }
    aliases
}

/// Returns `true` for a text that rustdoc takes as an alias.
fn is_alias(text: &str) -> bool {
    let is_forbidden = |letter: char| matches!(letter, '"' | '\'') || (letter.is_whitespace() && letter != ' ');
    !text.is_empty() && !text.starts_with(' ') && !text.ends_with(' ') && !text.contains(is_forbidden)
}

#[cfg(test)]
mod tests {
    use super::is_alias;

    #[test]
    fn aliases_are_those_that_rustdoc_takes() {
        for text in ["20002", "VAL-0404", "urn:x:y", "not found", "a|b`c<d>"] {
            assert!(is_alias(text), "{text}");
        }
        for text in ["", " a", "a ", "it's", "\"a\"", "a\tb", "a\nb"] {
            assert!(!is_alias(text), "{text}");
        }
    }
}
